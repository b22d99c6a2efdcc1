namespace Dispersal.Randomness;

/// <summary>
/// Binomial numbers in constant time: by inversion where few are expected, else by transformed rejection (W. Hörmann, "The generation of binomial random
/// variates", Journal of Statistical Computation and Simulation 46, 1993, algorithm BTRS).
/// </summary>
/// <remarks>
/// Exact within double precision for up to 2^53 trials. Probabilities are compared by <see cref="SaddlePoint"/> rather than by sums of factorials'
/// logarithms, which lose their digits from some 10^10 trials on.
/// </remarks>
internal static class Binomial
{
    /// <summary>Greatest number of trials: up to it every whole number is a double.</summary>
    public const long MostTrials = 1L << 53;

    private const double FewExpected = 10;
    private const long FewTrials = 64;

    /// <summary>How many of n independent trials succeed.</summary>
    /// <param name="n">Number of trials, at most <see cref="MostTrials"/>.</param>
    /// <param name="p">Probability of success; below 0 counts as 0 and above 1 as 1.</param>
    /// <param name="luck">Uniform numbers; takes none where the outcome is certain.</param>
    public static long Draw(long n, double p, ref LuckStream luck) =>
        n <= 0 || p <= 0 ? 0
        : p >= 1 ? n
        : n == 1 ? (luck.Next() < p ? 1 : 0)
        : p <= 0.5 ? Rarer(n, p, ref luck)
        : n - Rarer(n, 1 - p, ref luck);

    /// <summary>
    /// How many of n succeed when the probabilities of success and failure are given as weights, so that neither loses its digits beside the other.
    /// </summary>
    public static long Draw(long n, double success, double failure, ref LuckStream luck) => success <= failure
        ? Draw(n, success / (success + failure), ref luck)
        : n - Draw(n, failure / (success + failure), ref luck);

    private static long Rarer(long n, double p, ref LuckStream luck) => n * p < FewExpected ? Inverted(n, p, luck.Next()) : Rejected(n, p, ref luck);

    private static long Inverted(long n, double p, double uniform)
    {
        double odds = p / (1 - p);
        double term = n <= FewTrials ? WholePower(1 - p, (int)n) : Elementary.Exp(n * Elementary.LogOneMinus(p));
        double sum = term;
        long k = 0;

        // Rounding can keep the sum below the last uniform numbers: where terms no longer count, the search ends.
        while (uniform >= sum && k < n && (term > 1e-20 || k < FewExpected))
        {
            k++;
            term *= odds * (n - k + 1) / k;
            sum += term;
        }

        return k;
    }

    private static double WholePower(double x, int n)
    {
        double power = 1;
        for (; n > 0; n >>= 1)
        {
            power *= (n & 1) != 0 ? x : 1;
            x *= x;
        }

        return power;
    }

    private static long Rejected(long n, double p, ref LuckStream luck)
    {
        // (1) The hat: a transformed uniform about the mean, by Hörmann's constants.
        double deviation = Math.Sqrt(n * p * (1 - p));
        double b = 1.15 + (2.53 * deviation);
        double a = -0.0873 + (0.0248 * b) + (0.01 * p);
        double c = (n * p) + 0.5;
        double surelyAccepted = 0.92 - (4.2 / b);
        double atMode = double.NaN;
        while (true)
        {
            double u = luck.Next() - 0.5;
            double v = luck.Next();
            double toEdge = 0.5 - Math.Abs(u);
            double k = Math.Floor((((2 * a / toEdge) + b) * u) + c);

            // (2) Within the box under the curve nothing need be computed: four times in five.
            if (toEdge >= 0.07 && v <= surelyAccepted)
            {
                return (long)k;
            }

            if (!(k >= 0 && k <= n))
            {
                continue;
            }

            // (3) Else compare with the probability relative to that of the mode.
            if (double.IsNaN(atMode))
            {
                atMode = SaddlePoint.LogBinomial(Math.Min(n, Math.Floor((n + 1.0) * p)), n, p);
            }

            double alpha = (2.83 + (5.1 / b)) * deviation;
            if (Elementary.Log(v * alpha / ((a / (toEdge * toEdge)) + b)) <= SaddlePoint.LogBinomial(k, n, p) - atMode)
            {
                return (long)k;
            }
        }
    }
}
