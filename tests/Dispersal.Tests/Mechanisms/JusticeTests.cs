using System.Globalization;
using Dispersal.Engines;
using Dispersal.Model;
using Dispersal.Results;
using Dispersal.Tests.Laws;

namespace Dispersal.Tests.Mechanisms;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

/// <summary>M10: law at departure, evidence, charge, trial, sentence. Three z tests at level 0.0001 with fixed seeds.</summary>
public sealed class JusticeTests
{
    private static readonly Scenario Court = Homecoming.Settings(
        Homecoming.Known("\"justice\": { \"membership-ratio\": 0.5, \"theatre-evidence\": 1 }"),
        ("countries/DEU/joining-law", "2000-01-01"), ("countries/DEU/evidence-probability", "1"), ("countries/DEU/charge-per-day", "10"),
        ("countries/DEU/trial-per-day", "10"), ("countries/DEU/conviction-probability", "1"), ("countries/DEU/sentence-days", "15"));

    [Fact]
    public void Evidence_is_a_product_of_the_country_the_theatre_and_the_law_at_departure()
    {
        CompiledModel model = new(Homecoming.Settings(Court, ("countries/DEU/evidence-probability", "0.4"), ("justice/theatre-evidence", "0.6")));
        int germany = model.Geography.Country("DEU");

        Assert.Equal(0.4 * 0.6, Stands(Traits.JoiningLaw), 12);
        Assert.Equal(0.4 * 0.6, Stands(Traits.JoiningLaw | Traits.MembershipLaw), 12);
        Assert.Equal(0.4 * 0.6 * 0.5, Stands(Traits.MembershipLaw), 12);
        Assert.Equal(0, Stands(Traits.None));

        double Stands(Traits traits) => model.Justice.EvidenceStands(germany, Homecoming.Man(model, Stage.Known, "DEU", traits), 0);
    }

    [Theory]
    [InlineData(14, 0, 4.0 / 6)]
    [InlineData(10, 2.0 / 12, 1)]
    [InlineData(18, 0, 0)]
    [InlineData(0, 1, 1)]
    public void Children_and_youths_answer_for_themselves_as_far_as_they_are_old_enough(double years, double child, double youth)
    {
        CompiledModel model = new(Homecoming.Settings(
            Court, ("countries/DEU/responsibility-years", years.ToString(CultureInfo.InvariantCulture)), ("countries/DEU/charge-per-day", "0.03")));
        PersonState person = Homecoming.Man(model, Stage.Known, "DEU", Traits.Evidence);

        Assert.Equal(0.03, Village.Hazard(model, person, Exit.Charged), 12);
        person.Age = Age.Youth;
        Assert.Equal(0.03 * youth, Village.Hazard(model, person, Exit.Charged), 12);
        person.Age = Age.Child;
        Assert.Equal(0.03 * child, Village.Hazard(model, person, Exit.Charged), 12);
        Assert.Equal(0, Village.Hazard(model, Homecoming.Man(model, Stage.Known, "DEU"), Exit.Charged));
        Assert.Equal(0, Village.Hazard(model, Homecoming.Man(model, Stage.Known, "MYS", Traits.Evidence), Exit.Charged));
    }

    [Fact]
    public void A_law_applies_to_those_who_left_under_it_and_to_nobody_who_left_before()
    {
        // People leave for the theatre in January and come home until June; the law comes in the middle of January.
        DateOnly law = new(2015, 1, 16);
        RunRecord record = Lives.Run(Homecoming.Settings(Court, ("countries/DEU/joining-law", "2015-01-16"), ("goal/disillusion-per-day", "0.03")), 1);
        HashSet<string> charged = [.. record.Histories.Where(s => s.Cause == "charged").Select(s => s.Person)];
        Dictionary<string, DateOnly> left = record.Histories.Where(s => s.Cause == "reached-theatre").ToDictionary(s => s.Person, s => s.Date, StringComparer.Ordinal);
        string[] home = [.. record.Histories.Where(s => s.Cause == "reached-goal" && s.ToStage == "known" && s.Date < new DateOnly(2015, 6, 1)).Select(s => s.Person)];

        Assert.Contains(home, person => left[person] < law);
        Assert.All(home, person => Assert.Equal(left[person] >= law, charged.Contains(person)));
    }

    [Fact]
    public void The_earlier_the_law_the_more_are_convicted()
    {
        double[] convicted = [.. new[] { "2015-02-01", "2015-01-20", "2015-01-08", "2014-01-01" }
            .Select(law => Homecoming.Total(Homecoming.Settings(Court, ("countries/DEU/joining-law", law)), Measure.Convicted))];

        Assert.Equal(0, convicted[0]);
        Assert.Equal(convicted.Order(), convicted);
        Assert.Equal(4, convicted.Distinct().Count());
        Assert.Equal(Village.Persons, convicted[3]);
    }

