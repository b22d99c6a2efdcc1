using System.Runtime.Intrinsics;

namespace Dispersal.Engines;

/// <summary>Event ordinal of a person and number of the candidate for it, in one word.</summary>
internal static class EventTag
{
    /// <summary>After an event: the first candidate for the next.</summary>
    public static uint Next(uint tag) => (tag & 0xFFFF0000) + 0x10000;

    /// <summary>After an event of each of several persons.</summary>
    public static unsafe void Next(uint* tags, int number)
    {
        Vector256<uint> one = Vector256.Create(0x10000u);
        Vector256<uint> ordinal = Vector256.Create(0xFFFF0000u);
        int i = 0;
        for (; i + Vector256<uint>.Count <= number; i += Vector256<uint>.Count)
        {
            ((Vector256.Load(tags + i) & ordinal) + one).Store(tags + i);
        }

        for (; i < number; i++)
        {
            tags[i] = Next(tags[i]);
        }
    }

    /// <summary>After a candidate that was none.</summary>
    public static uint Again(uint tag) => tag + 1;

    /// <summary>Ordinal of the event.</summary>
    public static uint Ordinal(uint tag) => tag >> 16;
}
