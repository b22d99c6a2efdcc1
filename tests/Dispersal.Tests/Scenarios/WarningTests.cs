namespace Dispersal.Tests.Scenarios;

public class WarningTests
{
    private static string[] Warnings(string file, string old, string changed)
    {
        Dictionary<string, string> texts = Small.Texts();
        Assert.Contains(old, texts[file], StringComparison.Ordinal);
        texts[file] = texts[file].Replace(old, changed, StringComparison.Ordinal);
        ScenarioCheck check = Scenario.CheckTexts(texts);
        Assert.NotNull(check.Scenario);
        return [.. check.Problems.Select(p => p.ToString())];
    }

    [Fact]
    public void A_place_no_route_leads_to() =>
        Assert.Equal(
            ["places.csv(10,1): warning: places/izmir: no route leads here. Add a route, or take the place out."],
            Warnings("places.csv", "sirte,LBY,affiliate,31.2,16.59,,,,,0.5,", "sirte,LBY,affiliate,31.2,16.59,,,,,0.5,\nizmir,TUR,transit,38,27,,,,,,"));

    [Fact]
    public void People_who_can_never_return() =>
        Assert.Equal(
            ["places.csv(7,1): warning: places/DEU: no way leads here from the theatre: people from DEU can never return. Add a route."],
            Warnings("routes.csv", "antep-DEU,antep,DEU,air,10,,,,,,,0.5,,\n", ""));

    [Fact]
    public void A_theatre_place_without_a_way_out() =>
        Assert.Equal(
            ["places.csv(3,1): warning: places/desert: no country can be reached from here: people can never leave. Add a route out of it."],
            Warnings("routes.csv", "desert-raqqa,desert,raqqa", "desert-raqqa,raqqa,desert"));

    [Fact]
    public void A_route_nobody_can_pass_closes_what_lies_behind_it() =>
        Assert.Equal(
            [
                "places.csv(9,1): warning: places/sirte: no way leads here from the theatre. Add a route.",
                "routes.csv(11,1): warning: routes/LBY-sirte: nobody can pass on any day. Lower patrol, or write a floor-share or guides with smuggling.",
            ],
            Warnings("routes.csv", "sirte,land,10,0.1", "sirte,land,10,50"));
}
