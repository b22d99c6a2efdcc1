namespace Dispersal.Randomness;

/// <summary>Binomial numbers where each trial succeeds with probability 1 - e^-h, for a hazard h of a day.</summary>
/// <remarks>P(nobody leaves) = e^-nh needs one exponential whatever n is, and keeps its digits however small h is.</remarks>
internal static class BinomialByHazard
{
    private const double FewExpected = 10;

    // Fewer are drawn by inversion given that there is one at least; where more are expected, a draw without any is rare enough to be repeated.
    private const double Rare = 1;

    /// <summary>How many of n leave.</summary>
    /// <param name="n">Number of trials, at most <see cref="Binomial.MostTrials"/>.</param>
    /// <param name="hazard">Hazard of each; 0 for none.</param>
    /// <param name="atLeastOne">Whether it is given that somebody leaves.</param>
    /// <param name="uniform">A uniform number, enough where few leave.</param>
    /// <param name="luck">More of them.</param>
    public static long Draw(long n, double hazard, bool atLeastOne, double uniform, ref LuckStream luck) =>
        n * hazard > 0 ? Draw(n, hazard, Odds(hazard), atLeastOne, uniform, ref luck) : 0;

    /// <summary>The same where the odds of leaving are known.</summary>
    public static long Draw(long n, double hazard, double odds, bool atLeastOne, double uniform, ref LuckStream luck)
    {
        double expected = n * hazard;
        if (!(expected > 0))
        {
            return 0;
        }

        if (atLeastOne && expected < Rare)
        {
            // P(k) / P(at least one), from one on. P(two or more) / P(at least one) is below the expected number: mostly no exponential is needed.
            if (n == 1 || uniform < 1 - expected)
            {
                return 1;
            }

            double one = n * odds * Elementary.Exp(-expected) / Elementary.OneMinusExpMinus(expected);
            return Inverted(n, odds, one, 1, uniform);
        }

        while (true)
        {
            long number = expected < FewExpected
                ? Inverted(n, odds, Elementary.Exp(-expected), 0, uniform)
                : Binomial.Draw(n, Elementary.OneMinusExpMinus(hazard), ref luck);
            if (number > 0 || !atLeastOne)
            {
                return number;
            }

            uniform = luck.Next();
        }
    }

    private static long Inverted(long n, double odds, double first, long from, double uniform)
    {
        long k = from;
        if (uniform < first || k >= n)
        {
            return k;
        }

        double term = first;
        double sum = first;

        // Rounding can keep the sum below the last uniform numbers: where terms no longer count, the search ends.
        while (uniform >= sum && k < n && (term > 1e-20 || k < FewExpected))
        {
            k++;
            term *= odds * (n - k + 1) / k;
            sum += term;
        }

        return k;
    }

    /// <summary>Odds of leaving under a hazard.</summary>
    public static double Odds(double hazard)
    {
        double leaves = Elementary.OneMinusExpMinus(hazard);
        return leaves / (1 - leaves);
    }
}
