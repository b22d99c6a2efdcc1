using System.Text;

namespace Dispersal.Tests.Scenarios;

/// <summary>A faulty scenario.</summary>
/// <param name="Title">What is wrong with it.</param>
/// <param name="Check">Looks for problems in it, where it can in memory.</param>
/// <param name="Write">Writes it as files and gives its folder.</param>
internal sealed record Fault(string Title, Func<ScenarioCheck> Check, Func<ScratchFolder, string> Write);

/// <summary>Faulty scenarios: the small one with one thing changed.</summary>
internal static class Faults
{
    public static IEnumerable<Fault> All()
    {
        // scenario.json
        yield return Edit("no scenario.json", t => t.Remove("scenario.json"));
        yield return Edit("an empty scenario.json", t => t["scenario.json"] = "");
        yield return Edit("a missing comma", "scenario.json", "\"name\": \"small\",", "\"name\": \"small\"");
        yield return Edit("a brace never closed", "scenario.json", "\"wear\": 0.2 },\n}", "\"wear\": 0.2 },");
        yield return Edit("text after the end", t => t["scenario.json"] += "\n{}");
        yield return Edit("a list instead of an object", t => t["scenario.json"] = "[]");
        yield return Edit("nesting without end", t => t["scenario.json"] = $"{{ \"name\": {new string('[', 40)}{new string(']', 40)} }}");
        yield return Edit("a lone surrogate", "scenario.json", "Two states", "\\ud800");
        yield return Edit("an unknown key", "scenario.json", "\"border\": {", "\"boarder\": {");
        yield return Edit("an unknown key without a neighbour", "scenario.json", "\"border\": {", "\"zzzzzzzzzzzz\": {");
        yield return Edit("a misspelt parameter", "scenario.json", "\"stopped-share\"", "\"stoped-share\"");
        yield return Edit("a key written twice", "scenario.json", "\"on\": true, \"wear\"", "\"wear\": 1, \"wear\"");
        yield return Edit("a section that is a number", "scenario.json", "{ \"on\": true, \"wear\": 0.2 }", "3");
        yield return Edit("a switch in quotes", "scenario.json", "\"on\": true", "\"on\": \"true\"");
        yield return Edit("a switch that is a number", "scenario.json", "\"on\": true", "\"on\": 1");
        yield return Edit("a number in quotes", "scenario.json", "\"wear\": 0.2", "\"wear\": \"0.2\"");
        yield return Edit("a number that is null", "scenario.json", "\"wear\": 0.2", "\"wear\": null");
        yield return Edit("a number that is a list", "scenario.json", "\"wear\": 0.2", "\"wear\": [0.2]");
        yield return Edit("an unknown part of a number", "scenario.json", "\"high\": 0.001", "\"hi\": 0.001");
        yield return Edit("low without high", "scenario.json", "\"high\": 0.001, ", "");
        yield return Edit("a value above high", "scenario.json", "\"value\": 0.0005", "\"value\": 0.5");
        yield return Edit("low above high", "scenario.json", "\"low\": 0.0002", "\"low\": 0.02");
        yield return Edit("a log-uniform range from 0", "scenario.json", "\"low\": 0.0002", "\"low\": 0");
        yield return Edit("a misspelt distribution", "scenario.json", "log-uniform", "loguniform");
        yield return Edit("an unknown grade", "scenario.json", "\"grade\": \"B\"", "\"grade\": \"F\"");
        yield return Edit("a source that is a number", "scenario.json", "\"source\": \"counts\"", "\"source\": 7");
        yield return Edit("NaN in JSON", "scenario.json", "\"wear\": 0.2", "\"wear\": NaN");
        yield return Edit("a number beyond every number", "scenario.json", "\"wear\": 0.2", "\"wear\": 1e999");
        yield return Edit("a probability over 1", "scenario.json", "\"killed-probability\": 0.3", "\"killed-probability\": 1.4");
        yield return Edit("a hazard below 0", "scenario.json", "\"wear\": 0.2", "\"wear\": -0.2");
        yield return Edit("a range outside the bounds", "scenario.json", "\"high\": 0.001", "\"high\": 11");
        yield return Edit("no name, no start", "scenario.json", "\"name\": \"small\",\n", "", "\"start\": \"2015-01-01\",\n", "");
        yield return Edit("a name with blanks", "scenario.json", "\"name\": \"small\"", "\"name\": \"so small\"");
        yield return Edit("a name without end", t => t["scenario.json"] = t["scenario.json"].Replace("\"name\": \"small\"", $"\"name\": \"{new string('n', 100_000)}\""));
        yield return Edit("a date by the American custom", "scenario.json", "\"start\": \"2015-01-01\"", "\"start\": \"01/01/2015\"");
        yield return Edit("a day that does not exist", "scenario.json", "\"end\": \"2016-12-31\"", "\"end\": \"2016-02-30\"");
        yield return Edit("an end before the start", "scenario.json", "\"end\": \"2016-12-31\"", "\"end\": \"2014-12-31\"");
        yield return Edit("a horizon of centuries", "scenario.json", "\"end\": \"2016-12-31\"", "\"end\": \"2216-12-31\"");
        yield return Edit("a forecast after the end", "scenario.json", "\"forecast-from\": \"2016-07-01\"", "\"forecast-from\": \"2017-07-01\"");
        yield return Edit("commitments that add up to more than 1", "scenario.json", "\"stopped-share\": 0.1", "\"low-commitment-share\": 0.8");
        yield return Edit("persons stopped nowhere", "scenario.json", ", \"stopped-at\": \"TUR\"", "");
        yield return Edit("persons stopped at a place unknown", "scenario.json", "\"stopped-at\": \"TUR\"", "\"stopped-at\": \"TUK\"");
        yield return Edit("killed and captured more than all", "scenario.json", "\"captured-probability\": 0.1", "\"captured-probability\": 0.8");
        yield return Edit("women captured more than all", "scenario.json", "\"captured-probability\": 0.1", "\"captured-probability\": 0.5");
        yield return Edit("a misspelt baseline folder", "scenario.json", "\"name\":", "\"baseline\": \"bse\", \"name\":");
        yield return Edit("a baseline that leaves the folder", "scenario.json", "\"name\":", "\"baseline\": \"../other\", \"name\":");

        // CSV as such
        yield return Edit("an unknown table", t => t["route.csv"] = "id\nx\n");
        yield return Edit("an empty table", t => t["routes.csv"] = "");
        yield return Edit("a table of comments", t => t["routes.csv"] = "# nothing yet\n");
        yield return Edit("semicolons", t => t["routes.csv"] = Small.Routes.Replace(',', ';'));
        yield return Edit("tabs", t => t["routes.csv"] = Small.Routes.Replace(',', '\t'));
        yield return Edit("no header", "territory.csv", "date,area-km2\n", "");
        yield return Edit("a misspelt column", "routes.csv", ",terrain,", ",terain,");
        yield return Edit("a column twice", "routes.csv", ",terrain,", ",patrol,");
        yield return Edit("a column without a name", "routes.csv", ",terrain,", ",,");
        yield return Edit("a required column missing", "control.csv", ",control,", ",over-days-low,");
        yield return Edit("a remove column in a base scenario", "territory.csv", "date,area-km2", "date,area-km2,remove", "52000", "52000,", "10000", "10000,");
        yield return Edit("too few cells", "control.csv", "2016-06-01,0.5,30", "2016-06-01,0.5");
        yield return Edit("too many cells", "control.csv", "2016-06-01,0.5,30", "2016-06-01,0,5,30");
        yield return Edit("a quote never closed", "affiliates.csv", "Libya province", "\"Libya province");
        yield return Edit("text after a closing quote", "affiliates.csv", "Libya province", "\"Libya\" province");
        yield return Edit("a quote inside a cell", "affiliates.csv", "Libya province", "Libya \"province\"");
        yield return Edit("a cell too long", "affiliates.csv", "Libya province", new string('x', 10_001));
        yield return Edit("a row without its key", "groups.csv", "DEU-men,DEU,man,mixed,700", ",DEU,man,mixed,700");
        yield return Edit("a row twice", "control.csv", "raqqa,2016-10-17,0,30", "raqqa,2016-06-01,0,30");
        yield return Edit("an id with a slash", "routes.csv", "raqqa-SYR,raqqa", "raqqa/SYR,raqqa");
        yield return Edit("an id too long", "routes.csv", "raqqa-SYR,raqqa", new string('r', 65) + ",raqqa");

        // Cells
        yield return Edit("a number that is a word", "routes.csv", "antep,land,5,0.8", "antep,land,five,0.8");
        yield return Edit("a decimal comma in quotes", "routes.csv", "antep,land,5,0.8", "antep,land,5,\"0,8\"");
        yield return Edit("a percentage", "routes.csv", "0.3,0.01,border reports\nantep", "30%,0.01,border reports\nantep");
        yield return Edit("infinity in CSV", "routes.csv", "antep,land,5,0.8", "antep,land,Infinity,0.8");
        yield return Edit("NaN in CSV", "routes.csv", "antep,land,5,0.8", "antep,land,NaN,0.8");
        yield return Edit("a negative distance", "routes.csv", "antep,land,5,0.8", "antep,land,-5,0.8");
        yield return Edit("a patrol below 0", "routes.csv", "5,0.8,0.4,1.6", "5,-1,,");
        yield return Edit("a share over 1", "routes.csv", "0.3,0.01,border reports\nantep", "1.3,0.01,border reports\nantep");
        yield return Edit("a number missing", "routes.csv", "raqqa,SYR,land,3", "raqqa,SYR,land,");
        yield return Edit("an unknown mode", "routes.csv", "DEU,air,10", "DEU,plane,10");
        yield return Edit("a mode in capitals", "routes.csv", "DEU,air,10", "DEU,Air,10");
        yield return Edit("a switch that is yes", "countries.csv", "europe,true", "europe,yes");
        yield return Edit("a month that is a day", "arrivals.csv", "2015-02,1", "2015-02-01,1");
        yield return Edit("a date that is a month", "control.csv", "raqqa,2016-06-01", "raqqa,2016-06");
        yield return Edit("a value in CSV below low", "routes.csv", "5,0.8,0.4,1.6", "5,0.3,0.4,1.6");
        yield return Edit("a latitude beyond the pole", "places.csv", "35.95", "135.95");

        // References
        yield return Edit("a dangling place with a near name", "routes.csv", "raqqa-antep,raqqa,antep", "raqqa-antep,rakka,antep");
        yield return Edit("a dangling place without one", "routes.csv", "raqqa-antep,raqqa,antep", "raqqa-antep,mogadishu,antep");
        yield return Edit("a dangling country", "places.csv", "antep,TUR", "antep,TRU");
        yield return Edit("a dangling neighbour", "countries.csv", "arabic,TUR", "arabic,TUR IRQ");
        yield return Edit("a dangling group", "arrivals.csv", "DEU-men,2015-02", "DEU-man,2015-02");
        yield return Edit("a dangling theatre", "first-theatres.csv", "*,SYR", "*,SRY");
        yield return Edit("a route to itself", "routes.csv", "raqqa-SYR,raqqa,SYR", "raqqa-SYR,raqqa,raqqa");

        // Meaning
        yield return Edit("an origin without a home", "places.csv", "DEU,DEU,country,51,10,,,,,,\n", "", t => t["routes.csv"] = Small.Routes.Replace("antep-DEU,antep,DEU", "antep-DEU,antep,LBY"));
        yield return Edit("an origin with two homes", t => t["places.csv"] = Small.Places + "\nberlin,DEU,country,52,13,,,,,,\n");
        yield return Edit("an affiliate at a place of another kind", "affiliates.csv", "sirte", "LBY");
        yield return Edit("two affiliates at one place", t => t["affiliates.csv"] = Small.Affiliates + "\nsecond,Second,sirte,,1,0\n");
        yield return Edit("a third country that is a way station", "third-countries.csv", "TUR,0", "antep,0");
        yield return Edit("a first theatre without theatre places", "first-theatres.csv", "*,SYR", "*,TUR");
        yield return Edit("an origin without a first theatre", "first-theatres.csv", "*,SYR", "LBY,SYR");
        yield return Edit("first theatres that are all zero", "first-theatres.csv", "SYR,1", "SYR,0");
        yield return Edit("a theatre without weight", "places.csv", ",5,1,", ",0,1,", "true,1,1,", "true,0,1,");
        yield return Edit("a residual place without area", "places.csv", "50000,true", "0,true");
        yield return Edit("published areas without a residual place", "places.csv", "50000,true", "50000,");
        yield return Edit("a group without arrivals", "arrivals.csv", "DEU-men,2015-01,2\nDEU-men,2015-02,1", "DEU-women,2015-01,2");
        yield return Edit("arrivals that are all zero", "arrivals.csv", "2015-01,2", "2015-01,0", "2015-02,1", "2015-02,0");
        yield return Edit("arrivals outside the horizon", "arrivals.csv", "2015-02", "2017-02");
        yield return Edit("arrivals as one's own", "groups.csv", "DEU-men,interior", "DEU-women,interior");
        yield return Edit("arrivals in a circle", "groups.csv", "800,,interior", "800,DEU-women,interior");
        yield return Edit("held and killed more than all", "routes.csv", "0.3,0.01,border reports\nantep", "0.8,0.3,border reports\nantep");

        // Dated parameters
        yield return Edit("a policy on a route unknown", "policies.csv", "routes/raqqa-antep/patrol,2016-01-15", "routes/raqa-antep/patrol,2016-01-15");
        yield return Edit("a policy on a column unknown", "policies.csv", "countries/*/record-use-share", "countries/*/record-use");
        yield return Edit("a policy on a table unknown", "policies.csv", "countries/*/record-use-share", "country/*/record-use-share");
        yield return Edit("a policy on a parameter that has no dates", "policies.csv", "countries/*/record-use-share", "border/wear");
        yield return Edit("a policy on the scenario's end", "policies.csv", "countries/*/record-use-share", "end");
        yield return Edit("a pattern that matches nothing", "policies.csv", "countries/*/record-use-share", "countries/X*/record-use-share");
        yield return Edit("two wildcards", "policies.csv", "countries/*/record-use-share", "countries/*/*");
        yield return Edit("a wildcard for a column", "policies.csv", "countries/*/record-use-share", "countries/DEU/*");
        yield return Edit("a policy that ends before it begins", "policies.csv", "2016-01-01,2016-01-31", "2016-01-31,2016-01-01");
        yield return Edit("a policy outside the horizon", "policies.csv", "2016-01-01,2016-01-31", "2018-01-01,2018-01-31");
        yield return Edit("two policies that set one value at once", "policies.csv", "multiply,2", "set,2");
        yield return Edit("a policy that sets a value out of bounds", "policies.csv", "set,1.5", "set,150");
        yield return Edit("a policy that multiplies a value out of bounds", "policies.csv", "multiply,2", "multiply,-2");
        yield return Edit("a policy that adds a share over 1", "policies.csv", "add,0.1", "add,0.8");
        yield return Edit("a policy with an unknown operation", "policies.csv", "multiply", "times");
        yield return Edit("policies that together kill and hold more than all", t => t["policies.csv"] = Small.Policies + "\nkill,routes/raqqa-antep/killed-share,2016-02-01,,set,0.9\n");
        yield return Edit("a forcing point out of bounds", "forcing.csv", "2015-01-11,0.002", "2015-01-11,20");
        yield return Edit("a forcing address misspelt", "forcing.csv", "goal/disillusion-per-day,2015-01-01", "goal/disillusion-per-dya,2015-01-01");
        yield return Edit("two points of one value on one day", t => t["forcing.csv"] = Small.Forcing + "\nroutes/raqqa-antep/days,2015-06-01,6\n");

        // Overlays
        yield return Over("an overlay on a folder that is not there", ("scenario.json", """{ "extends": "../smal" }"""));
        yield return Over("an overlay on a folder further up", ("scenario.json", """{ "extends": "../../small" }"""));
        yield return Over("an overlay on an absolute path", ("scenario.json", """{ "extends": "/etc" }"""));
        yield return Over("an overlay on the folder above", ("scenario.json", """{ "extends": ".." }"""));
        yield return Over("an overlay on itself", ("scenario.json", """{ "extends": "../small" }"""), ("../small/scenario.json", """{ "extends": "../small" }"""));
        yield return Over("extends that is a number", ("scenario.json", """{ "name": "x", "start": "2015-01-01", "end": "2015-01-02", "extends": 3 }"""));
        yield return Over("overlays in a circle", ("scenario.json", """{ "extends": "../a" }"""), ("../a/scenario.json", """{ "extends": "../b" }"""), ("../b/scenario.json", """{ "extends": "../a" }"""));
        yield return Over("an overlay that names a baseline", ("scenario.json", """{ "extends": "../small", "baseline": "x" }"""));
        yield return Over("an overlay that takes out a row that is not there", ("routes.csv", "id,remove\nraqqa-antap,true\n"));
        yield return Over("an overlay that takes out what others need", ("places.csv", "id,remove\nsirte,true\n"));
        yield return Over("a remove cell that is yes", ("routes.csv", "id,remove\nraqqa-antep,yes\n"));
        yield return Over("an overlay's new row without what it needs", ("routes.csv", "id,from,to\nnew,raqqa,TUR\n"));
        yield return Over("an overlay without its key column", ("routes.csv", "patrol\n3\n"));
        yield return Over("a fault in what is extended", ("../small/control.csv", Small.Control.Replace("0.5", "5")));
        yield return Over("several faults at once", ("../small/control.csv", Small.Control.Replace("0.5", "5")), ("routes.csv", "id,patrol\nraqqa-antep,-1\nnew,3\n"), ("scenario.json", """{ "extends": "../small", "border": { "waer": 1 } }"""));

        // Files
        yield return OnDisk("a file in UTF-16", f => File.WriteAllText(Path.Combine(f, "routes.csv"), Small.Routes, Encoding.Unicode));
        yield return OnDisk("a file in UTF-32", f => File.WriteAllText(Path.Combine(f, "routes.csv"), Small.Routes, Encoding.UTF32));
        yield return OnDisk("a folder in a file's place", f =>
        {
            File.Delete(Path.Combine(f, "routes.csv"));
            Directory.CreateDirectory(Path.Combine(f, "routes.csv"));
        });
        yield return OnDisk("a link to nothing", f =>
        {
            File.Delete(Path.Combine(f, "routes.csv"));
            File.CreateSymbolicLink(Path.Combine(f, "routes.csv"), "nothing.csv");
        });
        yield return OnDisk("a file in Latin-1", f => File.WriteAllText(Path.Combine(f, "countries.csv"), Small.Countries.Replace("Germany", "Zürich"), Encoding.Latin1));
        yield return OnDisk("a file with zero bytes", f => File.WriteAllText(Path.Combine(f, "routes.csv"), Small.Routes + "\0"));
        yield return OnDisk("a file too large", f =>
        {
            using FileStream large = File.OpenWrite(Path.Combine(f, "routes.csv"));
            large.SetLength((64L << 20) + 1);
        });
        yield return OnDisk("a file that is a link out of the folder", f =>
        {
            File.Delete(Path.Combine(f, "routes.csv"));
            File.CreateSymbolicLink(Path.Combine(f, "routes.csv"), "/etc/hostname");
        });
        yield return OnDisk("an overlay on a link that leads elsewhere", f =>
        {
            Directory.CreateSymbolicLink(Path.Combine(Path.GetDirectoryName(f)!, "linked"), "/etc");
            File.WriteAllText(Path.Combine(f, "scenario.json"), """{ "extends": "../linked" }""");
        });
        // claims.csv
        yield return Claim("a claim on a parameter unknown", "c1,said,M6,border/waer,dead");
        yield return Claim("a claim on a route unknown", "c1,said,M5,routes/raqa-antep/patrol border/wear,dead");
        yield return Claim("a claim on a pattern that matches nothing", "c1,said,M5,routes/x*/patrol,dead");
        yield return Claim("a claim about a mechanism unknown", "c1,said,M6 M19,border/wear,dead");
        yield return Claim("a claim with figures that are none", "c1,said,,,dead@ returned@DEU@2016 held@DEU@2016-01-31@x");
        yield return Claim("a claim about a day outside the horizon", "c1,said,,,dead@WORLD@2030-01-31");
        yield return Claim("a claim that lives nowhere", "c1,said,M6,,");
        yield return Claim("a claim that says nothing", "c1,,M6,border/wear,");

        // targets.csv
        yield return Target("a target on a measure unknown", "t1,retruned,DEU,2015-01,1,,2");
        yield return Target("a target on a subject unknown", "t1,returned,DEU+region:Wst,2015-01,1,,2");
        yield return Target("a target whose measure is no sum", "t1,returned -,DEU,2015-01,1,,2", "t2,dead / dead / dead,DEU,2015-01,1,,2", "t3,=cmd|' /C calc'!A0,DEU,2015-01,1,,2");
        yield return Target("a target whose subject is no sum", "t1,returned,DEU+,2015-01,1,,2");
        yield return Target("a target on no date", "t1,returned,DEU,2015-13,1,,2", "t2,returned,DEU,2015-02..2015-01,1,,2", "t3,returned,DEU,2030-01,1,,2");
        yield return Target("a target without bounds or with bounds out of order", "t1,returned,DEU,2015-01,,2,", "t2,returned,DEU,2015-01,3,,2", "t3,returned,DEU,2015-01,1,3,2", "t4,returned,DEU,2015-01,2,1,");
        yield return Target("a target whose figures are none", "t1,returned,DEU,2015-01,a few,,\"2,5\"");
        yield return Target("a target without what it needs", "t1,,,,1,,2");

        yield return new("a folder that is not there", () => Scenario.Check("no/such/folder"), _ => "no/such/folder");
    }

