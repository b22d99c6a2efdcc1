using Dispersal.Randomness;

namespace Dispersal.Engines;

/// <summary>Who is expected to arrive, and when.</summary>
internal interface IArrivals
{
    /// <summary>How many arrive of an intake.</summary>
    int Number(int intake, in StreamKey luck);

    /// <summary>The day on which one of them arrives.</summary>
    /// <param name="intake">The intake.</param>
    /// <param name="index">Which of them, from zero.</param>
    /// <param name="key">The key to which the draws of the arriving belong.</param>
    /// <param name="luck">The luck of the replicate.</param>
    int Day(int intake, int index, ulong key, in StreamKey luck);
}
