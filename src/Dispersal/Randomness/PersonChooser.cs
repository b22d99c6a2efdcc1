using System.Runtime.CompilerServices;

namespace Dispersal.Randomness;

/// <summary>Decides by the luck of one event of one person.</summary>
internal struct PersonChooser(PersonLuck luck) : IChooser
{
    private readonly PersonLuck luck = luck;
    private Purpose taken;
    private RandomBlock block;

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

        return uniform == Uniform.First ? block.First : block.Second;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Take(Purpose purpose)
    {
        block = luck.For(purpose);
        taken = purpose;
    }
}
