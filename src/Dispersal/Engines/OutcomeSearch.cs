using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dispersal.Engines;

/// <summary>
/// Finds the outcome in whose share of 2^32 a word falls: the number of outcomes whose highest word it exceeds. Neighbouring words give neighbouring
/// outcomes, so that a small change of the shares changes few lives, which an alias table would not keep.
/// </summary>
internal static unsafe class OutcomeSearch
{
    /// <summary>Tables are filled up to a multiple of this many entries.</summary>
    public const int Group = 16;

    /// <summary>Index of the outcome.</summary>
    /// <param name="thresholds">
    /// Highest words of the outcomes, ascending; that of the last is 2^32 - 1, which no word exceeds.
    /// </param>
    /// <param name="groups">Groups of entries.</param>
    /// <param name="word">The word.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Find(uint* thresholds, int groups, uint word)
    {
        int reached = 0;
        for (int g = 0; g < groups; g++)
        {
            reached += Reached(thresholds + (g * Group), word);
        }

        return reached;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Reached(uint* group, uint word)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return BitOperations.PopCount(Vector512.GreaterThan(Vector512.Create(word), Vector512.Load(group)).ExtractMostSignificantBits());
        }

        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<uint> wanted = Vector256.Create(word);
            return BitOperations.PopCount(Vector256.GreaterThan(wanted, Vector256.Load(group)).ExtractMostSignificantBits())
                + BitOperations.PopCount(Vector256.GreaterThan(wanted, Vector256.Load(group + 8)).ExtractMostSignificantBits());
        }

        int reached = 0;
        for (int i = 0; i < Group; i++)
        {
            reached += word > group[i] ? 1 : 0;
        }

        return reached;
    }
}
