using Dispersal.Experiments.Designs;

namespace Dispersal.Experiments.Fitting;

/// <summary>Parameter sets from a Markov chain over a response surface: for a dozen parameters and many figures, with as many runs as the surface has coefficients to learn.</summary>
/// <remarks>
/// A synthetic likelihood (Wood 2010) with a surface for its mean. (1) Runs on a Latin hypercube; levels beyond the parameters differ from run to run, and what they do counts as chance.
/// (2) A quadratic for the logarithm of every figure, and the covariance of what it leaves. (3) To the covariance, variances of observation and of the model's discrepancy, as shares.
/// (4) A Metropolis chain over the parameters, one after the other, each with a step that accepts about four in ten; steps are set in the first fifth, which does not count. Priors are even over levels.
/// (5) Sets at even distances along the chain; levels beyond the parameters drawn anew, stratified. (6) A run with each set: what the report shows is of runs, not of the surface.
/// </remarks>
internal sealed class SurfacePosterior
{
    private const int Sweeps = 25_000;
    private const int Settling = Sweeps / 5;
    private const double Wanted = 0.44;
    private const double FirstStep = 0.1;

    // A published range is about two standard deviations to either side, as in Observation.
    private const double Deviations = 2;
    private const double Finest = 0.01;

    private readonly Observations observations;
    private readonly ResponseSurface surface;
    private readonly Cholesky covariance;
    private readonly double[] deviation;
    private readonly (double Low, double Central, double High)[] published;
    private readonly double[] logs;
    private readonly double[] misses;

    private SurfacePosterior(Observations observations, ResponseSurface surface)
    {
        (this.observations, this.surface) = (observations, surface);
        int figures = observations.Figures.Count;
        (logs, misses) = (new double[surface.Figures], new double[figures]);
        published = [.. observations.All.Select(Published)];
        deviation = [.. observations.All.Select((observation, i) => Math.Sqrt(
            (Square(Width(published[i])) + Square(observation.Discrepancy) + Square(Finest)) / observation.Weight))];
        double[] matrix = new double[figures * figures];
        for (int a = 0; a < figures; a++)
        {
            for (int b = 0; b < figures; b++)
            {
                (int first, int second) = (observations.Figures[a][0], observations.Figures[b][0]);
                matrix[(a * figures) + b] = surface.Covariance[(first * surface.Figures) + second] + (a == b ? Square(deviation[first]) : 0);    // (3)
            }
        }

        covariance = Cholesky.Of(matrix, figures) ?? throw new InvalidOperationException("The covariance of figures around the response surface is not positive definite.");
    }

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
        int count = points > 0 ? points : 4 * ResponseSurface.FeatureCount(dimensions);
        double[][] design = HistoryMatching.Hypercube(count, dimensions + differing, seed);
        double[][] outputs = runs.Run("surface", [.. design.Select((levels, i) => (levels, i))]);                                // (1)
        int[] done = [.. Enumerable.Range(0, count).Where(i => outputs[i].All(double.IsFinite))];
        (double[][] at, double[][] figures) = ([.. done.Select(i => design[i])], [.. done.Select(i => outputs[i])]);
        ResponseSurface quadratics = new(at, figures, dimensions);                                                               // (2)
        SurfacePosterior chain = new(observations, quadratics) { Points = [], Outputs = [], First = ([], []), Runs = 0 };
        double[][] kept = chain.Walk([.. at.Select(point => point[..dimensions])], sets, seed);

        double[][] others = differing == 0 ? [.. kept.Select(_ => (double[])[])] : HistoryMatching.Hypercube(sets, differing, SplitMix.Mix(seed));
        double[][] full = [.. kept.Zip(others, (parameters, rest) => (double[])[.. parameters, .. rest])];                       // (5)
        double[][] ends = runs.Run("sets", [.. full.Select((levels, i) => (levels, count + i))]);                                // (6)
        int[] good = [.. Enumerable.Range(0, sets).Where(i => ends[i].All(double.IsFinite))];
        return good.Length == 0
            ? throw new InvalidOperationException("No parameter set could be run: parameters vary beyond what the scenario can be run with.")
            : new(observations, quadratics)
            {
                Points = [.. good.Select(i => full[i])],
                Outputs = [.. good.Select(i => ends[i])],
                First = ([.. at.Select(point => point[..dimensions])], figures),
                Runs = count + sets,
            };
    }

    // (4)
    private double[][] Walk(double[][] starts, int sets, ulong seed)
    {
        SplitMix luck = new(SplitMix.Mix(seed + 1));
        double[] best = starts.MaxBy(LogLikelihood)!;
        double[] here = [.. best];
        double likelihood = LogLikelihood(here);
        double[] steps = [.. here.Select(_ => FirstStep)];
        List<double[]> path = [];
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            for (int k = 0; k < here.Length; k++)
            {
                double before = here[k];
                here[k] = before + (steps[k] * luck.NextNormal());
                bool isInside = here[k] is >= 0 and <= 1;
                double there = isInside ? LogLikelihood(here) : double.NegativeInfinity;
                bool isTaken = PortableMath.Log(1 - luck.NextShare()) < there - likelihood;
                (here[k], likelihood) = isTaken ? (here[k], there) : (before, likelihood);
                if (sweep < Settling)
                {
                    // Robbins and Monro: towards the acceptance wanted, by less and less.
                    steps[k] = Math.Clamp(steps[k] * PortableMath.Exp(((isTaken ? 1 : 0) - Wanted) * 5 / Math.Sqrt(sweep + 25)), 1e-4, 1);
                }
            }

            if (sweep >= Settling)
            {
                path.Add([.. here]);
            }
        }

        return [.. Enumerable.Range(0, sets).Select(set => path[(int)((set + 0.5) * path.Count / sets)])];
    }

    private double LogLikelihood(double[] point)
    {
        surface.At(point, logs);
        for (int figure = 0; figure < misses.Length; figure++)
        {
            // Of sources that disagree the nearest, on the scale of the first, whose variance the covariance holds.
            int[] sources = observations.Figures[figure];
            double nearest = double.PositiveInfinity;
            foreach (int source in sources)
            {
                double miss = Miss(published[source], logs[sources[0]]) / deviation[source];
                nearest = Math.Abs(miss) < Math.Abs(nearest) ? miss : nearest;
            }

            misses[figure] = nearest * deviation[sources[0]];
        }

        covariance.SolveLower(misses);
        double sum = 0;
        foreach (double miss in misses)
        {
            sum += miss * miss;
        }

        return -sum / 2;
    }

    // A range without a central value is as good anywhere inside; a bound alone says nothing on its open side.
    private static double Miss((double Low, double Central, double High) range, double log) =>
        double.IsNaN(range.Central) ? (log < range.Low ? log - range.Low : log > range.High ? log - range.High : 0) : log - range.Central;

    private static (double Low, double Central, double High) Published(Observation observation) => (
        double.IsFinite(observation.Low) ? ResponseSurface.LogOf(observation.Low) : double.NegativeInfinity,
        observation.Central is { } central && double.IsFinite(observation.Low) && double.IsFinite(observation.High) ? ResponseSurface.LogOf(central) : double.NaN,
        double.IsFinite(observation.High) ? ResponseSurface.LogOf(observation.High) : double.PositiveInfinity);

    // Without a central value the width is in the miss.
    private static double Width((double Low, double Central, double High) range) => double.IsNaN(range.Central) ? 0 : (range.High - range.Low) / (2 * Deviations);

    private static double Square(double x) => x * x;
}
