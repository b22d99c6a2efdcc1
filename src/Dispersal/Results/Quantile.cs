namespace Dispersal.Results;

/// <summary>Quantiles of type 7: linear between the order statistics around (n - 1) p, the default of R, NumPy and Excel.</summary>
internal static class Quantile
{
    /// <summary>The quantile of values in ascending order.</summary>
    /// <remarks>The percentage is an integer so that a position that falls on an order statistic is recognised exactly.</remarks>
    public static double OfSorted(ReadOnlySpan<double> sorted, int percent)
    {
        (int index, double fraction) = Position(sorted.Length, percent);
        return fraction == 0 ? sorted[index] : Between(sorted[index], sorted[index + 1], fraction);
    }

    /// <summary>The quantile a fraction of the way between two order statistics.</summary>
    public static double Between(double lower, double upper, double fraction) => fraction == 0 ? lower : lower + (fraction * (upper - lower));

    /// <summary>The order statistic at or below a quantile, and how far towards the next the quantile lies.</summary>
    public static (int Index, double Fraction) Position(int count, int percent)
    {
        (long index, long rest) = Math.DivRem((long)(count - 1) * percent, 100);
        return ((int)index, rest / 100.0);
    }
}
