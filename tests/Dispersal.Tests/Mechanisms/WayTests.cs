using Dispersal.Engines;
using Dispersal.Model;
using Dispersal.Tests.Randomness;

namespace Dispersal.Tests.Mechanisms;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

/// <summary>M5: what a way costs, which route is next, how long a leg takes.</summary>
public sealed class WayTests
{
    private const string Fork = "id,from,to,mode,days,money-days,patrol\ncross,town,hub,land,4,0,0\nnorth,hub,DEU,land,2,1,0.5\nsouth,hub,DEU,sea,6,0,0\n"
        + "far,hub,MYS,air,2,0,0\ntrek,hub,cave,land,10,0,0\nback,hub,town,land,1,0,0\n";

    [Fact]
    public void The_cost_of_a_way_is_days_money_and_the_fear_of_being_stopped()
    {
        // -ln P(pass) = 0.5 on open ground: the northern route costs 2 + 1 + 4 x 0.5 = 5, the southern 6.
        CompiledModel model = Village.Model(""" "way": { "risk-aversion-days": 4 } """, ("routes.csv", Fork));

        Assert.Equal(5, Cost(model, "hub", "DEU"), 9);
        Assert.Equal(4 + 5, Cost(model, "town", "DEU"), 9);
        Assert.Equal(double.PositiveInfinity, Cost(model, "DEU", "town"));
    }

    [Fact]
    public void Who_flies_fears_those_who_look_where_he_boards()
    {
        const string countries = "id,name,region,language,neighbours,listed-probability,check-share,record-sharing-share,record-use-share\n"
            + "SYR,Syria,East,arabic,,0,0,0,0\nTUR,Turkey,East,turkish,,0,0.4,0,0.6\nDEU,Germany,West,german,,0.3,0.7,0.8,0.9\n"
            + "MYS,Malaysia,South,malay,,0.4,0.3,0.2,0.6\nAFG,Afghanistan,South,persian,,0,0,0,0\n";
        const string flights = "id,from,to,mode,days,patrol\ncross,town,hub,land,4,0.2\nfly,hub,DEU,air,2,0\nfar,hub,MYS,air,2,0\ntrek,hub,cave,land,10,0\non,DEU,MYS,air,1,0\n";
        const string way = """ "way": { "risk-aversion-days": 10 } """;
        CompiledModel model = Village.Model(way, ("countries.csv", countries), ("routes.csv", flights));

        // Listed, his records at hand, and looked at: on flights from the hub in Turkey, on the one from Germany.
        double german = 0.3 * (0.8 * 0.6) * 0.4;
        double malay = 0.4 * (0.2 * 0.6) * 0.4;
        double malayInGermany = 0.4 * (0.2 * 0.9) * 0.7;
        Assert.Equal(2 - (10 * Math.Log(1 - german)), Cost(model, "hub", "DEU"), 9);
        Assert.Equal(2 - (10 * Math.Log(1 - malay)), Cost(model, "hub", "MYS"), 9);
        Assert.Equal(1 - (10 * Math.Log(1 - malayInGermany)), Cost(model, "DEU", "MYS"), 9);

        // Where the direct flight takes long, by way of Germany.
        model = Village.Model(way, ("countries.csv", countries), ("routes.csv", flights.Replace("far,hub,MYS,air,2", "far,hub,MYS,air,9", StringComparison.Ordinal)));
        Assert.Equal(3 - (10 * Math.Log((1 - malay) * (1 - malayInGermany))), Cost(model, "hub", "MYS"), 9);
    }

    [Fact]
    public void The_next_route_is_chosen_by_a_logit_among_those_that_lead_nearer()
    {
        CompiledModel model = Village.Model(""" "way": { "risk-aversion-days": 4, "choice-sensitivity-per-day": 0.3 } """, ("routes.csv", Fork));
        int north = Village.Route(model, "north");
        int south = Village.Route(model, "south");
        double share = 1 / (1 + Math.Exp(-0.3));
        bool northFirst = Next(0) == north;

        // Whichever route comes first, the share of u that leads north is that of the logit; the way back to the town is never taken.
        Assert.Equal(northFirst ? south : north, Next(0.999999));
        Assert.Equal(northFirst ? north : south, Next((northFirst ? share : 1 - share) - 1e-6));
        Assert.Equal(northFirst ? south : north, Next((northFirst ? share : 1 - share) + 1e-6));

        int Next(double u)
        {
            FixedChooser chooser = new(u);
            return model.Way.NextRoute(0, model.Geography.Place("hub"), model.Geography.Place("DEU"), ref chooser);
        }
    }

    [Fact]
    public void A_leg_is_left_at_pace_over_days()
    {
        CompiledModel model = new(Village.With("", ("routes.csv", Fork)).With("way/pace", 1.5));
        PersonState traveller = Village.Man(model, Stage.InTransit, "town");
        traveller.TravelBy(Village.Route(model, "cross"), model.Geography.Place("town"), model.Geography.Place("DEU"));

        Assert.Equal(1.5 / 4, Village.Hazard(model, traveller, Exit.Crosses), 12);
    }

    [Fact]
    public void The_stranded_try_again_or_give_up()
    {
        CompiledModel model = Village.Model(""" "way": { "retry-per-day": 0.2, "give-up-per-day": 0.03 } """);
        PersonState stranded = Village.Man(model, Stage.Stranded, "hub");

        Assert.Equal(0.2, Village.Hazard(model, stranded, Exit.Retries), 12);
        Assert.Equal(0.03, Village.Hazard(model, stranded, Exit.Reconsiders), 12);
    }

    [Fact]
    public void Pressure_on_one_route_displaces_traffic_to_the_other()
    {
        Scenario scenario = Village.With(
            """ "goal": { "disillusion-per-day": 0.1, "home-utility": 20, "underground-utility": -50 }, "inflow": { "permeability-elasticity": 0 } """,
            ("routes.csv", Fork));
        Scenario pressed = scenario.With("routes/north/patrol", 2);

        Assert.True(Passed(pressed, "south") > Passed(scenario, "south"), "Nobody went round.");
        Assert.True(Passed(pressed, "north") < Passed(scenario, "north"), "Nobody was put off.");
    }

    [Fact]
    public void Switched_off_nobody_moves()
    {
        Scenario off = Village.With(""" "way": { "on": false }, "goal": { "disillusion-per-day": 0.1, "home-utility": 20 } """);

        Assert.True(Village.Steps(off, "disillusioned") > 0);
        Assert.Equal(0, Village.Steps(off, "crossed") + Village.Steps(off, "turned-back") + Village.Steps(off, "retried"));
    }

    private static double Cost(CompiledModel model, string from, string to) => model.Way.Cost(0, model.Geography.Place(from), model.Geography.Place(to));

    private static double Passed(Scenario scenario, string route)
    {
        using MemoryStream text = new();
        Ensemble.Run(scenario, 1, 1).Tables.Write("flows.csv", text);
        return System.Text.Encoding.UTF8.GetString(text.ToArray()).Split('\n')
            .Select(line => line.Split(','))
            .Where(row => row[0] == route && row[4] == "passed")
            .Sum(row => double.Parse(row[6], System.Globalization.CultureInfo.InvariantCulture));
    }
}
