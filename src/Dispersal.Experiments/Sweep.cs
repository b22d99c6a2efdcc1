using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.ExceptionServices;
using Dispersal.Experiments.Notebooks;
using Dispersal.Experiments.Store;
using Dispersal.Notebooks;

namespace Dispersal.Experiments;

/// <summary>A design with replicates, run into one SQLite file that pandas, R and DuckDB open.</summary>
/// <remarks>
/// A point is known by its values and a run by point and replicate, so nothing is run twice: a sweep that was cut, by whatever, goes on with what is missing
/// when it is asked for again, and a larger design or more replicates add to what is there. Replicate r has the same luck at every point.
/// </remarks>
[TypeFormatterSource(typeof(ExperimentFormatters))]
public sealed class Sweep
{
    private Sweep(Design design, int replicates, string store, long runs, long failed)
    {
        Design = design;
        Replicates = replicates;
        Store = store;
        Runs = runs;
        RunsFailed = failed;
    }

    /// <summary>What was varied.</summary>
    public Design Design { get; }

    /// <summary>Replicates of each point.</summary>
    public int Replicates { get; }

    /// <summary>The SQLite file.</summary>
    public string Store { get; }

    /// <summary>Runs of this design in the store.</summary>
    public long Runs { get; }

    /// <summary>Runs that failed; their errors are in the store.</summary>
    public long RunsFailed { get; }

    /// <summary>Runs what is missing of a design.</summary>
    /// <remarks>
    /// Blocks of replicates go over all points before the next block begins, so that what there is when a sweep is cut is spread evenly. (1) Each thread takes
    /// the next block that misses a run, (2) makes the scenario of its point and runs it; (3) one thread records blocks as they come, each whole or not at all.
    /// A run that fails is recorded with its error and the sweep goes on. Memory does not grow with the sweep.
    /// </remarks>
    /// <param name="design">The design.</param>
    /// <param name="replicates">Replicates of each point; <see cref="EngineKind.Expected"/> has one in any case.</param>
    /// <param name="store">The SQLite file; made where there is none, else it must hold a sweep over the same scenario, factors, seed, engine and figures.</param>
    /// <param name="seed">Seed of all luck.</param>
    /// <param name="figures">Figures to keep; <see cref="FigurePattern.Standard"/> when not given.</param>
    /// <param name="engine">How flows are drawn.</param>
    /// <param name="jobs">Threads to use; 0 for one per core. What is recorded does not depend on it.</param>
    /// <param name="retry">Whether runs that failed before are run again.</param>
    /// <param name="progress">Told after each block, from one thread at a time.</param>
    /// <param name="time">The clock of the columns <c>started</c> and <c>finished</c>; the system's when not given.</param>
    /// <param name="cancellationToken">Ends the sweep; what is done is recorded first.</param>
    /// <exception cref="ArgumentException">Figures are named, but none.</exception>
    /// <exception cref="ScenarioException">No run has one of the figures, or none on its date; each is listed.</exception>
    /// <exception cref="NotEnoughMemoryException">A new sweep cannot fit into memory at any of its first points; nothing was run or written.</exception>
    /// <exception cref="IOException">The store holds another sweep, is being written by another process, or cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Sweep Run(
        Design design, int replicates, string store, ulong seed = 1, IEnumerable<FigurePattern>? figures = null, EngineKind engine = EngineKind.Auto,
        int jobs = 0, bool retry = false, IProgress<SweepProgress>? progress = null, TimeProvider? time = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentException.ThrowIfNullOrWhiteSpace(store);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(jobs);
        cancellationToken.ThrowIfCancellationRequested();
        if (design.Factors.Length > SweepStore.MostFactors)
        {
            throw new ArgumentException($"A store has room for {SweepStore.MostFactors:N0} factors; the design has {design.Factors.Length:N0}.", nameof(design));
        }

        // No seed matters: all replicates would be equal.
        replicates = engine == EngineKind.Expected ? 1 : replicates;
        ImmutableArray<FigurePattern> kept = figures is null ? FigurePattern.Standard : [.. figures];
        if (figures is not null)
        {
            ThrowIfNothingIsKept(design.Scenario, kept);
        }

        string path = Path.GetFullPath(store);
        BlockRunner runner = new(design, seed, engine, kept, time ?? TimeProvider.System);
        jobs = jobs == 0 ? Environment.ProcessorCount : jobs;
        if (!Exists(path))
        {
            // Before there is a store with nothing in it.
            runner.ThrowIfTooLarge(Enumerable.Range(0, design.Count), (int)Math.Min(jobs, (long)design.Count * replicates));
        }

        using StoreLock held = StoreLock.Take(path);
        using SweepStore writer = SweepStore.Open(path, design, Identity(design, seed, engine, kept, Version()), Wishes(Describe(design), replicates));
        if (retry)
        {
            writer.ForgetFailed();
        }

