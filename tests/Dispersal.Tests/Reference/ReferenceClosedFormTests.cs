namespace Dispersal.Tests.Reference;

/// <summary>The reference against numbers that can be worked out by hand.</summary>
/// <remarks>Every statistical comparison has a fixed seed and a two-sided level of 0.0001 (|z| below 3.8906).</remarks>
public sealed class ReferenceClosedFormTests
{
    private const double Critical = 3.8906;
    private const int Persons = 10_000;
    private static readonly DateOnly Start = new(2015, 1, 31);

    [Fact]
    public void Ten_days_of_competing_risks_take_0_550671_of_all_and_one_in_four_by_the_first()
    {
        ReferenceResult result = Run(end: Start.AddDays(10),
            json: """ "war": { "mortality-per-day": 0.02, "capture-per-day": 0.06, "base-mortality-per-day": 0 } """);

        int dead = result.Dead("DEU", Start.AddDays(10));
        int captured = result.Captured("SYR", Start.AddDays(10));
        Assert.Equal(Persons, result.Departed("DEU", Start));
        AssertShare(0.550671, dead + captured, Persons);
        AssertShare(0.25, dead, dead + captured);
    }

    [Fact]
    public void A_leg_is_left_after_a_geometric_wait()
    {
        ReferenceResult result = Run(end: Start.AddDays(12), home: "home,raqqa,DEU,land,4,0,0,0,0,0");

        // Everybody is dislodged on the first day and can first leave on the second.
        foreach (int days in new[] { 1, 3, 10 })
        {
            AssertShare(1 - Math.Exp(-days / 4.0), result.Flow("home", "passed", Start.AddDays(1 + days)), Persons);
        }
    }

    [Fact]
    public void A_chain_of_borders_absorbs_the_shares_and_takes_the_tries_of_its_closed_form()
    {
        (double Patrol, double Terrain, double Floor, double Held, double Killed)[] borders =
            [(1, 0.5, 0.1, 0.2, 0.1), (0.6, 0.2, 0, 0.3, 0.15), (2, 0, 0.2, 0.1, 0)];
        string[] nodes = ["raqqa", "gaziantep", "athens", "DEU"];
        string routes = string.Join('\n', borders.Select((b, i) => FormattableString.Invariant(
            $"b{i},{nodes[i]},{nodes[i + 1]},land,2,{b.Patrol},{b.Terrain},{b.Floor},{b.Held},{b.Killed}")));
        DateOnly end = Start.AddDays(250);
        ReferenceResult result = Run(end, home: routes, json: """ "way": { "retry-per-day": 0.5, "give-up-per-day": 0 } """);

        int here = Persons;
        int heldAtHome = 0;
        for (int i = 0; i < borders.Length; i++)
        {
            var b = borders[i];
            double stopped = (1 - b.Floor) * (1 - Math.Exp(-b.Patrol * (1 - b.Terrain)));
            double again = stopped * (1 - b.Held - b.Killed);
            int passed = result.Flow($"b{i}", "passed", end);
            int held = result.Flow($"b{i}", "held", end);
            int killed = result.Flow($"b{i}", "killed", end);
            int tries = passed + held + killed + result.Flow($"b{i}", "turned-back", end);

            Assert.Equal(here, passed + held + killed);
            AssertShare((1 - stopped) / (1 - again), passed, here);
            AssertShare(stopped * b.Held / (1 - again), held, here);

            // Tries per person are geometric: mean 1 / (1 - again), variance again / (1 - again)^2.
            double z = ((tries / (double)here) - (1 / (1 - again))) / (Math.Sqrt(again / here) / (1 - again));
            Assert.InRange(z, -Critical, Critical);
            here = passed;
            heldAtHome = held;
        }

        // Whom his own country stops has come home too.
        Assert.Equal(here + heldAtHome, result.Returned("DEU", end));
    }

