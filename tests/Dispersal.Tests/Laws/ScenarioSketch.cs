using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Dispersal.Tests.Laws;

/// <summary>
/// A random scenario as a row of small numbers, one per feature, zero being the simplest: so that a failing scenario shrinks to the few
/// features that matter. Turned into the texts of scenario files and read like any other.
/// </summary>
public sealed record ScenarioSketch(IReadOnlyList<int> Knobs, bool Feedbacks = true)
{
    /// <summary>Number of features.</summary>
    public const int KnobCount = 27;

    // Sketches written before a feature came go without it.
    private int this[int knob] => knob < Knobs.Count ? Knobs[knob] : 0;

    private int Theatres => 1 + (this[0] % 3);

    private int Origins => 1 + (this[1] % 3);

    private int Transits => this[2] % 3;

    private int PersonsPerGroup => 4 + (6 * this[3]);

    private bool Affiliates => this[10] > 2;

    private bool ThirdCountry => this[11] > 4;

    private int Months => 2 + (this[17] % 7);

    /// <summary>Seed that goes with the sketch.</summary>
    public ulong Seed => (ulong)this[18];

    /// <summary>Sketches with a shrinker: each feature towards its simplest form.</summary>
    public static Arbitrary<ScenarioSketch> Arbitrary(bool feedbacks = true) => Arb.From(
        Gen.Choose(0, 9).ListOf(KnobCount).Select(knobs => new ScenarioSketch([.. knobs], feedbacks)),
        sketch => Enumerable.Range(0, KnobCount)
            .Where(i => sketch.Knobs[i] > 0)
            .SelectMany(i => new[] { 0, sketch.Knobs[i] / 2, sketch.Knobs[i] - 1 }.Distinct().Select(value => sketch.With(i, value))));

    /// <summary>The sketch as a scenario that keeps everybody's history.</summary>
    public Scenario Build(Action<Dictionary<string, string>>? change = null)
    {
        Dictionary<string, string> files = Texts();
        change?.Invoke(files);
        return Scenario.FromTexts(files);
    }

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", Knobs)}]" + (Feedbacks ? "" : " without feedbacks");

    private ScenarioSketch With(int knob, int value)
    {
        int[] changed = [.. Knobs, .. Enumerable.Repeat(0, KnobCount - Knobs.Count)];
        changed[knob] = value;
        return this with { Knobs = changed };
    }

    private Dictionary<string, string> Texts() => new(StringComparer.Ordinal)
    {
        ["scenario.json"] = Json(),
        ["countries.csv"] = Countries(),
        ["places.csv"] = Places(),
        ["control.csv"] = Control(),
        ["routes.csv"] = Routes(),
        ["groups.csv"] = Groups(),
        ["arrivals.csv"] = Arrivals(),
        ["first-theatres.csv"] = "origin,theatre,share\n*,SYR,1\n",
        ["affiliates.csv"] = Affiliates ? "id,place,strength-persons,pull\nkhorasan,afg,800,1\n" : "id,place\n",
        ["exit-programmes.csv"] = FormattableString.Invariant(
            $"id,country,places-persons,take-up-per-day,duration-days\nexit,DEU,{(Feedbacks ? this[21] : 0)},0.05,40\n"),
        ["third-countries.csv"] = ThirdCountry ? "place,pull\nMYS,1\n" : "place\n",
    };

