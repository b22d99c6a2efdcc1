using System.Collections.Immutable;

namespace Dispersal.Tests.Results;

public sealed class EnsembleDifferenceTests
{
    private static readonly DateOnly Last = FakeSource.ThreeMonths[^1];

    // Luck moves everybody by up to 500 persons; the policy stops 2, 3 or 4.
    private static readonly FakeSource Before = new() { Count = (_, replicate, _, _) => Luck(replicate) };
    private static readonly FakeSource After = new() { Count = (_, replicate, _, _) => Luck(replicate) - 3 + (replicate % 3) - 1 };

    [Fact]
    public void Pairing_takes_out_the_luck_that_both_had()
    {
        EnsembleDifference averted = Before.Run(21).Minus(After.Run(21));

        Assert.Equal(Enumerable.Range(0, 21).Select(r => 4.0 - (r % 3)), averted.Values(Measure.Returned, "DEU", Last));
        Estimate total = averted.Total(Measure.Returned, "DEU");
        Assert.Equal((3, 2, 3, 4), (total.Mean, total.Low, total.Median, total.High));
        Assert.Equal(total, averted.At(Measure.Returned, "DEU", averted.Dates[^1]));
        Assert.All(averted.Series(Measure.Returned, "DEU"), point => Assert.Equal((2, 3, 4, 3), (point.Low, point.Median, point.High, point.Mean)));
    }

    [Fact]
    public void Nothing_differs_from_itself()
    {
        Ensemble ensemble = new FakeSource().Run();
        EnsembleDifference none = ensemble.Minus(ensemble);

        foreach (Measure measure in none.Measures)
        {
            foreach (string subject in none.Subjects(measure))
                Assert.Equal(new(0, 0, 0, 0, 0, 20), none.Total(measure, subject));
        }
    }

    [Fact]
    public void Taking_a_difference_leaves_the_ensembles_as_they_were()
    {
        Ensemble before = Before.Run(), after = After.Run();
        double[] values = before.Values(Measure.Returned, "DEU", Last);

        before.Minus(after).Total(Measure.Returned, "DEU");

        Assert.Equal(values, before.Values(Measure.Returned, "DEU", Last));
    }

    [Fact]
    public void Ensembles_that_cannot_be_paired_are_refused_with_what_differs()
    {
        ImmutableArray<DateOnly> dates = FakeSource.ThreeMonths[..2];
        Ensemble other = new FakeSource { Plan = FakeSource.SmallPlan(dates) }.Run(replicates: 10, seed: 2);

        ArgumentException problem = Assert.Throws<ArgumentException>(() => Before.Run(20).Minus(other));

        Assert.StartsWith(
            "Replicates can only be paired between ensembles of the same seed, replicates, dates, engine and draws of parameters; here differ the seeds (1 and 2) and the numbers "
            + "of replicates (20 and 10) and the dates (2017-10-31 to 2017-12-15, 3 recorded and 2017-10-31 to 2017-11-30, 2 recorded).",
            problem.Message, StringComparison.Ordinal);
    }

    private static int Luck(int replicate) => 1000 + (replicate * 211 % 500);
}
