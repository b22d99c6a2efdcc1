using Dispersal.Experiments.Designs;

namespace Dispersal.Experiments.Fitting;

/// <summary>A Metropolis chain over the parameters of a response surface, by how likely the observations are.</summary>
/// <remarks>
/// (1) The covariance of what the surface leaves, with variances of observation and of the model's discrepancy, as shares, on its diagonal. (2) One parameter after the other, each with a step that
/// accepts about four in ten; steps are set in the first fifth, which does not count. Priors are even over levels. (3) Sets at even distances along the chain.
/// </remarks>
internal sealed class SurfaceChain
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

    public SurfaceChain(Observations observations, ResponseSurface surface)
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
                matrix[(a * figures) + b] = surface.Covariance[(first * surface.Figures) + second] + (a == b ? Square(deviation[first]) : 0);    // (1)
            }
        }

        covariance = Cholesky.Of(matrix, figures) ?? throw new InvalidOperationException("The covariance of figures around the response surface is not positive definite.");
    }

    /// <summary>The standard deviation of a figure's own error that its published range stands for, all as logarithms.</summary>
    public static double WidthOf(double low, double high) => (high - low) / (2 * Deviations);

    /// <summary>Walks.</summary>
    /// <param name="starts">Points; it sets out from the likeliest of them.</param>
    /// <param name="sets">Sets wanted.</param>
    /// <param name="seed">Seed of the luck.</param>
    public double[][] Walk(double[][] starts, int sets, ulong seed)
    {
        SplitMix luck = new(SplitMix.Mix(seed + 1));
        double[] best = starts.MaxBy(LogLikelihood)!;
        double[] here = [.. best];
        double likelihood = LogLikelihood(here);
        double[] steps = [.. here.Select(_ => FirstStep)];
        List<double[]> path = [];
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            for (int k = 0; k < here.Length; k++)    // (2)
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

        return [.. Enumerable.Range(0, sets).Select(set => path[(int)((set + 0.5) * path.Count / sets)])];    // (3)
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
    private static double Width((double Low, double Central, double High) range) => double.IsNaN(range.Central) ? 0 : WidthOf(range.Low, range.High);

    private static double Square(double x) => x * x;
}
