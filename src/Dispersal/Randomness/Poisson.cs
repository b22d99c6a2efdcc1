namespace Dispersal.Randomness;

/// <summary>
/// Poisson numbers in constant time: by inversion where few are expected, else by transformed rejection (W. Hörmann, "The transformed rejection method
/// for generating Poisson random variables", Insurance: Mathematics and Economics 12, 1993, algorithm PTRS).
/// </summary>
internal static class Poisson
{
    /// <summary>Greatest mean drawn by inversion.</summary>
    public const double MostInverted = 30;

    /// <summary>A Poisson number of any mean up to 2^52.</summary>
    public static long Draw(double mean, ref LuckStream luck) => mean <= 0 ? 0 : mean <= MostInverted ? Invert(mean, luck.Next()) : Rejected(mean, ref luck);

    /// <summary>A Poisson number by inversion of one uniform number; for means up to some hundreds.</summary>
    public static int Invert(double mean, double uniform)
    {
        if (uniform < 1 - mean)
        {
            return 0;    // e^-m is at least 1 - m: most days of most countries need no exponential
        }

        double term = Elementary.Exp(-mean);
        double sum = term;
        int n = 0;

        // Rounding can keep the sum below the last uniform numbers: past the mean, where terms no longer count, the search ends.
        while (uniform >= sum && (n < mean || term > 1e-20))
        {
            n++;
            term *= mean / n;
            sum += term;
        }

        return n;
    }

    private static long Rejected(double mean, ref LuckStream luck)
    {
        PoissonHat hat = new(mean);
        while (true)
        {
            // (1) A number under the hat.
            double u = luck.Next() - 0.5;
            double v = luck.Next();
            double toEdge = 0.5 - Math.Abs(u);
            double k = hat.Number(u, toEdge);

            // (2) Within the box under the curve nothing need be computed.
            if (toEdge >= 0.07 && v <= hat.SurelyAccepted)
            {
                return (long)k;
            }

            if (k < 0 || (toEdge < 0.013 && v > toEdge))
            {
                continue;
            }

            // (3) Else compare with the probability itself.
            if (Elementary.Log(hat.Height(v, toEdge)) <= SaddlePoint.LogPoisson(k, mean))
            {
                return (long)k;
            }
        }
    }
}
