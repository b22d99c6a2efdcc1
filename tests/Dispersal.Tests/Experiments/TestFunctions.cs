using Dispersal.Experiments;
using Dispersal.Experiments.Designs;

namespace Dispersal.Tests.Experiments;

/// <summary>Functions whose sensitivity indices are known in closed form (Saltelli et al., Global Sensitivity Analysis: The Primer, 2008).</summary>
internal static class TestFunctions
{
    public static readonly double[] Weights = [0, 1, 4.5, 9, 99, 99];

    /// <summary>Ishigami and Homma (1990), a = 7, b = 0.1, three inputs uniform on [-pi, pi].</summary>
    public static double Ishigami(IReadOnlyList<double> levels)
    {
        double[] x = [.. levels.Select(level => Math.PI * ((2 * level) - 1))];
        return Math.Sin(x[0]) + (7 * Math.Sin(x[1]) * Math.Sin(x[1])) + (0.1 * x[2] * x[2] * x[2] * x[2] * Math.Sin(x[0]));
    }

    /// <summary>Sobol's g-function.</summary>
    public static double G(IReadOnlyList<double> levels) =>
        levels.Zip(Weights, (x, a) => (Math.Abs((4 * x) - 2) + a) / (1 + a)).Aggregate(1.0, (product, factor) => product * factor);

    /// <summary>First-order and total indices of <see cref="G"/>.</summary>
    public static (double First, double Total)[] IndicesOfG()
    {
        double[] part = [.. Weights.Select(a => 1 / (3 * (1 + a) * (1 + a)))];
        double all = part.Aggregate(1.0, (product, v) => product * (1 + v));
        return [.. part.Select(v => (v / (all - 1), v * all / (1 + v) / (all - 1)))];
    }

    /// <summary>Outputs by point and replicate: the function, with luck that all points share and luck of each run added.</summary>
    public static double[][] Outputs(Design design, Func<IReadOnlyList<double>, double> function, int replicates = 1, double shared = 0, double own = 0)
    {
        SplitMix luck = new(20171017);
        double[] common = [.. Enumerable.Range(0, replicates).Select(_ => Spread(ref luck))];
        return [.. Enumerable.Range(0, design.Count).Select(point =>
        {
            double value = function(design.Levels(point));
            return common.Select(c => value + (shared * c) + (own * Spread(ref luck))).ToArray();
        })];

        // Uniform with mean 0 and variance 1.
        static double Spread(ref SplitMix luck) => Math.Sqrt(12) * (luck.NextShare() - 0.5);
    }
}
