using Dispersal.Results;
using FsCheck;
using FsCheck.Fluent;

namespace Dispersal.Tests.Results;

public sealed class ReplicateStatisticsTests
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithReplay(20171017, 7).WithMaxTest(400);

    [Fact]
    public void Counts_have_the_quantiles_of_the_sorted_counts() => Check(
        from scale in Gen.Elements(1, 2, 30, 700, 100_000)
        from values in Gen.Choose(-scale, scale).Select(i => (double)i).NonEmptyListOf()
        select values.ToArray(), isWhole: true);

    [Fact]
    public void Reals_have_the_quantiles_of_the_sorted_reals() => Check(
        from values in Gen.Frequency(
            (5, Gen.Choose(-1000, 1000).Select(i => i / 7.0)), (2, Gen.Constant(0.0)), (1, Gen.Elements(1e300, -1e300, 1e-300, 5e-324, double.MaxValue, -double.MaxValue))).NonEmptyListOf()
        select values.ToArray(), isWhole: false);

    [Fact]
    public void Values_next_to_one_another_are_told_apart()
    {
        double[] values = [.. Enumerable.Range(0, 200).Select(i => i % 3 == 0 ? 1 : i % 3 == 1 ? Math.BitIncrement(1) : Math.BitDecrement(1))];

        Assert.True(Agrees(values, isWhole: false));
    }

    private static void Check(Gen<double[]> values, bool isWhole) =>
        Prop.ForAll(values.ToArbitrary(), drawn => Agrees(drawn, isWhole) && Agrees([.. drawn, .. drawn, .. drawn, .. drawn, 3, .. drawn], isWhole)).Check(Fixed);

    private static bool Agrees(double[] values, bool isWhole)
    {
        ReplicateStatistics statistics = new(values.Length);

        // What was taken before must leave no trace.
        statistics.Take([.. values.Select((value, i) => (value / 2) + i)], isWhole: false);
        statistics.Take(values, isWhole);

        double[] sorted = [.. values.Order()];
        return statistics.IsConstant
            ? sorted[0] == sorted[^1] && statistics.Mean == sorted[0]
            : statistics.Quantiles.ToArray().SequenceEqual(ReplicateStatistics.Percentages.ToArray().Select(percent => Quantile.OfSorted(sorted, percent)))
                && statistics.Mean == values.Sum() / values.Length;
    }
}
