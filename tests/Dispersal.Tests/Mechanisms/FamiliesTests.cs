using Dispersal.Engines;
using Dispersal.Model;
using Dispersal.Results;
using Dispersal.Tests.Laws;
using Dispersal.Tests.Reference;

namespace Dispersal.Tests.Mechanisms;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

/// <summary>M17: births, growing up, repatriation, need of care. Two z tests at level 0.0001.</summary>
public sealed class FamiliesTests
{
    private static readonly (string File, string Text)[] People =
    [
        ("groups.csv", "id,origin,role,commitment,departed-persons\nboys,DEU,minor,middle,300\nmen,DEU,man,middle,100\nwomen,DEU,woman,middle,200\n"),
        ("arrivals.csv", "group,month,share\nboys,2015-01,1\nmen,2015-01,1\nwomen,2015-01,1\n"),
    ];

    // Everybody is captured on the day after arrival and held in the camp.
    private static readonly Scenario Camp = Homecoming.Settings(
        Homecoming.World(
            """
            "war": { "capture-per-day": 10, "experience-per-day": 0, "base-mortality-per-day": 0 },
            "families": { "births-per-day": 0.002, "youth-share": 0.25, "child-ageing-per-day": 0.003, "youth-ageing-per-day": 0.005, "care-share": 0.6 }
            """,
            People),
        ("countries/DEU/repatriation-per-day", "0.01"));

    [Fact]
    public void Women_give_birth_minors_grow_up_and_states_fetch_women_and_minors_from_camps()
    {
        CompiledModel model = new(Camp);

        foreach (Stage stage in (Stage[])[Stage.Embedded, Stage.Underground, Stage.Held])
        {
            Assert.Equal(0.002, Hazard("women", stage, Age.Adult, Exit.GivesBirth), 12);
            Assert.Equal(0, Hazard("boys", stage, Age.Adult, Exit.GivesBirth));
            Assert.Equal(0.003, Hazard("boys", stage, Age.Child, Exit.GrowsUp), 12);
            Assert.Equal(0.005, Hazard("boys", stage, Age.Youth, Exit.GrowsUp), 12);
            Assert.Equal(0, Hazard("boys", stage, Age.Adult, Exit.GrowsUp));
        }

        Assert.Equal(0, Hazard("women", Stage.Known, Age.Adult, Exit.GivesBirth));
        Assert.Equal(0.01, Hazard("women", Stage.Held, Age.Adult, Exit.Repatriated), 12);
        Assert.Equal(0.01, Hazard("boys", Stage.Held, Age.Child, Exit.Repatriated), 12);
        Assert.Equal(0, Hazard("men", Stage.Held, Age.Adult, Exit.Repatriated));
        Assert.Equal(0, Hazard("women", Stage.Embedded, Age.Adult, Exit.Repatriated));

        double Hazard(string group, Stage stage, Age age, Exit exit)
        {
            PersonState state = Homecoming.Man(model, stage, "town");
            state.Group = (ushort)model.Population.Groups.Select((g, i) => (g.Id, i)).Single(g => g.Id == group).i;
            state.Age = age;
            return Homecoming.Hazard(model, state, exit, Village.FirstDay(model));
        }
    }

    [Fact]
    public void A_child_enters_where_the_mother_is_and_is_never_counted_as_departed_but_as_a_minor_who_returned()
    {
        RunRecord record = Lives.Run(Camp, 1);
        Assert.Equal(record.Histories.Count(s => s.Cause == "gave-birth"), CountBorn(Camp));
        Assert.Equal(600, Homecoming.Total(Camp, Measure.Departed));
        Assert.Equal(300, Homecoming.Total(Camp, Measure.DepartedMinors));

        // With twenty births to a woman a year and few minors of those who departed, more minors come home than ever left.
        Scenario births = Homecoming.Settings(Camp, ("families/births-per-day", "0.05"), ("groups/boys/departed-persons", "10"));
        Assert.Equal(10, Homecoming.Total(births, Measure.DepartedMinors));
        Assert.True(Homecoming.Total(births, Measure.ReturnedMinors) > 100);
        Assert.Equal(
            Homecoming.Total(births, Measure.Returned),
            Homecoming.Total(births, Measure.ReturnedMinors) + Homecoming.Total(births, Measure.ReturnedWomen));
    }

    [Fact]
    public void A_child_born_with_an_affiliate_inside_the_origin_has_returned_from_the_first_day()
    {
        // No child grows up, so those born there have no step of their own.
        Scenario scenario = Homecoming.Settings(
            SmallScenarios.Load("families"), ("families/child-ageing-per-day", "0"), ("observation/history-persons", "1000000"));
        HistoryStep[] steps = [.. Lives.Run(scenario, 1).Histories.Where(s => s is { Origin: "TUN", Role: "minor" })];

        Assert.Contains(steps, s => s is { Cause: "born", Place: "kasserine" });
        Assert.Equal(
            steps.GroupBy(s => s.Person).Count(life => life.First().Cause != "stopped-on-the-way-in" && life.Any(s => s.Place is "kasserine" or "TUN")),
            Homecoming.Total(scenario, Measure.ReturnedMinors, "TUN"));
    }

