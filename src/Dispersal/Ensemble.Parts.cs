using Dispersal.Engines;
using Dispersal.Results;

namespace Dispersal;

public sealed partial class Ensemble
{
    /// <summary>Number of the first replicate: 0 unless only a part was run.</summary>
    public int FirstReplicate { get; private init; }

    /// <summary>Runs some replicates of a scenario: a part of what <see cref="Run(Scenario, int, ulong, EngineKind, int, Recording?, IProgress{RunProgress}, CancellationToken)"/> runs.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="replicates">Numbers of the replicates, such as <c>20..40</c>, counted from the start; at least one.</param>
    /// <param name="seed">Seed of the random draws: the same seed, the same luck.</param>
    /// <param name="engine">How flows are drawn; <see cref="EngineKind.Expected"/> has one replicate, number 0, whatever the range.</param>
    /// <param name="threads">Threads to use; 0 for one per core. Results do not depend on it.</param>
    /// <param name="recording">What to keep of each replicate; everything, month by month, if not given. The numbers kept do not depend on it on one engine; <see cref="EngineKind.Auto"/> may take another where no histories are kept.</param>
    /// <param name="progress">Told after each replicate, from the thread that ran it; numbers never go back.</param>
    /// <param name="cancellationToken">Stops the run between days.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty or counted from its end, or there are fewer than 0 threads.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Ensemble Run(
        Scenario scenario, Range replicates, ulong seed = 1, EngineKind engine = EngineKind.Auto, int threads = 0, Recording? recording = null,
        IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ThrowIfNoRange(replicates);
        int first = replicates.Start.Value;
        return Run(
            scenario, () => ReplicateSources.For(scenario, engine, recording), first, replicates.End.Value - first, seed, threads, progress,
            cancellationToken);
    }

    /// <summary>Runs some replicates, each of a scenario of its own: <paramref name="scenario"/> with other numbers, drawn for that replicate.</summary>
    /// <remarks>Bands then hold what is not known about parameters as well as luck. Each replicate's scenario is prepared by the thread that runs it, and forgotten.</remarks>
    /// <param name="scenario">The scenario that all replicates share but for numbers; what is recorded, and the engine, are settled for it.</param>
    /// <param name="replicates">Numbers of the replicates, such as <c>0..20</c>, counted from the start; at least one.</param>
    /// <param name="drawn">The scenario of a replicate: a pure function of its number, called from several threads. Only numbers may differ, not rows, switches or dates.</param>
    /// <param name="uncertainty">How scenarios are drawn, in a few words, for <see cref="Provenance"/>.</param>
    /// <param name="seed">Seed of the random draws: the same seed, the same luck.</param>
    /// <param name="engine">How flows are drawn; <see cref="EngineKind.Expected"/> has as many replicates as are asked for here, since each expects something else.</param>
    /// <param name="threads">Threads to use; 0 for one per core. Results do not depend on it.</param>
    /// <param name="recording">What to keep of each replicate; everything, month by month, if not given. The numbers kept do not depend on it on one engine; <see cref="EngineKind.Auto"/> may take another where no histories are kept.</param>
    /// <param name="progress">Told after each replicate, from the thread that ran it; numbers never go back.</param>
    /// <param name="cancellationToken">Stops the run between days.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty or counted from its end, or there are fewer than 0 threads.</exception>
    /// <exception cref="ArgumentException">A drawn scenario differs in more than numbers.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Ensemble Run(
        Scenario scenario, Range replicates, Func<int, Scenario> drawn, string uncertainty, ulong seed = 1, EngineKind engine = EngineKind.Auto, int threads = 0,
        Recording? recording = null, IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(drawn);
        ArgumentException.ThrowIfNullOrWhiteSpace(uncertainty);
        ThrowIfNoRange(replicates);
        int first = replicates.Start.Value;
        return Run(
            scenario, () => ReplicateSources.Drawn(scenario, drawn, engine, recording), first, replicates.End.Value - first, seed, threads, progress,
            cancellationToken, uncertainty);
    }

    private static void ThrowIfNoRange(Range replicates)
    {
        if (replicates.Start.IsFromEnd || replicates.End.IsFromEnd || replicates.End.Value <= replicates.Start.Value)
            throw new ArgumentOutOfRangeException(nameof(replicates), replicates, "Write a range counted from the start that holds at least one replicate, such as 20..40.");
    }

    /// <summary>This ensemble with the replicates that follow it: the same numbers as if all had been run at once.</summary>
    /// <param name="next">Replicates of the same scenario, seed and engine that begin where these end.</param>
    /// <exception cref="ArgumentException">Scenario, seed, engine, version or recording differ, or the replicates do not follow; the message says which.</exception>
    public Ensemble Append(Ensemble next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (next.FirstReplicate != FirstReplicate + Replicates)
        {
            throw new ArgumentException(
                $"The next replicate is {FirstReplicate + Replicates}, but the ensemble to append begins with {next.FirstReplicate}.", nameof(next));
        }

        if (next.Provenance with { Replicates = Replicates } is var other && other != Provenance)
            throw new ArgumentException($"Parts of one ensemble have one origin; here are {Provenance} and {next.Provenance}.", nameof(next));

        if (!next.plan.IsLike(plan))
            throw new ArgumentException("Parts of one ensemble keep the same figures on the same dates; here the recordings differ. Run both with the same Recording.", nameof(next));

        ReplicateResults all = new(
            results.Records.AddRange(next.results.Records), results.Histories, results.PersonDays + next.results.PersonDays);
        return new(
            Scenario, Provenance with { Replicates = Replicates + next.Replicates }, plan, all, Math.Max(Threads, next.Threads), Math.Max(Threads, next.Threads),
            WallSeconds + next.WallSeconds)
        {
            FirstReplicate = FirstReplicate,
        };
    }
}
