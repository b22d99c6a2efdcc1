using Dispersal.Engines;

namespace Dispersal.Tests.Mechanisms;

/// <summary>M9: who is noticed at the end of the way.</summary>
public sealed class ArrivalTests
{
    private static readonly Scenario World = Village.With(
        """
        "arrival": { "legal-ratio": 0.9, "irregular-ratio": 0.3, "refugee-ratio": 0.5 },
        "goal": { "disillusion-per-day": 0.1, "home-utility": 20, "underground-utility": -50 }
        """)
        .With("countries/DEU/own-detection-probability", 0.4).With("countries/MYS/own-detection-probability", 0.2)
        .With("countries/DEU/record-sharing-share", 0.5).With("countries/MYS/record-use-share", 0.6);

    [Fact]
    public void A_listed_national_is_noticed_at_home_whenever_he_is_looked_at()
    {
        CompiledModel model = new(World);

        Assert.Equal(0.9, Noticed(model, "DEU", listed: true, RouteMode.Air), 12);
        Assert.Equal(0.3, Noticed(model, "DEU", listed: true, RouteMode.Land), 12);
        Assert.Equal(0.9 * 0.4, Noticed(model, "DEU", listed: false, RouteMode.Air), 12);
        Assert.Equal(0.3 * 0.4, Noticed(model, "DEU", listed: false, RouteMode.Sea), 12);
        Assert.Equal(0.5 * 0.4, Noticed(model, "DEU", listed: false, RouteMode.Refugee), 12);
    }

    [Fact]
    public void In_a_third_country_the_record_must_be_shared_and_used()
    {
        CompiledModel model = new(World);

        Assert.Equal(0.9 * (0.3 + (0.7 * 0.2)), Noticed(model, "MYS", listed: true, RouteMode.Air), 12);
        Assert.Equal(0.9 * 0.2, Noticed(model, "MYS", listed: false, RouteMode.Air), 12);
    }

    [Fact]
    public void More_detection_leaves_fewer_at_large()
    {
        int large = AtLarge(World);

        Assert.InRange(AtLarge(World.With("countries/DEU/own-detection-probability", 0.9)), 1, large - 50);
        Assert.InRange(AtLarge(World.With("countries/DEU/listed-probability", 0.9)), 1, large - 50);
    }

    [Fact]
    public void Switched_off_nobody_is_noticed()
    {
        Scenario off = World.With("arrival/on", "false").With("countries/DEU/listed-probability", 1);

        Assert.Equal(0, Noticed(new(off), "DEU", listed: true, RouteMode.Air));
        Assert.Equal(Village.Persons, AtLarge(off));
    }

    [Fact]
    public void Who_is_taken_by_his_own_country_is_home_and_known()
    {
        // The way home ends at a border whose authorities are his own: stopped there he has returned.
        Scenario border = Village.With(
            """ "goal": { "disillusion-per-day": 0.1, "home-utility": 40, "underground-utility": -50 }, "inflow": { "permeability-elasticity": 0 } """,
            ("routes.csv", "id,from,to,mode,days,patrol,held-share\ncross,town,hub,land,4,0,0\nlast,hub,DEU,land,2,20,1\nfar,hub,MYS,air,2,0,0\ntrek,hub,cave,land,10,0,0\n"));

        Assert.Equal(Village.Persons, Laws.Lives.Run(border, 1).Histories.Count(s => s is { Cause: "held-at-crossing", ToStage: "known", Place: "DEU" }));
        Assert.Equal(Village.Persons, Ensemble.Run(border, 1, 1).At(Measure.Returned, "DEU", border.End).Mean);
    }

    private static int AtLarge(Scenario scenario) => Laws.Lives.Run(scenario, 1).Histories.Count(s => s.ToStage == "at-large");

    private static double Noticed(CompiledModel model, string country, bool listed, RouteMode mode) =>
        model.Arrival.Noticed(model.Geography.Country(country), model.Geography.Country("DEU"), listed, mode, 0);
}
