using Dispersal.Engines;
using Dispersal.Model;

namespace Dispersal.Tests.Mechanisms;

/// <summary>M3: death, capture and experience in war.</summary>
public sealed class WarTests
{
    private const string War = """
        "war": { "mortality-per-day": 0.01, "underground-ratio": 0.4, "affiliate-ratio": 0.6, "veteran-ratio": 0.5, "women-ratio": 0.2,
                 "capture-per-day": 0.003, "hidden-capture-ratio": 4, "experience-per-day": 0.02, "base-mortality-per-day": 0.00001 }
        """;

    [Fact]
    public void Mortality_is_a_product_of_place_stage_role_and_experience()
    {
        CompiledModel model = Village.Model(War);
        PersonState veteran = Village.Man(model, Stage.Embedded, "town");
        veteran.Traits |= Traits.Veteran;

        Assert.Equal(0.01, Village.Hazard(model, Village.Man(model, Stage.Embedded, "town"), Exit.KilledInWar), 12);
        Assert.Equal(0.01 * 0.4, Village.Hazard(model, Village.Man(model, Stage.Underground, "town"), Exit.KilledInWar), 12);
        Assert.Equal(0.01 * 0.6 * 0.5, Village.Hazard(model, Village.Man(model, Stage.WithAffiliate, "cave"), Exit.KilledInWar), 12);
        Assert.Equal(0.01 * 0.5, Village.Hazard(model, veteran, Exit.KilledInWar), 12);
        Assert.Equal(0.2 * 0.5, model.War.FactorOf(Role.Woman, veteran: true), 12);
        Assert.Equal(0, Village.Hazard(model, Village.Man(model, Stage.Held, "hub"), Exit.KilledInWar));
    }

    [Fact]
    public void A_strike_comes_on_top_whoever_one_is()
    {
        CompiledModel model = new(Village.With(War).With("places/town/strike-per-day", 0.03));

        Assert.Equal(0.04, Village.Hazard(model, Village.Man(model, Stage.Embedded, "town"), Exit.KilledInWar), 12);
    }

    [Fact]
    public void Capture_finds_the_hidden_more_often_and_only_novices_gain_experience()
    {
        CompiledModel model = Village.Model(War);
        PersonState veteran = Village.Man(model, Stage.Embedded, "town");
        Assert.Equal(0.02, Village.Hazard(model, veteran, Exit.GainsExperience), 12);
        veteran.Traits |= Traits.Veteran;

        Assert.Equal(0, Village.Hazard(model, veteran, Exit.GainsExperience));
        Assert.Equal(0.003, Village.Hazard(model, veteran, Exit.Captured), 12);
        Assert.Equal(0.003 * 4, Village.Hazard(model, Village.Man(model, Stage.Underground, "town"), Exit.Captured), 12);
    }

    [Fact]
    public void Fiercer_fighting_kills_more()
    {
        Scenario scenario = Village.With(War);
        int killed = Village.Steps(scenario, "killed-in-war");

        Assert.InRange(Village.Steps(scenario.With("places/town/war-intensity", 0.2), "killed-in-war"), 1, killed - 100);
    }

    [Fact]
    public void Switched_off_only_base_mortality_is_left()
    {
        CompiledModel model = new(Village.With(War).With("war/on", "false").With("places/town/strike-per-day", 0.03));

        HazardTerm[] exits = [.. model.ExitsOf(Village.Man(model, Stage.Underground, "town"))];
        Assert.Equal(Exit.Dies, Assert.Single(exits).Exit);
        Assert.Equal(0.00001, exits[0].Series.Rate);
    }
}
