using Dispersal.Engines;
using Dispersal.Randomness;

namespace Dispersal.Tests.Engines;

/// <summary>Every candidate leaves.</summary>
internal struct NeverThinned(LuckStream luck) : IDealing<NeverThinned>
{
    private MultinomialDivision right = new(luck);

    public static NeverThinned By(in LuckStream luck) => new(luck);

    public long Leaving(long n, double hazard, bool atLeastOne, double uniform) => right.Leaving(n, hazard, atLeastOne, uniform);

    public readonly long Thinned(long n, double probability) => n;

    public void Divide(double whole, Span<double> shares) => right.Divide(whole, shares);
}
