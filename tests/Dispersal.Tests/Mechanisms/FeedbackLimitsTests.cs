using System.Globalization;
using Dispersal.Engines;
using Dispersal.Model;
using Dispersal.Tests.Laws;
using FsCheck.Xunit;

namespace Dispersal.Tests.Mechanisms;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

/// <summary>
/// Every feedback driven to its limits: rates at the bounds of their columns, floods of people. What everybody sees stays within its bounds and, while
/// what drives it is constant, never goes up one day and down the next.
/// </summary>
public sealed class FeedbackLimitsTests
{
    private const int Days = 60;

    private static readonly string[] Rates = ["0", "0.001", "0.3", "0.7", "1"];

    private static readonly int[] Floods = [0, 1, 7, 1000, 1000000];

    [Fact]
    public void Guides_worn_by_any_number_of_stops()
    {
        foreach ((string recovery, string wear) in Pairs(Rates, ["0", "0.2", "1", "1000"]))
        {
            CompiledModel model = Guided(recovery, wear, "0.5");
            int route = Village.Route(model, "cross");
            foreach (int stops in Floods)
            {
                double[] capacity = Course(model, fields => fields.GuidedStops[route] = stops, fields => fields.Guides[route]);
                AssertSteady(capacity, 0, 5, $"recovery {recovery}, wear {wear}, {stops} stops");
            }
        }
    }

    [Fact]
    public void Guides_found_by_any_number_of_travellers()
    {
        CompiledModel model = Guided("0.02", "0.2", "0.5");
        int route = Village.Route(model, "cross");
        foreach (int travellers in Floods)
        {
            double[] share = Course(model, fields => fields.OnLeg[route] = travellers, fields => fields.GuidedShare[route]);
            AssertSteady(share, 0, 1, $"{travellers} travellers");
        }
    }

    [Fact]
    public void Hubs_worn_by_any_number_of_arrests()
    {
        foreach ((string recovery, string wear) in Pairs(Rates, Rates))
        {
            CompiledModel model = new(Homecoming.Settings(Homecoming.World(), ("transit/hub-recovery-per-day", recovery), ("transit/hub-wear", wear)));
            int hub = model.Geography.Place("hub");
            foreach (int arrests in Floods)
            {
                double[] strength = Course(model, fields => fields.InteriorArrests[hub] = arrests, fields => fields.Hub[hub]);
                AssertSteady(strength, 0, 0.5, $"recovery {recovery}, wear {wear}, {arrests} arrests");
            }
        }
    }

    [Fact]
    public void Threat_of_any_number_of_entries() => AssertThreatSteady("transit/threat-per-entry", ["0", "0.1", "100"], fields => fields.Entries);

    [Fact]
    public void Threat_of_any_number_of_attacks() => AssertThreatSteady("transit/threat-per-attack", ["0", "10", "10000"], fields => fields.Attacks);

    [Fact]
    public void Watching_as_people_flood_in()
    {
        foreach (string noise in (string[])["0.01", "0.5", "100"])
        {
            CompiledModel model = new(Homecoming.Settings(
                Homecoming.World(), ("watching/noise", noise), ("countries/DEU/watch-capacity-persons", "50"), ("countries/DEU/home-grown-persons", "200")));
            int first = model.Geography.Country("DEU") * Fields.RiskClasses;
            int day = 0;
            double[] coverage = Course(
                model,
                fields => fields.AtLibertyByRisk.AsSpan(first, 3).Fill(day++ * 100),
                fields => fields.WatchCovered[first / Fields.RiskClasses] / fields.WatchLoad[first / Fields.RiskClasses]);
            AssertSteady([.. coverage.Skip(1)], 0, 1, $"noise {noise}");
        }
    }

    [Fact]
    public void Programme_places_filled_by_any_number_of_applicants()
    {
        foreach ((string takeUp, string duration) in Pairs(["0", "0.005", "1", "10"], ["1", "30", "365"]))
        {
            CompiledModel model = new(Homecoming.Known("", ("exit-programmes.csv",
                $"id,country,places-persons,take-up-per-day,duration-days\nexit,DEU,1000,{takeUp},{duration}\n")));
            int germany = model.Geography.Country("DEU");
            foreach (int known in Floods)
            {
                // In expectation: of the known so many are admitted, of the participants so many leave.
                double participants = 0;
                List<double> course = [];
                double hazard = double.Parse(takeUp, CultureInfo.InvariantCulture);
                double stays = Math.Exp(-1 / double.Parse(duration, CultureInfo.InvariantCulture));
                double[] admission = Course(
                    model,
                    fields =>
                    {
                        course.Add(participants);
                        fields.KnownAtHome[germany] = known;
                        fields.Participants[germany] = (int)Math.Round(participants);
                    },
                    fields =>
                    {
                        participants = (participants * stays) + (fields.KnownAtHome[germany] * (1 - Math.Exp(-hazard * fields.Admission[germany])));
                        return fields.Admission[germany];
                    });
                Assert.All(admission, a => Assert.InRange(a, 0, 1));

                // Numbers of persons are whole: a change of less than two is rounding.
                AssertSteady([.. course], 0, 1001, $"take-up {takeUp}, {duration} days, {known} known", rounding: 2);
            }
        }
    }

