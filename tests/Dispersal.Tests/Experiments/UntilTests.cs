using Dispersal.Experiments;
using Dispersal.Experiments.Analysis;
using Dispersal.Tests.Cli;
using Dispersal.Tests.Reporting;

namespace Dispersal.Tests.Experiments;

public sealed class UntilTests : IDisposable
{
    private readonly TinyScenario tiny = new();
    private readonly Scenario scenario;

    public UntilTests() => scenario = Scenario.Load(tiny.Folder);

    public void Dispose() => tiny.Dispose();

    [Fact]
    public void An_ensemble_ends_with_the_first_batch_that_is_as_precise_as_wanted()
    {
        Precision wanted = Precision.Parse("dead/WORLD within 3%");
        Ensemble ensemble = Until.Run(scenario, [wanted], atMost: 2000, seed: 3);

        Assert.Equal(0, ensemble.Replicates % Until.Batch);
        Assert.InRange(ensemble.Replicates, 40, 1980);
        Assert.True(wanted.IsReached(ensemble));
        for (int replicates = Until.Batch; replicates < ensemble.Replicates; replicates += Until.Batch)
        {
            Assert.False(wanted.IsReached(Ensemble.Run(scenario, replicates, seed: 3)));
        }

        Assert.Equal(Ensemble.Run(scenario, ensemble.Replicates, seed: 3).ResultDigest, ensemble.ResultDigest);
        Assert.Equal(ensemble.ResultDigest, Until.Run(scenario, [wanted], atMost: 2000, seed: 3, threads: 1).ResultDigest);
    }

