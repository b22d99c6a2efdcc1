using System.Diagnostics;
using Dispersal.Tests;

namespace Dispersal.Slurm.Tests;

/// <summary>The tutorial of <c>docs/cluster.md</c>, typed as it stands there.</summary>
[Trait("Suite", "Long")]
public sealed class SlurmGuideTests
{
    [NeedsSlurmFact]
    public void The_tutorial_of_the_guide_works_as_it_stands()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dispersal-slurm-");
        try
        {
            // A folder in which the commands find what they name, and leave what they make.
            foreach (string name in (string[])["scenarios", "tests"])
            {
                File.CreateSymbolicLink(Path.Combine(folder.FullName, name), Repository.PathOf(name));
            }

            Directory.CreateDirectory(Path.Combine(folder.FullName, "results"));
            string[] blocks = [.. File.ReadAllText(Repository.PathOf("docs/cluster.md")).Split("```sh slurm\n")[1..].Select(block => block.Split("```")[0])];
            Assert.Equal(5, blocks.Length);
            string script = $$"""
                set -e
                trap 'bash tests/slurm/stop results/slurm' EXIT
                dispersal() { dotnet '{{Path.Combine(AppContext.BaseDirectory, "Dispersal.Cli.dll")}}' "$@"; }

                """ + string.Concat(blocks);
            ProcessStartInfo start = new("bash", ["-c", script])
            {
                WorkingDirectory = folder.FullName,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process shell = Process.Start(start)!;
            Task<string> error = shell.StandardError.ReadToEndAsync();
            string output = shell.StandardOutput.ReadToEnd();
            shell.WaitForExit();
            Assert.True(shell.ExitCode == 0, output + error.Result);
            Assert.Contains("1,600 runs are cut into 16 shards in results/third.\nJob 1: 16 tasks.\n", output, StringComparison.Ordinal);
            Assert.Contains("\nAll shards are done: 'merge' joins them.\n1,600 of 1,600 runs are in results/third.db, ", output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