    [Fact]
    public void Affiliates_that_grow_by_any_number_of_veterans_and_shrink_by_strikes()
    {
        foreach ((string recruits, string strike) in Pairs(["0", "1", "100"], ["0", "0.2", "10"]))
        {
            foreach ((string recovery, string saturation) in Pairs(Rates, ["0.01", "1", "3", "1000"]))
            {
                CompiledModel model = new(Homecoming.Settings(
                    Homecoming.World("", ("affiliates.csv", "id,place,strength-persons,pull\nkhorasan,cave,100,0\n")),
                    ("affiliate-growth/recruits-per-arrival", recruits), ("places/cave/strike-per-day", strike), ("affiliate-growth/recovery-per-day", recovery),
                    ("affiliate-growth/saturation-ratio", saturation), ("affiliate-growth/intensity-elasticity", "5"), ("affiliate-growth/intensity-ceiling", "100")));
                double saturated = Math.Max(100, 100 * double.Parse(saturation, CultureInfo.InvariantCulture));
                foreach (int veterans in Floods)
                {
                    string what = $"{recruits} recruits, strike {strike}, recovery {recovery}, saturation {saturation}, {veterans} veterans";
                    AssertSteady(Course(model, fields => fields.VeteransReached[0] = veterans, fields => fields.Strength[0]), 0, saturated, what);
                    AssertSteady(Course(model, fields => fields.VeteransReached[0] = veterans, fields => fields.Intensity[0]), 0, 100, what);
                }
            }
        }
    }

    [Fact]
    public void Appeal_reach_and_mobilisation_that_feed_each_other()
    {
        foreach ((string mobilise, string lose) in Pairs(Rates, Rates))
        {
            foreach ((string reach, string fade) in Pairs(["0", "0.3", "1"], ["0", "0.3", "1"]))
            {
                CompiledModel model = new(Homecoming.Settings(
                    Homecoming.World("\"appeal\": { \"initial\": 10, \"supporters-gain\": 10, \"reach-floor\": 10, \"reach-ratio\": 10, \"territory-per-day\": 10 }"),
                    ("appeal/mobilisation-per-day", mobilise), ("appeal/demobilisation-per-day", lose), ("appeal/reach-per-day", reach), ("appeal/fade-per-day", fade),
                    ("networks/celebrity-weight", "100"), ("countries/DEU/home-grown-persons", "5000")));
                int germany = model.Geography.Country("DEU");
                string what = $"mobilisation {mobilise} and {lose}, reach {reach}, fade {fade}";
                AssertSteady(Course(model, fields => fields.FreshProminent[germany] = 1000, fields => fields.Mobilised[germany]), 0, 5000, what);
                AssertSteady(Course(model, _ => { }, fields => fields.Reach), 0, 10 * 20, what);
                AssertSteady(Course(model, _ => { }, fields => fields.Appeal), 0, 10 + (10 * Days), what);
            }
        }
    }

    [Fact]
    public void Ties_and_supply_raise_joining_to_their_ceiling_and_no_further()
    {
        CompiledModel model = new(Homecoming.Settings(
            Homecoming.World(), ("networks/join-per-day", "10"), ("networks/ties-weight", "100"), ("networks/ties-scale-persons", "1"), ("networks/supply-weight", "100"),
            ("networks/supply-scale-persons", "1")));
        PersonState man = Homecoming.Man(model, Stage.Known, "DEU");
        int germany = model.Geography.Country("DEU");
        double before = 0;
        foreach (int flood in Floods)
        {
            Fields fields = Village.FirstDay(model);
            fields.InCells[model.Layout.Fields.InCellsOf(model.Population.OriginRole[man.Group], germany) - model.Layout.Fields.InCells] = flood;
            fields.Mobilised[germany] = flood;
            double share = model.Networks.ShareOfCeiling(man, model.Networks.TiesToGroup(man, fields), fields);
            Assert.InRange(share, before, 1);
            before = share;
        }

        Assert.Equal(1, before, 12);
    }

