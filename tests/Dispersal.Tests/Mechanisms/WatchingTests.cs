using Dispersal.Engines;
using Dispersal.Mechanisms;
using Dispersal.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Dispersal.Tests.Mechanisms;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

/// <summary>M11: capacity, load, noisy triage, coverage.</summary>
public sealed class WatchingTests
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(300).WithQuietOnSuccess(true).WithReplay(20171017, 11);

    private static readonly Scenario Watched = Homecoming.Settings(
        Homecoming.Known("\"watching\": { \"veteran-risk\": 2, \"novice-risk\": 1, \"family-risk\": 0.3, \"home-grown-risk\": 0.5, \"noise\": 0.5 }"),
        ("countries/DEU/watch-capacity-persons", "10"), ("countries/DEU/home-grown-persons", "60"));

    [Fact]
    public void Watched_are_those_whose_noisy_score_passes_a_threshold_that_fills_the_capacity()
    {
        // P(watched) = 1 / (1 + e^-((risk - t) / 0.5)): the log odds of two classes differ by the difference of their risks over the noise.
        double[] watched = Triage(Watched, 10, 5, 20, 8, 60);

        Assert.Equal(10, (5 * watched[0]) + (20 * watched[1]) + (8 * watched[2]) + (60 * watched[3]), 9);
        Assert.Equal((2 - 1) / 0.5, LogOdds(watched[0]) - LogOdds(watched[1]), 9);
        Assert.Equal((1 - 0.3) / 0.5, LogOdds(watched[1]) - LogOdds(watched[2]), 9);
        Assert.Equal((0.5 - 0.3) / 0.5, LogOdds(watched[3]) - LogOdds(watched[2]), 9);

        static double LogOdds(double p) => Math.Log(p / (1 - p));
    }

    [Fact]
    public void Without_any_difference_in_risk_everybody_is_watched_alike()
    {
        Scenario equal = Homecoming.Settings(
            Watched, ("watching/veteran-risk", "1"), ("watching/novice-risk", "1"), ("watching/family-risk", "1"), ("watching/home-grown-risk", "1"));

        Assert.All(Triage(equal, 10, 5, 5, 10, 20), share => Assert.Equal(0.25, share, 12));
        Assert.All(Triage(equal, 0, 5, 5, 10, 20), share => Assert.Equal(0, share));
        Assert.All(Triage(equal, 40, 5, 5, 10, 20), share => Assert.Equal(1, share));
    }

    [Fact]
    public void Triage_fills_the_capacity_or_watches_everybody_and_more_capacity_never_covers_less() =>
        Prop.ForAll(Gen.Choose(0, 3000).ListOf(5).ToArbitrary(), drawn =>
        {
            int[] n = [.. drawn];
            foreach (string noise in (string[])["0.01", "0.5", "100"])
            {
                Scenario scenario = Watched.With("watching/noise", noise);
                double all = n.Take(4).Sum();
                double[] less = Triage(scenario, n[4] / 2.0, n[0], n[1], n[2], n[3]);
                double[] more = Triage(scenario, n[4], n[0], n[1], n[2], n[3]);
                Assert.Equal(Math.Min(n[4], all), more.Select((share, k) => share * n[k]).Sum(), 6);
                for (int k = 0; k < more.Length; k++)
                {
                    Assert.InRange(more[k], 0, 1);
                    Assert.True(less[k] <= more[k] + 1e-9, $"Class {k}: {less[k]} with half the capacity, {more[k]} with all of it.");
                }
            }
        }).Check(Quick.WithMaxTest(60));

    [Theory]
    [InlineData("0.01", "100")]
    [InlineData("0.01", "7.2")]
    [InlineData("100", "0")]
    public void Triage_stands_the_widest_scores_that_may_be_written(string noise, string risk)
    {
        Scenario scenario = Homecoming.Settings(Watched, ("watching/noise", noise), ("watching/veteran-risk", risk));
        foreach (double capacity in (double[])[0.001, 3, 5, 50, 92.9])
        {
            double[] watched = Triage(scenario, capacity, 5, 20, 8, 60);
            Assert.All(watched, share => Assert.InRange(share, 0, 1));
            Assert.Equal(capacity, (5 * watched[0]) + (20 * watched[1]) + (8 * watched[2]) + (60 * watched[3]), 6);
        }
    }

    [Fact]
    public void Load_weighs_persons_by_risk_and_coverage_is_the_part_of_it_that_is_watched()
    {
        CompiledModel model = new(Watched);
        Fields fields = Village.FirstDay(model);
        int germany = model.Geography.Country("DEU");
        double[] n = [5, 20, 8];
        n.CopyTo(fields.AtLibertyByRisk.AsSpan(germany * Fields.RiskClasses, 3));
        model.Watching.Update(1, fields);

        double[] p = Triage(Watched, 10, 5, 20, 8, 60);
        Assert.Equal((5 * 2) + (20 * 1) + (8 * 0.3) + (60 * 0.5), fields.WatchLoad[germany], 9);
        Assert.Equal((5 * 2 * p[0]) + (20 * 1 * p[1]) + (8 * 0.3 * p[2]) + (60 * 0.5 * p[3]), fields.WatchCovered[germany], 9);
    }

    [Fact]
    public void Families_are_a_class_of_their_own_and_veterans_come_before_novices()
    {
        Assert.Equal(0, Watching.ClassOf(Role.Man, veteran: true));
        Assert.Equal(1, Watching.ClassOf(Role.Man, veteran: false));
        Assert.Equal(2, Watching.ClassOf(Role.Woman, veteran: true));
        Assert.Equal(2, Watching.ClassOf(Role.Minor, veteran: false));
    }

    [Fact]
    public void More_capacity_means_that_fewer_are_missed()
    {
        double[] coverage = [.. new[] { "0", "50", "200", "1000" }
            .Select(capacity => Homecoming.Total(Watched.With("countries/DEU/watch-capacity-persons", capacity), Measure.WatchCoverage, "DEU"))];

        Assert.Equal(0, coverage[0]);
        Assert.Equal(coverage.Order(), coverage);
        Assert.Equal(4, coverage.Distinct().Count());
        Assert.Equal(1, coverage[3]);
    }

    [Fact]
    public void Switched_off_nobody_is_watched()
    {
        CompiledModel model = new(Homecoming.Settings(Watched, ("watching/on", "false"), ("countries/DEU/watch-capacity-persons", "1000")));
        Fields fields = Village.FirstDay(model);

        Assert.All(fields.Watched, share => Assert.Equal(0, share));
        Assert.All(fields.WatchLoad, load => Assert.Equal(0, load));
    }

    private static double[] Triage(Scenario scenario, double capacity, params double[] numbers)
    {
        double[] watched = new double[Fields.RiskClasses];
        new CompiledModel(scenario).Watching.Triage(numbers, capacity, watched);
        return watched;
    }
}
