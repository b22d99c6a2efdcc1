namespace Dispersal.Randomness;

/// <summary>The draws of one event of a person or of a country's day, by purpose.</summary>
/// <param name="Replicate">The luck of the replicate.</param>
/// <param name="Person">Content hash of the person or the country.</param>
/// <param name="Ordinal">Number of the event, or of the day.</param>
internal readonly record struct PersonLuck(StreamKey Replicate, ulong Person, uint Ordinal)
{
    /// <summary>The random block for a purpose.</summary>
    /// <param name="purpose">What the draw is for.</param>
    /// <param name="number">Number of the draw where an event takes several for one purpose.</param>
    public RandomBlock For(Purpose purpose, uint number = 0) => Replicate.Draw(Person, Ordinal, purpose, number);
}