    private static Fault Edit(string title, Action<Dictionary<string, string>> change) => OfTexts(title, "small", () =>
    {
        Dictionary<string, string> texts = Small.Texts();
        change(texts);
        return texts;
    });

    private static Fault Edit(string title, string file, string old, string changed, Action<Dictionary<string, string>>? more = null) =>
        Edit(title, t =>
        {
            Replace(t, file, old, changed);
            more?.Invoke(t);
        });

    private static Fault Edit(string title, string file, params string[] pairs) => Edit(title, t =>
    {
        for (int i = 0; i < pairs.Length; i += 2)
        {
            Replace(t, file, pairs[i], pairs[i + 1]);
        }
    });

    private static void Replace(Dictionary<string, string> texts, string file, string old, string changed)
    {
        int at = texts[file].IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} does not hold {old}");
        texts[file] = texts[file].Remove(at, old.Length).Insert(at, changed);
    }

    private static Fault Claim(string title, string row) =>
        Edit(title, t => t["claims.csv"] = $"id,claim,mechanisms,parameters,outputs\n{row}\n");

    private static Fault Over(string title, params (string, string)[] files) => OfTexts(title, "over", () => Small.Over(files));

    private static Fault Target(string title, params string[] rows) =>
        Edit(title, t => t["targets.csv"] = $"id,measure,subject,date,low,central,high\n{string.Join('\n', rows)}\n");

    private static Fault OfTexts(string title, string name, Func<Dictionary<string, string>> texts) =>
        new(title, () => Scenario.CheckTexts(texts()), folder => folder.Write(name, texts()));

    private static Fault OnDisk(string title, Action<string> change)
    {
        return new(title, Check, Write);

        ScenarioCheck Check()
        {
            using var folder = new ScratchFolder();
            return Scenario.Check(Write(folder));
        }

        string Write(ScratchFolder folder)
        {
            string path = folder.Write("small", Small.Texts());
            change(path);
            return path;
        }
    }
}
