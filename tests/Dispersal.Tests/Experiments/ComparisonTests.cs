using Dispersal.Experiments;
using Dispersal.Tests.Reporting;

namespace Dispersal.Tests.Experiments;

public class ComparisonTests
{
    private static readonly Scenario Tiny = MadeUpEnsemble.Tiny();

    [Fact]
    public void A_difference_is_taken_replicate_by_replicate()
    {
        Comparison comparison = Comparison.Of(MadeUpEnsemble.Run(Tiny, 21), MadeUpEnsemble.Run(Tiny, 21, more: 50));

        // Replicates spread over 20, yet every one of them differs by 50: the paired interval has no width.
        ComparedFigure dead = Assert.Single(comparison.Figures, figure => figure is { Measure.Name: "dead", Subject: "BBB" });
        Assert.Equal((1101.0, 1110.0, 1119.0), (dead.Before.Low, dead.Before.Median, dead.Before.High));
        Assert.Equal((50.0, 50.0, 50.0), (dead.Difference.Low, dead.Difference.Median, dead.Difference.High));
        Assert.True(dead.IsClear);
    }

    [Fact]
    public void Figures_are_ordered_by_the_size_of_what_changes()
    {
        Comparison comparison = Comparison.Of(MadeUpEnsemble.Run(Tiny, 3, more: 50), MadeUpEnsemble.Run(Tiny, 3));

        double[] sizes = [.. comparison.Figures.Select(figure => Math.Abs(figure.Difference.Mean))];
        Assert.Equal(sizes.OrderDescending(), sizes);
        Assert.Equal(
            [("dead", "BBB"), ("dead", "region:The West"), ("dead", "EU"), ("dead", "WORLD")],
            comparison.Figures.Where(figure => figure.IsChanged).Select(figure => (figure.Measure.Name, figure.Subject)));
    }

    [Fact]
    public void Ensembles_that_cannot_be_paired_are_refused() =>
        Assert.Throws<ArgumentException>(() => Comparison.Of(MadeUpEnsemble.Run(Tiny, 3), MadeUpEnsemble.Run(Tiny, 4)));
}
