namespace Dispersal.Randomness;

/// <summary>Deals a whole number among alternatives by weight.</summary>
internal static class Multinomial
{
    // Fewer are dealt faster one by one than by a binomial for each alternative.
    private const int Few = 8;
    private const int MostOnStack = 512;

    /// <summary>Deals a number: one by one where there are few to deal, else by conditional binomials.</summary>
    /// <param name="n">How many to deal, at most <see cref="Binomial.MostTrials"/>.</param>
    /// <param name="shares">Weights, none negative and not all zero; receives the numbers, which sum to <paramref name="n"/>.</param>
    /// <param name="luck">Uniform numbers; takes none where there is only one alternative.</param>
    public static void Deal(long n, Span<double> shares, ref LuckStream luck)
    {
        int alternatives = 0;
        int last = -1;
        for (int i = 0; i < shares.Length; i++)
        {
            if (shares[i] > 0)
            {
                alternatives++;
                last = i;
            }
        }

        if (n <= 0 || alternatives <= 1)
        {
            shares.Clear();
            if (last >= 0)
            {
                shares[last] = Math.Max(0, n);
            }
        }
        else if (n <= Few && alternatives > 2)
        {
            OneByOne((int)n, shares, ref luck);
        }
        else
        {
            ByBinomials(n, shares, last, ref luck);
        }
    }

    /// <summary>Deals a number among alternatives whose chances are known: of each, the chance to be taken by whoever took none before it.</summary>
    /// <param name="n">How many to deal.</param>
    /// <param name="chances">Chances of all alternatives but the last, which takes who is left.</param>
    /// <param name="numbers">Receives the numbers.</param>
    /// <param name="luck">Uniform numbers.</param>
    /// <returns>How many are left.</returns>
    public static long Deal(long n, ReadOnlySpan<Chance> chances, Span<long> numbers, ref LuckStream luck)
    {
        for (int i = 0; i < chances.Length; i++)
        {
            long taken = Binomial.Draw(n, chances[i], ref luck);
            numbers[i] = taken;
            n -= taken;
        }

        return n;
    }

    /// <summary>Deals a number evenly.</summary>
    public static void DealEvenly(long n, Span<long> counts, ref LuckStream luck)
    {
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = i + 1 < counts.Length ? Binomial.Draw(n, 1.0 / (counts.Length - i), ref luck) : n;
            n -= counts[i];
        }
    }

    private static void OneByOne(int n, Span<double> shares, ref LuckStream luck)
    {
        // Weights and numbers share the span: the choices wait beside it.
        Span<int> chosen = stackalloc int[Few];
        for (int i = 0; i < n; i++)
        {
            chosen[i] = Choice.Among(shares, luck.Next());
        }

        shares.Clear();
        for (int i = 0; i < n; i++)
        {
            shares[chosen[i]]++;
        }
    }

    private static void ByBinomials(long n, Span<double> shares, int last, ref LuckStream luck)
    {
        // (1) The weight of all that follow each: summed from the end, so that small weights keep their digits.
        Span<double> following = last <= MostOnStack ? stackalloc double[last + 1] : new double[last + 1];
        double sum = 0;
        for (int i = last; i >= 0; i--)
        {
            following[i] = sum;
            sum += Math.Max(0, shares[i]);
        }

        // (2) Each takes its share of what is left for it and those that follow.
        for (int i = 0; i < last; i++)
        {
            long taken = shares[i] > 0 ? Binomial.Draw(n, shares[i], following[i], ref luck) : 0;
            shares[i] = taken;
            n -= taken;
        }

        shares[last] = n;
        shares[(last + 1)..].Clear();
    }
}
