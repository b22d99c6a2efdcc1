namespace Dispersal.Experiments.Analysis;

/// <summary>Natural logarithm and its inverse by plain arithmetic: the same bits on every machine, so that written tables are the same too.</summary>
internal static class Logarithm
{
    private const double Ln2 = 0.693147180559945309417;
    private const int LogTerms = 12;
    private const int ExpTerms = 18;

    /// <summary>The logarithm of a positive finite number: that of its exponent, and 2 artanh((m - 1) / (m + 1)) for the rest m near 1.</summary>
    public static double Of(double x)
    {
        if (!(x > 0) || !double.IsFinite(x))
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "A logarithm is of a positive number.");
        }

        int exponent = Math.ILogB(x);
        double rest = Math.ScaleB(x, -exponent);
        if (rest > 1.4142135623730951)
        {
            rest /= 2;
            exponent++;
        }

        double s = (rest - 1) / (rest + 1);
        double square = s * s;
        double sum = 0;
        for (int n = LogTerms; n >= 0; n--)
        {
            sum = (sum * square) + (1.0 / ((2 * n) + 1));
        }

        return (exponent * Ln2) + (2 * s * sum);
    }

    /// <summary>The number whose logarithm is given: a power of two times the exponential series of what is left.</summary>
    public static double Inverse(double y)
    {
        double clamped = Math.Clamp(y, -700, 700);
        int exponent = (int)Math.Round(clamped / Ln2);
        double rest = clamped - (exponent * Ln2);
        double sum = 1;
        for (int n = ExpTerms; n >= 1; n--)
        {
            sum = 1 + (rest / n * sum);
        }

        return Math.ScaleB(sum, exponent);
    }
}
