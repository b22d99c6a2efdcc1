using Dispersal.Experiments.Designs;
using Dispersal.Experiments.Fitting;

namespace Dispersal.Tests.Experiments.Fitting;

public sealed class EmulatorTests
{
    private static readonly double[][] Points = HistoryMatching.Hypercube(60, 2, 3);

    [Fact]
    public void A_smooth_figure_is_predicted_where_nothing_was_run()
    {
        Emulator emulator = Emulator.Of(Points, [.. Points.Select(Curved)]);
        Assert.InRange(emulator.Predictivity, 0.999, 1);
        for (int i = 0; i < 50; i++)
        {
            double[] point = [SobolSequence.Share((uint)i, 0, Dispersal.Experiments.Scrambling.Owen, 9), SobolSequence.Share((uint)i, 1, Dispersal.Experiments.Scrambling.Owen, 9)];
            Assert.Equal(Curved(point), emulator.At(point).Mean, 0.3);
        }
    }

    [Fact]
    public void Chance_is_told_from_shape_and_errors_are_as_large_as_it_says()
    {
        const double deviation = 0.5;
        ToyRuns runs = new(levels => [Curved(levels)], deviation);
        double[][] outputs = runs.Run("", [.. Points.Select((levels, i) => (levels, i))]);
        Emulator emulator = Emulator.Of(Points, [.. outputs.Select(output => output[0])]);

        // A chi-squared of some 50 degrees of freedom keeps within a factor of two (level 1e-4).
        Assert.InRange(emulator.ChanceVariance / (deviation * deviation), 0.5, 2);
        double standardised = 0;
        for (int i = 0; i < 200; i++)
        {
            double[] point = [SobolSequence.Share((uint)i, 0, Dispersal.Experiments.Scrambling.Owen, 9), SobolSequence.Share((uint)i, 1, Dispersal.Experiments.Scrambling.Owen, 9)];
            (double mean, double variance) = emulator.At(point);
            standardised += (mean - Curved(point)) * (mean - Curved(point)) / variance / 200;
        }

        Assert.InRange(standardised, 0.2, 3);
    }

    [Fact]
    public void A_figure_that_never_changes_is_known() =>
        Assert.Equal((7, 0), Rounded(Emulator.Of(Points, [.. Points.Select(_ => 7.0)]).At([0.3, 0.9])));

    private static (double, double) Rounded((double Mean, double Variance) at) => (Math.Round(at.Mean, 6), at.Variance);

    private static double Curved(double[] at) => 10 + (8 * at[0] * at[0]) - (5 * at[0] * at[1]) + Math.Sin(3 * at[1]);
}
