using Dispersal.Tests.Readme;

namespace Dispersal.Tests.Cli;

/// <summary>What <c>docs/checkpoints.md</c> shows is run as it stands there.</summary>
[Collection(ProcessWide.Name)]
public sealed class CheckpointCommandTests : IDisposable
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs/checkpoints.md"));

    private readonly string folder = Directory.CreateTempSubdirectory("checkpoint-command-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_command_of_the_page_is_followed_here()
    {
        string here = File.ReadAllText(Path.Combine(Repository.FolderOfCaller(), "CheckpointCommandTests.cs"));
        string[] lines = [.. Page.Split("```sh\n")[1..].SelectMany(block => block.Split("```")[0].TrimEnd('\n').Split('\n'))];
        Assert.Equal(5, lines.Length);
        Assert.All(lines, line => Assert.Contains($"Follow(\"{line}\")", here, StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_that_goes_on_writes_the_same_results()
    {
        string baseline = Path.Combine(folder, "baseline");
        string continued = Path.Combine(folder, "continued");
        Follow("dispersal run scenarios/two-country --replicates 50 --seed 7 --checkpoint 2013-07-01 --out results/baseline");
        Follow("dispersal run scenarios/two-country --from results/baseline.2013-07-01.checkpoint --out results/continued");
        foreach (string table in Directory.EnumerateFiles(baseline, "*.csv"))
            Assert.Equal(File.ReadAllBytes(table), File.ReadAllBytes(Path.Combine(continued, Path.GetFileName(table))));
        Assert.Equal(6, Directory.EnumerateFiles(continued, "*.csv").Count() + 1);
    }

    [Fact]
    public void A_policy_goes_on_from_the_past_of_the_base_scenario()
    {
        Follow("dispersal run scenarios/raqqa-2017 --replicates 4 --checkpoint 2016-01-01 --out results/past");
        Follow("dispersal run scenarios/turkish-border-surge --from results/past.2016-01-01.checkpoint --out results/surge");
        Said said = Follow("dispersal compare scenarios/raqqa-2017 scenarios/turkish-border-surge --from results/past.2016-01-01.checkpoint");
        Assert.Contains("4 replicates", said.Output, StringComparison.Ordinal);
        Assert.Contains("stopped", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_program_in_the_page_is_the_code_that_runs_here()
    {
        Assert.Contains("```csharp\n" + ReadmeBlocks.RegionOf("../Cli/CheckpointCommandTests.cs") + "```\n", Page, StringComparison.Ordinal);
        try
        {
            ProcessWide.Output(() =>
            {
                // <readme>
                Scenario baseline = Scenario.Load("scenarios/two-country");
                CheckpointFiles files = new("results/burn-in", new DateOnly(2013, 7, 1));
                Ensemble whole = Checkpoint.Run(baseline, files, replicates: 20, seed: 7);

                using Checkpoint past = Checkpoint.Open(files.PathOf(new DateOnly(2013, 7, 1)));
                Ensemble future = past.Continue(baseline.With("war/mortality-per-day", 0.002));
                Estimate change = future.Minus(past.Continue(baseline)).Total(Measure.Dead, "WORLD");
                // </readme>
                Assert.True(change.Mean > 0);
                Assert.Equal(20, whole.Replicates);
            });
        }
        finally
        {
            File.Delete(Repository.PathOf("results/burn-in.2013-07-01.checkpoint"));
        }
    }

    [Fact]
    public void A_folder_in_the_checkpoints_place_is_refused_before_the_run()
    {
        string path = Path.Combine(folder, "b.2013-01-01.checkpoint");
        Directory.CreateDirectory(path);

        Said said = Tool.Run("run", Repository.PathOf("scenarios/two-country"), "--replicates", "2", "--quiet", "--checkpoint", "2013-01-01", "--out", Path.Combine(folder, "b"));

        Assert.Equal(new Said(3, "", $"{path} is a folder. Move it away, or name other results.\n"), said);
        Assert.Equal([path], Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void A_file_that_is_no_checkpoint_and_a_scenario_of_another_structure_are_bad_input()
    {
        string path = Path.Combine(folder, "a.checkpoint");
        File.WriteAllText(path, "not an archive");
        Said said = Tool.Run("run", Repository.PathOf("scenarios/two-country"), "--from", path);
        Assert.Equal((1, ""), (said.ExitCode, said.Output));
        Assert.Equal($"{path} cannot be used as a checkpoint: it is none, or it is damaged. Name a file that run --checkpoint wrote, or write it again.\n", said.Error);
        Assert.DoesNotContain("   at ", said.Error, StringComparison.Ordinal);

        Assert.Equal(0, Tool.Run("run", Repository.PathOf("scenarios/two-country"), "--replicates", "2", "--checkpoint", "2013-01-01", "--out", Path.Combine(folder, "a")).ExitCode);
        string saved = Path.Combine(folder, "a.2013-01-01.checkpoint");
        said = Tool.Run("run", Repository.PathOf("scenarios/afghan-volunteers-1992"), "--from", saved, "--out", Path.Combine(folder, "b"));
        Assert.Equal((1, ""), (said.ExitCode, said.Output));
        Assert.Contains("afghan-volunteers-1992 cannot go on from this checkpoint of two-country: its places are others", said.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "b")));

        said = Tool.Run("run", Repository.PathOf("scenarios/two-country"), "--from", saved, "--replicates", "3");
        Assert.Equal(1, said.ExitCode);
        Assert.Contains("The checkpoint has 2 replicates, not 3.", said.Error, StringComparison.Ordinal);

        said = Tool.Run("run", Repository.PathOf("scenarios/two-country"), "--checkpoint", "2031-01-01");
        Assert.Equal(1, said.ExitCode);
        Assert.Contains("no checkpoint can be written at the start of 2031-01-01: the run goes from 2012-01-01 to 2014-12-31.", said.Error, StringComparison.Ordinal);
    }

    // A line of the page, with its folders here.
    private Said Follow(string line)
    {
        Assert.Contains(line + "\n", Page, StringComparison.Ordinal);
        Said said = Tool.Run([.. line.Split(' ').Skip(1).Select(word => word.StartsWith("scenarios/", StringComparison.Ordinal) ? Repository.PathOf(word)
            : word.StartsWith("results/", StringComparison.Ordinal) ? Path.Combine(folder, word["results/".Length..]) : word)]);
        Assert.True(said.ExitCode == 0, said.Error);
        return said;
    }
}
