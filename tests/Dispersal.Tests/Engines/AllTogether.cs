using Dispersal.Engines;
using Dispersal.Randomness;

namespace Dispersal.Tests.Engines;

/// <summary>All who come to a decision decide alike: the means are right, the spread is not.</summary>
internal struct AllTogether(LuckStream luck) : IDealing<AllTogether>
{
    private MultinomialDivision right = new(luck);

    public static AllTogether By(in LuckStream luck) => new(luck);

    public long Leaving(long n, double hazard, bool atLeastOne, double uniform) => right.Leaving(n, hazard, atLeastOne, uniform);

    public long Thinned(long n, double probability) => right.Thinned(n, probability);

    public void Divide(double whole, Span<double> shares)
    {
        right.Divide(1, shares);
        foreach (ref double share in shares)
        {
            share *= whole;
        }
    }
}
