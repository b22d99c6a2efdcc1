using Dispersal.Randomness;

namespace Dispersal.Engines;

/// <summary>Divides those who come to a decision among all that can happen.</summary>
internal interface IDivision
{
    /// <summary>Divides an amount.</summary>
    /// <param name="whole">How many there are to divide; positive.</param>
    /// <param name="shares">Weights, not all zero; receives the amounts, which sum to <paramref name="whole"/>.</param>
    void Divide(double whole, Span<double> shares);
}

/// <summary>A division of expectations that follows amounts from a smallest one on.</summary>
internal interface IPooling<TSelf> : IDivision
    where TSelf : struct, IPooling<TSelf>
{
    /// <summary>The division that follows amounts from this one on.</summary>
    static abstract TSelf From(double least);
}

/// <summary>Everything that can happen takes its share: for expectations. What would be less than so many persons goes with the largest share: what is next to impossible is not followed.</summary>
/// <param name="least">The smallest amount that is followed; everything where it is zero.</param>
internal readonly struct PooledDivision(double least) : IPooling<PooledDivision>
{
    /// <inheritdoc/>
    public static PooledDivision From(double least) => new(least);

    /// <inheritdoc/>
    public void Divide(double whole, Span<double> shares)
    {
        double total = 0;
        int largest = 0;
        for (int i = 0; i < shares.Length; i++)
        {
            total += shares[i];
            largest = shares[i] > shares[largest] ? i : largest;
        }

        double pooled = 0;
        for (int i = 0; i < shares.Length; i++)
        {
            double amount = whole * (shares[i] / total);
            bool small = amount < least && i != largest;
            pooled += small ? amount : 0;
            shares[i] = small ? 0 : amount;
        }

        shares[largest] += pooled;
    }
}

/// <summary>Whole numbers are dealt by luck: for cohorts.</summary>
internal struct MultinomialDivision(LuckStream luck) : IDealing<MultinomialDivision>
{
    private LuckStream luck = luck;

    /// <inheritdoc/>
    public static MultinomialDivision By(in LuckStream luck) => new(luck);

    /// <inheritdoc/>
    public long Leaving(long n, double hazard, bool atLeastOne, double uniform) => BinomialByHazard.Draw(n, hazard, atLeastOne, uniform, ref luck);

    /// <inheritdoc/>
    public long Thinned(long n, double probability) => Binomial.Draw(n, probability, ref luck);

    /// <inheritdoc/>
    public void Divide(double whole, Span<double> shares) => Multinomial.Deal((long)whole, shares, ref luck);
}
