using System.Collections.Immutable;
using Dispersal.Experiments;
using Dispersal.Experiments.Shards;
using Dispersal.Experiments.Store;
using Dispersal.Tests.Cli;
using Dispersal.Tests.Laws;

namespace Dispersal.Tests.Experiments;

public sealed class ShardedSweepTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("dispersal-");
    private readonly TinyScenario tiny = new();

    public void Dispose()
    {
        root.Delete(recursive: true);
        tiny.Dispose();
    }

    private string At(string name) => Path.Combine(root.FullName, name);

    private Design Grid() => Design.Grid(Scenario.Load(tiny.Folder), [Factor.OfValues(Scenario.Load(tiny.Folder), "routes/*/patrol", 0, 0.5, 1, 2)]);

    private ShardedSweep Cut(string name = "cut", int replicates = 3, int runsPerShard = 5, ulong seed = 1) =>
        ShardedSweep.Create(Grid(), replicates, At(name), runsPerShard, seed);

    private static string FileOf(ShardedSweep sweep, int shard, string ending = ".jsonl") => Path.Combine(sweep.Folder, "shards", "000", $"{shard:000000}{ending}");

    private static void RunAll(ShardedSweep sweep)
    {
        for (int shard = 0; shard < sweep.Count; shard++)
        {
            Assert.Equal(ShardState.Whole, sweep.Run(shard).State);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_000)]
    public void Merged_shards_hold_the_rows_of_a_sweep_on_one_machine(int runsPerShard)
    {
        // Morris designs hold points twice; ranged columns are quantiles and revise the baseline.
        Design design = Design.Morris(ThreeFactors.Scenario, 4, seed: 3);
        Sweep whole = Sweep.Run(design, 3, At("whole.db"), seed: 11);
        ShardedSweep sweep = ShardedSweep.Create(design, 3, At("cut"), runsPerShard, seed: 11);
        Assert.Equal((sweep.Runs + runsPerShard - 1) / runsPerShard, sweep.Count);
        RunAll(ShardedSweep.Open(At("cut")));

        ShardMerge merge = sweep.Merge(At("merged.db"));

        Assert.Equal((whole.Runs, whole.Runs, 0, whole.Runs), (merge.Runs, merge.RunsDone, merge.RunsFailed, merge.RunsAdded));
        Assert.Equal(StoreDump.Of(At("whole.db")), StoreDump.Of(At("merged.db")));
    }

    [Fact]
    public void Runs_that_fail_have_the_same_errors_as_on_one_machine()
    {
        Scenario scenario = Scenario.Load(tiny.Folder);
        Design design = Design.Grid(scenario, [Factor.OfValues(scenario, "first-theatres/*/AAA/share", 0, 1)]);
        Sweep.Run(design, 3, At("whole.db"));
        ShardedSweep sweep = ShardedSweep.Create(design, 3, At("cut"), 2);
        RunAll(sweep);
        Assert.Equal(3, sweep.Look().Sum(shard => shard.RunsFailed));
        Assert.Equal(3, sweep.Merge(At("merged.db")).RunsFailed);
        Assert.Equal(StoreDump.Of(At("whole.db")), StoreDump.Of(At("merged.db")));
        Assert.Contains(StoreDump.Of(At("merged.db")), row => row.Contains("|groups.csv: ", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_there_can_be_merged_at_any_time_and_finished_anywhere()
    {
        Sweep.Run(Grid(), 3, At("whole.db"));
        ShardedSweep sweep = Cut();
        sweep.Run(1);
        Assert.Equal((5, 5), (sweep.Merge(At("merged.db")).RunsDone, sweep.Merge(At("other.db")).RunsAdded));
        sweep.Run(0);
        Assert.Equal((10, 5), (sweep.Merge(At("merged.db")).RunsDone, sweep.Merge(At("other.db")).RunsAdded));

        // The rest by shards, or by a sweep on this machine.
        sweep.Run(2);
        sweep.Merge(At("merged.db"));
        Sweep.Run(Grid(), 3, At("other.db"));
        Assert.Equal(StoreDump.Of(At("whole.db")), StoreDump.Of(At("merged.db")));
        Assert.Equal(StoreDump.Of(At("whole.db")), StoreDump.Of(At("other.db")));
    }

    [Fact]
    public void A_shard_that_is_whole_is_left_as_it_is()
    {
        ShardedSweep sweep = Cut();
        sweep.Run(0);
        byte[] before = File.ReadAllBytes(FileOf(sweep, 0));
        Assert.Equal(ShardState.Whole, sweep.Run(0, time: new FixedClock(new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero))).State);
        Assert.Equal(before, File.ReadAllBytes(FileOf(sweep, 0)));
    }

    [Fact]
    public void A_shard_run_by_many_at_once_is_whole_and_leaves_nothing_beside()
    {
        ShardedSweep sweep = Cut(runsPerShard: 12);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => Assert.Equal(ShardState.Whole, ShardedSweep.Open(sweep.Folder).Run(0, threads: 1 + (i % 3)).State));
        Assert.Equal(["000000.jsonl"], Directory.EnumerateFiles(Path.Combine(sweep.Folder, "shards", "000")).Select(Path.GetFileName));
        Sweep.Run(Grid(), 3, At("whole.db"));
        sweep.Merge(At("merged.db"));
        Assert.Equal(StoreDump.Of(At("whole.db")), StoreDump.Of(At("merged.db")));
    }

    [Fact]
    public void A_shard_told_to_stop_finishes_the_run_under_way_and_keeps_what_it_has()
    {
        DateTimeOffset first = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);
        ShardedSweep sweep = Cut(runsPerShard: 12);
        using CancellationTokenSource stop = new();

        // Asked the time when a block begins and when it ends: told to stop in the middle of the second.
        Shard stopped = sweep.Run(0, time: new FixedClock(first, asked => { if (asked == 3) { stop.Cancel(); } }), stop: stop.Token);
        Assert.Equal((ShardState.Part, 6, 12), (stopped.State, stopped.RunsDone, stopped.Runs));
        Assert.False(File.Exists(FileOf(sweep, 0)));
        Assert.Equal(6, sweep.Merge(At("part.db")).RunsDone);

        Shard whole = sweep.Run(0, time: new FixedClock(first.AddYears(10)));
        Assert.Equal((ShardState.Whole, 12), (whole.State, whole.RunsDone));
        Assert.False(File.Exists(FileOf(sweep, 0, ".part")));
        List<RunRow> rows = ShardFile.Read(File.ReadAllBytes(FileOf(sweep, 0)));
        Assert.Equal([.. Enumerable.Repeat(2001, 6), .. Enumerable.Repeat(2011, 6)], rows.Select(row => row.Started.Year));
    }

    [Fact]
    public void A_file_cut_anywhere_or_with_one_other_byte_is_found_out()
    {
        ShardedSweep sweep = Cut(replicates: 1, runsPerShard: 1);
        sweep.Run(0);
        byte[] bytes = File.ReadAllBytes(FileOf(sweep, 0));
        Assert.Equal(ShardState.Whole, ShardFile.Check(bytes, sweep.Id, 0, (0, 1)).State);
        for (int length = 1; length < bytes.Length; length++)
        {
            Assert.Equal(ShardState.Damaged, ShardFile.Check(bytes[..length], sweep.Id, 0, (0, 1)).State);
        }

        for (int at = 0; at < bytes.Length; at++)
        {
            byte[] other = [.. bytes];
            other[at] ^= 1;
            Shard shard = ShardFile.Check(other, sweep.Id, 0, (0, 1));

            // What the foot says of versions and machines is not under its own checksum; that there are runs, and which, is.
            Assert.True(
                shard.State is ShardState.Damaged or ShardState.Foreign || at > bytes.Length - 200,
                $"Byte {at} of {bytes.Length} was changed and nobody saw it.");
        }
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("empty")]
    [InlineData("byte")]
    public void A_damaged_file_is_reported_not_merged_and_made_anew(string harm)
    {
        ShardedSweep sweep = Cut();
        RunAll(sweep);
        byte[] bytes = File.ReadAllBytes(FileOf(sweep, 1));
        File.WriteAllBytes(FileOf(sweep, 1), harm switch { "cut" => bytes[..(bytes.Length / 2)], "empty" => [], _ => [.. bytes[..1000], (byte)(bytes[1000] ^ 1), .. bytes[1001..]] });

        ShardMerge merge = sweep.Merge(At("merged.db"));
        Assert.Equal(7, merge.RunsDone);
        Shard refused = Assert.Single(merge.Refused);
        Assert.Equal((1, ShardState.Damaged), (refused.Number, refused.State));
        Assert.NotEqual("", refused.Problem);

        Assert.Equal(ShardState.Whole, sweep.Run(1).State);
        Assert.Equal(12, sweep.Merge(At("merged.db")).RunsDone);
        Sweep.Run(Grid(), 3, At("whole.db"));
        Assert.Equal(StoreDump.Of(At("whole.db")), StoreDump.Of(At("merged.db")));
    }

    [Fact]
    public void A_file_of_another_sweep_or_shard_or_format_is_reported_not_merged_and_set_aside()
    {
        ShardedSweep sweep = Cut();
        ShardedSweep other = Cut("other", seed: 2);
        RunAll(sweep);
        RunAll(other);
        File.Copy(FileOf(other, 0), FileOf(sweep, 0), overwrite: true);
        File.Copy(FileOf(sweep, 2), FileOf(sweep, 1), overwrite: true);
        string later = File.ReadAllText(FileOf(sweep, 2)).Replace(ShardFile.ThisFormat, "dispersal-shard/2", StringComparison.Ordinal);
        File.WriteAllText(FileOf(sweep, 2), later);

        ShardMerge merge = sweep.Merge(At("merged.db"));
        Assert.Equal(0, merge.RunsDone);
        Assert.Equal(
            ["0 belongs to another sweep", "1 is shard 2 under another name", "2 is of the format 'dispersal-shard/2'; this version reads dispersal-shard/1"],
            merge.Refused.Select(shard => $"{shard.Number} {shard.Problem}"));

        sweep.Run(2);
        Assert.Equal(later, File.ReadAllText(FileOf(sweep, 2, ".jsonl.refused")));
        Assert.Equal(ShardState.Whole, sweep.Look(2).State);
    }

    [Fact]
    public void Runs_that_are_not_those_of_the_shard_are_not_merged_though_the_checksum_holds()
    {
        ShardedSweep sweep = Cut();
        RunAll(sweep);
        List<RunRow> rows = ShardFile.Read(File.ReadAllBytes(FileOf(sweep, 1)));
        rows[0] = rows[0] with { Replicate = 7 };
        File.WriteAllBytes(FileOf(sweep, 1), ShardFile.ToBytes(sweep.Id, 1, (5, 10), rows));
        ShardMerge merge = sweep.Merge(At("merged.db"));
        Assert.Equal(7, merge.RunsDone);
        Assert.Equal("holds runs that are not its own", Assert.Single(merge.Refused).Problem);
    }

    [Fact]
    public void Versions_are_not_mixed_unless_told()
    {
        ShardedSweep sweep = Cut();
        RunAll(sweep);
        List<RunRow> rows = [.. ShardFile.Read(File.ReadAllBytes(FileOf(sweep, 1))).Select(row => row with { Version = "9.9.9+00000000", Machine = "elsewhere" })];
        File.WriteAllBytes(FileOf(sweep, 1), ShardFile.ToBytes(sweep.Id, 1, (5, 10), rows));

        string refused = Assert.Throws<IOException>(() => sweep.Merge(At("merged.db"))).Message;
        Assert.StartsWith($"The sweep and its runs are of 2 versions, {ShardedSweep.ThisVersion} and 9.9.9+00000000; shard 1 is the first that differs.", refused, StringComparison.Ordinal);
        Assert.False(File.Exists(At("merged.db")));

        Assert.Equal(12, sweep.Merge(At("merged.db"), mixVersions: true).RunsDone);
        Assert.Equal(5, StoreDump.Of(At("merged.db")).Count(row => row.StartsWith("runs: ", StringComparison.Ordinal) && row.EndsWith("|9.9.9+00000000", StringComparison.Ordinal)));
        Assert.Throws<IOException>(() => sweep.Merge(At("merged.db")));
    }

    [Fact]
    public void Another_version_than_that_which_cut_the_sweep_runs_nothing_unless_told()
    {
        ShardedSweep cut = Cut();
        string plan = Path.Combine(cut.Folder, "sweep.json");
        File.WriteAllText(plan, File.ReadAllText(plan).Replace(ShardedSweep.ThisVersion, "0.0.9+00000000", StringComparison.Ordinal));
        ShardedSweep sweep = ShardedSweep.Open(cut.Folder);
        Assert.Equal($"{cut.Folder} was cut by version 0.0.9+00000000; this is {ShardedSweep.ThisVersion}. Use that version, or allow both with --mix-versions.", Assert.Throws<IOException>(() => sweep.Run(0)).Message);
        Assert.Equal(ShardState.Missing, sweep.Look(0).State);
        Assert.Equal([ShardedSweep.ThisVersion], sweep.Run(0, mixVersions: true).Versions.AsEnumerable());
        Assert.Throws<IOException>(() => sweep.Merge(At("merged.db")));
    }

    [Fact]
    public void What_was_submitted_is_run_whatever_becomes_of_the_scenario_and_nothing_where_the_copy_was_changed()
    {
        Sweep.Run(Grid(), 3, At("whole.db"));
        ShardedSweep sweep = Cut();
        tiny.Change("scenario.json", "\"disillusion-per-day\": 0.002", "\"disillusion-per-day\": 0.02");
        RunAll(ShardedSweep.Open(sweep.Folder));
        sweep.Merge(At("merged.db"));
        Assert.Equal(StoreDump.Of(At("whole.db")), StoreDump.Of(At("merged.db")));

        string copy = Path.Combine(sweep.Folder, "scenario", "groups.csv");
        File.WriteAllText(copy, File.ReadAllText(copy).Replace(",100", ",101", StringComparison.Ordinal));
        Assert.Contains("is not the scenario that was submitted", Assert.Throws<IOException>(() => ShardedSweep.Open(sweep.Folder)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(17)]
    [InlineData(9)]
    [InlineData(0)]
    public void Points_that_were_changed_are_not_run(int at)
    {
        Scenario scenario = Scenario.Load(tiny.Folder);
        ShardedSweep sweep = ShardedSweep.Create(Design.LatinHypercube(scenario, 4, 1, [Factor.OfRange(scenario, "routes/*/patrol", 0, 2)]), 3, At("cut"), 5);
        string path = Path.Combine(sweep.Folder, "points.bin");
        byte[] bytes = File.ReadAllBytes(path);
        bytes[at] ^= 64;
        File.WriteAllBytes(path, bytes);
        Assert.Contains("points.bin", Assert.Throws<IOException>(() => sweep.Run(0)).Message, StringComparison.Ordinal);
        Assert.Contains("points.bin", Assert.Throws<IOException>(() => sweep.Merge(At("merged.db"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_run_gives_way_to_one_that_did_not_fail_when_it_is_tried_again()
    {
        ShardedSweep sweep = Cut();
        RunAll(sweep);
        List<RunRow> rows = ShardFile.Read(File.ReadAllBytes(FileOf(sweep, 1)));
        rows[2] = rows[2] with { Error = "no memory", Engine = "", Figures = [] };
        File.WriteAllBytes(FileOf(sweep, 1), ShardFile.ToBytes(sweep.Id, 1, (5, 10), rows));
        Assert.Equal((12, 1), (sweep.Merge(At("merged.db")).RunsDone, sweep.Merge(At("merged.db")).RunsFailed));

        Assert.Equal(1, sweep.Run(1).RunsFailed);
        Assert.Equal(0, sweep.Run(1, retry: true).RunsFailed);
        Assert.Equal((12, 0), (sweep.Merge(At("merged.db")).RunsDone, sweep.Merge(At("merged.db")).RunsFailed));
        Sweep.Run(Grid(), 3, At("whole.db"));
        Assert.Equal(StoreDump.Of(At("whole.db")), StoreDump.Of(At("merged.db")));
    }

    [Fact]
    public void What_cannot_be_cut_is_refused_and_leaves_nothing()
    {
        Cut();
        Assert.StartsWith($"{At("cut")} is there already.", Assert.Throws<IOException>(() => Cut()).Message, StringComparison.Ordinal);
        Scenario ruled = new ScenarioSketch([0, 0, 1, 3]).Build().With(new Idle());
        Assert.Throws<ArgumentException>(() => ShardedSweep.Create(Design.Grid(ruled, [Factor.OfValues(ruled, "war/mortality-per-day", 0, 0.1)]), 1, At("ruled"), 1));
        Assert.Equal(["cut"], root.EnumerateFileSystemInfos().Select(entry => entry.Name));
        Assert.Contains("holds no sweep.json", Assert.Throws<IOException>(() => ShardedSweep.Open(root.FullName)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"format\": \"dispersal-sweep/1\"", "\"format\": \"dispersal-sweep/2\"", "is of the format dispersal-sweep/2")]
    [InlineData("\"seed\": 1,", "", "is damaged")]
    [InlineData("\"points\": 4", "\"points\": 0", "is damaged")]
    [InlineData("{", "", "is damaged")]
    public void A_plan_that_cannot_be_read_is_refused(string from, string to, string message)
    {
        ShardedSweep sweep = Cut();
        string path = Path.Combine(sweep.Folder, "sweep.json");
        string text = File.ReadAllText(path);
        int at = text.IndexOf(from, StringComparison.Ordinal);
        File.WriteAllText(path, string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length)));
        Assert.Contains(message, Assert.Throws<IOException>(() => ShardedSweep.Open(sweep.Folder)).Message, StringComparison.Ordinal);
    }

    private sealed class FixedClock(DateTimeOffset now, Action<int>? asked = null) : TimeProvider
    {
        private int times;

        public override DateTimeOffset GetUtcNow()
        {
            asked?.Invoke(Interlocked.Increment(ref times));
            return now;
        }
    }

    private sealed class Idle : IMechanism
    {
        public string Name => "idle";

        public IReadOnlyDictionary<string, double> Parameters => ImmutableDictionary<string, double>.Empty;

        public IReadOnlyList<Lever> Levers => [];

        public void Act(DayView today, Span<double> levels)
        {
        }
    }
}
