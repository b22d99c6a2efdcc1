namespace Dispersal.Engines;

/// <summary>Event ordinal of a person and number of the candidate for it, in one word.</summary>
internal static class EventTag
{
    /// <summary>After an event: the first candidate for the next.</summary>
    public static uint Next(uint tag) => (tag & 0xFFFF0000) + 0x10000;

    /// <summary>After a candidate that was none.</summary>
    public static uint Again(uint tag) => tag + 1;

    /// <summary>Ordinal of the event.</summary>
    public static uint Ordinal(uint tag) => tag >> 16;
}