    [Property(MaxTest = 15, Replay = "20171017,13", QuietOnSuccess = true, Arbitrary = [typeof(ScenarioSketches)])]
    public void A_flood_with_every_rate_at_its_bound_keeps_the_books_and_the_fields_within_bounds(ScenarioSketch sketch) =>
        DailyAudit.Run(
            sketch.Build().With(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["border/wear"] = "1000", ["border/recovery-per-day"] = "1", ["transit/hub-wear"] = "1", ["transit/hub-recovery-per-day"] = "1",
                ["transit/threat-per-entry"] = "100", ["transit/threat-per-attack"] = "10000", ["transit/threat-lag-days"] = "1",
                ["transit/threat-response"] = "100", ["transit/threat-ceiling"] = "1000",
                ["watching/noise"] = "0.01", ["exit-programmes/exit/take-up-per-day"] = "10", ["exit-programmes/exit/duration-days"] = "1",
                ["affiliate-growth/recruits-per-arrival"] = "100", ["affiliate-growth/recovery-per-day"] = "1", ["affiliate-growth/intensity-elasticity"] = "5",
                ["networks/ties-weight"] = "100", ["networks/ties-scale-persons"] = "1", ["networks/supply-weight"] = "100", ["networks/celebrity-weight"] = "100",
                ["networks/fresh-days"] = "1", ["appeal/mobilisation-per-day"] = "1", ["appeal/demobilisation-per-day"] = "1", ["appeal/reach-per-day"] = "1",
                ["appeal/fade-per-day"] = "1", ["appeal/supporters-gain"] = "10", ["groups/*/departed-persons"] = "200",
            }),
            sketch.Seed);

    private static void AssertThreatSteady(string weight, string[] weights, Func<Fields, Counts> events)
    {
        foreach ((string each, string lag) in Pairs(weights, ["1", "1.5", "90", "10000"]))
        {
            CompiledModel model = new(Homecoming.Settings(
                Homecoming.World(), (weight, each), ("transit/threat-lag-days", lag), ("transit/threat-ceiling", "1000"), ("transit/threat-response", "100")));
            int turkey = model.Geography.Country("TUR");
            foreach (int number in Floods)
            {
                double[] threat = Course(model, fields => events(fields)[turkey] = number, fields => fields.Threat[turkey]);
                AssertSteady(threat, 0, 1000, $"{weight} {each}, lag {lag}, {number} events");
            }
        }
    }

    private static CompiledModel Guided(string recovery, string wear, string wait) => new(Homecoming.Settings(
        Homecoming.World("", ("routes.csv", "id,from,to,mode,days,patrol,guides-per-day\ncross,town,hub,land,4,3,5\nfly,hub,DEU,air,2,0,0\nfar,hub,MYS,air,2,0,0\ntrek,hub,cave,land,10,0,0\n")),
        ("border/recovery-per-day", recovery), ("border/wear", wear), ("border/wait-share", wait)));

    // The course of a field when the same happens every day.
    private static double[] Course(CompiledModel model, Action<Fields> happens, Func<Fields, double> field)
    {
        Fields fields = Village.FirstDay(model);
        List<double> course = [field(fields)];
        for (int day = 1; day < Days; day++)
        {
            happens(fields);
            model.UpdateFields(day, fields);
            course.Add(field(fields));
        }

        return [.. course];
    }

    private static void AssertSteady(double[] course, double low, double high, string what, double rounding = 0)
    {
        double least = Math.Max(rounding, 1e-9 * course.Max(Math.Abs));
        for (int d = 0; d < course.Length; d++)
        {
            Assert.True(course[d] >= low - least && course[d] <= high + least, $"{what}: {course[d]} on day {d} is outside [{low}, {high}].");
            if (d > 1)
            {
                double before = course[d - 1] - course[d - 2];
                double after = course[d] - course[d - 1];
                Assert.False(
                    Math.Abs(before) > least && Math.Abs(after) > least && Math.Sign(before) != Math.Sign(after),
                    $"{what}: {course[d - 2]}, {course[d - 1]}, {course[d]} on days {d - 2} to {d}.");
            }
        }
    }

    private static IEnumerable<(string First, string Second)> Pairs(string[] first, string[] second) => first.SelectMany(a => second.Select(b => (a, b)));
}
