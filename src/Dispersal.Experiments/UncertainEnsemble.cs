using Dispersal.Experiments.Analysis;

namespace Dispersal.Experiments;

/// <summary>Ensembles in which each replicate has parameters of its own, drawn as an <see cref="Uncertainty"/> says.</summary>
/// <remarks>Results depend on the scenario, the uncertainty, the seed and the number of replicates only, never on threads.</remarks>
public static class UncertainEnsemble
{
    /// <summary>Runs a scenario with parameters drawn for each replicate.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="uncertainty">What is drawn.</param>
    /// <param name="replicates">Number of replicates, at least 1; with <see cref="EngineKind.Expected"/> as well.</param>
    /// <param name="seed">Seed of parameters and luck.</param>
    /// <param name="engine">How flows are drawn.</param>
    /// <param name="threads">Threads to use; 0 for one per core.</param>
    /// <param name="recording">What to keep of each replicate; everything, month by month, if not given.</param>
    /// <param name="progress">Told after each replicate.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <exception cref="ScenarioException">There is nothing to draw, the posterior does not fit the scenario, or no draw can be run.</exception>
    public static Ensemble Run(
        Scenario scenario, Uncertainty uncertainty, int replicates = 20, ulong seed = 1, EngineKind engine = EngineKind.Auto, int threads = 0,
        Recording? recording = null, IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(uncertainty);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 1);
        ParameterDraws draws = new(uncertainty, seed, scenario);
        return Part(draws, 0, scenario, 0..replicates, seed, engine, threads, recording, progress, cancellationToken);
    }

    /// <summary>Runs a scenario before and after a change, each pair of replicates with the same parameters and the same luck.</summary>
    /// <param name="before">The scenario before the change.</param>
    /// <param name="after">The scenario after it.</param>
    /// <param name="uncertainty">What is drawn; draws that one of the two cannot be run with are drawn anew for both.</param>
    /// <param name="replicates">Number of replicates of each, at least 1.</param>
    /// <param name="seed">Seed of parameters and luck.</param>
    /// <param name="engine">How flows are drawn; the same for both.</param>
    /// <param name="threads">Threads to use; 0 for one per core.</param>
    /// <param name="recording">What to keep of each replicate; everything, month by month, if not given.</param>
    /// <param name="progress">Told after each replicate; the second scenario follows the first.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <exception cref="ScenarioException">There is nothing to draw, the posterior does not fit a scenario, or no draw can be run.</exception>
    public static (Ensemble Before, Ensemble After) Run(
        Scenario before, Scenario after, Uncertainty uncertainty, int replicates = 20, ulong seed = 1, EngineKind engine = EngineKind.Auto, int threads = 0,
        Recording? recording = null, IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(uncertainty);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 1);
        ParameterDraws draws = new(uncertainty, seed, before, after);
        engine = Ensemble.CommonEngine(engine, [before, after], out string? reason, recording);
        Ensemble first = Part(draws, 0, before, 0..replicates, seed, engine, threads, recording, Half(0, 0), cancellationToken);
        Ensemble second = Part(draws, 1, after, 0..replicates, seed, engine, threads, recording, Half(replicates, first.PersonDays), cancellationToken);
        return (first.WithEngineReason(reason), second.WithEngineReason(reason));

        IProgress<RunProgress>? Half(int done, long personDays) =>
            progress is null ? null : new ShiftedProgress(progress, done, 2 * replicates, personDays);
    }

    internal static Ensemble Part(
        ParameterDraws draws, int which, Scenario scenario, Range replicates, ulong seed, EngineKind engine, int threads, Recording? recording,
        IProgress<RunProgress>? progress, CancellationToken cancellation) =>
        Ensemble.Run(scenario, replicates, r => draws.At(which, r), draws.Description, seed, engine, threads, recording, progress, cancellation);
}
