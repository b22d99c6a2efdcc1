using Dispersal.Engines;
using Dispersal.Model;

namespace Dispersal.Tests.Mechanisms;

/// <summary>M8: hubs, threat, interior arrests, deportation and release.</summary>
public sealed class TransitTests
{
    private const string Sections = """
        "transit": { "hub-speed": 0.8, "hub-hiding-share": 0.6, "hub-wear": 0.1, "hub-recovery-per-day": 0.2, "threat-per-entry": 0.5, "threat-per-attack": 4,
                     "threat-lag-days": 10, "threat-response": 2, "threat-ceiling": 3 },
        "goal": { "disillusion-per-day": 0.1, "home-utility": 20, "underground-utility": -50 }
        """;

    private static readonly Scenario World = Village.With(Sections)
        .With("countries/TUR/interior-arrest-per-day", 0.05).With("countries/TUR/deportation-per-day", 0.02).With("countries/DEU/cooperation-share", 0.5)
        .With("countries/TUR/release-per-day", 0.004);

    [Fact]
    public void A_hub_speeds_travellers_on_and_hides_them()
    {
        CompiledModel model = new(World);
        Fields fields = Village.FirstDay(model);
        int hub = model.Geography.Place("hub");

        Assert.Equal(0.5, fields.Hub[hub]);
        Assert.Equal((1.0 / 2) * (1 + (0.8 * 0.5)), model.LegHazard(Village.Route(model, "fly"), 0, fields), 12);
        Assert.Equal(0.05 * (1 - (0.6 * 0.5)), Arrest(model, fields), 12);
    }

    [Fact]
    public void Arrests_wear_the_hub_down_and_time_restores_it()
    {
        CompiledModel model = new(World);
        Fields fields = Village.FirstDay(model);
        int hub = model.Geography.Place("hub");

        fields.InteriorArrests[hub] = 3;
        model.UpdateFields(1, fields);
        Assert.Equal(0.5 - (0.1 * 3), fields.Hub[hub], 12);
        model.UpdateFields(2, fields);
        Assert.Equal(0.2 + (0.2 * 0.3), fields.Hub[hub], 12);
    }

    [Fact]
    public void Threat_follows_entries_with_a_lag_and_raises_arrests_up_to_its_ceiling()
    {
        CompiledModel model = new(World.With("places/hub/hub-strength", 0));
        Fields fields = Village.FirstDay(model);
        int turkey = model.Geography.Country("TUR");

        fields.Entries[turkey] = 4;
        model.UpdateFields(1, fields);
        Assert.Equal(0.5 * 4 / 10, fields.Threat[turkey], 12);
        Assert.Equal(0.05 * (1 + (2 * 0.2)), Arrest(model, fields), 12);
        fields.Entries[turkey] = 4000;
        model.UpdateFields(2, fields);
        Assert.Equal(3, fields.Threat[turkey]);
    }

    [Fact]
    public void Threat_follows_attacks_too_whoever_is_behind_them()
    {
        CompiledModel model = new(World.With("places/hub/hub-strength", 0));
        Fields fields = Village.FirstDay(model);
        int turkey = model.Geography.Country("TUR");

        fields.Attacks[turkey] = 2;
        fields.Entries[turkey] = 4;
        model.UpdateFields(1, fields);
        Assert.Equal(((0.5 * 4) + (4 * 2)) / 10, fields.Threat[turkey], 12);
        model.UpdateFields(2, fields);
        Assert.Equal(0.9, fields.Threat[turkey], 12);
        Assert.Equal(0, fields.Threat[model.Geography.Country("DEU")]);
    }

    [Fact]
    public void The_held_are_deported_as_far_as_their_state_cooperates_or_freed()
    {
        CompiledModel model = new(World);
        PersonState held = Village.Man(model, Stage.Held, "hub");

        Assert.Equal(0.02 * 0.5, Village.Hazard(model, held, Exit.Deported), 12);
        Assert.Equal(0.004, Village.Hazard(model, held, Exit.Freed), 12);
    }

    [Fact]
    public void More_hub_means_fewer_arrests_and_more_arrests_mean_more_deported()
    {
        int arrests = Village.Steps(World, "arrested");
        int deported = Village.Steps(World, "deported");

        Assert.InRange(Village.Steps(World.With("places/hub/hub-strength", 1), "arrested"), 1, arrests - 10);
        Assert.True(Village.Steps(World.With("countries/TUR/interior-arrest-per-day", 0.3), "deported") > deported);
        Assert.Equal(0, Village.Steps(World.With("countries/DEU/cooperation-share", 0), "deported"));
    }

    [Fact]
    public void Switched_off_there_are_no_hubs_no_arrests_and_nobody_leaves_detention()
    {
        CompiledModel model = new(World.With("transit/on", "false"));
        Fields fields = Village.FirstDay(model);

        Assert.Equal(0, fields.Hub.Sum());
        Assert.Equal(1, model.Transit.Speed(model.Geography.Place("hub"), fields));
        Assert.Equal([Exit.Dies], new CompiledModel(World.With("transit/on", "false").With("war/base-mortality-per-day", 0.1))
            .ExitsOf(Village.Man(model, Stage.Held, "hub")).Select(term => term.Exit));
    }

    private static double Arrest(CompiledModel model, Fields fields)
    {
        PersonState traveller = Village.Man(model, Stage.Stranded, "hub");
        return Village.Hazard(model, traveller, Exit.Arrested) * model.Transit.ArrestShare(traveller.Place, fields);
    }
}
