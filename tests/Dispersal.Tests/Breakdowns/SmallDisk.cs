using System.Diagnostics;
using System.Text;
using Dispersal.Tests.Cli;

namespace Dispersal.Tests.Breakdowns;

/// <summary>What a command did on a small disk.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Error">What it said.</param>
/// <param name="Files">What lay on the disk then: hash and path of each file, locks left out.</param>
internal sealed record OnDisk(int Code, string Error, string[] Files);

/// <summary>Commands one after the other on a disk of their own, a few hundred kilobytes of memory that nobody else sees and that is gone with them.</summary>
internal static class SmallDisk
{
    /// <summary>Runs commands of the tool, or of the shell where the first word is <c>!</c>.</summary>
    /// <param name="at">An empty folder, at which the disk is mounted.</param>
    /// <param name="kilobytes">Its size.</param>
    /// <param name="commands">Words; <c>DISK</c> stands for the folder.</param>
    public static OnDisk[] Run(string at, int kilobytes, IEnumerable<string[]> commands)
    {
        string said = Directory.CreateTempSubdirectory("dispersal-said-").FullName;
        try
        {
            StringBuilder script = new($"mount -t tmpfs -o size={kilobytes}k tmpfs {Quoted(at)} || exit 99\n");
            int count = 0;
            foreach (string[] words in commands)
            {
                string[] full = [.. words.Select(word => word.Replace("DISK", at, StringComparison.Ordinal))];
                string line = full[0] == "!" ? full[1] : string.Join(' ', ((string[])["dotnet", Path.Combine(AppContext.BaseDirectory, "Dispersal.Cli.dll"), .. full]).Select(Quoted));
                string to = Path.Combine(said, $"{count++}");
                script.Append($"{{ {line}; }} > /dev/null 2> {Quoted(to + ".error")} < /dev/null\necho $? > {Quoted(to + ".code")}\n(cd {Quoted(at)}; find . -type f | LC_ALL=C sort | tr '\\n' '\\0' | xargs -0 -r sha256sum) > {Quoted(to + ".files")}\n");
            }

            using Process process = Process.Start(new ProcessStartInfo("unshare", ["-m", "bash", "-c", script.ToString()]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
            Said ended = Tool.End(process, TimeSpan.FromMinutes(1 + count));
            Assert.True(ended.ExitCode == 0, ended.Error);
            return [.. Enumerable.Range(0, count).Select(i => new OnDisk(
                int.Parse(File.ReadAllText(Path.Combine(said, $"{i}.code"))), File.ReadAllText(Path.Combine(said, $"{i}.error")), File.ReadAllLines(Path.Combine(said, $"{i}.files"))))];
        }
        finally
        {
            Directory.Delete(said, recursive: true);
        }
    }

    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