    private string Json()
    {
        DateOnly end = new DateOnly(2015, 1, 1).AddMonths(Months).AddDays(-1);
        double feedback = Feedbacks ? this[16] / 9.0 : 0;
        return FormattableString.Invariant($$"""
            {
              "name": "sketch", "title": "A random scenario", "summary": "For the laws.",
              "start": "2015-01-01", "end": "{{end:yyyy-MM-dd}}",
              "inflow": { "stopped-share": {{this[14] * 0.05}}, "stopped-at": "{{(Transits > 0 ? "transit0" : "GRC")}}", "low-commitment-share": 0.3, "high-commitment-share": 0.3 },
              "territory": { "killed-probability": {{this[4] * 0.05}}, "captured-probability": {{this[5] * 0.03}} },
              "war": { "mortality-per-day": {{this[4] * 0.001}}, "capture-per-day": {{this[5] * 0.001}}, "experience-per-day": 0.01 },
              "goal": { "disillusion-per-day": {{this[6] * 0.01}}, "exit-control-share": 0.5, "leave-underground-per-day": {{this[6] * 0.005}},
                        "leave-affiliate-per-day": {{this[6] * 0.002}}, "ties-weight": {{feedback * 3}}, "strength-weight": {{(Feedbacks ? 0.5 : 0)}}, "affiliate-utility": -2, "third-country-utility": -1 },
              "way": { "retry-per-day": {{this[15] * 0.02}}, "give-up-per-day": {{this[15] * 0.005}} },
              "border": { "wear": {{feedback}}, "recovery-per-day": 0.05, "wait-share": 0.5 },
              "transit": { "hub-wear": {{feedback * 0.1}}, "threat-per-entry": {{feedback}}, "threat-per-attack": {{feedback * 50}}, "threat-response": {{feedback}}, "threat-ceiling": 3, "threat-lag-days": 10 },
              "justice": { "membership-ratio": 0.5 },
              "watching": { "noise": 0.4 },
              "networks": { "join-per-day": {{this[22] * 0.01}}, "families-ratio": 0.3, "fresh-days": 30, "later-ratio": 0.3, "ties-weight": {{feedback * 2}},
                            "ties-scale-persons": 3, "disengage-per-day": {{this[22] * 0.001}}, "leave-cell-per-day": {{this[22] * 0.003}},
                            "reengage-per-day": {{this[22] * 0.003}}, "leave-again-per-day": {{this[22] * 0.001}}, "found-per-day": {{this[22] * 0.004}},
                            "celebrity-weight": {{feedback}}, "celebrity-scale-persons": 2 },
              "attacks": { "plot-per-day": {{this[23] * 0.005}}, "dispatch-per-day": {{this[23] * 0.0005}}, "linked-per-day": {{this[23] * 0.0005}},
                           "inspired-per-day": {{this[23] * 0.0003}}, "veteran-execution-ratio": {{(Feedbacks ? 1.5 : 1)}} },
              "appeal": { "fade-per-day": 0.002, "territory-per-day": 0.003, "victory-gain": 0.2, "revenge-gain": 0.5, "media-output": 400,
                          "mobilisation-per-day": {{this[24] * 0.001}} },
              "affiliate-growth": { "recruits-per-arrival": {{(Feedbacks ? this[25] * 0.3 : 0)}}, "intensity-elasticity": {{feedback * 0.5}} },
              "families": { "births-per-day": {{this[26] * 0.002}}, "child-ageing-per-day": {{this[26] * 0.002}}, "youth-ageing-per-day": {{this[26] * 0.002}} },
              "observation": { "history-persons": 1000000 }
            }
            """);
    }

    private string Countries()
    {
        StringBuilder text = new("id,name,region,eu,joining-law,listed-probability,record-sharing-share,record-use-share,check-share,own-detection-probability,interior-arrest-per-day,deportation-per-day,release-per-day,cooperation-share,charge-per-day,trial-per-day,sentence-days,holder-trial-per-day,watch-capacity-persons,home-grown-persons,repatriation-per-day\n");
        text.Append(CultureInfo.InvariantCulture, $"SYR,Syria,East,,,0.1,0,0,0,0,0,{this[13] * 0.001},{this[13] * 0.001},1,0,0,30,{this[19] * 0.001},0,0,0\n");
        for (int t = 0; t < 2; t++)
        {
            text.Append(CultureInfo.InvariantCulture, $"T{t},Transit {t},East,,,0.1,0.5,0.6,{this[14] * 0.05},0.2,{this[12] * 0.004},{this[13] * 0.01},{this[13] * 0.002},1,0,0.02,30,{this[19] * 0.002},0,0,0\n");
        }

        string[] ids = ["DEU", "FRA", "GRC"];
        for (int o = 0; o < 3; o++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{ids[o]},Country {o},West,true,2015-02-0{o + 1},{this[14] * 0.08},0.5,0.5,{this[14] * 0.05},0.3,{this[12] * 0.001},{this[13] * 0.004},0.001,0.{o + 4},{this[19] * 0.005},0.02,45,0,{(Feedbacks ? this[20] * 0.7 : 0)},{this[24] * 20},{this[26] * 0.003}\n");
        }

        // Watching is a feedback: who is watched depends on how many there are.
        text.Append("AFG,Afghanistan,South,,,0.1,0,0,0,0.1,0,0,0,1,0,0,30,0,0,0,0\n");
        text.Append(CultureInfo.InvariantCulture, $"MYS,Malaysia,South,,,0.1,0.2,0.2,0.1,0.1,0,0,0,1,0.01,0.02,30,0,{(Feedbacks ? 1 : 0)},30,0\n");
        return text.ToString();
    }

