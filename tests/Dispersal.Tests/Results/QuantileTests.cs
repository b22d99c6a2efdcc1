using Dispersal.Results;
using FsCheck;
using FsCheck.Xunit;
using MathNet.Numerics.Statistics;

namespace Dispersal.Tests.Results;

public sealed class QuantileTests
{
    [Property(Replay = "20171017,1", MaxTest = 300, QuietOnSuccess = true)]
    public bool Quantiles_are_those_of_type_7_in_an_independent_library(NonEmptyArray<NormalFloat> values, byte p)
    {
        double[] sorted = [.. values.Get.Select(v => v.Get).Order()];
        int percent = p % 101;
        double expected = SortedArrayStatistics.QuantileCustom(sorted, percent / 100.0, QuantileDefinition.R7);
        double scale = sorted.Max(Math.Abs) + double.Epsilon;
        return Math.Abs(Quantile.OfSorted(sorted, percent) - expected) <= 1e-12 * scale;
    }

    [Fact]
    public void A_position_on_an_order_statistic_gives_that_very_value()
    {
        double[] sorted = [.. Enumerable.Range(0, 201).Select(i => i / 7.0)];

        Assert.Equal(sorted[10], Quantile.OfSorted(sorted, 5));
        Assert.Equal(sorted[100], Quantile.OfSorted(sorted, 50));
        Assert.Equal(sorted[190], Quantile.OfSorted(sorted, 95));
    }
}
