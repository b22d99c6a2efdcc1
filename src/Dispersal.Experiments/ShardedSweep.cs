using System.Collections.Immutable;
using System.Globalization;
using Dispersal.Experiments.Shards;
using Dispersal.Experiments.Store;

namespace Dispersal.Experiments;

/// <summary>A sweep cut into shards that processes, here or on other machines, run by themselves, and whose files are joined into one store.</summary>
/// <remarks>
/// A folder holds all of it: <c>sweep.json</c>, the scenario as it was when the sweep was cut, the points, and a file for each shard, which is there whole or
/// not at all. A shard may be run any number of times, also twice at once: the files that result hold the same numbers. Nothing but files is shared. The
/// format is described in <c>docs/cluster.md</c>.
/// </remarks>
public sealed class ShardedSweep
{
    private const int FilesPerFolder = 1_000;
    private const int LargestShard = 1 << 30;

    private readonly SweepPlan plan;
    private readonly string hash;
    private readonly Scenario scenario;
    private readonly ImmutableArray<Factor> factors;

    private ShardedSweep(string folder, SweepPlan plan, string hash, Scenario scenario, ImmutableArray<Factor> factors)
    {
        (Folder, this.plan, this.hash, this.scenario, this.factors) = (folder, plan, hash, scenario, factors);
    }

    /// <summary>The build of the library that runs here, as results name it, such as <c>0.1.0+1a2b3c4d</c>.</summary>
    public static string ThisVersion => Build.Name;

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Number of shards.</summary>
    public int Count => plan.Shards;

    /// <summary>Number of runs.</summary>
    public long Runs => plan.Runs;

    /// <summary>Number of points, each counted once.</summary>
    public int Points => plan.Points;

    /// <summary>Replicates of each point.</summary>
    public int Replicates => plan.Replicates;

    /// <summary>Runs of a shard; the last may have fewer.</summary>
    public int RunsPerShard => plan.RunsPerShard;

    /// <summary>The scenario that is varied, as it was when the sweep was cut.</summary>
    public Scenario Scenario => scenario;

    /// <summary>The design in a few words.</summary>
    public string Design => plan.Design;

    /// <summary>The version that cut the sweep.</summary>
    public string Version => plan.Version;

    /// <summary>SHA-256 of <c>sweep.json</c>: what its shards know it by.</summary>
    public string Id => hash;

    /// <summary>Cuts a sweep into shards and writes the folder that holds all that running them needs; runs nothing.</summary>
    /// <param name="design">The design.</param>
    /// <param name="replicates">Replicates of each point.</param>
    /// <param name="folder">The folder to make; it appears whole or not at all.</param>
    /// <param name="runsPerShard">Runs of a shard, at least 1: as many as take some minutes.</param>
    /// <param name="seed">Seed of all luck.</param>
    /// <param name="figures">Figures to keep; <see cref="FigurePattern.Standard"/> when not given.</param>
    /// <param name="engine">How flows are drawn.</param>
    /// <exception cref="IOException">The folder is there already, or cannot be written.</exception>
    /// <exception cref="ScenarioException">No run has one of the figures, or none on its date; each is listed.</exception>
    /// <exception cref="ArgumentException">The scenario has rules of one's own, which cannot be written to files, or there are more factors than a store has room for.</exception>
    public static ShardedSweep Create(
        Design design, int replicates, string folder, int runsPerShard, ulong seed = 1, IEnumerable<FigurePattern>? figures = null,
        EngineKind engine = EngineKind.Auto)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(runsPerShard, 1);
        if (!design.Scenario.Rules.IsEmpty)
        {
            throw new ArgumentException("Rules of one's own are code and cannot be sent to other machines in a file. Use Sweep.Run.", nameof(design));
        }

        if (design.Factors.Length > SweepStore.MostFactors)
        {
            throw new ArgumentException($"A store has room for {SweepStore.MostFactors:N0} factors; the design has {design.Factors.Length:N0}.", nameof(design));
        }

        ImmutableArray<FigurePattern> kept = figures is null ? FigurePattern.Standard : [.. figures];
        if (figures is not null)
        {
            Sweep.ThrowIfNothingIsKept(design.Scenario, kept);
        }