    private string Places()
    {
        StringBuilder text = new("id,country,kind,lat,lon,initial-control,weight,war-intensity,hub-strength\n");
        for (int t = 0; t < Theatres; t++)
        {
            text.Append(CultureInfo.InvariantCulture, $"town{t},SYR,theatre,36,{38 + t},1,{t + 1},{1 + (0.5 * t)},0\n");
        }

        for (int t = 0; t < Transits; t++)
        {
            text.Append(CultureInfo.InvariantCulture, $"transit{t},T{t},transit,37,{37 + t},0,0,0,{this[12] * 0.1}\n");
        }

        text.Append("DEU,DEU,country,52,13,0,0,0,0\nFRA,FRA,country,48,2,0,0,0,0\nGRC,GRC,country,38,23,0,0,0,0\n");
        return text.Append("afg,AFG,affiliate,34,69,0,0,0.5,0\nMYS,MYS,country,3,101,0,0,0,0\n").ToString();
    }

    private string Control()
    {
        StringBuilder text = new("place,date,control,over-days\n");
        for (int t = 0; t < Theatres && this[7] > 0; t++)
        {
            DateOnly lost = new DateOnly(2015, 1, 1).AddMonths(Months).AddDays(-10 - (7 * t));
            text.Append(CultureInfo.InvariantCulture, $"town{t},{lost:yyyy-MM-dd},{(this[7] > 5 ? 0 : 0.3)},{this[7] * 3}\n");
        }

        return text.ToString();
    }

    private string Routes()
    {
        StringBuilder text = new("id,from,to,mode,days,patrol,terrain,smuggling,guides-per-day,floor-share,held-share,killed-share\n");
        for (int t = 0; t < Theatres; t++)
        {
            if (t > 0)
            {
                Line($"in{t}", $"town{t}", $"town{t - 1}", "land", 2, patrolled: false);
                Line($"out{t}", $"town{t - 1}", $"town{t}", "land", 2, patrolled: false);
            }

            for (int u = 0; u < Transits; u++)
            {
                Line($"border{t}-{u}", $"town{t}", $"transit{u}", "land", 3 + t + u, patrolled: true);
                Line($"back{t}-{u}", $"transit{u}", $"town{t}", "land", 4 + u, patrolled: true);
            }
        }

        string[] hubs = Transits > 0 ? [.. Enumerable.Range(0, Transits).Select(u => $"transit{u}")] : ["town0"];
        foreach (string hub in hubs)
        {
            foreach (string country in (string[])["DEU", "FRA", "GRC", "MYS"])
            {
                Line($"{hub}-{country}", hub, country, Transits > 0 ? "air" : "sea", 3, patrolled: true);
            }

            Line($"{hub}-afg", hub, "afg", "land", 9, patrolled: false);
            Line($"afg-{hub}", "afg", hub, "land", 9, patrolled: false);
        }

        Line("refugees", hubs[0], "GRC", "refugee", 6, patrolled: true);
        Line("balkans", "GRC", "DEU", "land", 8, patrolled: true);
        return text.ToString();

        void Line(string id, string from, string to, string mode, int days, bool patrolled) => text.Append(
            CultureInfo.InvariantCulture,
            $"{id},{from},{to},{mode},{days},{(patrolled ? this[8] * 0.2 : 0)},0.2,0.7,{(patrolled && Feedbacks ? this[9] * 0.1 : 0)},0.05,0.3,0.05\n");
    }

    private string Groups()
    {
        string[] ids = ["DEU", "FRA", "GRC"];
        StringBuilder text = new("id,origin,role,commitment,departed-persons,arrivals-as,veteran-share,prominent-share\n");
        for (int o = 0; o < Origins; o++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{ids[o]}-men,{ids[o]},man,mixed,{PersonsPerGroup + 0.4},,0.2,0.3\n");
            text.Append(CultureInfo.InvariantCulture, $"{ids[o]}-women,{ids[o]},woman,high,{PersonsPerGroup / 3},{ids[o]}-men,0,0\n");
            text.Append(CultureInfo.InvariantCulture, $"{ids[o]}-minors,{ids[o]},minor,middle,{PersonsPerGroup / 4},{ids[o]}-men,0,0\n");
        }

        return text.ToString();
    }

    private string Arrivals()
    {
        string[] ids = ["DEU", "FRA", "GRC"];
        StringBuilder text = new("group,month,share\n");
        for (int o = 0; o < Origins; o++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{ids[o]}-men,2015-01,2\n{ids[o]}-men,2015-02,1\n");
        }

        return text.ToString();
    }
}
