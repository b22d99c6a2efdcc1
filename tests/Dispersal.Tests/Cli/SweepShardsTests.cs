using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dispersal.Tests.Experiments;

namespace Dispersal.Tests.Cli;

/// <summary>Sweeps cut into shards, as a user without a scheduler runs them.</summary>
public sealed class SweepShardsTests : IDisposable
{
    private readonly TinyScenario tiny = new();

    private string Dir => tiny.Out;

    private string Store => Path.ChangeExtension(tiny.Out, "db");

    private string Whole => tiny.Out + "-whole.db";

    public void Dispose() => tiny.Dispose();

    private string[] Sweep(params string[] more) => [tiny.Folder, "--vary", "routes/*/patrol=0,1,2", "--replicates", "4", .. more];

    private string FileOf(int shard) => Path.Combine(Dir, "shards", "000", $"{shard:000000}.jsonl");

    [Fact]
    public void A_sweep_is_cut_run_here_looked_at_and_merged()
    {
        Assert.Equal(0, Tool.Run(["sweep", .. Sweep("--store", Whole, "--quiet")]).ExitCode);
        Said submit = Tool.Run(["sweep", "submit", .. Sweep("--dir", Dir, "--runs-per-task", "5", "--jobs", "2")]);
        Assert.Equal((0, $"12 runs are cut into 3 shards in {Dir}.\n"), (submit.ExitCode, submit.Output));
        Assert.Matches(@"(?m)^tiny: 12 runs in .*; 12 of 12 are done\.\n\z", submit.Error);

        File.Delete(FileOf(1));
        File.WriteAllText(FileOf(2), File.ReadAllText(FileOf(2))[..^20]);
        Said status = Tool.Run("sweep", "status", Dir);
        Assert.Equal(0, status.ExitCode);
        Assert.Contains("runs      5 of 12\n", status.Output, StringComparison.Ordinal);
        Assert.Contains("done      1\ndamaged   1: 2\nmissing   1: 1\n", status.Output, StringComparison.Ordinal);
        Assert.Contains("Shard 2 is cut short: its last line is missing.\n", status.Output, StringComparison.Ordinal);
        Assert.Equal("1\n2\n", Tool.Run("sweep", "status", Dir, "--missing").Output);

        Said part = Tool.Run("sweep", "merge", Dir, "--store", Store, "--quiet");
        Assert.Equal((3, "Left out: shard 2 is cut short: its last line is missing.\n"), (part.ExitCode, part.Error));
        Assert.StartsWith($"5 of 12 runs are in {Store}, 5 of them new; 1 shard is not complete.\n", part.Output, StringComparison.Ordinal);

        Said again = Tool.Run("sweep", "resubmit", Dir, "--jobs", "2", "--quiet");
        Assert.Equal((0, "2 of 3 shards are sent again.\n"), (again.ExitCode, again.Output));
        Assert.Equal("Nothing is missing.\n", Tool.Run("sweep", "resubmit", Dir).Output);

        Said merge = Tool.Run("sweep", "merge", Dir, "--store", Store, "--json", "--quiet");
        Assert.Equal(0, merge.ExitCode);
        using JsonDocument json = JsonDocument.Parse(merge.Output);
        Assert.Equal((12, 7), (json.RootElement.GetProperty("runsDone").GetInt32(), json.RootElement.GetProperty("runsAdded").GetInt32()));
        Assert.Equal(Environment.MachineName, Assert.Single(json.RootElement.GetProperty("machines").EnumerateArray()).GetString());
        Assert.Equal(StoreDump.Of(Whole), StoreDump.Of(Store));

        using JsonDocument done = JsonDocument.Parse(Tool.Run("sweep", "status", Dir, "--json").Output);
        Assert.Equal(3, done.RootElement.GetProperty("states").GetProperty("done").GetArrayLength());
    }

