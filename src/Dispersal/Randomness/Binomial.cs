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
    private const double Near = 20;

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

    /// <summary>The same where the chance is known from before.</summary>
    public static long Draw(long n, in Chance chance, ref LuckStream luck)
    {
        double p = chance.Probability;
        long rarer = n <= 0 || p <= 0 ? 0
            : n == 1 ? (luck.Next() < p ? 1 : 0)
            : n * p >= FewExpected ? Rejected(n, p, ref luck)
            : Inverted(n, chance.Odds, n <= FewTrials ? WholePower(1 - p, (int)n) : Elementary.Exp(n * chance.LogOfOther), luck.Next());
        return chance.FailureIsRarer ? n - rarer : rarer;
    }

    private static long Rarer(long n, double p, ref LuckStream luck) => n * p >= FewExpected ? Rejected(n, p, ref luck)
        : Inverted(n, p / (1 - p), n <= FewTrials ? WholePower(1 - p, (int)n) : Elementary.Exp(n * Elementary.LogOneMinus(p)), luck.Next());

    // From the probability of none.
    private static long Inverted(long n, double odds, double term, double uniform)
    {
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

    /// <summary>Bounds of ln P(X = k) / P(X = mode) for a k at a distance from the mode of 20 to half the variance less one.</summary>
    public static (double Low, double High) BoundsOfLogRelative(double distance, double variance)
    {
        double parabola = -distance * distance / (2 * variance);
        double slack = distance / variance * ((((distance * ((distance / 3) + 0.625)) + (1.0 / 6)) / variance) + 0.5);
        return (parabola - slack, parabola + slack);
    }

    /// <summary>P(X = upper) / P(X = lower), for numbers near each other.</summary>
    public static double Relative(double upper, double lower, long n, double p)
    {
        double odds = p / (1 - p);
        double ratio = 1;
        for (double i = lower + 1; i <= upper; i++)
        {
            ratio *= odds * (n - i + 1) / i;
        }

        return ratio;
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
        double mode = Math.Floor((n + 1.0) * p);
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

            // (3) Else compare with the probability relative to that of the mode: near it, by the ratios of neighbours.
            double alpha = (2.83 + (5.1 / b)) * deviation;
            double height = v * alpha / ((a / (toEdge * toEdge)) + b);
            double distance = Math.Abs(k - mode);
            if (distance <= Near)
            {
                if (k < mode ? height * Relative(mode, k, n, p) <= 1 : height <= Relative(k, mode, n, p))
                {
                    return (long)k;
                }

                continue;
            }

            // (4) Further out, within bounds of its logarithm that leave little undecided (Kachitvichyanukul and Schmeiser 1988, algorithm BTPE).
            double logHeight = Elementary.Log(height);
            double variance = deviation * deviation;
            if (distance < (variance / 2) - 1)
            {
                (double low, double high) = BoundsOfLogRelative(distance, variance);
                if (logHeight < low)
                {
                    return (long)k;
                }

                if (logHeight > high)
                {
                    continue;
                }
            }

            // (5) The last few by the probabilities themselves.
            if (double.IsNaN(atMode))
            {
                atMode = SaddlePoint.LogBinomial(Math.Min(n, mode), n, p);
            }

            if (logHeight <= SaddlePoint.LogBinomial(k, n, p) - atMode)
            {
                return (long)k;
            }
        }
    }
}
