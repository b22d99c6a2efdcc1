using Dispersal.Engines;
using Dispersal.Model;
using Dispersal.Tests.Laws;

namespace Dispersal.Tests.Mechanisms;

/// <summary>
/// The smallest world in which every mechanism has something to do: a town, a hub across the border, a home, a third country, an affiliate. Nothing
/// happens in it that a test does not switch on: the rates that are not zero by default are set to zero.
/// </summary>
internal static class Village
{
    public const int Days = 181;
    public const int Persons = 400;

    /// <summary>What follows arrival: it stays out unless a test switches it on.</summary>
    public static IReadOnlyList<string> After { get; } =
        ["justice", "watching", "programmes", "networks", "attacks", "appeal", "affiliate-growth", "families", "shape"];

    /// <summary>The village with sections of <c>scenario.json</c> and whole files in place of its own.</summary>
    public static Scenario With(string sections = "", params (string File, string Text)[] files)
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal)
        {
            ["scenario.json"] = $$"""
                {
                  "name": "village", "start": "2015-01-01", "end": "2015-06-30", "observation": { "history-persons": 1000000 },
                  {{Section("inflow", "\"low-commitment-share\": 0, \"high-commitment-share\": 0")}}
                  {{Section("war", "\"experience-per-day\": 0, \"base-mortality-per-day\": 0")}}
                  {{string.Concat(After.Select(key => Section(key, "\"on\": false")))}}
                  {{sections}}
                }
                """,
            ["countries.csv"] = "id,name,region,language,neighbours,listed-probability\nSYR,Syria,East,arabic,,0\nTUR,Turkey,East,turkish,,0\n"
                + "DEU,Germany,West,german,,0\nMYS,Malaysia,South,malay,,0\nAFG,Afghanistan,South,persian,,0\n",
            ["places.csv"] = "id,country,kind,lat,lon,initial-control,weight,war-intensity,hub-strength\ntown,SYR,theatre,36,39,1,1,1,0\n"
                + "hub,TUR,transit,37,37,0,0,0,0.5\nDEU,DEU,country,52,13,0,0,0,0\nMYS,MYS,country,3,101,0,0,0,0\ncave,AFG,affiliate,34,69,0,0,0.5,0\n",
            ["routes.csv"] = "id,from,to,mode,days,patrol\ncross,town,hub,land,4,0\nfly,hub,DEU,air,2,0\nfar,hub,MYS,air,2,0\ntrek,hub,cave,land,10,0\n",
            ["groups.csv"] = $"id,origin,role,commitment,departed-persons\nmen,DEU,man,middle,{Persons}\n",
            ["arrivals.csv"] = "group,month,share\nmen,2015-01,1\n",
            ["first-theatres.csv"] = "origin,theatre,share\n*,SYR,1\n",
            ["affiliates.csv"] = "id,place,strength-persons,pull\nkhorasan,cave,0,0\n",
            ["third-countries.csv"] = "place,pull\nMYS,0\n",
        };
        foreach ((string file, string text) in files)
        {
            texts[file] = text;
        }

        return Scenario.FromTexts(texts);

        // A section that a test writes itself takes the place of the village's.
        string Section(string key, string values) =>
            sections.Contains($"\"{key}\":", StringComparison.Ordinal) ? "" : $"\"{key}\": {{ {values} }},";
    }

    /// <summary>The village made ready to run.</summary>
    public static CompiledModel Model(string sections = "", params (string File, string Text)[] files) => new(With(sections, files));

    /// <summary>A man of middle commitment, a novice on no list, in a stage at a place.</summary>
    public static PersonState Man(CompiledModel model, Stage stage, string place)
    {
        PersonState state = default;
        state.Commitment = 1;
        return state.At(stage, model.Geography.Place(place));
    }

    /// <summary>Index of a route.</summary>
    public static int Route(CompiledModel model, string id) => Enumerable.Range(0, model.Geography.Routes.Length).Single(r => model.Geography.Routes[r].Id == id);

    /// <summary>Bound of the hazard of an exit on a day: scale, series and factor of the person.</summary>
    public static double Hazard(CompiledModel model, in PersonState state, Exit exit, int day = 0)
    {
        double sum = 0;
        foreach (HazardTerm term in model.ExitsOf(state))
        {
            sum += term.Exit == exit ? term.Scale * term.Series.On(day) * model.FactorOf(term.Person, state) : 0;
        }

        return sum;
    }

    /// <summary>Fields as they stand on the first day.</summary>
    public static Fields FirstDay(CompiledModel model)
    {
        Fields fields = new Stocks(model, model.Layout).Fields;
        model.UpdateFields(0, fields);
        return fields;
    }

    /// <summary>Number of steps of a cause, at a place where one is named, in one replicate.</summary>
    public static int Steps(Scenario scenario, string cause, string? place = null) =>
        Lives.Run(scenario, 1).Histories.Count(s => s.Cause == cause && (place is null || s.Place == place));
}
