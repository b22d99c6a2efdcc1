using Dispersal.Engines;
using Dispersal.Randomness;

namespace Dispersal.Tests.Engines;

/// <summary>On the day of a cohort's first candidate, whether there is one is drawn again.</summary>
internal struct AnyNumber(LuckStream luck) : IDealing<AnyNumber>
{
    private MultinomialDivision right = new(luck);

    public static AnyNumber By(in LuckStream luck) => new(luck);

    public long Leaving(long n, double hazard, bool atLeastOne, double uniform) => right.Leaving(n, hazard, false, uniform);

    public long Thinned(long n, double probability) => right.Thinned(n, probability);

    public void Divide(double whole, Span<double> shares) => right.Divide(whole, shares);
}
