using System.Runtime.CompilerServices;

namespace Dispersal.Randomness;

/// <summary>Decides by the luck of one event of one person at a time.</summary>
/// <remarks>Its parts are set one by one and it is handed on by reference: copies wait for what has just been written.</remarks>
/// <param name="replicate">The luck of the replicate.</param>
/// <param name="foreseen">Draws worked out already; null for none.</param>
internal struct PersonChooser(StreamKey replicate, ForeseenDraws? foreseen = null) : IChooser
{
    private readonly StreamKey replicate = replicate;
    private readonly ForeseenDraws? foreseen = foreseen;
    private ulong person;
    private uint ordinal;
    private int from;
    private int to;
    private Purpose taken;
    private double first;
    private double second;

    /// <summary>Decides by the luck of an event.</summary>
    public PersonChooser(in PersonLuck luck)
        : this(luck.Replicate) => Turn(luck.Person, luck.Ordinal);

    /// <summary>The luck of the event.</summary>
    public readonly PersonLuck Luck => new(replicate, person, ordinal);

    /// <summary>Turns to an event.</summary>
    /// <param name="toPerson">Content hash of the person.</param>
    /// <param name="event">Number of the event in the person's life.</param>
    /// <param name="drawsFrom">The first of the foreseen draws that is this event's.</param>
    /// <param name="drawsTo">The first after them.</param>
    public void Turn(ulong toPerson, uint @event, int drawsFrom = 0, int drawsTo = 0)
    {
        person = toPerson;
        ordinal = @event;
        from = drawsFrom;
        to = drawsTo;
        taken = Purpose.None;
    }

    /// <inheritdoc/>
    public bool Happens(Purpose purpose, Uniform uniform, double probability) => Number(purpose, uniform) < probability;

    /// <inheritdoc/>
    public int Split(Purpose purpose, Uniform uniform, double first, double firstTwo)
    {
        double number = Number(purpose, uniform);
        return number < first ? 0 : number < firstTwo ? 1 : 2;
    }

    /// <inheritdoc/>
    public int Weigh(Purpose purpose, Uniform uniform, ReadOnlySpan<double> weights) => Choice.Among(weights, Number(purpose, uniform));

    /// <inheritdoc/>
    public int Rise(Purpose purpose, Uniform uniform, ReadOnlySpan<float> cumulative) => Choice.Rising(cumulative, Number(purpose, uniform));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Number(Purpose purpose, Uniform uniform)
    {
        if (taken != purpose)
        {
            Take(purpose);
        }

        return uniform == Uniform.First ? first : second;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Take(Purpose purpose)
    {
        taken = purpose;
        for (int draw = from; draw < to; draw++)
        {
            if (foreseen!.PurposeOf(draw) == purpose)
            {
                (first, second) = foreseen[draw];
                return;
            }
        }

        RandomBlock block = replicate.Draw(person, ordinal, purpose);
        (first, second) = (block.First, block.Second);
    }
}