    [Fact]
    public void A_sentence_is_the_sum_of_three_equal_waiting_times()
    {
        // Phases end at hazard 3 / 15 a day: p = 1 - e^-0.2 a day, so that a phase has mean 1 / p and variance (1 - p) / p^2.
        RunRecord record = Lives.Run(Long(5000), 2);
        Dictionary<string, DateOnly> begun = record.Histories.Where(s => s.Cause == "convicted").ToDictionary(s => s.Person, s => s.Date, StringComparer.Ordinal);
        double[] days = [.. record.Histories.Where(s => s.Cause == "released").Select(s => (double)(s.Date.DayNumber - begun[s.Person].DayNumber))];
        double p = 1 - Math.Exp(-0.2);
        double variance = 3 * (1 - p) / (p * p);

        Assert.Equal(begun.Count, days.Length);
        Assert.InRange((days.Average() - (3 / p)) / Math.Sqrt(variance / days.Length), -3.89, 3.89);

        // The kurtosis of an Erlang-3 length is 5: its sample variance has standard deviation variance x sqrt(4 / n).
        double sample = MathNet.Numerics.Statistics.Statistics.Variance(days);
        Assert.InRange((sample - variance) / (variance * Math.Sqrt(4.0 / days.Length)), -3.89, 3.89);
    }

    [Fact]
    public void Who_is_tried_is_convicted_with_its_probability_and_charged_for_it_once()
    {
        RunRecord record = Lives.Run(Homecoming.Settings(Long(5000), ("countries/DEU/conviction-probability", "0.94")), 3);
        int charged = record.Histories.Count(s => s.Cause == "charged");

        Assert.Equal(charged, record.Histories.Where(s => s.Cause == "charged").Select(s => s.Person).Distinct(StringComparer.Ordinal).Count());
        Homecoming.AssertBinomial(charged, 0.94, record.Histories.Count(s => s.Cause == "convicted"));
        Assert.All(record.Histories.Where(s => s.Cause is "acquitted" or "released"), s => Assert.Equal("known", s.ToStage));
    }

    [Fact]
    public void Persons_charged_and_convicted_are_counted_once_however_often_they_stand_trial()
    {
        // After release they join cells, are found and stand trial again.
        Scenario scenario = Homecoming.Settings(
            Court, ("networks/join-per-day", "0.5"), ("networks/later-ratio", "1"), ("networks/found-per-day", "1"), ("countries/DEU/watch-capacity-persons", "100000"),
            ("networks/watched-ratio", "1"));
        HistoryStep[] convicted = Homecoming.Steps(scenario, "convicted");
        int persons = convicted.Select(s => s.Person).Distinct(StringComparer.Ordinal).Count();

        Assert.True(convicted.Length > persons + 50);
        Assert.Equal(persons, Homecoming.Total(scenario, Measure.Convicted));
        Assert.Equal(Village.Persons, Homecoming.Total(scenario, Measure.Charged));
        HistoryStep[] cells = Homecoming.Steps(scenario, "joined-cell");
        Dictionary<string, DateOnly> first = convicted.GroupBy(s => s.Person, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Min(s => s.Date), StringComparer.Ordinal);
        int reengaged = cells.Count(s => first.TryGetValue(s.Person, out DateOnly day) && s.Date > day);
        Assert.Equal(reengaged, Homecoming.Total(scenario, Measure.Reengaged));
    }

    [Fact]
    public void Courts_of_holders_try_whom_they_hold_and_send_them_home_after_the_sentence()
    {
        Scenario scenario = Homecoming.Settings(
            Homecoming.World("\"war\": { \"capture-per-day\": 10, \"experience-per-day\": 0, \"base-mortality-per-day\": 0 }"),
            ("countries/SYR/holder-trial-per-day", "10"), ("countries/SYR/conviction-probability", "1"), ("countries/SYR/sentence-days", "15"),
            ("countries/SYR/deportation-per-day", "0"));
        RunRecord record = Lives.Run(scenario, 1);

        Assert.All(record.Histories.Where(s => s.Cause == "convicted-by-holder"), s => Assert.Equal(("town", "imprisoned"), (s.Place, s.ToStage)));
        Assert.Equal(Village.Persons, record.Histories.Count(s => s.Cause == "convicted-by-holder"));
        Assert.All(record.Histories.Where(s => s.Cause == "released-and-deported"), s => Assert.Equal(("DEU", "known"), (s.Place, s.ToStage)));
        Assert.InRange(record.Histories.Count(s => s.Cause == "released-and-deported"), Village.Persons - 2, Village.Persons);
        Assert.Equal(record.Histories.Count(s => s.Cause == "released-and-deported"), Homecoming.Total(scenario, Measure.Deported, "SYR"));
    }

    [Fact]
    public void Switched_off_nobody_is_charged_or_tried()
    {
        Scenario off = Court.With("justice/on", "false");
        CompiledModel model = new(off);

        Assert.Equal(0, model.Justice.EvidenceStands(model.Geography.Country("DEU"), Homecoming.Man(model, Stage.Known, "DEU", Traits.JoiningLaw), 0));
        Assert.Equal(0, model.Justice.PlottersCharged);
        Assert.Empty(Homecoming.Steps(off, "charged"));
        Assert.NotEmpty(Homecoming.Steps(Court, "charged"));
    }

    private static Scenario Long(int persons) => Homecoming.Settings(
        Homecoming.Known("", Homecoming.Men(persons)),
        ("countries/DEU/joining-law", "2000-01-01"), ("countries/DEU/evidence-probability", "1"), ("countries/DEU/charge-per-day", "10"),
        ("countries/DEU/trial-per-day", "10"), ("countries/DEU/conviction-probability", "1"), ("countries/DEU/sentence-days", "15"));
}
