using Dispersal.Results;
using Dispersal.Tests.Laws;

namespace Dispersal.Tests.Engines;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

/// <summary>
/// The engine against closed forms. Counts of independent persons are binomial: each is compared by a two-sided z test at level 0.0001
/// with a fixed seed; the class makes some 20 such tests, so a change of seeds raises a false alarm once in 500.
/// </summary>
public sealed class ClosedFormTests
{
    private const double Limit = 3.89;

    [Fact]
    public void Competing_risks_leave_in_proportion_to_their_hazards()
    {
        // Hazards 0.02 and 0.06 for 10 days: 1 - e^-0.8 = 0.550671 leave, one in four by the first.
        const int Persons = 40000;
        RunRecord record = Lives.Run(OnePlace(Persons, """ "war": { "mortality-per-day": 0.02, "capture-per-day": 0.06, "base-mortality-per-day": 0, "experience-per-day": 0 } """), 1);
        int dead = Steps(record, "killed-in-war");
        int captured = Steps(record, "captured-in-war");
        AssertBinomial(Persons, 0.550671, dead + captured);
        AssertBinomial(Persons, 0.550671 / 4, dead);
    }

    [Fact]
    public void Waiting_times_follow_the_daily_step_when_hazards_change_from_day_to_day()
    {
        const int Persons = 40000;
        Scenario scenario = OnePlace(
            Persons,
            """ "war": { "mortality-per-day": 0.01, "base-mortality-per-day": 0.001, "experience-per-day": 0 } """,
            ("forcing.csv", "address,date,value\nwar/mortality-per-day,2015-02-01,0.01\nwar/mortality-per-day,2015-02-09,0.09\n"));
        RunRecord record = Lives.Run(scenario, 2);
        double alive = 1;
        for (int day = 1; day <= 10; day++)
        {
            DateOnly date = new DateOnly(2015, 1, 31).AddDays(day);
            double hazard = 0.001 + Math.Min(0.09, 0.01 * day);
            double dies = alive * (1 - Math.Exp(-hazard));
            AssertBinomial(Persons, dies, record.Histories.Count(s => s.Date == date && s.ToStage == "dead"));
            alive -= dies;
        }
    }

    [Fact]
    public void Certain_dislodgement_comes_before_every_other_exit()
    {
        Scenario scenario = OnePlace(
            5000,
            """ "war": { "mortality-per-day": 0.5, "base-mortality-per-day": 0 }, "goal": { "on": false }, "territory": { "killed-probability": 0, "captured-probability": 0 } """,
            ("control.csv", "place,date,control\nraqqa,2015-02-02,0\n"));
        RunRecord record = Lives.Run(scenario, 3);

        // Control is gone on 2 February: whoever is embedded on the 1st is dislodged that day, whatever the war.
        Assert.All(record.Histories.Where(s => s.Date == new DateOnly(2015, 2, 1)), s => Assert.Equal("dislodged", s.Cause));
        Assert.Equal(5000, record.Histories.Count(s => s.Date == new DateOnly(2015, 2, 1)));
    }

