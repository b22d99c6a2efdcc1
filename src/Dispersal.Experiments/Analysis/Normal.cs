namespace Dispersal.Experiments.Analysis;

/// <summary>The standard normal distribution; the same bits on every machine.</summary>
internal static class Normal
{
    // A normal variate is never further out than this in a table of quantiles.
    private const double Farthest = 8;

    private const double RootOfTwoPi = 2.5066282746310002;

    /// <summary>P(a standard normal variate is at most <paramref name="x"/>).</summary>
    /// <remarks>The series of Marsaglia (2004), added up until nothing changes.</remarks>
    public static double AtMost(double x)
    {
        double sum = x;
        double before = 0;
        double term = x;
        for (int i = 1; sum != before; i++)
        {
            before = sum;
            term *= x * x / ((2 * i) + 1);
            sum += term;
        }

        return 0.5 + (sum * PortableMath.Exp(-x * x / 2) / RootOfTwoPi);
    }

    /// <summary>So many values that stand for the distribution: the middles of shares of equal probability, in rising order.</summary>
    /// <param name="count">How many.</param>
    public static double[] Middles(int count) => [.. Enumerable.Range(0, count).Select(i => Quantile((i + 0.5) / count))];

    private static double Quantile(double share)
    {
        (double low, double high) = (-Farthest, Farthest);
        while ((low + high) / 2 is var middle && middle > low && middle < high)
        {
            (low, high) = AtMost(middle) < share ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