    [Fact]
    public void Minors_are_children_or_youths_by_their_share()
    {
        // Nobody of age answers at 18; at 12 every youth and no child does: whoever a court of the holder tries is a youth.
        Scenario scenario = Homecoming.Settings(
            Camp, ("groups/boys/departed-persons", "4000"), ("families/child-ageing-per-day", "0"), ("families/youth-ageing-per-day", "0"), ("families/births-per-day", "0"),
            ("countries/DEU/repatriation-per-day", "0"), ("countries/SYR/responsibility-years", "12"), ("countries/SYR/holder-trial-per-day", "10"),
            ("countries/SYR/conviction-probability", "1"));
        RunRecord record = Lives.Run(scenario, 1);

        Homecoming.AssertBinomial(4000, 0.25, record.Histories.Count(s => s is { Cause: "convicted-by-holder", Role: "minor" }));
    }

    [Fact]
    public void Children_grow_up_in_a_mean_time()
    {
        // No one leaves the camp; of 300 minors a fourth are youths. By the end 1 - e^(-0.02 t) of the children have grown up once.
        Scenario scenario = Homecoming.Settings(
            Camp, ("families/youth-share", "0"), ("families/child-ageing-per-day", "0.02"), ("families/youth-ageing-per-day", "0"), ("families/births-per-day", "0"),
            ("countries/DEU/repatriation-per-day", "0"));
        RunRecord record = Lives.Run(scenario, 1);
        DateOnly[] arrived = [.. record.Histories.Where(s => s is { Cause: "reached-theatre", Role: "minor" }).Select(s => s.Date)];
        double expected = arrived.Average(day => 1 - Math.Exp(-0.02 * (scenario.End.DayNumber - day.DayNumber)));

        Homecoming.AssertBinomial(arrived.Length, expected, record.Histories.Count(s => s.Cause == "grew-up"));
    }

    [Fact]
    public void Whoever_is_repatriated_is_not_deported_and_the_other_way_round()
    {
        Scenario both = Homecoming.Settings(Camp, ("countries/SYR/deportation-per-day", "0.01"), ("families/births-per-day", "0"));
        RunRecord record = Lives.Run(both, 1);
        HashSet<string> repatriated = [.. record.Histories.Where(s => s.Cause == "repatriated").Select(s => s.Person)];
        HashSet<string> deported = [.. record.Histories.Where(s => s.Cause == "deported").Select(s => s.Person)];

        Assert.NotEmpty(repatriated);
        Assert.NotEmpty(deported);
        Assert.Empty(repatriated.Intersect(deported, StringComparer.Ordinal));
        Assert.Equal(repatriated.Count, Homecoming.Total(both, Measure.Repatriated));
        Assert.Equal(deported.Count, Homecoming.Total(both, Measure.Deported));
        Assert.All(record.Histories.Where(s => s.Cause == "repatriated"), s => Assert.Equal(("known", "DEU"), (s.ToStage, s.Place)));
    }

    [Fact]
    public void The_sooner_families_are_fetched_the_more_minors_need_care_at_home()
    {
        double[] need = [.. new[] { 0, 0.002, 0.01, 0.1 }.Select(rate => Homecoming.Total(
            Homecoming.Settings(Camp, ("families/births-per-day", "0")).With("countries/DEU/repatriation-per-day", rate), Measure.CareNeed))];

        Assert.Equal(0, need[0]);
        Assert.Equal(need.Order(), need);
        Assert.Equal(4, need.Distinct().Count());
        Assert.Equal(300 * 0.6, need[3], 9);
    }

    [Fact]
    public void Switched_off_nobody_is_born_grows_up_or_is_fetched()
    {
        RunRecord record = Lives.Run(Camp.With("families/on", "false"), 1);

        Assert.Equal(600, record.Histories.Count(s => s.Cause == "captured-in-war"));
        Assert.DoesNotContain(record.Histories, s => s.Cause is "gave-birth" or "born" or "grew-up" or "repatriated");
    }

    private static int CountBorn(Scenario scenario)
    {
        CompiledModel model = new(scenario);
        using Individuals engine = new(model, new RecordPlanBuilder(model, model.Layout));
        engine.Run(1, 0, CancellationToken.None);
        double present = 0;
        for (int p = 0; p < model.Geography.Places.Length; p++)
        {
            foreach (double cell in engine.Stocks.Cells.Slice(engine.Stocks.Layout.PlaceStage + (p * StageNames.Count), StageNames.Count))
            {
                present += cell;
            }
        }

        return (int)present - 600;
    }
}