    [Fact]
    public void Fates_on_a_line_of_borders_are_those_of_the_absorbing_chain()
    {
        // Each of three borders: pass p, else turned back (tries again for ever), held or killed. Ultimately absorbed at border i:
        // held h / (p + h + k), killed k / (p + h + k), else on to the next.
        const int Persons = 20000;
        double stopped = 1 - Math.Exp(-0.8);
        const double Held = 0.25;
        const double Killed = 0.1;
        double resolved = 1 - stopped + (stopped * (Held + Killed));
        double pass = (1 - stopped) / resolved;
        Scenario scenario = Scenario.FromTexts(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["scenario.json"] = Json(
                "2018-12-31",
                """
                "war": { "base-mortality-per-day": 0 }, "goal": { "disillusion-per-day": 1, "underground-utility": -50, "retreat-utility": -50 },
                "way": { "retry-per-day": 0.2, "give-up-per-day": 0 }, "transit": { "on": false }, "arrival": { "on": false }
                """),
            ["countries.csv"] = "id,name\nSYR,Syria\nTUR,Turkey\nGRC,Greece\nDEU,Germany\n",
            ["places.csv"] = "id,country,kind,lat,lon,initial-control,weight\nraqqa,SYR,theatre,36,39,1,1\n"
                + "one,TUR,transit,37,37,0,0\ntwo,GRC,transit,38,24,0,0\nDEU,DEU,country,52,13,0,0\n",
            ["routes.csv"] = "id,from,to,mode,days,patrol,held-share,killed-share\n"
                + "a,raqqa,one,land,2,0.8,0.25,0.1\nb,one,two,land,2,0.8,0.25,0.1\nc,two,DEU,land,2,0.8,0.25,0.1\n",
            ["groups.csv"] = $"id,origin,role,commitment,departed-persons\nmen,DEU,man,middle,{Persons}\n",
            ["arrivals.csv"] = "group,month,share\nmen,2015-02,1\n",
            ["first-theatres.csv"] = "origin,theatre,share\n*,SYR,1\n",
        });
        RunRecord record = Lives.Run(scenario, 4);
        AssertBinomial(Persons, Math.Pow(pass, 3), record.Histories.Count(s => s.Place == "DEU" && s.ToStage == "at-large"));

