using Dispersal.Engines;
using Dispersal.Mechanisms;

namespace Dispersal.Tests.Mechanisms;

/// <summary>M5: scenarios that came from each other share their ways where nothing of them has changed, and only there.</summary>
public sealed class WayTablesTests
{
    private const string Countries = "id,name,region,language,neighbours,listed-probability,check-share,record-sharing-share,record-use-share\n"
        + "SYR,Syria,East,arabic,,0.1,0.1,0.2,0.3\nTUR,Turkey,East,turkish,,0.2,0.4,0.5,0.6\nDEU,Germany,West,german,,0.3,0.7,0.8,0.9\n"
        + "MYS,Malaysia,South,malay,,0.4,0.3,0.2,0.6\nAFG,Afghanistan,South,persian,,0.5,0.2,0.4,0.1\n";

    private const string Routes = "id,from,to,mode,days,money-days,patrol\ncross,town,hub,land,4,0,0.2\nnorth,hub,DEU,land,2,1,0.5\nfly,hub,DEU,air,2,0,0\n"
        + "far,hub,MYS,air,2,0,0\ntrek,hub,cave,land,10,0,0\non,DEU,MYS,air,1,0,0\n";

    [Fact]
    public void Tables_are_those_of_a_scenario_on_its_own_whatever_was_changed_in_its_family()
    {
        Scenario scenario = World();
        WayTables before = new CompiledModel(scenario).Way.Tables;
        List<string> others = [];
        int same = 0;
        foreach (ParameterInfo parameter in scenario.Parameters)
        {
            double value = Math.Min(parameter.Max, (parameter.Parameter.Value * 1.5) + 0.125);
            Scenario changed;
            try
            {
                changed = scenario.With(parameter.Address, value);
            }
            catch (ScenarioException)
            {
                continue;    // a value that cannot be
            }

            WayTables inFamily = new CompiledModel(changed).Way.Tables;
            AssertSame(new CompiledModel(World().With(parameter.Address, value)).Way.Tables, inFamily);
            if (ReferenceEquals(inFamily, before))
            {
                same++;
            }
            else
            {
                others.Add(parameter.Address);

                // What was worked out last is remembered; the first again.
                before = new CompiledModel(scenario).Way.Tables;
            }
        }

        // Most numbers matter to no way; these do.
        Assert.InRange(same, 100, int.MaxValue);
        foreach (string address in (string[])
            ["way/risk-aversion-days", "way/choice-sensitivity-per-day", "routes/cross/patrol", "routes/north/money-days", "routes/fly/days", "countries/TUR/check-share", "countries/DEU/listed-probability"])
        {
            Assert.Contains(address, others);
        }
    }

    [Fact]
    public void A_route_that_leads_elsewhere_is_another_way()
    {
        Scenario scenario = World();
        WayTables before = new CompiledModel(scenario).Way.Tables;
        Assert.Same(before, new CompiledModel(scenario.With("goal/home-utility", 3)).Way.Tables);
        Assert.NotSame(before, new CompiledModel(World(Routes.Replace("on,DEU,MYS", "on,MYS,DEU", StringComparison.Ordinal))).Way.Tables);
        Assert.NotSame(before, new CompiledModel(World()).Way.Tables);
    }

    private static Scenario World(string routes = Routes) => Village.With("", ("countries.csv", Countries), ("routes.csv", routes));

    private static void AssertSame(WayTables expected, WayTables actual)
    {
        Assert.Equal(expected.Costs.Goals, actual.Costs.Goals);
        for (int season = 0; season < expected.Costs.Seasons; season++)
        {
            for (int goal = 0; goal < expected.Costs.Goals.Length; goal++)
            {
                Assert.Equal(expected.CostToGo(season, goal), actual.CostToGo(season, goal));
                Assert.Equal(expected.CumulativeShare(season, goal), actual.CumulativeShare(season, goal));
            }
        }
    }
}
