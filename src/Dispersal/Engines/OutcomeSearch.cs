using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dispersal.Engines;

/// <summary>
/// Finds the outcome in whose share of 2^32 a word falls: the number of outcomes whose highest word it exceeds. Neighbouring words give neighbouring
/// outcomes, so that a small change of the shares changes few lives, which an alias table would not keep.
/// </summary>
/// <remarks>
/// The upper halves are compared first, 32 in one line of the cache; only where one of them is equal, once in some thousand searches, do the lower halves
/// matter.
/// </remarks>
internal static unsafe class OutcomeSearch
{
    /// <summary>Tables are filled up to a multiple of this many entries.</summary>
    public const int Group = 32;

    /// <summary>Index of the outcome.</summary>
    /// <param name="highest">Highest words of the outcomes, ascending; that of the last is 2^32 - 1, which no word exceeds.</param>
    /// <param name="upperHalves">Their upper halves.</param>
    /// <param name="groups">Groups of entries.</param>
    /// <param name="word">The word.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Find(uint* highest, ushort* upperHalves, int groups, uint word)
    {
        int exceeded = Exceeded(upperHalves, word >> 16, out bool equal);
        for (int g = 1; g < groups; g++)
        {
            exceeded += Exceeded(upperHalves + (g * Group), word >> 16, out bool also);
            equal |= also;
        }

        return equal ? Exactly(highest, groups, word) : exceeded;
    }

    /// <summary>How many of a group a half exceeds, in one vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ExceededIn512(ushort* group, uint upperHalf, out bool equal)
    {
        Vector512<ushort> wanted = Vector512.Create((ushort)upperHalf);
        Vector512<ushort> ends = Vector512.Load(group);
        equal = Vector512.EqualsAny(wanted, ends);
        return BitOperations.PopCount(Vector512.GreaterThan(wanted, ends).ExtractMostSignificantBits());
    }

    /// <summary>The same in two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ExceededIn256(ushort* group, uint upperHalf, out bool equal)
    {
        Vector256<ushort> wanted = Vector256.Create((ushort)upperHalf);
        Vector256<ushort> first = Vector256.Load(group);
        Vector256<ushort> second = Vector256.Load(group + 16);
        equal = Vector256.EqualsAny(wanted, first) || Vector256.EqualsAny(wanted, second);
        return BitOperations.PopCount(Vector256.GreaterThan(wanted, first).ExtractMostSignificantBits())
            + BitOperations.PopCount(Vector256.GreaterThan(wanted, second).ExtractMostSignificantBits());
    }

    /// <summary>The same one by one.</summary>
    public static int ExceededOneByOne(ushort* group, uint upperHalf, out bool equal)
    {
        int exceeded = 0;
        equal = false;
        for (int i = 0; i < Group; i++)
        {
            exceeded += upperHalf > group[i] ? 1 : 0;
            equal |= upperHalf == group[i];
        }

        return exceeded;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Exceeded(ushort* group, uint upperHalf, out bool equal)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return ExceededIn512(group, upperHalf, out equal);
        }

        return Vector256.IsHardwareAccelerated ? ExceededIn256(group, upperHalf, out equal) : ExceededOneByOne(group, upperHalf, out equal);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Exactly(uint* highest, int groups, uint word)
    {
        int exceeded = 0;
        while (exceeded < groups * Group && word > highest[exceeded])
        {
            exceeded++;
        }

        return exceeded;
    }
}
