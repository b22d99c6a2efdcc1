using System.Globalization;
using System.Text;

namespace Dispersal.Tests.Oracles;

/// <summary>
/// Small scenarios in few words. Everything is off that is not named; a theatre, two places to pass, two homes. Persons arrive on 31 January 2015, the only
/// day of their month inside the horizon, so that a day's exits happen from 1 February on.
/// </summary>
internal sealed record World
{
    private static readonly DateOnly January = new(2015, 1, 31);

    private static readonly string[] Mechanisms =
    [
        "territory", "war", "goal", "way", "border", "legal-travel", "transit", "arrival", "justice", "watching", "programmes", "networks", "attacks", "appeal",
        "affiliate-growth", "families", "shape",
    ];

    // What would else be at work unasked.
    private static readonly Dictionary<string, string> Neutral = new(StringComparer.Ordinal)
    {
        ["inflow"] = "control-elasticity=0 permeability-elasticity=0",
        ["war"] = "base-mortality-per-day=0 experience-per-day=0",
        ["goal"] = "commitment-ratio=1 home-commitment=0 underground-commitment=0 affiliate-commitment=0 ties-weight=0 jeopardy-weight=0 border-affinity=0 "
            + "language-affinity=0 region-affinity=0 cost-weight-per-day=0 appeal-weight=0 retreat-utility=-50",
        ["border"] = "wear=0 recovery-per-day=0",
        ["transit"] = "hub-speed=0 hub-hiding-share=0 hub-wear=0 threat-per-entry=0 threat-per-attack=0",
        ["networks"] = "commitment-ratio=1 later-ratio=1 fresh-days=10 ties-weight=0 supply-weight=0 watched-ratio=1",
        ["attacks"] = "foiled-probability=0 watched-foiled-probability=0 executed-probability=1 accomplices-per-plot=0 deaths-per-attack=0 attacker-death-probability=0",
        ["appeal"] = "demobilisation-per-day=0 reach-floor=1 supporters-gain=0",
        ["families"] = "youth-share=0",
    };

    /// <summary>Days after the first.</summary>
    public int Days { get; init; } = 10;

    /// <summary>First day.</summary>
    public DateOnly Start { get; init; } = January;

    /// <summary>Mechanisms that are on: <c>war mortality-per-day=0.02; goal home-utility=1</c>.</summary>
    public string On { get; init; } = "";

    /// <summary>Rows of tables: words for the first columns, then <c>column=value</c>; <c>;</c> between rows.</summary>
    public string Countries { get; init; } = "";

    /// <summary>Id, country, kind.</summary>
    public string Places { get; init; } = "";

    /// <summary>Id, from, to, mode, days.</summary>
    public string Routes { get; init; } = "home raqqa DEU air 4";

    /// <summary>Id, origin, role, commitment, persons on the first day.</summary>
    public string Groups { get; init; } = "men DEU man middle 20";

    /// <summary>Month by group, where it is another than that of the first day.</summary>
    public string Month { get; init; } = "2015-01";

    /// <summary>Days of that month inside the horizon, as a share of the month.</summary>
    public double InsideShare { get; init; } = 1.0 / 31;

    /// <summary>Origin, theatre, share.</summary>
    public string First { get; init; } = "* SYR 1";

    /// <summary>Place, date, control, over-days.</summary>
    public string Control { get; init; } = "";

    /// <summary>Address, date, value.</summary>
    public string Forcing { get; init; } = "";

    /// <summary>Id, address, from, to (or <c>-</c>), operation, value.</summary>
    public string Policies { get; init; } = "";

    /// <summary>Id, place, strength.</summary>
    public string Affiliates { get; init; } = "";

    /// <summary>Places.</summary>
    public string Thirds { get; init; } = "";

    /// <summary>Id, country, places, take-up, duration, completion.</summary>
    public string Programmes { get; init; } = "";

