using System.Runtime.CompilerServices;

namespace Dispersal.Randomness;

/// <summary>What a draw is for. Draws for different purposes are independent, and taking one never moves another.</summary>
internal enum Purpose : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Rounding of a month's expected arrivals.</summary>
    ArrivalCount = 1,

    /// <summary>Day of arrival within the month.</summary>
    ArrivalDay = 2,

    /// <summary>First theatre and place in it.</summary>
    FirstPlace = 3,

    /// <summary>Commitment and experience on arrival.</summary>
    Traits = 4,

    /// <summary>Whether a record exists.</summary>
    Listed = 5,

    /// <summary>A candidate event: whether it is one, what happens, and the waiting time to the next.</summary>
    Event = 6,

    /// <summary>How many of a cohort leave, and by which exits.</summary>
    Exit = 7,

    /// <summary>What becomes of a dislodged person.</summary>
    Dislodgement = 8,

    /// <summary>Choice of a goal.</summary>
    Goal = 9,

    /// <summary>Choice of a route.</summary>
    Route = 10,

    /// <summary>Guided or alone; stopped or not.</summary>
    Crossing = 11,

    /// <summary>Outcome of a stop.</summary>
    Stop = 12,

    /// <summary>Noticed on arrival or not.</summary>
    Arrival = 13,

    /// <summary>Age and prominence.</summary>
    Character = 14,

    /// <summary>Whether intelligence becomes evidence.</summary>
    Evidence = 15,

    /// <summary>Verdict of a court.</summary>
    Verdict = 16,

    /// <summary>Whether a programme is completed.</summary>
    Programme = 17,

    /// <summary>Outcome of a plot.</summary>
    Plot = 18,

    /// <summary>Deaths and accomplices of a plot.</summary>
    Toll = 19,

    /// <summary>Who the accomplices are.</summary>
    Accomplices = 20,

    /// <summary>Number of home-grown plots of a country on a day.</summary>
    HomeGrown = 21,

    /// <summary>When an order to attack comes.</summary>
    Order = 22,
}

/// <summary>The luck of one replicate: a draw belongs to seed, replicate, person, event ordinal, candidate number and purpose.</summary>
/// <remarks>Nothing depends on the order of calls or on threads, so scenarios with one seed are paired person by person.</remarks>
internal readonly struct StreamKey
{
    private readonly uint key0;
    private readonly uint key1;

    /// <summary>The key of a replicate.</summary>
    public StreamKey(ulong seed, int replicate)
    {
        ulong key = ContentHash.With(ContentHash.Mix(seed + 0x9E3779B97F4A7C15), (ulong)replicate);
        key0 = (uint)key;
        key1 = (uint)(key >> 32);
    }

    /// <summary>The two words of the key.</summary>
    public (uint First, uint Second) Words => (key0, key1);

    /// <summary>The random block of a person's event.</summary>
    /// <param name="person">Content hash of the person.</param>
    /// <param name="ordinal">Number of the event in the person's life; 0 is the arrival.</param>
    /// <param name="purpose">What the draw is for.</param>
    /// <param name="candidate">Number of the candidate day, or of the draw where an event takes several for one purpose.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RandomBlock Draw(ulong person, uint ordinal, Purpose purpose, uint candidate = 0) =>
        Philox.Block(key0, key1, (uint)person, (uint)(person >> 32), ordinal, (candidate << 8) | (uint)purpose);
}
