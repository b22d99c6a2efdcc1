using System.Diagnostics;
using Dispersal.Cli;
using Dispersal.Experiments;
using Dispersal.Tests.Cli;

namespace Dispersal.Tests.Breakdowns;

/// <summary>Real processes on a machine that fails them: no room, no memory, somebody else's files, a clock that jumps.</summary>
public sealed class FaultyMachineTests : IDisposable
{
    private readonly TinyScenario tiny = new();
    private readonly string folder = Directory.CreateTempSubdirectory("dispersal-faults-").FullName;

    public void Dispose()
    {
        tiny.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_second_of_two_runs_to_one_folder_is_refused_before_it_computes()
    {
        using (ResultPlace held = ResultPlace.Hold(tiny.Out))
        {
            Stopwatch clock = Stopwatch.StartNew();
            Said said = Tool.Run("run", tiny.Folder, "--replicates", "1000000", "--quiet", "--out", tiny.Out);
            Assert.Equal(3, said.ExitCode);
            Assert.Contains("another run writes to it", said.Error, StringComparison.Ordinal);
            Assert.Contains("name another folder", said.Error, StringComparison.Ordinal);
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1));

            // Who holds it can write.
            held.Save(Ensemble.Run(Scenario.Load(tiny.Folder), 2));
        }

