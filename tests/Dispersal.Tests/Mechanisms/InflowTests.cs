using Dispersal.Engines;
using Dispersal.Mechanisms;
using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Tests.Mechanisms;

/// <summary>M1: how many come, when, and who is stopped on the way in.</summary>
public sealed class InflowTests
{
    [Fact]
    public void A_groups_persons_are_spread_over_months_by_share_and_only_days_inside_the_horizon_count()
    {
        // 2 : 1 : 1 of 400; half of April's 30 days are left out by an end on the 15th.
        Scenario scenario = Village.With("", ("arrivals.csv", "group,month,share\nmen,2015-01,2\nmen,2015-02,1\nmen,2015-04,1\n")).With("end", "2015-04-15");

        Assert.Equal([(200, 0, 31), (100, 31, 28), (50, 90, 15)], new CompiledModel(scenario).Inflow.Intakes.Select(i => ((int)i.Expected, i.FirstDay, i.Days)));
    }

    [Fact]
    public void An_expected_number_is_rounded_by_chance_and_keeps_its_mean()
    {
        Intake intake = new(0, ContentHash.Of("a"), 0, 31, 7.25, StoppedOnTheWay: false);
        int[] numbers = [.. Enumerable.Range(0, 4000).Select(r => Inflow.Number(intake, new StreamKey(3, r)))];

        // 7 or 8; one in four is an 8, with a standard error of 27 among 4,000.
        Assert.Equal([7, 8], numbers.Distinct().Order());
        Assert.InRange(numbers.Count(n => n == 8), 1000 - 108, 1000 + 108);
    }

    [Fact]
    public void Persons_stopped_on_the_way_in_come_on_top_and_are_held()
    {
        Scenario scenario = Village.With(""" "inflow": { "stopped-share": 0.25, "stopped-at": "hub" } """);

        Assert.Equal(Village.Persons, Village.Steps(scenario, "reached-theatre"));
        Assert.Equal(Village.Persons / 4, Village.Steps(scenario, "stopped-on-the-way-in", "hub"));
    }

    // Held ground in the theatre of their choice, were it the first place of all; else in the other; else among the population of the first.
    [Theory]
    [InlineData("SYR", 1, 1, "Aleppo", true)]
    [InlineData("IRQ", 1, 1, "mosul", true)]
    [InlineData("IRQ", 0.5, 0.1, "mosul", true)]
    [InlineData("SYR", 0, 1, "mosul", true)]
    [InlineData("IRQ", 1, 0, "Aleppo", true)]
    [InlineData("IRQ", 0, 0, "mosul", false)]
    public void Those_who_come_enter_where_ground_is_held_in_the_theatre_they_come_to(string theatre, double town, double mosul, string place, bool isHeld)
    {
        CompiledModel model = Village.Model(
            "",
            ("countries.csv", "id,name,region,language,neighbours,listed-probability\nSYR,Syria,East,arabic,,0\nIRQ,Iraq,East,arabic,,0\nTUR,Turkey,East,turkish,,0\n"
                + "DEU,Germany,West,german,,0\nMYS,Malaysia,South,malay,,0\nAFG,Afghanistan,South,persian,,0\n"),
            ("places.csv", FormattableString.Invariant($"id,country,kind,lat,lon,initial-control,weight,war-intensity,hub-strength\nAleppo,SYR,theatre,36,39,{town},1,1,0\nmosul,IRQ,theatre,36,43,{mosul},1,1,0\n")
                + "hub,TUR,transit,37,37,0,0,0,0.5\nDEU,DEU,country,52,13,0,0,0,0\nMYS,MYS,country,3,101,0,0,0,0\ncave,AFG,affiliate,34,69,0,0,0.5,0\n"),
            ("routes.csv", "id,from,to,mode,days,patrol\ncross,Aleppo,hub,land,4,0\nfly,hub,DEU,air,2,0\nfar,hub,MYS,air,2,0\ntrek,hub,cave,land,10,0\n"),
            ("first-theatres.csv", $"origin,theatre,share\n*,{theatre},1\n"));
        Assert.Equal(0, model.Geography.Place("Aleppo"));
        Intake intake = Assert.Single(model.Inflow.Intakes);

        Assert.All(
            Enumerable.Range(0, 100).Select(i =>
            {
                PersonChooser chooser = new(new PersonLuck(new StreamKey(5, 0), Inflow.PersonKey(intake, i), 0));
                return model.Inflow.Enter(intake, 10, ref chooser);
            }),
            state => Assert.Equal((place, isHeld ? Stage.Embedded : Stage.Underground), (model.Geography.Places[state.Place].Id, state.Stage)));
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 0.25)]
    [InlineData(0, 1)]
    public void Half_the_control_of_the_baseline_brings_fewer_by_the_elasticity(double elasticity, double ratio)
    {
        Scenario baseline = Village.With($$""" "inflow": { "control-elasticity": {{elasticity}} } """);
        Scenario weaker = baseline.With("places/town/initial-control", 0.5);

        Assert.Equal(Village.Persons * ratio, new CompiledModel(weaker).Inflow.Intakes.Sum(i => i.Expected), 9);
    }

    [Fact]
    public void A_patrolled_outer_border_brings_fewer_in_proportion_to_those_who_pass()
    {
        // The only land route with one end in the theatre: ln 2 on open ground stops half.
        Scenario patrolled = Village.With().With("routes/cross/patrol", 0.693147180559945);

        Assert.Equal(Village.Persons / 2.0, new CompiledModel(patrolled).Inflow.Intakes.Sum(i => i.Expected), 9);
    }

    [Fact]
    public void Another_horizon_than_the_baselines_changes_nobodys_coming()
    {
        // The town falls after the baseline's end or within it: only days that both have are compared.
        Scenario baseline = Village.With(
            "", ("control.csv", "place,date,control\ntown,2015-02-15,0.5\n"), ("arrivals.csv", "group,month,share\nmen,2015-01,1\nmen,2015-02,1\n"));
        double whole = new CompiledModel(baseline).Inflow.Intakes.Sum(i => i.Expected);

        Assert.Equal(whole, new CompiledModel(baseline.With("end", "2015-12-31")).Inflow.Intakes.Sum(i => i.Expected), 9);
        Assert.Equal(whole / 2 * (1 + (14.0 / 28)), new CompiledModel(baseline.With("end", "2015-02-14")).Inflow.Intakes.Sum(i => i.Expected), 9);
        Assert.Equal(
            whole,
            new CompiledModel(baseline.With("end", "2015-01-31").With("end", "2015-06-30")).Inflow.Intakes.Sum(i => i.Expected),
            9);
    }

    [Fact]
    public void Switched_off_nobody_comes() => Assert.Empty(Village.Model(""" "inflow": { "on": false } """).Inflow.Intakes);
}
