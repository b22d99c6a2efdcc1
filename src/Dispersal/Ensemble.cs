using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using Dispersal.Engines;
using Dispersal.Notebooks;
using Dispersal.Results;

namespace Dispersal;

/// <summary>
/// Many replicates of one scenario: each has luck of its own, and together they say how far results are a matter of luck. Immutable.
/// </summary>
/// <remarks>
/// Replicate r has the same luck in every scenario with the same seed, so two ensembles can be compared pair by pair (<see cref="Minus"/>). Results
/// depend on the scenario, the seed and the number of replicates only, never on the number of threads. Quantiles are of type 7 and exact at any
/// number of replicates: every replicate's series are kept, packed.
/// </remarks>
[TypeFormatterSource(typeof(LibraryFormatters))]
public sealed partial class Ensemble
{
    private readonly RecordPlan plan;
    private readonly ReplicateResults results;
    private readonly SummaryIndex index;
    private readonly Lazy<string> digest;

    private Ensemble(Scenario scenario, Provenance provenance, RecordPlan plan, ReplicateResults results, int threads, int writers, double wallSeconds)
    {
        Scenario = scenario;
        Provenance = provenance;
        Threads = threads;
        WallSeconds = wallSeconds;
        this.plan = plan;
        this.results = results;
        index = new(plan);
        Tables = new(plan, results, writers);
        digest = new(Tables.Digest);
    }

    /// <summary>The scenario that was run.</summary>
    public Scenario Scenario { get; }

    /// <summary>What the results rest on.</summary>
    public Provenance Provenance { get; }

    /// <summary>Number of replicates.</summary>
    public int Replicates => Provenance.Replicates;

    /// <summary>Seed of the random draws.</summary>
    public ulong Seed => Provenance.Seed;

    /// <summary>What was recorded.</summary>
    public Recording Recording => plan.Recording;

    /// <summary>Recorded dates; by default the last day of each month and of the run.</summary>
    public ImmutableArray<DateOnly> Dates => plan.Dates;

    /// <summary>Measures recorded, in the order of <c>summary.csv</c>.</summary>
    public ImmutableArray<Measure> Measures => index.Measures;

    /// <summary>Person-days simulated, all replicates together.</summary>
    public long PersonDays => results.PersonDays;

    /// <summary>Time the run took, in seconds.</summary>
    public double WallSeconds { get; }

    /// <summary>Threads that ran replicates.</summary>
    public int Threads { get; }

    /// <summary>SHA-256 over all result tables as they would be written: equal for equal results.</summary>
    public string ResultDigest => digest.Value;

    internal ResultTables Tables { get; }

