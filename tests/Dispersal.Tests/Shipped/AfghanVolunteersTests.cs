using System.Globalization;
using Dispersal.Tests.Laws;

namespace Dispersal.Tests.Shipped;

/// <summary>The second case: it loads, runs and loses nobody, and each of its triggers moves what it should.</summary>
public sealed class AfghanVolunteersTests
{
    private const int Replicates = 5;

    private static readonly Scenario Case = Scenario.Load(Repository.PathOf("scenarios/afghan-volunteers-1992"));

    private static readonly Lazy<Ensemble> Base = new(() => Ensemble.Run(Case, Replicates));

    // The order is several rows: the ground the volunteers may live on, and what the state does to those who stay.
    private static readonly Lazy<Ensemble> WithoutTheOrder = new(() => Run(
        ("control/peshawar/1993-05-31/control", 1), ("control/peshawar/1996-01-31/control", 1), ("control/miram-shah/1993-05-31/control", 1),
        ("policies/expulsion-hiding/value", 1), ("policies/expulsion-arrests/value", 1), ("policies/expulsion-deportations/value", 1),
        ("policies/expulsion-roads/value", 0), ("policies/expulsion-captures/value", Case.Territory.CapturedProbability.Value)));

    private static readonly Lazy<Ensemble> WithoutOtherWars = new(() => Run(
        [.. Case.Control.Where(e => Case.Affiliates.Any(a => a.Place == e.Place)).Select(e => ($"control/{e.Place}/{e.Date:yyyy-MM-dd}/control", 0.0))]));

    [Fact]
    public void It_loads_without_errors_or_warnings_and_stands_alone()
    {
        Assert.Empty(Scenario.Check(Repository.PathOf("scenarios/afghan-volunteers-1992")).Problems);
        Assert.Null(Case.Baseline);
        Assert.Equal((new DateOnly(1989, 1, 1), new DateOnly(1996, 12, 31)), (Case.Start, Case.End));
        string[] states = [.. Case.Places.Select(p => p.Country)];
        Assert.Subset(states.ToHashSet(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal) { "PAK", "AFG", "SAU", "YEM", "DZA", "EGY", "BIH", "SDN", "TJK", "RUS" });
    }

    [Fact]
    public void Nobody_is_lost_on_any_day() => DailyAudit.Run(Case, 1992);

