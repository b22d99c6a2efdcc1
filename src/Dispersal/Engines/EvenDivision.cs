using Dispersal.Randomness;

namespace Dispersal.Engines;

/// <summary>
/// Grains of an expectation are dealt as evenly as whole numbers allow: each alternative takes its share rounded down or up, so that shares are kept on
/// average and nothing is dealt by chance that can be dealt by measure.
/// </summary>
/// <remarks>Systematic sampling: the running sum of the shares, moved by one uniform number, counts off whole grains.</remarks>
internal struct EvenDivision(LuckStream luck) : IDealing<EvenDivision>
{
    private LuckStream luck = luck;

    /// <inheritdoc/>
    public static bool IsExpectation => true;

    /// <inheritdoc/>
    public static EvenDivision By(in LuckStream luck) => new(luck);

    /// <inheritdoc/>
    public readonly long Leaving(long n, double hazard, bool atLeastOne, double uniform)
    {
        double mean = n * Elementary.OneMinusExpMinus(hazard);
        if (atLeastOne && mean > 0)
        {
            mean = Math.Max(1, mean / Elementary.OneMinusExpMinus(n * hazard));
        }

        return Math.Min(n, (long)Math.Floor(mean + uniform));
    }

    /// <inheritdoc/>
    public long Thinned(long n, double probability) => Math.Min(n, (long)Math.Floor((n * probability) + luck.Next()));

    /// <inheritdoc/>
    public void Divide(double whole, Span<double> shares)
    {
        double total = 0;
        foreach (double share in shares)
        {
            total += share;
        }

        // The last alternative that has a share ends the count, whatever rounding makes of the sum.
        int last = shares.Length - 1;
        while (last > 0 && !(shares[last] > 0))
        {
            last--;
        }

        double running = last > 0 ? luck.Next() : 0;
        double counted = 0;
        for (int i = 0; i < last; i++)
        {
            running += whole * (shares[i] / total);
            double upTo = Math.Min(whole, Math.Floor(running));
            shares[i] = upTo - counted;
            counted = upTo;
        }

        shares[last] = whole - counted;
    }
}