    /// <summary>Runs a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="replicates">Number of replicates, at least 1; <see cref="EngineKind.Expected"/> has one in any case.</param>
    /// <param name="seed">Seed of the random draws: the same seed, the same luck.</param>
    /// <param name="engine">How flows are drawn.</param>
    /// <param name="threads">Threads to use; 0 for one per core. Results do not depend on it.</param>
    /// <param name="recording">What to keep of each replicate; everything, month by month, if not given. The numbers kept do not depend on it on one engine; <see cref="EngineKind.Auto"/> may take another where no histories are kept.</param>
    /// <param name="progress">Told after each replicate, from the thread that ran it; numbers never go back.</param>
    /// <param name="cancellationToken">Stops the run between days.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 replicate or 0 threads.</exception>
    /// <exception cref="ArgumentException">A date to be recorded is not a day of the scenario.</exception>
    /// <exception cref="ScenarioException">The engine asked for cannot run the scenario; every reason is listed.</exception>
    /// <exception cref="NotEnoughMemoryException">It cannot fit into memory; nothing was run, or one replicate.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Ensemble Run(
        Scenario scenario, int replicates = 20, ulong seed = 1, EngineKind engine = EngineKind.Auto, int threads = 0, Recording? recording = null,
        IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return Run(scenario, () => ReplicateSources.For(scenario, engine, recording), replicates, seed, threads, progress, cancellationToken);
    }

    /// <summary>
    /// The engine on which scenarios that are to be compared run where <see cref="EngineKind.Auto"/> is asked for: one that is exact for all of them, so that what
    /// differs comes from the scenarios.
    /// </summary>
    /// <param name="engine">The engine asked for; returned if it is not <see cref="EngineKind.Auto"/>.</param>
    /// <param name="scenarios">The scenarios, at least one.</param>
    /// <param name="recording">What is to be kept of each replicate; everything, if not given.</param>
    /// <exception cref="ArgumentException">There is no scenario.</exception>
    public static EngineKind CommonEngine(EngineKind engine, IReadOnlyCollection<Scenario> scenarios, Recording? recording = null) =>
        CommonEngine(engine, scenarios, out _, recording);

    /// <summary>As <see cref="CommonEngine(EngineKind, IReadOnlyCollection{Scenario}, Recording?)"/>, and why that engine, for <see cref="WithEngineReason"/>.</summary>
    /// <param name="engine">The engine asked for; returned if it is not <see cref="EngineKind.Auto"/>.</param>
    /// <param name="scenarios">The scenarios, at least one.</param>
    /// <param name="reason">Receives why; null where the engine was asked for.</param>
    /// <param name="recording">What is to be kept of each replicate; everything, if not given.</param>
    /// <exception cref="ArgumentException">There is no scenario.</exception>
    public static EngineKind CommonEngine(EngineKind engine, IReadOnlyCollection<Scenario> scenarios, out string? reason, Recording? recording = null)
    {
        ArgumentNullException.ThrowIfNull(scenarios);
        reason = null;
        if (engine != EngineKind.Auto)
            return engine;

        EngineChoice choice = ReplicateSources.Common(scenarios, recording);
        reason = choice.Reason;
        return choice.Engine;
    }

    /// <summary>Refuses replicates that would not fit into memory, before anything is run: for who runs many ensembles at a time, of which each alone might fit.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="atOnce">Replicates that run at a time, at least 1.</param>
    /// <param name="engine">How flows are drawn.</param>
    /// <param name="recording">What is to be kept of each replicate; everything, month by month, if not given.</param>
    /// <exception cref="ScenarioException">The engine asked for cannot run the scenario; every reason is listed.</exception>
    /// <exception cref="NotEnoughMemoryException">They cannot fit into memory; the message says how much they would need.</exception>
    public static void ThrowIfTooLarge(Scenario scenario, int atOnce = 1, EngineKind engine = EngineKind.Auto, Recording? recording = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentOutOfRangeException.ThrowIfLessThan(atOnce, 1);
        MemoryNeed.Check(ReplicateSources.For(scenario, engine, recording), atOnce, atOnce, MemoryNeed.Available);
    }

    internal static Ensemble Run(
        Scenario scenario, Func<IReplicateSource> prepare, int replicates, ulong seed, int threads, IProgress<RunProgress>? progress,
        CancellationToken cancellationToken) => Run(scenario, prepare, 0, replicates, seed, threads, progress, cancellationToken);

    private static Ensemble Run(
        Scenario scenario, Func<IReplicateSource> prepare, int first, int replicates, ulong seed, int threads,
        IProgress<RunProgress>? progress, CancellationToken cancellationToken, string uncertainty = "")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        cancellationToken.ThrowIfCancellationRequested();

        long start = Stopwatch.GetTimestamp();
        IReplicateSource source = prepare();
        if (source.IsExpectation)
        {
            // All replicates would be equal.
            (first, replicates) = (0, 1);
        }

        int allowed = threads == 0 ? Environment.ProcessorCount : threads;
        int used = Math.Min(allowed, replicates);
        MemoryNeed.Check(source, replicates, used, MemoryNeed.Available);
        ReplicateResults recorded = ReplicateRunner.Run(source, first, replicates, seed, allowed, progress, cancellationToken);
        double wallSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        Provenance provenance = new(scenario.Name, scenario.Fingerprint, seed, replicates, source.EngineName, source.EngineReason, Version())
        {
            Uncertainty = uncertainty,
            Rules = string.Join(", ", scenario.Rules.Select(Scenario.TextOf)),
        };
        return new(scenario, provenance, source.Plan, recorded, used, allowed, wallSeconds) { FirstReplicate = first };
    }

    /// <summary>The same ensemble with another reason for its engine: for who has chosen one engine for several ensembles.</summary>
    /// <param name="reason">Why that engine; null leaves it as it is.</param>
    public Ensemble WithEngineReason(string? reason) => reason is null
        ? this
        : new(Scenario, Provenance with { EngineReason = reason }, plan, results, Threads, Threads, WallSeconds) { FirstReplicate = FirstReplicate };

    /// <summary>Subjects of a measure, in the order of <c>summary.csv</c>.</summary>
    /// <exception cref="ArgumentException">The measure is not in the results; the message names near misses, or says how to record it.</exception>
    public ImmutableArray<string> Subjects(Measure measure) => index.Subjects(measure);

    /// <summary>The value at the last date.</summary>
    /// <exception cref="ArgumentException">The measure or subject is not in the results; the message names near misses, or says how to record it.</exception>
    public Estimate Total(Measure measure, string subject) => At(measure, subject, Dates[^1]);

    /// <summary>The value on the last recorded date not after a date.</summary>
    /// <exception cref="ArgumentException">
    /// The measure or subject is not in the results (the message names near misses), or the date is before the first recorded one or after the scenario's last day.
    /// </exception>
    public Estimate At(Measure measure, string subject, DateOnly date) => Estimate.Of(Values(measure, subject, date));

    /// <summary>The value at every recorded date.</summary>
    /// <exception cref="ArgumentException">The measure or subject is not in the results; the message names near misses, or says how to record it.</exception>
    public IEnumerable<SeriesPoint> Series(Measure measure, string subject) =>
        RecordedSeriesPoints.Of(Dates, Replicates, Read(measure, subject));

    /// <summary>The value on the last recorded date not after a date, by replicate.</summary>
    /// <exception cref="ArgumentException">
    /// The measure or subject is not in the results (the message names near misses), or the date is before the first recorded one or after the scenario's last day.
    /// </exception>
    public double[] Values(Measure measure, string subject, DateOnly date)
    {
        if (date > Scenario.End)
            throw new ArgumentOutOfRangeException(nameof(date), $"{date:yyyy-MM-dd} is after the last day of {Scenario.Name}, {Scenario.End:yyyy-MM-dd}.");

        int at = Dates.BinarySearch(date);
        if (at < 0)
            at = ~at - 1;
        if (at < 0)
        {
            string how = Recording.Dates.Equals(RecordedDates.MonthEnds) ? "" : " Name it among the dates of the Recording given to Ensemble.Run.";
            throw new ArgumentOutOfRangeException(nameof(date), $"{date:yyyy-MM-dd} is before the first recorded date, {Dates[0]:yyyy-MM-dd}.{how}");
        }

        return Read(measure, subject).AsSpan(at * Replicates, Replicates).ToArray();
    }

    /// <summary>The difference to another ensemble, replicate by replicate: this one minus the other.</summary>
    /// <exception cref="ArgumentException">Seeds, replicates, dates, engines or draws of parameters differ, so that luck is not the same, or no measure is in both; the message says which.</exception>
    public EnsembleDifference Minus(Ensemble other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(this, other);
    }

    /// <summary>Writes a result folder: manifest, tables, and the scenario as run. It appears whole or not at all.</summary>
    /// <param name="directory">The folder. An empty folder or an earlier result folder is replaced as a whole, with all that is in it.</param>
    /// <remarks>
    /// <c>flows.csv</c> and <c>stocks.csv</c> leave out series that are zero on every date in every replicate; <c>summary.csv</c> and
    /// <c>fates.csv</c> keep every series. A table that was not recorded is not written.
    /// </remarks>
    /// <exception cref="IOException">The folder cannot be written or holds something else; what was there is untouched.</exception>
    /// <exception cref="InvalidOperationException">The ensemble is a part that does not begin with replicate 0.</exception>
    public void Save(string directory)
    {
        ThrowIfPart();
        ResultFolder.Save(this, directory, Scenario.Save);
    }

    /// <summary>Finds out before a long run whether <see cref="Save"/> would refuse a folder.</summary>
    /// <exception cref="IOException">The folder exists and is neither empty nor a result folder, is a file, or cannot be written.</exception>
    public static void ThrowIfCannotSave(string directory)
    {
        string target = ResultFolder.FullPath(directory);
        ResultFolder.ThrowIfNotReplaceable(target);
        ResultFolder.ThrowIfNotWritable(target);
    }

    internal void ThrowIfPart()
    {
        if (FirstReplicate != 0)
            throw new InvalidOperationException($"The ensemble begins with replicate {FirstReplicate}. Append it to the part before it, then save the whole.");
    }

    internal double[] Read(Measure measure, string subject) => new SeriesReader(Dates.Length, results.Records).Read(index[measure, subject]);

    private static string Version() =>
        typeof(Ensemble).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