    [Fact]
    public void Goals_are_chosen_in_the_shares_of_a_logit()
    {
        const string Utilities = """
            "home-utility": 0.4, "home-commitment": 0, "underground-utility": 0.1, "retreat-utility": -50, "third-country-utility": 0.2,
            "affiliate-utility": -1, "appeal": 0.5, "appeal-weight": 0.6, "strength-weight": 0.5, "jeopardy-weight": 2,
            "border-affinity": 0.7, "language-affinity": 0.3, "region-affinity": 0.2, "cost-weight-per-day": 0.1, "ties-weight": 3
            """;
        const string Routes = "home,raqqa,DEU,air,4,0,0,0,0,0\nto-aut,raqqa,AUT,air,6,0,0,0,0,0\nto-sirte,raqqa,sirte,air,3,0,0,0,0,0";
        DateOnly end = Start.AddDays(100);
        ReferenceResult result = Run(end, season: Utilities, home: Routes);

        // Nobody is listed and no law applies; cost is days, since nobody is stopped; ties are to raqqa only.
        double home = Math.Exp(0.4 - (0.1 * 4));
        double underground = Math.Exp(0.1);
        double austria = Math.Exp(0.2 + 0.3 + 0.7 + 0.3 + 0.2 - (0.1 * 6));
        double libya = Math.Exp(-1 + (0.6 * 0.5) + 0.5 + (0.5 * Math.Log(1 + 3000)) - (0.1 * 3));
        double sum = home + underground + austria + libya;

        DateOnly chosen = Start.AddDays(1);
        Assert.Equal(Persons - result.Stock("raqqa", "underground", chosen), result.Stock("raqqa", "in-transit", chosen));
        AssertShare(underground / sum, result.Stock("raqqa", "underground", chosen), Persons);

        // Who goes where shows at the end of the legs.
        AssertShare(home / sum, result.Flow("home", "passed", end), Persons);
        AssertShare(austria / sum, result.Flow("to-aut", "passed", end), Persons);
        AssertShare(libya / sum, result.Relocated("libya", end), Persons);
    }

    [Fact]
    public void Routes_are_chosen_in_the_shares_of_a_logit_over_cost()
    {
        ReferenceResult result = Run(end: Start.AddDays(100),
            json: """ "way": { "risk-aversion-days": 10, "choice-sensitivity-per-day": 0.2, "retry-per-day": 0, "give-up-per-day": 0 } """,
            home: "long,raqqa,DEU,land,9,0,0,0,0,0\nrisky,raqqa,DEU,sea,3,0.5,0,0,1,0");

        // Costs are 9 days, and 3 days + 10 x 0.5 since -ln P(pass) is the patrol.
        int risky = result.Flow("risky", "passed", Start.AddDays(100)) + result.Flow("risky", "held", Start.AddDays(100));
        AssertShare(1 / (1 + Math.Exp(-0.2 * (9 - 8))), risky, Persons);
    }

    [Fact]
    public void Guides_take_their_capacity_and_a_share_of_the_others_wait()
    {
        const double Hazard = 1 / 4.0;
        ReferenceResult result = Run(end: Start.AddDays(2),
            json: """ "border": { "wait-share": 0.3, "wear": 0, "recovery-per-day": 0 } """,
            home: "home,raqqa,DEU,land,4,1.5,0.4,0.1,1,0", guides: "0.6,1000");

        double alone = 0.9 * (1 - Math.Exp(-1.5 * 0.6));
        double guidedStopped = alone * 0.4;
        double guided = 1000 / (Persons * Hazard);
        double leaves = 1 - Math.Exp(-Hazard);
        DateOnly end = Start.AddDays(2);
        AssertShare(leaves * ((guided * (1 - guidedStopped)) + ((1 - guided) * 0.7 * (1 - alone))), result.Flow("home", "passed", end), Persons);
        AssertShare(leaves * ((guided * guidedStopped) + ((1 - guided) * 0.7 * alone)), result.Flow("home", "held", end), Persons);
        double expected = ((guided * (1 - guidedStopped)) + ((1 - guided) * 0.7 * (1 - alone))) / (guided + ((1 - guided) * 0.7));
        Assert.Equal(expected, result.Permeability("home", end), 12);
    }

    [Fact]
    public void Listed_travellers_are_stopped_by_shared_records_and_noticed_by_their_own()
    {
        ReferenceResult result = Run(end: Start.AddDays(100), listed: 0.6,
            json: """ "way": { "retry-per-day": 0, "give-up-per-day": 0 } """,
            home: "out,raqqa,gaziantep,land,2,0,0,0,0,0\nhome,gaziantep,DEU,air,2,0,0,0,1,0");

        // DEU shares 0.5, TUR uses 0.4 and checks 0.8; DEU's own detection is 0.25.
        double stopped = 0.6 * 0.5 * 0.4 * 0.8;
        DateOnly end = Start.AddDays(100);
        AssertShare(stopped, result.Flow("home", "held", end), Persons);
        int home = result.Returned("DEU", end);
        Assert.Equal(Persons, home + result.Stock("gaziantep", "held", end));
        double known = ((0.6 - stopped) + (0.4 * 0.25)) / (1 - stopped);
        AssertShare(known, result.Stock("DEU", "known", end), home);
    }

    [Fact]
    public void The_same_seed_gives_the_same_run_and_another_seed_another()
    {
        var simulator = new ReferenceSimulator(SmallScenarios.Load("everything"));
        DateOnly end = SmallScenarios.Load("everything").End;
        Assert.Equal(simulator.Run(5).CountsOn(end), simulator.Run(5).CountsOn(end));
        Assert.NotEqual(simulator.Run(5).CountsOn(end), simulator.Run(6).CountsOn(end));
    }

