namespace Dispersal.Experiments.Analysis;

/// <summary>Quantiles of Student's distribution for intervals of 95 %.</summary>
internal static class Student
{
    /// <summary>97.5 % quantile of the normal distribution.</summary>
    public const double Normal = 1.959963984540054;

    /// <summary>80 % quantile of the normal distribution.</summary>
    public const double Power = 0.8416212335729143;

    // 97.5 % quantiles for 1 to 10 degrees of freedom; the expansion below is good to a thousandth from there on.
    private static readonly double[] Few = [12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004, 2.262157, 2.228139];

    /// <summary>Half the width of a 95 % interval in standard errors of a mean of so many values; infinite for one value.</summary>
    /// <remarks>Expansion of Fisher and Cornish (1960) around the normal quantile.</remarks>
    public static double Quantile(long values)
    {
        long freedom = values - 1;
        if (freedom < 1)
        {
            return double.PositiveInfinity;
        }

        if (freedom <= Few.Length)
        {
            return Few[freedom - 1];
        }

        const double z = Normal;
        const double z3 = z * z * z;
        const double z5 = z3 * z * z;
        const double z7 = z5 * z * z;
        return z + ((z3 + z) / (4.0 * freedom)) + (((5 * z5) + (16 * z3) + (3 * z)) / (96.0 * freedom * freedom))
            + (((3 * z7) + (19 * z5) + (17 * z3) - (15 * z)) / (384.0 * freedom * freedom * freedom));
    }

    /// <summary>Least number of values whose 95 % interval is no wider than this on either side, given their standard deviation.</summary>
    public static long Needed(double deviation, double halfWidth)
    {
        if (deviation == 0)
        {
            return 2;
        }

        // The interval narrows with more values: halve the bracket.
        double guess = Normal * deviation / halfWidth;
        long high = (long)Math.Min(1e15, (guess * guess) + 20);
        long low = 1;
        while (high - low > 1)
        {
            long middle = low + ((high - low) / 2);
            bool isEnough = Quantile(middle) * deviation <= halfWidth * Math.Sqrt(middle);
            (low, high) = isEnough ? (low, middle) : (middle, high);
        }

        return high;
    }
}
