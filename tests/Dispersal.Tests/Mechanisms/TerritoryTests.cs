using Dispersal.Engines;
using Dispersal.Model;

namespace Dispersal.Tests.Mechanisms;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

/// <summary>M2: control of places and what its loss does.</summary>
public sealed class TerritoryTests
{
    private const string Ramp = "place,date,control,over-days\ntown,2015-02-10,0.4,10\n";    // the 40th day: from 1 to 0.4 over days 30 to 40

    [Fact]
    public void Control_moves_in_a_line_to_the_level_of_the_date()
    {
        CompiledModel model = Village.Model("", ("control.csv", Ramp));
        int town = model.Geography.Place("town");

        Assert.Equal(1, model.Territory.ControlOf(town, 30));
        Assert.Equal(0.7, model.Territory.ControlOf(town, 35), 12);
        Assert.Equal(0.4, model.Territory.ControlOf(town, 40), 12);
        Assert.Equal(0.4, model.Territory.ControlOf(town, Village.Days - 1), 12);
    }

    [Fact]
    public void The_hazard_of_dislodgement_is_the_logarithm_of_the_ratio_of_control()
    {
        CompiledModel model = Village.Model("", ("control.csv", Ramp));
        PersonState man = Village.Man(model, Stage.Embedded, "town");

        Assert.Equal(0, Village.Hazard(model, man, Exit.Dislodged, 29));
        Assert.Equal(Math.Log(0.7 / 0.64), Village.Hazard(model, man, Exit.Dislodged, 35), 9);
    }

    [Fact]
    public void A_place_that_is_lost_dislodges_everybody_and_the_shares_are_killed_and_captured()
    {
        Scenario scenario = Village.With(
            """ "territory": { "killed-probability": 1, "captured-probability": 0, "families-captured-ratio": 1 }, "goal": { "on": false } """,
            ("control.csv", "place,date,control\ntown,2015-03-01,0\n"));

        Assert.Equal(Village.Persons, Village.Steps(scenario, "killed-when-dislodged"));
        Assert.Equal(Village.Persons, Village.Steps(scenario.With("territory/killed-probability", 0).With("territory/captured-probability", 1), "captured-when-dislodged"));
    }

    [Fact]
    public void Women_and_minors_are_killed_and_captured_by_their_ratios()
    {
        CompiledModel model = Village.Model(
            """ "territory": { "killed-probability": 0.3, "captured-probability": 0.1, "families-killed-ratio": 0.5, "families-captured-ratio": 3 } """);

        Assert.Equal((0.3, 0.1), model.Territory.OutcomeOfDislodgement(Role.Man, 0));
        (double killed, double captured) = model.Territory.OutcomeOfDislodgement(Role.Minor, 0);
        Assert.Equal(0.15, killed, 12);
        Assert.Equal(0.3, captured, 12);
    }

    [Fact]
    public void Residual_places_take_up_what_the_published_area_leaves()
    {
        // 700 of published area less the town's 100 leave 600 of the desert's 1,000; between the dates in a line.
        CompiledModel model = Village.Model(
            "",
            ("places.csv", "id,country,kind,lat,lon,initial-control,weight,area-km2,residual\ntown,SYR,theatre,36,39,1,1,100,\ndesert,SYR,theatre,35,40,1,1,1000,true\n"
                + "hub,TUR,transit,37,37,0,0,0,\nDEU,DEU,country,52,13,0,0,0,\nMYS,MYS,country,3,101,0,0,0,\ncave,AFG,affiliate,34,69,0,0,0,\n"),
            ("routes.csv", "id,from,to,mode,days\ncross,town,hub,land,4\nin,desert,town,land,1\nout,town,desert,land,1\nfly,hub,DEU,air,2\nfar,hub,MYS,air,2\ntrek,hub,cave,land,10\n"),
            ("territory.csv", "date,area-km2\n2015-01-01,700\n2015-01-11,500\n"));
        int desert = model.Geography.Place("desert");

        Assert.Equal(0.6, model.Territory.ControlOf(desert, 0), 12);
        Assert.Equal(0.5, model.Territory.ControlOf(desert, 5), 12);
        Assert.Equal(0.4, model.Territory.ControlOf(desert, 100), 12);
    }

    [Fact]
    public void Switched_off_control_stays_and_nobody_is_dislodged()
    {
        CompiledModel model = Village.Model(
            """ "territory": { "on": false } """,
            ("control.csv", Ramp + "cave,2015-02-01,0.5,0\n"));

        Assert.Equal(1, model.Territory.ControlOf(model.Geography.Place("town"), 100));
        Assert.Equal(0, Village.Hazard(model, Village.Man(model, Stage.Embedded, "town"), Exit.Dislodged, 35));

        // Not even where there was no control to begin with.
        Assert.Equal(0, Village.Hazard(model, Village.Man(model, Stage.WithAffiliate, "cave"), Exit.Dislodged, 35));
    }
}