        Assert.Equal(0, Tool.Run("run", tiny.Folder, "--replicates", "2", "--quiet", "--out", tiny.Out).ExitCode);
        Assert.Equal(["out"], tiny.Beside);
    }

    [Fact]
    public void A_place_that_was_held_in_vain_leaves_nothing_behind()
    {
        string deep = Path.Combine(folder, "a", "b", "out");
        ResultPlace.Hold(deep).Dispose();
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public void A_folder_that_is_taken_away_during_a_run_is_made_again()
    {
        string deep = Path.Combine(folder, "a", "out");
        using (ResultPlace place = ResultPlace.Hold(deep))
        {
            Directory.Delete(Path.Combine(folder, "a"), recursive: true);
            place.Save(Ensemble.Run(Scenario.Load(tiny.Folder), 2));
        }

        Assert.True(File.Exists(Path.Combine(deep, "manifest.json")));
    }

    [Theory]
    [InlineData("replicates", "--replicates", "1000000")]
    [InlineData("persons", "--replicates", "1", "--engine", "individuals", "--set", "groups/*/departed-persons=1e9")]
    public void What_cannot_fit_into_memory_is_refused_with_its_size_and_with_what_to_do(string why, params string[] words)
    {
        Said said = Tool.Run(
            SmallMemory,
            ["run", tiny.Folder, "--quiet", "--out", tiny.Out, .. words]);

        Assert.Equal(3, said.ExitCode);
        Assert.Matches("^This needs at least [0-9.,]+ [MGT]B of memory, and there are 192 MB: ", said.Error);
        Assert.Contains(why, said.Error, StringComparison.Ordinal);
        Assert.Contains(why == "persons" ? "Take the engine cohorts" : "Run fewer replicates", said.Error, StringComparison.Ordinal);
        Assert.Empty(tiny.Beside);
    }

    [Theory]
    [InlineData("compare TINY TINY --set groups/BBB-men/departed-persons=9e8 --engine individuals --out OUT")]
    [InlineData("replicates TINY --quiet")]
    [InlineData("run TINY --engine individuals --checkpoint 2015-06-01 --out OUT")]
    [InlineData("run TINY --engine individuals --uncertain --out OUT")]
    [InlineData("run TINY --engine individuals --until dead/WORLD_within_5% --out OUT")]
    [InlineData("sweep TINY --engine individuals --vary war/mortality-per-day=0.001,0.002 --store STORE")]
    [InlineData("sweep submit TINY --engine individuals --vary war/mortality-per-day=0.001,0.002 --dir OUT")]
    [InlineData("sensitivity TINY --engine individuals --vary war/mortality-per-day --points 2 --store STORE --out OUT")]
    [InlineData("calibrate TINY --engine individuals --vary war/mortality-per-day --store STORE --posterior FILE")]
    [InlineData("calibrate TINY --method surface --engine individuals --vary war/mortality-per-day --store STORE --posterior FILE")]
    [InlineData("validate TINY --engine individuals --out OUT")]
    [InlineData("validate TINY --engine individuals --posterior SETS --out OUT")]
    public void Whatever_is_asked_of_persons_who_do_not_fit_into_memory_is_refused_before_anything_is_written(string words)
    {
        string sets = Path.Combine(folder, "sets.csv");
        File.WriteAllText(sets, "weight,war/mortality-per-day\n1,0.0004\n1,0.0006\n");
        tiny.Change("groups.csv", "mixed,100", "mixed,1000000000");
        tiny.Write("targets.csv", "id,measure,subject,date,low,central,high,weight,role,source\ndead,dead,WORLD,2016-06-30,20,25,30,,,Made up");
        Said said = Tool.Run(SmallMemory, [.. words.Split(' ').Select(word => word switch
        {
            "TINY" => tiny.Folder,
            "OUT" => tiny.Out,
            "STORE" => Path.Combine(folder, "s.db"),
            "FILE" => Path.Combine(folder, "posterior.csv"),
            "SETS" => sets,
            _ => word.Replace('_', ' '),
        })]);

        Assert.True(said.ExitCode == 3, said.Error);
        Assert.Matches("(?m)^This needs at least [0-9.,]+ GB of memory, and there are 192 MB: [0-9]+ replicates? at a time, each with (1,000,000|900,000),060 persons", said.Error);
        Assert.Contains("Nothing was run.", said.Error, StringComparison.Ordinal);
        Assert.Empty(tiny.Beside);
        Assert.Equal(["sets.csv"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void A_shard_on_a_machine_too_small_for_it_is_refused_and_can_be_run_on_a_larger_one()
    {
        Scenario large = Scenario.Load(tiny.Folder).With("groups/BBB-men/departed-persons", 3e6);
        Design design = Design.Grid(large, [Factor.OfValues(large, "war/mortality-per-day", 0.001)], 2);
        ShardedSweep.Create(design, replicates: 1, tiny.Out, runsPerShard: 1, engine: EngineKind.Individuals);
        string[] before = [.. Directory.EnumerateFileSystemEntries(tiny.Out, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

        Said said = Tool.Run(new Dictionary<string, string>(StringComparer.Ordinal) { ["DOTNET_GCHeapHardLimit"] = "0x6000000" }, ["sweep", "shard", tiny.Out, "0"]);
        Assert.True(said.ExitCode == 3, said.Error);
        Assert.Matches("This needs at least [0-9]+ MB of memory, and there are 96 MB: 1 replicate at a time, each with 3,000,060 persons", said.Error);
        Assert.Equal(before, Directory.EnumerateFileSystemEntries(tiny.Out, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_sweep_goes_on_where_some_of_its_points_fit_into_memory_and_says_of_the_others_what_they_need()
    {
        string store = Path.Combine(folder, "s.db");
        Said said = Tool.Run(SmallMemory, ["sweep", tiny.Folder, "--engine", "individuals", "--vary", "groups/*/departed-persons=1e9,10", "--replicates", "2", "--jobs", "1", "--quiet", "--store", store]);
        Assert.True(said.ExitCode == 3, said.Error);
        SweepStatus status = Sweep.Status(store);
        Assert.Equal((4L, 2L), (status.RunsDone, status.RunsFailed));
        Said told = Tool.Run("sweep", "status", store);
        Assert.Contains("of memory, and there are 192 MB", told.Output + told.Error, StringComparison.Ordinal);
    }

    [Hostile.UnixFact]
    public void A_file_that_may_grow_no_more_ends_a_run_in_a_sentence_and_leaves_what_was_there()
    {
        Assert.Equal(0, Tool.Run("run", tiny.Folder, "--replicates", "2", "--quiet", "--out", tiny.Out).ExitCode);
        string before = File.ReadAllText(Path.Combine(tiny.Out, "manifest.json"));

        foreach (string[] words in (string[][])
        [
            ["run", tiny.Folder, "--replicates", "3", "--quiet", "--out", tiny.Out],
            ["run", tiny.Folder, "--replicates", "3", "--quiet", "--checkpoint", "2015-06-01", "--out", tiny.Out],
            ["sweep", tiny.Folder, "--vary", "war/mortality-per-day=0.001,0.002", "--replicates", "2", "--quiet", "--store", Path.Combine(folder, "s.db")],
        ])
        {
            Said said = WithFilesUpTo(kilobytes: 4, words);
            Assert.True(said.ExitCode == 3, said.Error);
            Assert.Contains("disk", said.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("Internal error", said.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("SQLite", said.Error, StringComparison.Ordinal);
            Assert.Equal(before, File.ReadAllText(Path.Combine(tiny.Out, "manifest.json")));
            Assert.Equal(["out"], tiny.Beside);
        }

        // With room again, all goes on.
        Assert.Equal(0, Tool.Run("sweep", tiny.Folder, "--vary", "war/mortality-per-day=0.001,0.002", "--replicates", "2", "--quiet", "--store", Path.Combine(folder, "s.db"), "--resume").ExitCode);
    }

    [Fact]
    public void A_store_that_is_taken_away_while_it_is_written_is_missed()
    {
        string store = Path.Combine(folder, "s.db");
        Scenario scenario = Scenario.Load(tiny.Folder);
        Design design = Design.Grid(scenario, [Factor.OfValues(scenario, "war/mortality-per-day", 0.001, 0.002)], 2);
        IOException problem = Assert.Throws<IOException>(() => Sweep.Run(design, 2, store, jobs: 1, progress: new Then<SweepProgress>(_ => File.Delete(store))));
        Assert.Contains("was taken away or replaced while it was written", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_that_is_cut_while_it_is_read_is_damaged()
    {
        Scenario scenario = Scenario.Load(tiny.Folder);
        CheckpointFiles files = new(Path.Combine(folder, "run"), new DateOnly(2015, 9, 1));
        Checkpoint.Run(scenario, files, replicates: 2);
        using Checkpoint checkpoint = Checkpoint.Open(files.PathOf(files.Dates[0]));
        using (FileStream other = new(files.PathOf(files.Dates[0]), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete))
        {
            other.SetLength(100);
        }

        Assert.Contains("cannot be used as a checkpoint", Assert.Throws<InvalidDataException>(() => checkpoint.Continue(scenario, threads: 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_a_scenario_that_vanish_are_reported()
    {
        string[] tables = [.. Directory.GetFiles(tiny.Folder).Order(StringComparer.Ordinal)];
        Task vanishing = Task.Run(() =>
        {
            foreach (string table in tables)
            {
                File.Delete(table);
            }
        });
        for (int i = 0; i < 50; i++)
        {
            Assert.NotNull(Scenario.Check(tiny.Folder));
        }

        await vanishing;
        Assert.Null(Scenario.Check(tiny.Folder).Scenario);
    }

    [Fact]
    public void A_clock_that_jumps_back_breaks_no_sweep_and_no_progress()
    {
        string store = Path.Combine(folder, "s.db");
        Scenario scenario = Scenario.Load(tiny.Folder);
        Design design = Design.Grid(scenario, [Factor.OfValues(scenario, "war/mortality-per-day", 0.001, 0.002)], 2);
        Sweep sweep = Sweep.Run(design, 2, store, jobs: 1, time: new JumpingClock());
        Assert.Equal((4L, 0L), (sweep.Runs, sweep.RunsFailed));
        Assert.InRange(Sweep.Status(store).SecondsPerRun, 0, 600);

        foreach (double seconds in (double[])[-1e9, -1, 0, 1e-9, 1, 1e11])
        {
            TimeSpan elapsed = TimeSpan.FromSeconds(seconds);
            TimeSpan left = Progress.Left(new RunProgress(1, 1_000_000, 5), elapsed)!.Value;
            Assert.True(left >= TimeSpan.Zero);
            Assert.DoesNotMatch("-[0-9]", $"{Progress.Clock(left)} {Progress.Clock(elapsed)} {Progress.Rate(new RunProgress(1, 10, 5), elapsed)}");
        }

        Assert.Equal("more than a century", Progress.Clock(Progress.Rest(TimeSpan.FromDays(30), 1, 1e12)));
    }

    private static Dictionary<string, string> SmallMemory => new(StringComparer.Ordinal) { ["DOTNET_GCHeapHardLimit"] = "0xC000000" };

    private static Said WithFilesUpTo(int kilobytes, string[] words)
    {
        // The runtime's own files are larger than that.
        ProcessStartInfo start = new("bash") { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true };
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (string word in (string[])["-c", $"ulimit -f {kilobytes}; exec \"$@\"", "bash", "dotnet", Path.Combine(AppContext.BaseDirectory, "Dispersal.Cli.dll"), .. words])
        {
            start.ArgumentList.Add(word);
        }

        using Process process = Process.Start(start)!;
        return Tool.End(process);
    }

    private sealed class Then<T>(Action<T> action) : IProgress<T>
    {
        public void Report(T value) => action(value);
    }

    private sealed class JumpingClock : TimeProvider
    {
        private int times;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(-Interlocked.Increment(ref times));
    }
}
