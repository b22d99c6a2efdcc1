namespace Dispersal.Browser.Tests;

/// <summary>A small scenario whose every name tries to be more than a name.</summary>
internal static class HostileScenario
{
    /// <summary>Ends the data and begins a script.</summary>
    public const string Script = "</script><script>window.pwned=1</script>";

    /// <summary>An element that runs a script when its picture cannot be loaded.</summary>
    public const string Image = "<img src=x onerror=window.pwned=2>";

    /// <summary>Ends an attribute and begins another.</summary>
    public const string Attribute = "\" onmouseover=\"window.pwned=3";

    /// <summary>Turns the reading direction around.</summary>
    public const string Turned = "safe\u202Egnp.exe";

    /// <summary>The scenario; a stronger patrol makes another of it.</summary>
    public static Scenario Make(double patrol = 0.5) => Scenario.FromTexts(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["scenario.json"] = $$"""
            {
              "name": "hostile",
              "title": {{Json("Title " + Script)}},
              "summary": {{Json("Summary " + Image + " <!-- <script> --> {{x}} ${y}")}},
              "start": "2015-01-01",
              "end": "2016-12-31",
              "forecast-from": "2016-07-01",
              "war": { "mortality-per-day": { "value": 0.0005, "low": 0.0001, "high": 0.001, "source": {{Json("Source " + Image)}} } },
              "goal": { "disillusion-per-day": { "value": 0.002, "low": 0.001, "high": 0.004 } },
              "appeal": { "on": false },
              "attacks": { "on": false }
            }
            """,
        ["countries.csv"] = $"""
            id,name,region,eu
            AAA,{Csv("Aland " + Script)},,
            BBB,{Csv("Bland " + Turned)},{Csv("West " + Image)},true
            CCC,{Csv("Cland " + Attribute)},{Csv("East " + Script)},
            """,
        ["places.csv"] = $"""
            id,country,kind,lat,lon,name,initial-control,area-km2,weight,war-intensity
            town,AAA,theatre,35,38,{Csv("Town " + Script)},1,1000,1,1
            BBB,BBB,country,50,10,{Csv("Place " + Image)},,,,
            CCC,CCC,country,40,60,{Csv("Place " + Attribute)},,,,
            """,
        ["routes.csv"] = $"""
            id,from,to,mode,days,patrol,held-share
            town-bbb,town,BBB,land,10,{patrol},0.5
            town-ccc,town,CCC,land,20,1,0.2
            """,
        ["groups.csv"] = """
            id,origin,role,commitment,departed-persons
            BBB-men,BBB,man,mixed,300
            CCC-men,CCC,man,mixed,160
            """,
        ["arrivals.csv"] = """
            group,month,share
            BBB-men,2015-01,1
            BBB-men,2015-02,1
            CCC-men,2015-03,1
            """,
        ["first-theatres.csv"] = """
            origin,theatre,share
            *,AAA,1
            """,
        ["claims.csv"] = $"""
            id,claim,mechanisms,parameters,outputs,source,grade,reason
            c1,{Csv("Most go home " + Script)},M4 M6,goal/home-utility routes/*/patrol,returned stopped@BBB,{Csv("Made up " + Image)},C,{Csv("Reason " + Attribute)}
            """,
        ["control.csv"] = """
            place,date,control,over-days
            town,2016-03-31,0,180
            """,
    });

    private static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static string Csv(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
