using Dispersal.Randomness;

namespace Dispersal.Tests.Randomness;

/// <summary>Decides everything by one uniform number that a test has picked.</summary>
internal readonly struct FixedChooser(double number) : IChooser
{
    public bool Happens(Purpose purpose, Uniform uniform, double probability) => number < probability;

    public int Split(Purpose purpose, Uniform uniform, double first, double firstTwo) => number < first ? 0 : number < firstTwo ? 1 : 2;

    public int Weigh(Purpose purpose, Uniform uniform, ReadOnlySpan<double> weights) => Choice.Among(weights, number);

    public int Rise(Purpose purpose, Uniform uniform, ReadOnlySpan<float> cumulative) => Choice.Rising(cumulative, number);
}