    [NeedsProgramFact("parallel")]
    public void Gnu_parallel_runs_the_same_shards()
    {
        Assert.Equal(0, Tool.Run(["sweep", .. Sweep("--store", Whole, "--quiet")]).ExitCode);
        Said submit = Tool.Run(["sweep", "submit", .. Sweep("--dir", Dir, "--runs-per-task", "6", "--on", "parallel", "--jobs", "2", "--quiet")]);
        Assert.Equal((0, $"12 runs are cut into 2 shards in {Dir}.\n"), (submit.ExitCode, submit.Output));
        Assert.Equal(0, Tool.Run("sweep", "merge", Dir, "--store", Store, "--quiet").ExitCode);
        Assert.Equal(StoreDump.Of(Whole), StoreDump.Of(Store));

        // The line it prints for those who want to type it themselves.
        File.Delete(FileOf(1));
        Said dry = Tool.Run("sweep", "resubmit", Dir, "--on", "parallel", "--dry-run", "--jobs", "1");
        Assert.False(File.Exists(FileOf(1)));
        using Process shell = Process.Start(new ProcessStartInfo("bash", ["-c", dry.Output.Split('\n')[1]]) { RedirectStandardError = true, UseShellExecute = false })!;
        shell.StandardError.ReadToEnd();
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
        Assert.True(File.Exists(FileOf(1)));
    }

    [NeedsProgramFact("parallel")]
    public void The_first_steps_of_the_guide_work_as_they_stand()
    {
        string folder = Path.GetDirectoryName(Dir)!;
        File.CreateSymbolicLink(Path.Combine(folder, "scenarios"), Repository.PathOf("scenarios"));
        string[] blocks = [.. File.ReadAllText(Repository.PathOf("docs/cluster.md")).Split("```sh\n")[1..].Select(block => block.Split("```")[0])];
        Assert.Equal(2, blocks.Length);
        string script = $$"""
            set -e
            export SHELL=/bin/bash
            dispersal() { dotnet '{{Path.Combine(AppContext.BaseDirectory, "Dispersal.Cli.dll")}}' "$@"; }
            export -f dispersal

            """ + string.Concat(blocks);
        using Process shell = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        Said said = Tool.End(shell);
        Assert.True(said.ExitCode == 0, said.Output + said.Error);
        Assert.Contains("done      6\n", said.Output, StringComparison.Ordinal);
        Assert.Contains("256 of 256 runs are in results/first.db, 256 of them new.\n", said.Output, StringComparison.Ordinal);
        Assert.EndsWith("160 runs are cut into 4 shards in results/second.\n", said.Output, StringComparison.Ordinal);
    }

