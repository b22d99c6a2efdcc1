using Dispersal.Experiments.Analysis;

namespace Dispersal.Experiments;

/// <summary>Ensembles that stop early, when they are as precise as wanted.</summary>
/// <remarks>
/// Replicates are run in whole batches of <see cref="Batch"/> in the order of their numbers, and precision is judged after each: where an ensemble ends
/// depends on the scenario, the seed and the precision, never on threads. Looking again and again ends a little early now and then; the first batch is
/// large enough to keep that small.
/// </remarks>
public static class Until
{
    /// <summary>Replicates in a batch.</summary>
    public const int Batch = 20;

    /// <summary>Runs a scenario until every precision is reached.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="precisions">What is wanted, at least one; all of it.</param>
    /// <param name="atMost">Replicates after which it ends in any case.</param>
    /// <param name="seed">Seed of all luck.</param>
    /// <param name="engine">How flows are drawn.</param>
    /// <param name="threads">Threads to use; 0 for one per core.</param>
    /// <param name="recording">What to keep of each replicate; everything, month by month, if not given. What precision is wanted of must be kept.</param>
    /// <param name="progress">Told after each replicate, with <paramref name="atMost"/> as what is asked for.</param>
    /// <param name="uncertainty">How parameters are drawn for each replicate; not at all if not given.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>The ensemble, the same as one of so many replicates run at once.</returns>
    /// <exception cref="ArgumentException">No precision is named, or the results have no such figure; the message names near misses, or says how to record it.</exception>
    public static Ensemble Run(
        Scenario scenario, IReadOnlyCollection<Precision> precisions, int atMost = 1000, ulong seed = 1, EngineKind engine = EngineKind.Auto, int threads = 0,
        Recording? recording = null, IProgress<RunProgress>? progress = null, Uncertainty? uncertainty = null, CancellationToken cancellationToken = default)
    {
        ThrowIfNothingIsWanted(precisions);
        ArgumentOutOfRangeException.ThrowIfLessThan(atMost, 1);
        ParameterDraws? draws = uncertainty is null ? null : new(uncertainty, seed, scenario);
        if (engine == EngineKind.Expected && draws is null)
            return Ensemble.Run(scenario, 1, seed, engine, threads, recording, progress, cancellationToken);

        Ensemble? whole = null;
        do
        {
            whole = Extended(whole, scenario, draws, 0, atMost, seed, engine, threads, recording, progress, cancellationToken);
        }
        while (!AreReached(precisions, precision => precision.IsReached(whole)) && whole.Replicates < atMost);

        return whole;
    }

    /// <summary>Runs a scenario before and after a change until every precision is reached by the paired difference.</summary>
    /// <param name="before">The scenario before the change.</param>
    /// <param name="after">The scenario after it.</param>
    /// <param name="precisions">What is wanted, at least one; a share is one of the mean before the change.</param>
    /// <param name="atMost">Replicates after which it ends in any case.</param>
    /// <param name="seed">Seed of all luck.</param>
    /// <param name="engine">How flows are drawn.</param>
    /// <param name="threads">Threads to use; 0 for one per core.</param>
    /// <param name="recording">What to keep of each replicate; everything, month by month, if not given. What precision is wanted of must be kept.</param>
    /// <param name="progress">Told after each pair of batches, with <paramref name="atMost"/> as what is asked for.</param>
    /// <param name="uncertainty">How parameters are drawn for each pair of replicates; not at all if not given.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <exception cref="ArgumentException">No precision is named, or the results have no such figure; the message names near misses, or says how to record it.</exception>
    public static (Ensemble Before, Ensemble After) Run(
        Scenario before, Scenario after, IReadOnlyCollection<Precision> precisions, int atMost = 1000, ulong seed = 1, EngineKind engine = EngineKind.Auto,
        int threads = 0, Recording? recording = null, IProgress<RunProgress>? progress = null, Uncertainty? uncertainty = null,
        CancellationToken cancellationToken = default)
    {
        ThrowIfNothingIsWanted(precisions);
        ArgumentOutOfRangeException.ThrowIfLessThan(atMost, 1);
        ParameterDraws? draws = uncertainty is null ? null : new(uncertainty, seed, before, after);
        engine = Ensemble.CommonEngine(engine, [before, after], out string? reason, recording);
        if (engine == EngineKind.Expected && draws is null)
        {
            return (
                Ensemble.Run(before, 1, seed, engine, threads, recording, progress, cancellationToken),
                Ensemble.Run(after, 1, seed, engine, threads, recording, progress, cancellationToken));
        }

        (Ensemble? first, Ensemble? second) = (null, null);
        do
        {
            first = Extended(first, before, draws, 0, atMost, seed, engine, threads, recording, null, cancellationToken);
            second = Extended(second, after, draws, 1, atMost, seed, engine, threads, recording, null, cancellationToken);
            progress?.Report(new(first.Replicates, atMost, first.PersonDays + second.PersonDays));
        }
        while (!AreReached(precisions, precision => precision.IsReached(first, second)) && first.Replicates < atMost);

        return (first.WithEngineReason(reason), second.WithEngineReason(reason));
    }

    private static void ThrowIfNothingIsWanted(IReadOnlyCollection<Precision> precisions)
    {
        ArgumentNullException.ThrowIfNull(precisions);
        if (precisions.Count == 0 || precisions.Contains(null!))
        {
            throw new ArgumentException("Name at least one precision, such as Precision.Parse(\"returned/EU within 2%\"), and none that is null.", nameof(precisions));
        }
    }

    // Each is judged, whatever the others say, so that one of a figure that there is not is always refused.
    private static bool AreReached(IReadOnlyCollection<Precision> precisions, Func<Precision, bool> isReached) =>
        !precisions.Select(isReached).ToArray().Contains(false);

    private static Ensemble Extended(
        Ensemble? whole, Scenario scenario, ParameterDraws? draws, int which, int atMost, ulong seed, EngineKind engine, int threads,
        Recording? recording, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        int from = whole?.Replicates ?? 0;
        Range next = from..Math.Min(atMost, from + Batch);
        ShiftedProgress? shifted = progress is null ? null : new(progress, from, atMost, whole?.PersonDays ?? 0);
        Ensemble batch = draws is null
            ? Ensemble.Run(scenario, next, seed, engine, threads, recording, shifted, cancellation)
            : UncertainEnsemble.Part(draws, which, scenario, next, seed, engine, threads, recording, shifted, cancellation);
        return whole is null ? batch : whole.Append(batch);
    }
}
