namespace Dispersal.Randomness;

/// <summary>
/// Logarithms of binomial and Poisson probabilities without the cancellation of large factorials: C. Loader, "Fast and Accurate Computation of Binomial
/// Probabilities" (2000).
/// </summary>
internal static class SaddlePoint
{
    private const double LogTwoPi = 1.837877066409345483560659472811;

    private static readonly double[] SmallErrors = Errors();

    /// <summary>ln P(X = k) for X binomial of n and p; p in (0, 1), k in [0, n].</summary>
    public static double LogBinomial(double k, double n, double p)
    {
        if (k <= 0)
        {
            return n * Elementary.LogOneMinus(p);
        }

        if (k >= n)
        {
            return n * Elementary.Log(p);
        }

        double rest = n - k;
        return StirlingError(n) - StirlingError(k) - StirlingError(rest) - Deviance(k, n * p) - Deviance(rest, n * (1 - p))
            - (0.5 * (LogTwoPi + Elementary.Log(k) + Elementary.LogOneMinus(k / n)));
    }

    /// <summary>ln P(X = k) for X Poisson of a positive mean.</summary>
    public static double LogPoisson(double k, double mean) => k <= 0
        ? -mean
        : -StirlingError(k) - Deviance(k, mean) - (0.5 * (LogTwoPi + Elementary.Log(k)));

    // ln n! less Stirling's formula.
    private static double StirlingError(double n)
    {
        if (n < SmallErrors.Length)
        {
            return SmallErrors[(int)n];
        }

        double square = n * n;
        return ((1.0 / 12) - (((1.0 / 360) - (((1.0 / 1260) - (((1.0 / 1680) - (1.0 / 1188 / square)) / square)) / square)) / square)) / n;
    }

    // x ln(x / m) + m - x, by its series in (x - m) / (x + m) where the two are near each other.
    private static double Deviance(double x, double m)
    {
        double difference = x - m;
        double sum = x + m;
        if (Math.Abs(difference) >= 0.1 * sum)
        {
            return (x * Elementary.Log(x / m)) + m - x;
        }

        double v = difference / sum;
        double total = difference * v;
        double term = 2 * x * v;
        double square = v * v;
        for (int j = 3; j < 1000; j += 2)
        {
            term *= square;
            double next = total + (term / j);
            if (next == total)
            {
                break;
            }

            total = next;
        }

        return total;
    }

    private static double[] Errors()
    {
        double[] errors = new double[16];
        double factorial = 1;
        for (int n = 1; n < errors.Length; n++)
        {
            factorial *= n;
            errors[n] = Elementary.Log(factorial) - ((n + 0.5) * Elementary.Log(n)) + n - (0.5 * LogTwoPi);
        }

        return errors;
    }
}
