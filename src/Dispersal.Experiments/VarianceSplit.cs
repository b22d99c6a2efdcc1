using Dispersal.Experiments.Analysis;

namespace Dispersal.Experiments;

/// <summary>The variance of an output over points and replicates, split into what comes from inputs and what comes from chance.</summary>
/// <param name="Inputs">Variance of the expected output over points.</param>
/// <param name="Chance">Variance over replicates: luck that all points share, and luck that works differently at each.</param>
public sealed record VarianceSplit(double Inputs, double Chance)
{
    /// <summary>Share of the variance that comes from chance, 0 to 1; not a number where nothing varies.</summary>
    public double ChanceShare => Chance / (Inputs + Chance);

    /// <summary>Splits the variance of outputs.</summary>
    /// <remarks>
    /// Analysis of variance of points crossed with replicates, both random, because replicate r has the same luck at every point (Searle, Casella and
    /// McCulloch, Variance Components, 1992). Estimates below zero are taken for zero. Points with a failed run are left out.
    /// </remarks>
    /// <param name="outputs">Output by point and replicate, at least two points and two replicates; not a number where a run failed.</param>
    /// <exception cref="ArgumentException">There are fewer than two whole points or two replicates, or points have different numbers of replicates.</exception>
    public static VarianceSplit Of(IReadOnlyList<double[]> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        Outputs.ThrowIfRagged(outputs);
        double[][] whole = [.. outputs.Where(point => point.All(double.IsFinite))];
        int n = whole.Length;
        int replicates = n == 0 ? 0 : whole[0].Length;
        if (n < 2 || replicates < 2)
        {
            throw new ArgumentException("Inputs can be told from chance by two replicates of two points or more.", nameof(outputs));
        }

        double[] byPoint = [.. whole.Select(point => point.Average())];
        double[] byReplicate = [.. Enumerable.Range(0, replicates).Select(r => whole.Average(point => point[r]))];
        double mean = byPoint.Average();
        double points = replicates * byPoint.Sum(m => (m - mean) * (m - mean)) / (n - 1);
        double luck = n * byReplicate.Sum(m => (m - mean) * (m - mean)) / (replicates - 1);
        double rest = 0;
        for (int i = 0; i < n; i++)
        {
            for (int r = 0; r < replicates; r++)
            {
                double residual = whole[i][r] - byPoint[i] - byReplicate[r] + mean;
                rest += residual * residual;
            }
        }

        rest /= (n - 1.0) * (replicates - 1);
        return new(Math.Max(0, (points - rest) / replicates), Math.Max(0, (luck - rest) / n) + rest);
    }
}