    [Fact]
    public void Nobody_is_made_or_lost_on_any_day_in_any_scenario()
    {
        foreach (string name in SmallScenarios.Names)
        {
            Scenario scenario = SmallScenarios.Load(name);
            ReferenceResult result = new ReferenceSimulator(scenario).Run(11);
            for (DateOnly date = scenario.Start; date <= scenario.End; date = date.AddDays(1))
            {
                int entered = 0;
                foreach (Country origin in scenario.Countries)
                {
                    entered += result.Events("entered", origin.Id, date);
                    Assert.Equal(result.Departed(origin.Id, date), ReferenceResult.Fates.Sum(fate => result.Fate(origin.Id, fate, date)));
                }

                Assert.Equal(entered, scenario.Places.Sum(p => ReferenceResult.Stages.Sum(stage => result.Stock(p.Id, stage, date))));
            }
        }
    }

    /// <summary>
    /// A run of ten thousand persons who are all in raqqa at the end of the first day. With <paramref name="home"/> given, raqqa
    /// falls on the second day and everybody reconsiders; no one dies or is captured.
    /// </summary>
    private static ReferenceResult Run(
        DateOnly end, string json = "", string season = "", string? home = null, string guides = "0,0", double listed = 0)
    {
        // A month of 31 days of which one lies inside: departed-persons is 31 times those who come.
        const string HomeOnly = """
            "underground-utility": -50, "retreat-utility": -50, "home-utility": 40, "affiliate-utility": -50, "third-country-utility": -50
            """;
        string goal = season.Length > 0 ? season : HomeOnly;
        string war = json.Contains("\"war\"") ? "" : "\"war\": { \"base-mortality-per-day\": 0, \"experience-per-day\": 0 },";
        string routes = home ?? "home,raqqa,DEU,air,4,0,0,0,0,0";
        var texts = new Dictionary<string, string>
        {
            ["scenario.json"] = $$"""
                { "name": "closed-form", "title": "t", "summary": "s", "start": "{{Start:yyyy-MM-dd}}", "end": "{{end:yyyy-MM-dd}}",
                  "territory": { "killed-probability": 0, "captured-probability": 0 }, {{war}}
                  "goal": { {{goal}} }{{(json.Length > 0 ? "," : "")}} {{json}} }
                """,
            ["countries.csv"] = "id,name,region,language,neighbours,listed-probability,record-sharing-share,record-use-share,check-share,"
                + "own-detection-probability\n"
                + FormattableString.Invariant($"DEU,Germany,europe,german,AUT,{listed},0.5,0,0,0.25\n")
                + "SYR,Syria,levant,arabic,,0,0,0,0,0\nTUR,Turkey,levant,turkish,,0,0,0.4,0.8,0\nGRC,Greece,europe,greek,,0,0,0,0,0\n"
                + "AUT,Austria,europe,german,,0,0,0,0,0\nLBY,Libya,maghreb,arabic,,0,0,0,0,0\n",
            ["places.csv"] = "id,country,kind,lat,lon,initial-control,weight,war-intensity\nraqqa,SYR,theatre,36,39,1,1,1\n"
                + "gaziantep,TUR,transit,37,37,0,0,0\nathens,GRC,transit,38,24,0,0,0\nDEU,DEU,country,52,13,0,0,0\n"
                + "AUT,AUT,country,48,16,0,0,0\nsirte,LBY,affiliate,31,16,0,0,0\n",
            ["routes.csv"] = "id,from,to,mode,days,patrol,terrain,floor-share,held-share,killed-share,smuggling,guides-per-day\n"
                + string.Concat(routes.Split('\n').Select(route => $"{route},{guides}\n")),
            ["groups.csv"] = $"id,origin,role,commitment,departed-persons\nmen,DEU,man,middle,{31 * Persons}\n",
            ["arrivals.csv"] = "group,month,share\nmen,2015-01,1\n",
            ["first-theatres.csv"] = "origin,theatre,share\n*,SYR,1\n",
            ["third-countries.csv"] = "place,pull\nAUT,0.3\n",
            ["affiliates.csv"] = "id,place,strength-persons,pull\nlibya,sirte,3000,0.5\n",
        };
        if (home is not null)
        {
            texts["control.csv"] = $"place,date,control,over-days\nraqqa,{Start.AddDays(1):yyyy-MM-dd},0,0\n";
        }

        return new ReferenceSimulator(Scenario.FromTexts(texts)).Run(20171017);
    }

    private static void AssertShare(double share, int count, int of)
    {
        double z = (count - (of * share)) / Math.Sqrt(of * share * (1 - share));
        Assert.True(Math.Abs(z) < Critical, $"{count} of {of} is not a share of {share}: z = {z:F2}.");
    }
}