        // The third border's authorities are Germany's own: who is held there is home and known.
        AssertBinomial(Persons, Math.Pow(pass, 2) * stopped * Held / resolved, record.Histories.Count(s => s.Place == "DEU" && s.ToStage == "known"));
        AssertBinomial(Persons, stopped * Held / resolved, record.Histories.Count(s => s.Place == "one" && s.ToStage == "held"));
        AssertBinomial(Persons, pass * stopped * Held / resolved, record.Histories.Count(s => s.Place == "two" && s.ToStage == "held"));
        AssertBinomial(
            Persons,
            (1 + pass + (pass * pass)) * stopped * Killed / resolved,
            record.Histories.Count(s => s.Cause == "killed-at-crossing"));
    }

    [Fact]
    public void A_goal_is_chosen_with_the_shares_of_the_logit()
    {
        // Utilities 1 and 0 and equal costs: e / (1 + e) go home, the rest to a third country.
        const int Persons = 20000;
        Scenario scenario = Scenario.FromTexts(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["scenario.json"] = Json(
                "2016-12-31",
                """
                "war": { "base-mortality-per-day": 0 },
                "goal": { "disillusion-per-day": 1, "underground-utility": -50, "retreat-utility": -50, "home-utility": 1, "third-country-utility": 0,
                          "ties-weight": 0, "region-affinity": 0, "jeopardy-weight": 0 },
                "arrival": { "on": false }
                """),
            ["countries.csv"] = "id,name\nSYR,Syria\nDEU,Germany\nMYS,Malaysia\n",
            ["places.csv"] = "id,country,kind,lat,lon,initial-control,weight\nraqqa,SYR,theatre,36,39,1,1\n"
                + "DEU,DEU,country,52,13,0,0\nMYS,MYS,country,3,101,0,0\n",
            ["routes.csv"] = "id,from,to,mode,days\na,raqqa,DEU,land,3\nb,raqqa,MYS,land,3\n",
            ["groups.csv"] = $"id,origin,role,commitment,departed-persons\nmen,DEU,man,middle,{Persons}\n",
            ["arrivals.csv"] = "group,month,share\nmen,2015-02,1\n",
            ["first-theatres.csv"] = "origin,theatre,share\n*,SYR,1\n",
            ["third-countries.csv"] = "place\nMYS\n",
        });
        RunRecord record = Lives.Run(scenario, 5);
        AssertBinomial(Persons, Math.E / (1 + Math.E), record.Histories.Count(s => s.Place == "DEU" && s.ToStage == "at-large"));
    }

    [Fact]
    public void A_bound_that_feedback_lowers_is_thinned_to_the_daily_law()
    {
        // The hub speeds the leg by 1 + 2 x 0.5 at its strongest, but arrests elsewhere never touch it; the ceiling of threat doubles the bound of
        // arrest while threat stays at zero: crossing and arrest must follow the actual hazards 0.2 and 0.05, not the bounds.
        const int Persons = 40000;
        Scenario scenario = Scenario.FromTexts(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["scenario.json"] = Json(
                "2015-12-31",
                """
                "inflow": { "stopped-share": 1, "stopped-at": "hub" }, "war": { "base-mortality-per-day": 0 },
                "goal": { "disillusion-per-day": 0, "underground-utility": -50, "retreat-utility": -50 },
                "transit": { "hub-speed": 2, "hub-wear": 0, "hub-hiding-share": 0, "threat-per-entry": 0, "threat-per-attack": 0, "threat-response": 1, "threat-ceiling": 1 },
                "arrival": { "on": false }
                """),
            ["countries.csv"] = "id,name,interior-arrest-per-day,release-per-day\nSYR,Syria,0,0\nTUR,Turkey,0.05,1\nDEU,Germany,0,0\n",
            ["places.csv"] = "id,country,kind,lat,lon,initial-control,weight,hub-strength\nraqqa,SYR,theatre,36,39,1,1,0\n"
                + "hub,TUR,transit,37,37,0,0,0.5\nDEU,DEU,country,52,13,0,0,0\n",
            ["routes.csv"] = "id,from,to,mode,days\na,hub,DEU,land,10\n",
            ["groups.csv"] = $"id,origin,role,commitment,departed-persons\nmen,DEU,man,middle,{Persons}\n",
            ["arrivals.csv"] = "group,month,share\nmen,2015-02,1\n",
            ["first-theatres.csv"] = "origin,theatre,share\n*,SYR,1\n",
        });
        RunRecord record = Lives.Run(scenario, 6);

        // Freed at once, they set out for home: each spell on the leg ends in crossing (0.2) or arrest (0.05).
        int crossings = Steps(record, "reached-goal");
        int arrests = Steps(record, "arrested");
        AssertBinomial(crossings + arrests, 0.2, arrests);
        Assert.InRange(crossings, Persons * 0.95, Persons);
    }

    private static Scenario OnePlace(int persons, string mechanisms, params (string File, string Text)[] more)
    {
        // All arrive on 31 January, the only day of their month inside the horizon, and face the hazards of 1 to 10 February.
        Dictionary<string, string> files = new(StringComparer.Ordinal)
        {
            ["scenario.json"] = $$"""{ "name": "one", "title": "One place", "summary": "A place.", "start": "2015-01-31", "end": "2015-02-10", "observation": { "history-persons": 1000000 }, {{mechanisms}} }""",
            ["countries.csv"] = "id,name\nSYR,Syria\nDEU,Germany\n",
            ["places.csv"] = "id,country,kind,lat,lon,initial-control,weight,war-intensity\nraqqa,SYR,theatre,36,39,1,1,1\nDEU,DEU,country,52,13,0,0,0\n",
            ["routes.csv"] = "id,from,to,mode,days\na,raqqa,DEU,land,3\n",
            ["groups.csv"] = $"id,origin,role,commitment,departed-persons\nmen,DEU,man,middle,{31 * persons}\n",
            ["arrivals.csv"] = "group,month,share\nmen,2015-01,1\n",
            ["first-theatres.csv"] = "origin,theatre,share\n*,SYR,1\n",
        };
        foreach ((string file, string text) in more)
        {
            files[file] = text;
        }

        return Scenario.FromTexts(files);
    }

    private static string Json(string end, string mechanisms) =>
        $$"""{ "name": "closed-form", "title": "Closed form", "summary": "Known answers.", "start": "2015-02-01", "end": "{{end}}", "observation": { "history-persons": 1000000 }, {{mechanisms}} }""";

    private static int Steps(RunRecord record, string cause) => record.Histories.Count(s => s.Cause == cause);

    private static void AssertBinomial(int n, double p, int observed)
    {
        double z = (observed - (n * p)) / Math.Sqrt(n * p * (1 - p));
        Assert.True(Math.Abs(z) < Limit, $"{observed} of {n} where {n * p:F1} are expected: z = {z:F2}.");
    }
}
