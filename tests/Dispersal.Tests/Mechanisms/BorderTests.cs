using Dispersal.Engines;
using Dispersal.Model;

namespace Dispersal.Tests.Mechanisms;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

/// <summary>M6: patrols, terrain, guides and what becomes of those who are stopped.</summary>
public sealed class BorderTests
{
    private const string Guided = "id,from,to,mode,days,patrol,terrain,smuggling,guides-per-day,floor-share,held-share,killed-share\n"
        + "cross,town,hub,land,4,1.2,0.25,0.6,5,0.1,0.3,0.05\nfly,hub,DEU,air,2,,,,,,,\nfar,hub,MYS,air,2,,,,,,,\ntrek,hub,cave,land,10,,,,,,,\n";

    private const string Home = """
        "goal": { "disillusion-per-day": 0.1, "home-utility": 20, "underground-utility": -50 }, "inflow": { "permeability-elasticity": 0 }, "way": { "retry-per-day": 0, "give-up-per-day": 0 }
        """;

    private static readonly double Alone = 0.9 * (1 - Math.Exp(-1.2 * 0.75));

    [Fact]
    public void Patrols_stop_by_their_strength_on_open_ground_and_guides_lead_past_them()
    {
        CompiledModel model = Village.Model("", ("routes.csv", Guided));
        int cross = Village.Route(model, "cross");

        Assert.Equal(Alone, model.Border.StoppedAlone(cross, 0), 12);
        Assert.Equal(Alone * 0.4, model.Border.StoppedGuided(cross, 0), 12);
        Assert.Equal(1 - (Alone * 0.4), model.Border.ExpectedPass(cross, 0), 12);
        Assert.Equal((0.05, 0.3), model.Border.OutcomeOfStop(cross, 0));
    }

    [Fact]
    public void Permeability_averages_the_guided_and_those_who_go_alone()
    {
        // 0.5 guided; of the others 0.4 wait, 0.3 go alone.
        CompiledModel model = Village.Model(""" "border": { "wait-share": 0.4 } """, ("routes.csv", Guided));

        Assert.Equal(
            ((0.5 * (1 - (Alone * 0.4))) + (0.3 * (1 - Alone))) / 0.8, model.Border.Permeability(Village.Route(model, "cross"), 0, 0.5), 12);
    }

    [Fact]
    public void Stops_wear_the_guides_capacity_down_and_time_restores_it()
    {
        CompiledModel model = Village.Model(""" "border": { "wear": 0.5, "recovery-per-day": 0.1 } """, ("routes.csv", Guided));
        int cross = Village.Route(model, "cross");
        Fields fields = Village.FirstDay(model);

        model.Border.UpdateGuides(cross, 0, trying: 8, fields);
        Assert.Equal((5, 5.0 / 8), (fields.Guides[cross], fields.GuidedShare[cross]));
        fields.GuidedStops[cross] = 4;
        model.Border.UpdateGuides(cross, 1, trying: 2, fields);
        Assert.Equal(5 / (1 + (0.5 * 4 / 5)), fields.Guides[cross], 12);
        Assert.Equal(1, fields.GuidedShare[cross]);
        double worn = fields.Guides[cross];
        fields.GuidedStops[cross] = 0;
        model.Border.UpdateGuides(cross, 2, trying: 0, fields);
        Assert.Equal(worn + (0.1 * (5 - worn)), fields.Guides[cross], 12);
    }

    [Fact]
    public void More_patrol_lets_fewer_pass_and_more_guides_let_more()
    {
        Scenario scenario = Village.With(Home, ("routes.csv", Guided));
        int passed = Village.Steps(scenario, "crossed");

        Assert.InRange(Village.Steps(scenario.With("routes/cross/patrol", 4), "crossed"), 1, passed - 20);
        Assert.InRange(Village.Steps(scenario.With("routes/cross/guides-per-day", 0), "crossed"), 1, passed - 20);
    }

    [Fact]
    public void Who_is_stopped_is_killed_held_or_turned_back_in_the_shares_of_the_route()
    {
        Scenario all = Village.With(Home, ("routes.csv", Guided)).With("routes/cross/patrol", 20).With("routes/cross/floor-share", 0)
            .With("routes/cross/guides-per-day", 0).With("routes/cross/terrain", 0);

        Assert.Equal(Village.Persons, Village.Steps(all.With("routes/cross/killed-share", 0).With("routes/cross/held-share", 1), "held-at-crossing", "hub"));
        Assert.Equal(Village.Persons, Village.Steps(all.With("routes/cross/held-share", 0).With("routes/cross/killed-share", 1), "killed-at-crossing", "hub"));
        Assert.Equal(Village.Persons, Village.Steps(all.With("routes/cross/held-share", 0).With("routes/cross/killed-share", 0), "turned-back", "town"));
    }

    [Fact]
    public void Switched_off_everybody_passes()
    {
        Scenario off = Village.With(Home, ("routes.csv", Guided)).With("border/on", "false");
        CompiledModel model = new(off);

        Assert.Equal(0, model.Border.StoppedAlone(Village.Route(model, "cross"), 0));
        Assert.Equal(0, Village.Steps(off, "turned-back") + Village.Steps(off, "held-at-crossing"));
        Assert.Equal(Village.Persons, Village.Steps(off, "reached-goal", "DEU"));
    }
}
