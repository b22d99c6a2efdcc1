namespace Dispersal.Randomness;

/// <summary>The draws of one event of a person or of a country's day, by purpose.</summary>
internal readonly struct PersonLuck(StreamKey luck, ulong person, uint ordinal)
{
    /// <summary>The random block for a purpose.</summary>
    /// <param name="purpose">What the draw is for.</param>
    /// <param name="number">Number of the draw where an event takes several for one purpose.</param>
    public RandomBlock For(Purpose purpose, uint number = 0) => luck.Draw(person, ordinal, purpose, number);
}