    /// <summary>The scenario.</summary>
    public Scenario Build()
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal)
        {
            ["scenario.json"] = Json(),
            ["countries.csv"] = Table("id name", "SYR Syria; IRQ Iraq; TUR Turkey; GRC Greece; LBY Libya; DEU Germany; FRA France", Countries),
            ["places.csv"] = Table(
                "id country kind",
                "raqqa SYR theatre initial-control=1 weight=1 war-intensity=1; istanbul TUR transit; athens GRC transit; DEU DEU country; FRA FRA country", Places, "lat=1 lon=1"),
            ["routes.csv"] = Table("id from to mode days", "", Routes),
            ["groups.csv"] = Table("id origin role commitment departed-persons", "", Scaled(Groups)),
            ["arrivals.csv"] = "group,month,share\n" + string.Concat(Rows(Groups).Select(row => $"{row[0]},{Month},1\n")),
            ["first-theatres.csv"] = Table("origin theatre share", "", First),
            ["control.csv"] = Table("place date control over-days", "", Control),
            ["forcing.csv"] = Table("address date value", "", Forcing),
            ["policies.csv"] = Table("id address from to operation value", "", Policies),
            ["affiliates.csv"] = Table("id place strength-persons", "", Affiliates),
            ["third-countries.csv"] = Table("place", "", Thirds),
            ["exit-programmes.csv"] = Table("id country places-persons take-up-per-day duration-days completion-probability", "", Programmes),
        };
        return Scenario.FromTexts(texts);
    }

    private static string[][] Rows(string rows) => [.. rows.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split(' '))];

    // Persons of the first day, as the number that the whole month would bring.
    private string Scaled(string groups) => string.Join(';', Rows(groups).Select(row =>
    {
        row[4] = (double.Parse(row[4], CultureInfo.InvariantCulture) / InsideShare).ToString("R", CultureInfo.InvariantCulture);
        return string.Join(' ', row);
    }));

    private static string Table(string columns, string standing, string own, string everyRow = "")
    {
        string[] leading = columns.Split(' ');
        Dictionary<string, Dictionary<string, string>> byKey = [];
        List<string> all = [.. leading];
        int number = 0;
        foreach (string[] row in Rows(standing).Concat(Rows(own)))
        {
            // A row of one's own adds to a standing one of the same id.
            string key = standing.Length > 0 ? row[0] : (number++).ToString(CultureInfo.InvariantCulture);
            if (!byKey.TryGetValue(key, out Dictionary<string, string>? cells))
            {
                byKey[key] = cells = [];
            }

            int word = 0;
            foreach (string text in row.Concat(everyRow.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            {
                string[] pair = text.Split('=');
                string column = pair.Length == 2 ? pair[0] : leading[word++];
                cells[column] = pair[^1] == "-" ? "" : pair[^1].Replace('|', ' ');
                if (!all.Contains(column))
                {
                    all.Add(column);
                }
            }
        }

        StringBuilder table = new(string.Join(',', all) + "\n");
        foreach (Dictionary<string, string> cells in byKey.Values)
        {
            table.Append(string.Join(',', all.Select(column => cells.GetValueOrDefault(column, "")))).Append('\n');
        }

        return table.ToString();
    }

    private string Json()
    {
        Dictionary<string, string[]> on = Rows(On).ToDictionary(row => row[0], row => row[1..]);
        StringBuilder json = new($$"""{ "name": "oracle", "title": "t", "summary": "s", "start": "{{Start:yyyy-MM-dd}}", "end": "{{Start.AddDays(Days):yyyy-MM-dd}}", "observation": { "history-persons": 0 }""");
        foreach (string mechanism in Mechanisms.Prepend("inflow"))
        {
            Dictionary<string, string> cells = [];
            foreach (string pair in Neutral.GetValueOrDefault(mechanism, "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Concat(on.GetValueOrDefault(mechanism, [])))
            {
                cells[pair.Split('=')[0]] = pair.Split('=')[1];
            }

            if (mechanism != "inflow" && !on.ContainsKey(mechanism))
            {
                cells["on"] = "false";
            }

            json.Append(CultureInfo.InvariantCulture, $", \"{mechanism}\": {{ {string.Join(", ", cells.Select(c => $"\"{c.Key}\": {Value(c.Value)}"))} }}");
        }

        return json.Append(" }").ToString();
    }

    private static string Value(string text) =>
        text is "true" or "false" || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? text : $"\"{text}\"";
}