    [NeedsProgramFact("kill")]
    public void Told_to_stop_a_shard_keeps_its_runs_and_returns_130()
    {
        const int runs = 400_000;
        Assert.Equal(0, Tool.Run(["sweep", "submit", tiny.Folder, "--vary", "routes/*/patrol=0..2", "--points", "400", "--replicates", "1000", "--dir", Dir, "--runs-per-task", $"{runs}", "--dry-run", "--on", "parallel"]).ExitCode);
        using Process shard = Tool.Start("sweep", "shard", Dir, "0", "--quiet");
        Stopwatch clock = Stopwatch.StartNew();
        while (shard.TotalProcessorTime < TimeSpan.FromSeconds(1.5) && clock.Elapsed < TimeSpan.FromMinutes(1))
        {
            Thread.Sleep(20);
        }

        using (Process kill = Process.Start("kill", ["-TERM", shard.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            kill.WaitForExit();
        }

        Said said = Tool.End(shard);
        Assert.Equal(130, said.ExitCode);
        Assert.Equal("", said.Output);
        Assert.StartsWith("Told to stop. What is done is in ", said.Error, StringComparison.Ordinal);
        Assert.Equal(["000000.part"], Directory.EnumerateFiles(Path.Combine(Dir, "shards", "000")).Select(Path.GetFileName));
        using JsonDocument status = JsonDocument.Parse(Tool.Run("sweep", "status", Dir, "--json").Output);
        Assert.InRange(status.RootElement.GetProperty("runsDone").GetInt32(), 1, runs - 1);
    }

    [Fact]
    public void What_is_wrong_with_the_words_is_said_before_anything_is_made()
    {
        Said place = Tool.Run(["sweep", "submit", .. Sweep("--dir", Dir, "--on", "slrum")]);
        Assert.Equal((2, true), (place.ExitCode, place.Error.Contains("'slrum' is not a place to run. Write here, parallel or slurm. Did you mean 'slurm'?", StringComparison.Ordinal)));
        Said profile = Tool.Run(["sweep", "submit", .. Sweep("--dir", Dir, "--profile", "p.json")]);
        Assert.Equal((2, true), (profile.ExitCode, profile.Error.Contains("--profile goes with --on slurm.", StringComparison.Ordinal)));
        Assert.Equal(1, Tool.Run("sweep", "submit", tiny.Folder, "--vary", "war/nothing=1", "--dir", Dir).ExitCode);
        Assert.Empty(tiny.Beside);

        Directory.CreateDirectory(Dir);
        File.WriteAllText(Path.Combine(Dir, "mine.txt"), "");
        Said there = Tool.Run(["sweep", "submit", .. Sweep("--dir", Dir, "--runs-per-task", "5")]);
        Assert.Equal((3, $"{Dir} is there already. Name another folder, or go on with this one by 'dispersal sweep resubmit'.\n"), (there.ExitCode, there.Error));
        Assert.Equal((3, true), (Tool.Run("sweep", "shard", Dir, "0").ExitCode, Tool.Run("sweep", "status", Dir).Error.Contains("holds no sweep.json", StringComparison.Ordinal)));
    }

    [Fact]
    public void Without_Slurm_the_job_is_written_and_nothing_is_sent()
    {
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(Dir)!, "profile.json"), """
            {
              // What the cluster wants.
              "partition": "main", "time": "1:00:00", "memory": "2G", "account": "p123", "cpus": 2, "modules": ["dotnet/10"],
              "lines": ["#SBATCH --mail-type=END", "export DOTNET_TieredCompilation=1"], "command": "dispersal", "array-limit": 2, "running-limit": 10,
            }
            """);
        string profile = Path.Combine(Path.GetDirectoryName(Dir)!, "profile.json");
        Said said = Tool.Run(["sweep", "submit", .. Sweep("--dir", Dir, "--runs-per-task", "5", "--on", "slurm", "--profile", profile, "--dry-run")]);
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.Equal([$"12 runs are cut into 3 shards in {Dir}.", $"sbatch {Dir}/jobs/0001.sh", $"sbatch {Dir}/jobs/0002.sh"], said.Output.TrimEnd().Split('\n'));
        Assert.Equal("0\n1\n", File.ReadAllText(Path.Combine(Dir, "jobs", "0001.shards")));
        Assert.Equal("2\n", File.ReadAllText(Path.Combine(Dir, "jobs", "0002.shards")));
        string id = Dispersal.Experiments.ShardedSweep.Open(Dir).Id[..10];
        Approved.Check("job", File.ReadAllText(Path.Combine(Dir, "jobs", "0001.sh")).Replace(Dir, "DIR", StringComparison.Ordinal).Replace(id, "SWEEP", StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_wrong_with_a_profile_is_said_at_once()
    {
        string profile = Path.Combine(Path.GetDirectoryName(Dir)!, "profile.json");
        File.WriteAllText(profile, """
            {
              "partiton": "main",
              "time": "2",
              "memory": "2 GB",
              "account": "a; rm -rf x",
              "cpus": 0,
              "modules": "dotnet/10", "lines": ["two\nlines", 3],
              "qos": "long",
              "qos": "short"
            }
            """.ReplaceLineEndings("\n"));
        Said said = Tool.Run(["sweep", "submit", .. Sweep("--dir", Dir, "--on", "slurm", "--profile", profile)]);
        Assert.Equal(1, said.ExitCode);
        Approved.Check("profile-problems", said.Error.Replace(profile, "profile.json", StringComparison.Ordinal));
        Assert.False(Directory.Exists(Dir));

        File.WriteAllText(profile, "{ \"partition\": main }");
        Assert.StartsWith($"{profile}(1,16): this is not JSON.", Tool.Run(["sweep", "submit", .. Sweep("--dir", Dir, "--on", "slurm", "--profile", profile)]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pilot_says_how_many_runs_make_a_task()
    {
        Said said = Tool.Run(["sweep", "submit", .. Sweep("--dir", Dir, "--task-minutes", "0.0001")]);
        Assert.Equal(0, said.ExitCode);
        Assert.Matches(@"^A run takes [\d.]+ ms here; \d+ runs make a task of [\d.]+ s\.\n", said.Error);
        Assert.Matches(@"^12 runs are cut into \d+ shards? in ", said.Output);
    }
}