    [Fact]
    public void Every_range_has_its_reason_and_every_row_of_evidence_that_is_cited_exists()
    {
        Assert.Empty(Case.Parameters.Where(p => p.Parameter.IsRanged && p.Parameter.Reason.Length == 0).Select(p => p.Address));
        string[] rows = [.. File.ReadLines(Repository.PathOf("scenarios/afghan-volunteers-1992/evidence/arab_afghans.csv")).Select(line => line.Split(',')[0])];
        string[] cited =
        [
            .. Case.Parameters.Select(p => p.Parameter.Source).Where(s => s.StartsWith("arab_afghans.csv: ", StringComparison.Ordinal))
                .SelectMany(s => s["arab_afghans.csv: ".Length..].Split(" and ")).Distinct(StringComparer.Ordinal),
        ];
        Assert.Equal(12, cited.Length);
        Assert.Subset(rows.ToHashSet(StringComparer.Ordinal), cited.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void All_measures_are_there_but_those_of_programmes_which_are_off()
    {
        Assert.False(Case.Programmes.On);
        string[] there = [.. Base.Value.Measures.Select(m => m.Name)];
        Assert.Empty(Measure.All.Select(m => m.Name).Where(m => m != "in-programme").Except(there, StringComparer.Ordinal));
        Assert.DoesNotContain("in-programme", there);
    }

    [Fact]
    public void No_measure_is_zero_throughout_but_those_that_the_case_leaves_empty()
    {
        // Nobody is sent, nobody is inspired from afar, nobody is fetched home; of refugees who attack there are too few to count on.
        string[] empty = ["attacks-directed", "attacks-inspired", "repatriated", "plots-refugee", "attackers-refugee"];
        Measure[] zero = [.. Base.Value.Measures.Where(m => !Base.Value.Subjects(m).Any(s => Base.Value.Series(m, s).Any(p => p.Mean > 0)))];
        Assert.Empty(zero.Select(m => m.Name).Except(empty, StringComparer.Ordinal));
    }

    [Fact]
    public void Who_expects_prison_goes_home_less_often()
    {
        double[] strict = [.. new[] { "EGY", "IRQ", "LBY", "TUN" }.Select(ReturnedShare)];
        double[] lenient = [.. new[] { "JOR", "SAU", "YEM" }.Select(ReturnedShare)];
        Assert.True(strict.Max() < lenient.Min());

        double ReturnedShare(string origin) =>
            Base.Value.Total(Measure.Returned, origin).Mean / Base.Value.Total(Measure.Departed, origin).Mean;
    }

    [Fact]
    public void Until_Kabul_falls_the_men_present_number_what_the_evidence_says()
    {
        foreach (SeriesPoint point in Base.Value.Series(Measure.ActiveInTheatre, "WORLD").Where(p => p.Date < new DateOnly(1992, 4, 28)))
        {
            Assert.InRange(point.Mean, 3000, 4000);
        }
    }

    [Fact]
    public void The_Soviet_exit_ends_the_duty_for_some()
    {
        EnsembleDifference made = Base.Value.Minus(Run(("policies/soviet-exit-motive/value", 1)));
        Beyond(made, Measure.InTheatre, "WORLD", "1990-01-31", -1);
        Beyond(made, Measure.Returned, "WORLD", "1990-01-31", 1);
    }

    [Fact]
    public void The_fall_of_Kabul_sends_men_home()
    {
        EnsembleDifference made = Base.Value.Minus(Run(("policies/fall-of-kabul/value", 1)));
        Nothing(made, Measure.Returned, "WORLD", "1992-03-31");
        Beyond(made, Measure.Returned, "WORLD", "1992-12-31", 1);
        Beyond(made, Measure.ActiveInTheatre, "WORLD", "1992-12-31", -1);
    }

    [Fact]
    public void The_order_of_1993_empties_Pakistan()
    {
        EnsembleDifference made = Base.Value.Minus(WithoutTheOrder.Value);
        Nothing(made, Measure.Stock, "PAK", "1992-11-30");
        Beyond(made, Measure.Stock, "PAK", "1993-12-31", -1);
        Beyond(made, Measure.Deported, "PAK", "1994-12-31", 1);
        Assert.True(Mean(Measure.Stock, "PAK", "1993-12-31") < 0.5 * Mean(Measure.Stock, "PAK", "1992-11-30"));
    }

    [Fact]
    public void Sudan_fills_after_the_order_until_it_sends_men_away()
    {
        Beyond(Base.Value.Minus(WithoutTheOrder.Value), Measure.Stock, "SDN", "1993-12-31", 1);
        Assert.True(Mean(Measure.Stock, "SDN", "1995-12-31") > 1.3 * Mean(Measure.Stock, "SDN", "1992-12-31"));
        Ensemble open = Run(("policies/sudan-closes/value", 0));
        Nothing(Base.Value.Minus(open), Measure.Stock, "SDN", "1996-04-30");
        Beyond(Base.Value.Minus(open), Measure.Stock, "SDN", "1996-12-31", -1);
    }

    [Theory]
    [InlineData("algeria", "1991-12-31")]
    [InlineData("bosnia", "1992-03-31")]
    [InlineData("chechnya", "1994-11-30")]
    [InlineData("egypt", "1992-02-29")]
    [InlineData("tajikistan", "1992-05-31")]
    [InlineData("yemen", "1990-11-30")]
    public void A_war_draws_once_it_has_begun_and_not_before(string affiliate, string before)
    {
        Assert.Equal(0, Mean(Measure.Relocated, affiliate, before));
        Assert.Equal(0, WithoutOtherWars.Value.Total(Measure.Relocated, affiliate).Mean);
        Beyond(Base.Value.Minus(WithoutOtherWars.Value), Measure.Relocated, affiliate, "1996-12-31", 1);
    }

    [Fact]
    public void Without_wars_elsewhere_more_stay_or_go_home()
    {
        EnsembleDifference made = Base.Value.Minus(WithoutOtherWars.Value);
        Beyond(made, Measure.Dead, "WORLD", "1996-12-31", 1);
        Beyond(made, Measure.InTheatre, "WORLD", "1994-12-31", -1);
    }

    [Fact]
    public void The_peace_in_Bosnia_scatters_its_volunteers()
    {
        EnsembleDifference made = Base.Value.Minus(Run(("control/bih-central/1996-01-13/control", 1)));
        Nothing(made, Measure.WithAffiliate, "bosnia", "1995-11-30");
        Beyond(made, Measure.WithAffiliate, "bosnia", "1996-03-31", -1);
    }

    private static Ensemble Run(params (string Address, double Value)[] settings) => Ensemble.Run(
        Case.With(settings.ToDictionary(s => s.Address, s => s.Value.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal)), Replicates);

    private static DateOnly On(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static double Mean(Measure measure, string subject, string date) => Base.Value.At(measure, subject, On(date)).Mean;

    private static void Nothing(EnsembleDifference made, Measure measure, string subject, string date) =>
        Assert.All(made.Values(measure, subject, On(date)), value => Assert.Equal(0, value));

    /// <summary>The trigger moves the measure in a direction, by more than three errors of the paired mean.</summary>
    private static void Beyond(EnsembleDifference made, Measure measure, string subject, string date, int direction)
    {
        Estimate by = made.At(measure, subject, On(date));
        Assert.True(direction * by.Mean > 3 * by.MonteCarloError && by.Mean != 0, $"{measure} of {subject} on {date} moved by {by}.");
    }
}
