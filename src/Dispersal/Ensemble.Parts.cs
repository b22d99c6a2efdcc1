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
    /// <param name="engine">How flows are drawn.</param>
    /// <param name="threads">Threads to use; 0 for one per core. Results do not depend on it.</param>
    /// <param name="recording">What to keep of each replicate; everything, month by month, if not given. The numbers kept do not depend on it.</param>
    /// <param name="progress">Told after each replicate, from the thread that ran it; numbers never go back.</param>
    /// <param name="cancellationToken">Stops the run between days.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty or counted from its end, or there are fewer than 0 threads.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Ensemble Run(
        Scenario scenario, Range replicates, ulong seed = 1, EngineKind engine = EngineKind.Auto, int threads = 0, Recording? recording = null,
        IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        if (replicates.Start.IsFromEnd || replicates.End.IsFromEnd || replicates.End.Value <= replicates.Start.Value)
            throw new ArgumentOutOfRangeException(nameof(replicates), replicates, "Write a range counted from the start that holds at least one replicate, such as 20..40.");
        int first = replicates.Start.Value;
        return Run(
            scenario, () => ReplicateSources.For(scenario, engine, recording), first, replicates.End.Value - first, seed, threads, progress,
            cancellationToken);
    }

    /// <summary>This ensemble with the replicates that follow it: the same numbers as if all had been run at once.</summary>
    /// <param name="next">Replicates of the same scenario, seed and engine that begin where these end.</param>
    /// <exception cref="ArgumentException">Scenario, seed, engine or version differ, or the replicates do not follow; the message says which.</exception>
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
