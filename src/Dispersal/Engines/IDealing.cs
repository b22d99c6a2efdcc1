using Dispersal.Randomness;

namespace Dispersal.Engines;

/// <summary>How whole numbers of persons who are alike are dealt to what can happen.</summary>
internal interface IDealing<TSelf> : IDivision
    where TSelf : struct, IDealing<TSelf>
{
    /// <summary>A dealing by luck of its own.</summary>
    static abstract TSelf By(in LuckStream luck);

    /// <summary>How many of n leave today under a hazard, or of how many at least one does.</summary>
    /// <param name="n">How many there are.</param>
    /// <param name="hazard">Hazard of each.</param>
    /// <param name="atLeastOne">Whether it is given that somebody leaves.</param>
    /// <param name="uniform">A uniform number that came with the wait.</param>
    long Leaving(long n, double hazard, bool atLeastOne, double uniform);

    /// <summary>How many of n there are when each stays one with a probability.</summary>
    long Thinned(long n, double probability);
}
