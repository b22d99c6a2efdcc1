using Dispersal.Randomness;

namespace Dispersal.Engines;

/// <summary>How whole numbers of persons who are alike are dealt to what can happen.</summary>
internal interface IDealing<TSelf> : IDivision
    where TSelf : struct, IDealing<TSelf>
{
    /// <summary>The dealing of a walk, by luck of its own.</summary>
    static abstract TSelf By(in LuckStream luck);

    /// <summary>How many of n leave today under a hazard, by a uniform number and more luck where that is not enough.</summary>
    static abstract long Leaving(long n, double hazard, bool atLeastOne, double uniform, ref LuckStream luck);

    /// <summary>How many of n there are when each stays one with a probability.</summary>
    static abstract long Thinned(long n, double probability, ref LuckStream luck);

    /// <summary>Deals n to alternatives by weight; see <see cref="Multinomial.Deal"/>.</summary>
    static abstract void Deal(long n, Span<double> shares, ref LuckStream luck);
}