    [Fact]
    public void Only_what_is_asked_for_is_kept_of_it()
    {
        Recording kept = Recording.Only(Measure.Dead) with { Dates = RecordedDates.LastDay };
        Precision wanted = Precision.Parse("dead/WORLD within 3%");
        Ensemble full = Until.Run(scenario, [wanted], atMost: 2000, seed: 3, engine: EngineKind.Individuals);
        Ensemble narrow = Until.Run(scenario, [wanted], atMost: 2000, seed: 3, engine: EngineKind.Individuals, recording: kept);
        (Ensemble before, Ensemble after) = Until.Run(scenario, scenario.With("war/mortality-per-day", 0.001), [wanted], atMost: 20, recording: kept);

        Assert.Equal(kept, narrow.Recording);
        Assert.Equal(full.Total(Measure.Dead, "WORLD"), narrow.Total(Measure.Dead, "WORLD"));
        Assert.Equal((kept, kept), (before.Recording, after.Recording));
        Assert.Contains(
            "Recording", Assert.Throws<ArgumentException>(() => Until.Run(scenario, [Precision.Parse("returned/WORLD within 3%")], atMost: 20, recording: kept)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Something_must_be_wanted()
    {
        Assert.Contains("at least one precision", Assert.Throws<ArgumentException>(() => Until.Run(scenario, [])).Message, StringComparison.Ordinal);
        Assert.Contains("at least one precision", Assert.Throws<ArgumentException>(() => Until.Run(scenario, scenario, [null!])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_ends_in_any_case_at_the_most_that_is_allowed() =>
        Assert.Equal(30, Until.Run(scenario, [Precision.Parse("dead/WORLD within 0.0001")], atMost: 30).Replicates);

    [Fact]
    public void A_comparison_is_as_precise_as_its_paired_difference()
    {
        Scenario after = scenario.With("war/mortality-per-day", 0.001);
        Precision wanted = Precision.Parse("dead/WORLD within 10%");
        (Ensemble first, Ensemble second) = Until.Run(scenario, after, [wanted], atMost: 2000);

        Assert.Equal(first.Replicates, second.Replicates);
        Assert.True(wanted.IsReached(first, second));
        Assert.InRange(first.Replicates, 20, 1980);
    }

    [Theory]
    [InlineData("returned/EU within 2%", "returned", "EU", 0.02, true)]
    [InlineData("returned/EU within 7%", "returned", "EU", 0.07, true)]
    [InlineData("returned/region:The West@2017-10-17 within 50", "returned", "region:The West", 50, false)]
    public void A_precision_is_written_as_a_figure_and_a_width(string text, string measure, string subject, double within, bool isRelative)
    {
        Precision precision = Precision.Parse(text);
        Assert.Equal((new Measure(measure), subject, within, isRelative), (precision.Measure, precision.Subject, precision.Within, precision.IsRelative));
        Assert.Equal(text, precision.ToString());
    }

    [Theory]
    [InlineData("returned/EU")]
    [InlineData("returned/EU within")]
    [InlineData("returned/EU within 0%")]
    [InlineData("returned/* within 2%")]
    [InlineData("returned within 2%")]
    public void Other_words_are_no_precision(string text) => Assert.Throws<FormatException>(() => Precision.Parse(text));

    /// <summary>97.5 % quantiles from printed tables of Student's distribution.</summary>
    [Theory]
    [InlineData(2, 12.706)]
    [InlineData(11, 2.228)]
    [InlineData(12, 2.201)]
    [InlineData(21, 2.086)]
    [InlineData(61, 2.000)]
    [InlineData(1001, 1.962)]
    public void Intervals_use_students_quantiles(int values, double quantile) => Assert.Equal(quantile, Student.Quantile(values), 1e-3);

    [Fact]
    public void The_replicates_needed_are_the_fewest_whose_interval_is_narrow_enough()
    {
        Ensemble pilot = Ensemble.Run(scenario, 30);
        ReplicateNeed need = ReplicateNeed.Of(pilot, 0.02).Single(n => n.Measure == Measure.Dead && n.Subject == "WORLD");

        Assert.Equal(pilot.Total(Measure.Dead, "WORLD").Mean, need.Mean);
        Assert.True(Width(need.Replicates!.Value) <= 0.02 * need.Mean);
        Assert.True(Width(need.Replicates.Value - 1) > 0.02 * need.Mean);
        Assert.All(ReplicateNeed.Of(pilot, 0.02).Where(n => n.Mean == 0), n => Assert.Null(n.Replicates));

        double Width(long replicates) => Student.Quantile(replicates) * need.Deviation / Math.Sqrt(replicates);
    }

    [Fact]
    public void A_difference_says_how_many_replicates_would_settle_its_sign()
    {
        // Differences 0, 1, ..., 20 shifted by 2: mean 12 and deviation 6.2 are settled; the same shifted to a mean of 1 are not.
        ComparedFigure clear = Figure(2);
        ComparedFigure doubtful = Figure(-9);

        Assert.True(clear.IsSettled);
        Assert.False(doubtful.IsSettled);

        // ((1.96 + 0.8416) x sqrt(38.5) / 1)^2 = 302.2
        Assert.Equal(303, doubtful.ReplicatesToSettle);
        Assert.Equal((false, null), (Figure(0, spread: 0).IsSettled, Figure(0, spread: 0).ReplicatesToSettle));

        static ComparedFigure Figure(double shift, double spread = 1)
        {
            Estimate difference = Estimate.Of([.. Enumerable.Range(0, 21).Select(i => (spread * i) + shift)]);
            return new(Measure.Returned, "EU", difference, difference, difference);
        }
    }

    [Fact]
    public void What_leaves_one_route_place_or_fate_turns_up_in_others()
    {
        Scenario after = scenario.With("routes/town-bbb/held-share", 1);
        Comparison comparison = Comparison.Of(Ensemble.Run(scenario, 10), Ensemble.Run(after, 10));

        Shift route = comparison.Shifts.First(shift => shift.Of == ShiftOf.Route);
        Assert.Equal("town-bbb", route.Name);
        Assert.True(route.Difference.Mean < 0);

        // Everybody who departed has one fate; a change on the way out leaves those who come alone.
        Assert.Equal(
            comparison.After.Minus(comparison.Before).Total(Measure.Departed, "WORLD").Mean,
            comparison.Shifts.Where(shift => shift.Of == ShiftOf.Fate).Sum(shift => shift.Difference.Mean), 9);

        // Who is held and deported is known at home.
        Assert.Contains(comparison.Shifts, shift => shift is { Of: ShiftOf.Fate, Name: "known", Difference.Mean: > 0 });
        Assert.Contains(comparison.Shifts, shift => shift is { Of: ShiftOf.Fate, Name: "at-large", Difference.Mean: < 0 });
        Assert.Contains(comparison.Shifts, shift => shift.Of == ShiftOf.Place);
        Assert.Empty(Comparison.Of(MadeUpEnsemble.Run(scenario, 3), MadeUpEnsemble.Run(scenario, 3)).Shifts);
    }
}