        // No seed matters: all replicates would be equal.
        replicates = engine == EngineKind.Expected ? 1 : replicates;
        string path = Path.GetFullPath(folder);
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
        {
            throw new IOException($"{folder} is there already. Name another folder, or go on with this one by 'dispersal sweep resubmit'.");
        }

        string partial = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(partial);
            design.Scenario.Save(Path.Combine(partial, "scenario"));
            int points = PointFile.Write(Path.Combine(partial, PointFile.FileName), design);
            SweepPlan cut = new(
                SweepPlan.ThisFormat, Build.Name, design.Scenario.Name, design.Scenario.Fingerprint, design.Meaning, seed, engine,
                [.. kept.Select(figure => figure.ToString())], design.Kind, Sweep.Describe(design), points, replicates, runsPerShard,
                [.. design.Factors.Select(PlannedFactor.Of)]);
            WholeFile.Write(Path.Combine(partial, SweepPlan.FileName), cut.ToBytes());
            for (int first = 0; first < cut.Shards; first += FilesPerFolder)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(PathOf(partial, first, isWhole: true))!);
            }

            if (Directory.Exists(path))
            {
                Directory.Delete(path);
            }

            Directory.Move(partial, path);
        }
        catch (Exception problem) when (WriteFailure.IsOne(problem))
        {
            throw WriteFailure.Of(folder, problem);
        }
        finally
        {
            if (Directory.Exists(partial))
            {
                Directory.Delete(partial, recursive: true);
            }
        }

        return Open(folder);
    }

    /// <summary>Opens a folder that <see cref="Create"/> has made.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">It holds no sweep, or not the scenario that was cut.</exception>
    public static ShardedSweep Open(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        string path = Path.GetFullPath(folder);
        (SweepPlan read, string id) = SweepPlan.Read(path);
        Scenario snapshot;
        ImmutableArray<Factor> varied;
        try
        {
            snapshot = Scenario.Load(Path.Combine(path, "scenario"));
            varied = [.. read.Factors.Select(factor => factor.On(snapshot))];
        }
        catch (ScenarioException problem)
        {
            throw Changed(problem);
        }

        // Levels play no part in the meaning of a design.
        return snapshot.Fingerprint == read.Fingerprint
            && Experiments.Design.Stored(snapshot, read.Kind, varied, new double[varied.Length]).Meaning == read.Meaning
            ? new(path, read, id, snapshot, varied)
            : throw Changed(null);

        IOException Changed(Exception? problem) => new(
            $"{Path.Combine(folder, "scenario")} is not the scenario that was submitted. Put it back, or submit the sweep anew to another folder.", problem);
    }

    /// <summary>Whether a folder holds a sweep cut into shards.</summary>
    /// <param name="folder">The folder.</param>
    public static bool IsAt(string folder) => folder is { Length: > 0 } && File.Exists(Path.Combine(folder, SweepPlan.FileName));

    /// <summary>Runs a shard, or what is missing of it, and writes its file.</summary>
    /// <remarks>
    /// (1) A shard whose file is whole is left as it is. (2) What an earlier call that was told to stop has left is taken over. (3) Each thread takes the next
    /// block of replicates of a point. (4) The file is written under another name, brought to the disk and renamed. When told to stop, blocks under way are
    /// finished (at most eight replicates of a point) and kept for the next call in a file beside the shard's. A damaged or foreign file in the place of the
    /// shard's is set aside under the ending <c>.refused</c>.
    /// </remarks>
    /// <param name="number">Number of the shard, from 0.</param>
    /// <param name="threads">Threads to use; 0 for one per core. Several shards of one machine run at a time, so that the default is one.</param>
    /// <param name="retry">Whether runs that failed before are run again.</param>
    /// <param name="mixVersions">Whether another version than that which cut the sweep may run it.</param>
    /// <param name="time">The clock of the columns <c>started</c> and <c>finished</c>; the system's when not given.</param>
    /// <param name="stop">Tells it to stop.</param>
    /// <returns>The shard as it is then: whole, or a part where it was told to stop.</returns>
    /// <exception cref="NotEnoughMemoryException">A shard of which nothing was run cannot fit into memory at any of its first points; nothing was written.</exception>
    /// <exception cref="IOException">Another version runs here, or the file cannot be written.</exception>
    public Shard Run(int number, int threads = 1, bool retry = false, bool mixVersions = false, TimeProvider? time = null, CancellationToken stop = default)
    {
        ThrowIfNoShard(number);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        threads = threads == 0 ? Environment.ProcessorCount : threads;
        if (!mixVersions && plan.Version != Build.Name)
        {
            throw new IOException($"{Folder} was cut by version {plan.Version}; this is {Build.Name}. Use that version, or allow both with --mix-versions.");
        }

        (Shard found, List<RunRow> rows) = Load(number, keep: row => !retry || row.Error is null);
        if (found.State == ShardState.Whole && rows.Count == found.Runs)
        {
            return found;                                                                                        // (1)
        }

        (long from, long to) = plan.RunsOf(number);
        int first = (int)(from / Replicates);
        (string[] ids, double[] levels) = PointFile.Read(
            Path.Combine(Folder, PointFile.FileName), plan, first, (int)((to - 1) / Replicates) - first + 1);
        Design design = Experiments.Design.Stored(scenario, plan.Kind, factors, levels);
        ThrowIfOther(design, ids);

        Dictionary<string, int> order = ids.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        if (!rows.TrueForAll(row => order.TryGetValue(row.Point, out int point) && IsWithin(((long)(first + point) * Replicates) + row.Replicate, row.Replicate, from, to)))
        {
            (found, rows) = (found with { State = ShardState.Foreign }, []);
        }

        HashSet<(string, int)> there = [.. rows.Select(row => (row.Point, row.Replicate))];                      // (2)
        BlockRunner runner = new(design, plan.Seed, plan.Engine, Kept(), time ?? TimeProvider.System);
        if (rows.Count == 0)
        {
            runner.ThrowIfTooLarge(Enumerable.Range(0, design.Count), Math.Min(threads, (int)(to - from)));
        }

        using IEnumerator<RunBlock> blocks = Missing(from, to, first, ids, there).GetEnumerator();
        List<RunRow> made = [];
        Parallel(threads, () =>
        {
            while (!stop.IsCancellationRequested)
            {
                RunBlock block;
                lock (made)
                {
                    if (!blocks.MoveNext())
                    {
                        return;
                    }

                    block = blocks.Current;
                }

                List<RunRow> done = runner.Run(block, CancellationToken.None);                                   // (3)
                lock (made)
                {
                    made.AddRange(done);
                }
            }
        });

        rows.AddRange(made);
        rows.Sort((a, b) => (order[a.Point], a.Replicate).CompareTo((order[b.Point], b.Replicate)));
        bool isWhole = rows.Count == to - from;
        if (isWhole || made.Count > 0)
        {
            SetAside(found);
            WholeFile.Write(PathOf(Folder, number, isWhole), ShardFile.ToBytes(hash, number, (from, to), rows));   // (4)
        }

        if (isWhole)
        {
            File.Delete(PathOf(Folder, number, isWhole: false));
        }

        return Look(number);
    }

    /// <summary>A shard as its file shows it; the file is read in full and held against its checksum.</summary>
    /// <param name="number">Number of the shard, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such shard.</exception>
    public Shard Look(int number)
    {
        ThrowIfNoShard(number);
        return Find(number).Shard;
    }

    /// <summary>Every shard as its file shows it.</summary>
    public ImmutableArray<Shard> Look() => [.. Enumerable.Range(0, Count).Select(Look)];

    /// <summary>Joins what is there, also parts of shards, into a store; what is in the store stays, and a failed run gives way to one that did not fail.</summary>
    /// <remarks>The rows are those of <see cref="Sweep.Run"/> with the same design, so that this goes on with a merged store, and a later merge with its. (1) Nothing is written where versions
    /// differ. (2) A shard must hold the runs that are its own. (3) Its runs are recorded, all of them or none.</remarks>
    /// <param name="store">The SQLite file; made where there is none, else it must hold the same sweep.</param>
    /// <param name="mixVersions">Whether runs may come from different versions.</param>
    /// <param name="progress">Told after each shard.</param>
    /// <param name="cancellationToken">Ends the merge after a shard; another goes on.</param>
    /// <exception cref="IOException">Runs come from different versions, or the store holds another sweep, is being written, or cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ShardMerge Merge(string store, bool mixVersions = false, IProgress<SweepProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(store);
        string path = Path.GetFullPath(store);
        (string[] ids, double[] levels) = PointFile.Read(Path.Combine(Folder, PointFile.FileName), plan, 0, Points);
        Design design = Experiments.Design.Stored(scenario, plan.Kind, factors, levels);
        ThrowIfOther(design, ids);
        HashSet<string> versions = [plan.Version];
        for (int number = 0; number < Count && !mixVersions; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            versions.UnionWith(Look(number).Versions);
            ThrowIfMixed(versions, $"shard {number} is the first that differs");          // (1)
        }

        using StoreLock held = StoreLock.Take(path);
        using SweepStore writer = SweepStore.Open(
            path, design, Sweep.Identity(design, plan.Seed, plan.Engine, Kept(), Build.VersionOf(plan.Version)), Sweep.Wishes(plan.Design, Replicates));
        writer.MakeRoomForMany();
        versions.UnionWith(writer.Versions());
        if (!mixVersions)
        {
            ThrowIfMixed(versions, $"{store} holds runs of another");
        }

        var shards = ImmutableArray.CreateBuilder<Shard>(Count);
        (long before, long failed) = writer.Recorded(Replicates);
        long added = 0;
        for (int number = 0; number < Count; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (Shard shard, List<RunRow> rows) = Load(number);
            if (!ArePlanned(rows, number, ids))                                            // (2)
            {
                (shard, rows) = (shard with { State = ShardState.Foreign, RunsDone = 0, RunsFailed = 0, Problem = "holds runs that are not its own" }, []);
            }

            shards.Add(shard);
            added += writer.Add(rows);                                                     // (3)
            progress?.Report(new(before + added, Runs, before, failed));
        }

        writer.Seal();
        (long done, failed) = writer.Recorded(Replicates);
        return new(path, Runs, done, failed, added, shards.DrainToImmutable());
    }

    private void ThrowIfNoShard(int number)
    {
        if (number < 0 || number >= Count)
        {
            throw new ArgumentOutOfRangeException(nameof(number), number, $"There is no such shard: the sweep has {Count:N0}, numbered from 0.");
        }
    }

    private static void Parallel(int threads, Action work)
    {
        Exception? failure = null;
        Thread[] others = [.. Enumerable.Range(1, threads).Select(i => new Thread(() =>
        {
            try
            {
                work();
            }
#pragma warning disable CA1031 // Handed to the thread that waits.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref failure, problem, null);
            }
        })
        { IsBackground = true, Name = string.Create(CultureInfo.InvariantCulture, $"shard {i}") })];
        foreach (Thread thread in others)
        {
            thread.Start();
        }

        foreach (Thread thread in others)
        {
            thread.Join();
        }

        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }

    private static string PathOf(string folder, int number, bool isWhole) => Path.Combine(
        folder, "shards", (number / FilesPerFolder).ToString("000", CultureInfo.InvariantCulture),
        number.ToString("000000", CultureInfo.InvariantCulture) + (isWhole ? ".jsonl" : ".part"));

    // A point is known by its values: whoever reads other levels than were written gets another id.
    private static void ThrowIfOther(Design design, string[] ids)
    {
        for (int point = 0; point < ids.Length; point++)
        {
            if (design.Id(point) != ids[point])
            {
                throw new IOException($"{PointFile.FileName} is damaged: point {ids[point]} has other values. Submit the sweep anew to another folder.");
            }
        }
    }

    // What is not this shard may be somebody's only copy of another.
    private void SetAside(Shard found)
    {
        string path = PathOf(Folder, found.Number, isWhole: true);
        if (found.State is ShardState.Damaged or ShardState.Foreign && File.Exists(path))
        {
            try
            {
                File.Move(path, path + ".refused", overwrite: true);
            }
            catch (FileNotFoundException)
            {
                // A second copy of the task was quicker.
            }
        }
    }

    private ImmutableArray<FigurePattern> Kept() => [.. plan.Figures.Select(FigurePattern.Parse)];

    private static void ThrowIfMixed(HashSet<string> versions, string where)
    {
        if (versions.Count > 1)
        {
            throw new IOException(
                $"The sweep and its runs are of {versions.Count} versions, {string.Join(" and ", versions.Order(StringComparer.Ordinal))}; {where}. "
                + "Make all of them with one version, or allow several with --mix-versions.");
        }
    }

    // A checksum does not tell whether the runs are those of the plan.
    private bool ArePlanned(List<RunRow> rows, int number, string[] ids)
    {
        (long from, long to) = plan.RunsOf(number);
        Dictionary<string, long> zeros = [];
        for (long point = from / Replicates; point <= (to - 1) / Replicates; point++)
        {
            zeros[ids[point]] = point * Replicates;
        }

        return rows.TrueForAll(row => zeros.TryGetValue(row.Point, out long zero) && IsWithin(zero + row.Replicate, row.Replicate, from, to));
    }

    private bool IsWithin(long run, int replicate, long from, long to) => replicate >= 0 && replicate < Replicates && run >= from && run < to;

    private (Shard Shard, byte[] Bytes) Find(int number)
    {
        (long from, long to) = plan.RunsOf(number);
        byte[] whole = Bytes(PathOf(Folder, number, isWhole: true));
        Shard shard = whole.Length == 0 ? Nothing() : ShardFile.Check(whole, hash, number, (from, to));
        if (shard.State == ShardState.Whole)
        {
            return (shard, whole);
        }

        if (shard.State == ShardState.Part)
        {
            shard = Nothing() with { State = ShardState.Damaged, Problem = "holds fewer runs than it should" };
        }

        byte[] part = Bytes(PathOf(Folder, number, isWhole: false));
        Shard beside = part.Length == 0 ? Nothing() : ShardFile.Check(part, hash, number, (from, to));
        return beside.State == ShardState.Missing || shard.State != ShardState.Missing ? (shard, []) : (beside, part);

        Shard Nothing() => new(number, ShardState.Missing, (int)(to - from), 0, 0, [], [], "");

        // An empty file is what a full disk or a power cut leaves: damaged, unless there is none at all.
        static byte[] Bytes(string path)
        {
            try
            {
                return !File.Exists(path) ? [] : PlainFile.ReadAll(path, LargestShard) is { Length: > 0 } bytes ? bytes : [0];
            }
            catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
            {
                return [];
            }
        }
    }

    private (Shard Shard, List<RunRow> Rows) Load(int number, Func<RunRow, bool>? keep = null)
    {
        (Shard shard, byte[] bytes) = Find(number);
        if (shard.State is not (ShardState.Whole or ShardState.Part))
        {
            return (shard, []);
        }

        if (!ShardFile.TryRead(bytes, out List<RunRow> rows))
        {
            return (shard with { State = ShardState.Damaged, RunsDone = 0, RunsFailed = 0, Problem = "holds what no shard would hold" }, []);
        }

        return (shard, keep is null ? rows : [.. rows.Where(keep)]);
    }

    private IEnumerable<RunBlock> Missing(long from, long to, int firstPoint, string[] ids, HashSet<(string, int)> there)
    {
        for (int point = 0; point < ids.Length; point++)
        {
            long zero = (long)(firstPoint + point) * Replicates;
            int replicate = (int)Math.Max(0, from - zero);
            int last = (int)Math.Min(Replicates, to - zero);
            while (replicate < last)
            {
                int end = replicate;
                while (end < last && end - replicate < BlockRunner.MostTogether && !there.Contains((ids[point], end)))
                {
                    end++;
                }

                if (end > replicate)
                {
                    yield return new(point, ids[point], replicate, end);
                }

                replicate = Math.Max(end, replicate + 1);
            }
        }
    }
}
