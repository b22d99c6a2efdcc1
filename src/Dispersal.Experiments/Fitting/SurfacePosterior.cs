using Dispersal.Experiments.Designs;

namespace Dispersal.Experiments.Fitting;

/// <summary>Parameter sets from a Markov chain over a response surface: for a dozen parameters and many figures, with as many runs as the surface has coefficients to learn.</summary>
/// <remarks>
/// A synthetic likelihood (Wood 2010) with a surface for its mean. (1) Runs on a Latin hypercube; levels beyond the parameters differ from run to run, and what they do counts as chance.
/// (2) A quadratic for the logarithm of every figure, and the covariance of what it leaves. (3) A chain over the parameters. (4) To each set, levels beyond the parameters drawn anew, stratified.
/// (5) A run with each set: what the report shows is of runs, not of the surface.
/// </remarks>
internal sealed class SurfacePosterior
{
    /// <summary>The sets, one after the other along the chain; differing levels after the parameters.</summary>
    public required List<double[]> Points { get; init; }

    /// <summary>Figures of a run with each set.</summary>
    public required List<double[]> Outputs { get; init; }

    /// <summary>The hypercube and its runs; parameters only.</summary>
    public required (double[][] Points, double[][] Outputs) First { get; init; }

    /// <summary>Runs in all.</summary>
    public required int Runs { get; init; }

    /// <summary>Runs the hypercube, the chain, and the sets.</summary>
    /// <param name="runs">Runs of what is fitted.</param>
    /// <param name="observations">What was observed.</param>
    /// <param name="dimensions">Number of parameters.</param>
    /// <param name="differing">Number of levels after them that are not fitted.</param>
    /// <param name="points">Runs on the hypercube; 0 for four for each coefficient of the surface.</param>
    /// <param name="sets">Sets wanted.</param>
    /// <param name="seed">Seed of all luck.</param>
    public static SurfacePosterior Of(IRuns runs, Observations observations, int dimensions, int differing, int points, int sets, ulong seed)
    {
        int coefficients = ResponseSurface.FeatureCount(dimensions);
        int count = points > 0 ? points : 4 * coefficients;
        if (count <= coefficients)
        {
            throw Refused($"a quadratic in {dimensions} parameters has {coefficients} coefficients, for which {count} runs are too few. Ask for {4 * coefficients}, or fit fewer parameters.");
        }

        double[][] design = HistoryMatching.Hypercube(count, dimensions + differing, seed);
        double[][] outputs = runs.Run("surface", [.. design.Select((levels, i) => (levels, i))]);                                // (1)
        int[] done = [.. Enumerable.Range(0, count).Where(i => outputs[i].All(double.IsFinite))];
        if (done.Length <= coefficients)
        {
            throw Refused(
                $"only {done.Length} of {count} runs could be done, too few for the {coefficients} coefficients of a quadratic: parameters vary beyond what the scenario can be run with. Narrow their ranges.");
        }

        (double[][] at, double[][] figures) = ([.. done.Select(i => design[i])], [.. done.Select(i => outputs[i])]);
        ResponseSurface surface = new(at, figures, dimensions);                                                                  // (2)
        double[][] starts = [.. at.Select(point => point[..dimensions])];
        double[][] kept = new SurfaceChain(observations, surface).Walk(starts, sets, seed);                                      // (3)

        double[][] others = differing == 0 ? [.. kept.Select(_ => (double[])[])] : HistoryMatching.Hypercube(sets, differing, SplitMix.Mix(seed));
        double[][] full = [.. kept.Zip(others, (parameters, rest) => (double[])[.. parameters, .. rest])];                       // (4)
        double[][] ends = runs.Run("sets", [.. full.Select((levels, i) => (levels, count + i))]);                                // (5)
        int[] good = [.. Enumerable.Range(0, sets).Where(i => ends[i].All(double.IsFinite))];
        return good.Length == 0
            ? throw Refused("no parameter set could be run: parameters vary beyond what the scenario can be run with. Narrow their ranges.")
            : new()
            {
                Points = [.. good.Select(i => full[i])],
                Outputs = [.. good.Select(i => ends[i])],
                First = (starts, figures),
                Runs = count + sets,
            };
    }

    private static ScenarioException Refused(string problem) => new([new Diagnostic(Severity.Error, "", 0, 0, "", problem)]);
}
