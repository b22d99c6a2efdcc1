using Dispersal.Engines;
using Dispersal.Model;
using Dispersal.Results;
using Dispersal.Tests.Laws;

namespace Dispersal.Tests.Mechanisms;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

/// <summary>M16: locals, recruits, strikes, provinces. One z test at level 0.0001.</summary>
public sealed class AffiliateGrowthTests
{
    private static readonly Scenario World = Homecoming.World(
        """
        "affiliate-growth": { "recruits-per-arrival": 3, "saturation-ratio": 2, "recovery-per-day": 0.05, "intensity-elasticity": 0.5, "intensity-ceiling": 3,
                              "province-threshold-persons": 150, "province-pull": 1.5 }
        """,
        ("affiliates.csv", "id,place,strength-persons,pull\nkhorasan,cave,100,0\n"),
        ("forcing.csv", "address,date,value\naffiliates/khorasan/strength-persons,2015-03-01,100\naffiliates/khorasan/strength-persons,2015-03-11,200\n"));

    [Fact]
    public void Veterans_who_arrive_win_recruits_until_the_group_is_saturated()
    {
        CompiledModel model = new(World);
        Fields fields = Village.FirstDay(model);
        Assert.Equal(100, fields.Locals[0]);

        fields.VeteransReached[0] = 4;
        model.UpdateFields(1, fields);
        double locals = 100 + (3 * 4 * (1 - (100 / 200.0)));
        Assert.Equal(locals, fields.Locals[0], 12);
        model.UpdateFields(2, fields);
        Assert.Equal(locals + (0.05 * (100 - locals)), fields.Locals[0], 12);
        fields.Locals[0] = 250;
        fields.VeteransReached[0] = 4;
        model.UpdateFields(3, fields);
        Assert.Equal(250 + (0.05 * (100 - 250)), fields.Locals[0], 12);
    }

    [Fact]
    public void Locals_follow_the_published_course()
    {
        // From 1 March the published strength rises by 10 a day.
        CompiledModel model = new(World);
        Fields fields = Village.FirstDay(model);
        int march = new DateOnly(2015, 3, 1).DayNumber - World.Start.DayNumber;
        for (int day = 1; day <= march + 3; day++)
        {
            model.UpdateFields(day, fields);
        }

        Assert.Equal(130, fields.Locals[0], 9);
    }

    [Fact]
    public void Strikes_hit_and_strength_recovers()
    {
        Scenario struck = Homecoming.World(
            "\"affiliate-growth\": { \"recovery-per-day\": 0.05 }",
            ("affiliates.csv", "id,place,strength-persons,pull\nkhorasan,cave,100,0\n"),
            ("policies.csv", "id,address,from,to,operation,value\nstrikes,places/cave/strike-per-day,2015-02-01,2015-02-10,set,0.2\n"));
        CompiledModel model = new(struck);
        Fields fields = Village.FirstDay(model);
        List<double> strength = [fields.Strength[0]];
        for (int day = 1; day < model.Days; day++)
        {
            model.UpdateFields(day, fields);
            strength.Add(fields.Strength[0]);
        }

        double left = 100;
        for (int day = 0; day < 10; day++)
        {
            left += (0.05 * (100 - left)) - (left * (1 - Math.Exp(-0.2)));
        }

        Assert.All(strength.Take(32), s => Assert.Equal(100, s));
        Assert.Equal(left, strength[41], 9);
        Assert.True(left < 40);
        Assert.Equal(strength.Skip(41).Order(), strength.Skip(41));
        Assert.InRange(strength[^1], 99, 100);
    }

    [Fact]
    public void Strength_counts_foreigners_and_moves_the_intensity_of_the_war_up_to_its_ceiling()
    {
        CompiledModel model = new(World);
        Fields fields = Village.FirstDay(model);
        PersonState man = Homecoming.Man(model, Stage.WithAffiliate, "cave");

        Assert.Equal(1, fields.Intensity[0]);
        fields.ForeignersWith[0] = 96;
        model.AffiliateGrowth.Update(0, fields);
        Assert.Equal(196, fields.Strength[0]);
        Assert.Equal(1.4, fields.Intensity[0], 12);
        Assert.Equal(1.4 / 3, model.AffiliateGrowth.ShareOfCeiling(man.Place, fields), 12);
        fields.ForeignersWith[0] = 100000;
        model.AffiliateGrowth.Update(0, fields);
        Assert.Equal(3, fields.Intensity[0]);
    }

    [Fact]
    public void A_group_becomes_a_province_at_its_threshold_and_pulls()
    {
        CompiledModel model = new(World);
        Fields fields = Village.FirstDay(model);

        Assert.Equal(0, model.AffiliateGrowth.ProvincePull(0, fields));
        fields.ForeignersWith[0] = 50;
        model.AffiliateGrowth.Update(0, fields);
        Assert.Equal(1.5, model.AffiliateGrowth.ProvincePull(0, fields));
    }

    [Fact]
    public void Two_affiliates_share_arrivals_by_their_pull()
    {
        // Equal but for a pull of 1: e / (1 + e) of those who go to either go to the stronger puller.
        Scenario two = Homecoming.Settings(
            Homecoming.World(
                """
                "goal": { "disillusion-per-day": 10, "affiliate-utility": 20, "underground-utility": -50, "retreat-utility": -50, "home-utility": -50,
                          "third-country-utility": -50, "ties-weight": 0, "strength-weight": 0 }, "way": { "pace": 100 }
                """,
                Homecoming.Men(5000),
                ("places.csv", "id,country,kind,lat,lon,initial-control,weight,war-intensity,hub-strength\ntown,SYR,theatre,36,39,1,1,1,0\n"
                    + "hub,TUR,transit,37,37,0,0,0,0.5\nDEU,DEU,country,52,13,0,0,0,0\nMYS,MYS,country,3,101,0,0,0,0\ncave,AFG,affiliate,34,69,0,0,0.5,0\nisland,MYS,affiliate,6,121,0,0,0.5,0\n"),
                ("routes.csv", "id,from,to,mode,days,patrol\ncross,town,hub,land,4,0\nfly,hub,DEU,air,2,0\nfar,hub,MYS,air,2,0\ntrek,hub,cave,land,10,0\nsail,hub,island,land,10,0\n"),
                ("affiliates.csv", "id,place,strength-persons,pull\nkhorasan,cave,100,1\nsulu,island,100,0\n")),
            ("goal/region-affinity", "0"));
        RunRecord record = Lives.Run(two, 1);
        int cave = record.Histories.Count(s => s is { Cause: "reached-goal", Place: "cave" });
        int island = record.Histories.Count(s => s is { Cause: "reached-goal", Place: "island" });

        Assert.InRange(cave + island, 4990, 5000);
        Homecoming.AssertBinomial(cave + island, Math.E / (1 + Math.E), cave);
        Assert.Equal(cave, Homecoming.Total(two, Measure.Relocated, "khorasan"));
    }

    [Fact]
    public void Switched_off_locals_are_those_published_and_the_war_goes_on_as_written()
    {
        CompiledModel model = new(World.With("affiliate-growth/on", "false"));
        Fields fields = Village.FirstDay(model);
        fields.VeteransReached[0] = 40;
        fields.ForeignersWith[0] = 500;
        model.UpdateFields(1, fields);

        Assert.Equal(100, fields.Locals[0]);
        Assert.Equal(1, fields.Intensity[0]);
        Assert.Equal(0, model.AffiliateGrowth.ProvincePull(0, fields));
    }
}