        Work work = new(design, replicates, runner, writer, jobs, progress);
        work.Run(cancellationToken);
        (long done, long failed) = writer.Recorded(replicates);
        writer.ThrowIfGone();
        writer.Seal();
        return new(design, replicates, path, done, failed);
    }

    /// <summary>What a store holds.</summary>
    /// <param name="store">The SQLite file.</param>
    /// <exception cref="IOException">There is no such store, or it cannot be read.</exception>
    public static SweepStatus Status(string store)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(store);
        return SweepStore.Status(Path.GetFullPath(store));
    }

    /// <summary>Whether a file holds anything that a sweep would go on with, or refuse.</summary>
    /// <param name="store">The file.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static bool Exists(string store)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(store);
        return SweepStore.Exists(Path.GetFullPath(store));
    }

    /// <summary>Measures and subjects in the store, in the order of their names.</summary>
    public ImmutableArray<(Measure Measure, string Subject)> Figures()
    {
        using SweepStore reader = SweepStore.Read(Store);
        return [.. reader.Figures().Select(figure => (new Measure(figure.Measure), figure.Subject))];
    }

    /// <summary>The values of a figure by point of the design and by replicate; not a number where the run failed.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="date">The last recorded date not after this one; the last of all when not given.</param>
    /// <exception cref="ArgumentException">The figure is not in the store.</exception>
    public double[][] Values(Measure measure, string subject, DateOnly? date = null)
    {
        ArgumentNullException.ThrowIfNull(subject);
        string until = date is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "9999-12-31";
        Dictionary<string, double[]> byPoint = new(StringComparer.Ordinal);
        using (SweepStore reader = SweepStore.Read(Store))
        {
            // In the order of dates: the last one stays.
            foreach ((string point, int replicate, string on, double value) in reader.Values(measure.ToString(), subject))
            {
                if (replicate < Replicates && string.CompareOrdinal(on, until) <= 0)
                {
                    if (!byPoint.TryGetValue(point, out double[]? values))
                    {
                        byPoint[point] = values = [.. Enumerable.Repeat(double.NaN, Replicates)];
                    }

                    values[replicate] = value;
                }
            }
        }

        if (byPoint.Count == 0)
        {
            throw new ArgumentException(
                Runs > 0 && RunsFailed == Runs ? $"All {Runs:N0} runs of {Store} failed; the column error of its table runs says why."
                : date is { } early && Figures().Contains((measure, subject)) ? $"{Store} holds {measure}/{subject}, but nothing of it so early as {early:yyyy-MM-dd}. Keep that date by naming it: {measure}/{subject}@{early:yyyy-MM-dd}."
                : $"{Store} holds no {measure}/{subject}. Keep it by naming it among the figures of the sweep.", nameof(measure));
        }

        double[] none = [.. Enumerable.Repeat(double.NaN, Replicates)];
        return [.. Enumerable.Range(0, Design.Count).Select(point => byPoint.GetValueOrDefault(Design.Id(point), none))];
    }

    /// <summary>Refuses figures of which nothing would be kept.</summary>
    internal static void ThrowIfNothingIsKept(Scenario scenario, ImmutableArray<FigurePattern> kept)
    {
        if (kept.IsEmpty || kept.Contains(null!))
        {
            throw new ArgumentException("Name at least one figure to keep, or leave them out to keep the usual ones.", nameof(kept));
        }

        // Of the usual figures those are kept that there are.
        ImmutableArray<(Measure Measure, string Subject)> figures = Ensemble.FiguresOf(scenario);
        bool isAnyThere = kept.Any(pattern => figures.Any(figure => pattern.Fits(figure.Measure, figure.Subject)));
        FigurePattern.ThrowIfNone(scenario, kept.Where(pattern => !isAnyThere || !FigurePattern.Standard.Contains(pattern)));
    }

    /// <summary>What must not differ between sweeps that share a store.</summary>
    internal static (string Key, string Value)[] Identity(Design design, ulong seed, EngineKind engine, ImmutableArray<FigurePattern> kept, string version) =>
    [
        ("scenario", design.Scenario.Name), ("fingerprint", design.Scenario.Fingerprint), ("meaning", design.Meaning),
        ("seed", seed.ToString(CultureInfo.InvariantCulture)), ("engine", engine.ToString().ToLowerInvariant()),
        ("figures", string.Join(' ', kept)), ("version", version),
    ];

    /// <summary>What is asked for this time.</summary>
    internal static (string Key, string Value)[] Wishes(string design, int replicates) =>
        [("design", design), ("replicates", replicates.ToString(CultureInfo.InvariantCulture))];

    /// <summary>A design in a few words.</summary>
    internal static string Describe(Design design) => string.Create(
        CultureInfo.InvariantCulture,
        $"{System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(design.Kind.ToString())}, {Counted(design.Count, "point")}, {Counted(design.Factors.Length, "factor")}");

    private static string Counted(int number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");

    /// <summary>What has to be recorded for some figures: the same numbers, and none beside them.</summary>
    internal static Recording RecordingOf(ImmutableArray<FigurePattern> kept, EngineKind engine)
    {
        Measure[] measures = [.. Measure.All.Where(measure => kept.Any(pattern => pattern.FitsMeasure(measure.Name)))];
        return measures.Length == 0 ? Recording.All : Recording.Only(measures) with
        {
            Dates = kept.Any(pattern => pattern.IsEveryDate || pattern.Date is not null) ? RecordedDates.MonthEnds : RecordedDates.LastDay,

            // The choice of an engine depends on it, and must not differ from that of a run by itself.
            Histories = engine == EngineKind.Auto,
        };
    }

    /// <summary>Version of the library, as stores name it.</summary>
    internal static string Version() => typeof(Scenario).Assembly.GetName().Version!.ToString(3);

    /// <summary>One call of <see cref="Sweep.Run"/>.</summary>
    private sealed class Work
    {
        private readonly Design design;
        private readonly int replicates;
        private readonly BlockRunner runner;
        private readonly SweepStore store;
        private readonly int jobs;
        private readonly IProgress<SweepProgress>? progress;
        private readonly Lock gate = new();
        private readonly Lock storeGate = new();
        private IEnumerator<RunBlock>? blocks;
        private Exception? failure;

        public Work(Design design, int replicates, BlockRunner runner, SweepStore store, int jobs, IProgress<SweepProgress>? progress)
        {
            (this.design, this.replicates, this.runner) = (design, replicates, runner);
            (this.store, this.jobs, this.progress) = (store, jobs, progress);
        }

        public void Run(CancellationToken cancellation)
        {
            (long before, long failed) = store.Recorded(replicates);
            long runs = store.DistinctPoints() * replicates;
            long done = before;
            progress?.Report(new(done, runs, before, failed));

            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            using BlockingCollection<List<RunRow>> finished = new(jobs + 1);
            blocks = Missing().GetEnumerator();
            int working = jobs;
            Thread[] threads = new Thread[jobs];
            for (int i = 0; i < jobs; i++)
            {
                threads[i] = new Thread(() =>
                {
                    Produce(finished, stop);
                    if (Interlocked.Decrement(ref working) == 0)
                    {
                        finished.CompleteAdding();
                    }
                })
                { IsBackground = true, Name = $"sweep {i + 1}" };
                threads[i].Start();
            }

            try
            {
                foreach (List<RunRow> rows in finished.GetConsumingEnumerable(CancellationToken.None))
                {
                    // What has piled up goes into one transaction.
                    List<RunRow> together = rows;
                    while (together.Count < 1_000 && finished.TryTake(out List<RunRow>? more))
                    {
                        together.AddRange(more);
                    }

                    lock (storeGate)
                    {
                        store.Write(together);                                // (3)
                    }

                    done += together.Count;
                    failed += together.Count(row => row.Error is not null);
                    progress?.Report(new(done, runs, before, failed));
                }
            }
            catch
            {
                // Nothing can be recorded: threads that wait for room in the queue are let go.
                stop.Cancel();
                while (finished.TryTake(out _, Timeout.Infinite, CancellationToken.None))
                {
                }

                throw;
            }
            finally
            {
                foreach (Thread thread in threads)
                {
                    thread.Join();
                }

                blocks.Dispose();
            }

            if (failure is not null)
            {
                ExceptionDispatchInfo.Throw(failure);
            }

            cancellation.ThrowIfCancellationRequested();
        }

        private void Produce(BlockingCollection<List<RunRow>> finished, CancellationTokenSource stop)
        {
            try
            {
                while (!stop.IsCancellationRequested && Next() is { } block)   // (1)
                {
                    finished.Add(runner.Run(block, stop.Token), CancellationToken.None);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Asked for from outside, or another thread failed and says so.
            }
#pragma warning disable CA1031 // Handed to the thread that waits.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                lock (gate)
                {
                    failure ??= problem;
                }

                stop.Cancel();
            }
        }

        private RunBlock? Next()
        {
            lock (gate)
            {
                return blocks!.MoveNext() ? blocks.Current : null;
            }
        }

        private IEnumerable<RunBlock> Missing()
        {
            // Small enough that every thread has something to do until the end.
            int together = (int)Math.Clamp((long)design.Count * replicates / (8L * jobs), 1, BlockRunner.MostTogether);
            for (int first = 0; first < replicates; first += together)
            {
                int last = Math.Min(replicates, first + together);
                for (int point = 0; point < design.Count; point++)
                {
                    string id = design.Id(point);
                    HashSet<int> recorded;
                    lock (storeGate)
                    {
                        // A design may hold a point twice.
                        if (store.PositionOf(id) != point)
                        {
                            continue;
                        }

                        recorded = store.Recorded(id, first, last);
                    }

                    for (int from = first; from < last; from++)
                    {
                        int to = from;
                        while (to < last && !recorded.Contains(to))
                        {
                            to++;
                        }

                        if (to > from)
                        {
                            yield return new(point, id, from, to);
                            from = to;
                        }
                    }
                }
            }
        }
    }
}
