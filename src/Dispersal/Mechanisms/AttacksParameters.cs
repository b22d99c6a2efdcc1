namespace Dispersal;

/// <summary>Parameters of M14 Attacks: plots and what becomes of them; counts and composition only.</summary>
[Section("attacks", "M14")]
public sealed record AttacksParameters
{
    /// <summary>Whether anybody plots.</summary>
    [Column] public bool On { get; init; } = true;

    /// <summary>Hazard at which a person in a cell plots.</summary>
    [Column(Min = 0, Max = 10, Default = 0, Dated = true)] public required Parameter PlotPerDay { get; init; }

    /// <summary>Hazard at which an embedded man is sent home to attack, for an origin of target weight 1.</summary>
    [Column(Min = 0, Max = 10, Default = 0, Dated = true)] public required Parameter DispatchPerDay { get; init; }

    /// <summary>Hazard at which an order to attack comes to the persons sent who are in cells of a country.</summary>
    [Column(Min = 0, Max = 10, Default = 0.02)] public required Parameter DirectedPlotPerDay { get; init; }

    /// <summary>Share of the persons sent who are in cells of a country that take part when an order comes.</summary>
    [Column(Min = 0, Max = 1, Default = 0.7)] public required Parameter TeamShare { get; init; }

    /// <summary>Share of those sent who pose as refugees.</summary>
    [Column(Min = 0, Max = 1, Default = 0.2, Dated = true)] public required Parameter PosingShare { get; init; }

    /// <summary>Hazard of a plot that is linked to the group but independent, per home-grown mobilised person at target weight 1.</summary>
    [Column(Min = 0, Max = 10, Default = 0, Dated = true)] public required Parameter LinkedPerDay { get; init; }

    /// <summary>Hazard of a plot that is inspired only, per home-grown mobilised person at target weight 1.</summary>
    [Column(Min = 0, Max = 10, Default = 0, Dated = true)] public required Parameter InspiredPerDay { get; init; }

    /// <summary>P(a plot is foiled) where nobody is watched.</summary>
    [Column(Min = 0, Max = 1, Default = 0.4)] public required Parameter FoiledProbability { get; init; }

    /// <summary>P(a plot of watched persons is foiled).</summary>
    [Column(Min = 0, Max = 1, Default = 0.9)] public required Parameter WatchedFoiledProbability { get; init; }

    /// <summary>P(a plot that is not foiled is executed rather than fails).</summary>
    [Column(Min = 0, Max = 1, Default = 0.5)] public required Parameter ExecutedProbability { get; init; }

    /// <summary>Execution of plots with a veteran, relative to others; the product must not exceed 1.</summary>
    [Column(Min = 0, Max = 10, Default = 1.5)] public required Parameter VeteranExecutionRatio { get; init; }

    /// <summary>Rival hypothesis: veterans are noticed sooner, so that their plots are foiled as if watched and their experience does not help them.</summary>
    [Column] public bool VeteransNoticed { get; init; }

    /// <summary>Mean deaths of an executed attack, attackers not counted.</summary>
    [Column(Min = 0, Max = 10000, Default = 5)] public required Parameter DeathsPerAttack { get; init; }

    /// <summary>Deaths of attacks with a veteran, relative to others.</summary>
    [Column(Min = 0, Max = 100, Default = 2)] public required Parameter VeteranLethalityRatio { get; init; }

    /// <summary>Mean number of home-grown accomplices of a plot.</summary>
    [Column(Min = 0, Max = 100, Default = 0.3)] public required Parameter AccomplicesPerPlot { get; init; }

    /// <summary>P(an attacker dies in an executed attack).</summary>
    [Column(Min = 0, Max = 1, Default = 0.7)] public required Parameter AttackerDeathProbability { get; init; }

    /// <summary>Share of home-grown plotters who were known to the authorities.</summary>
    [Column(Min = 0, Max = 1, Default = 0.8)] public required Parameter HomeGrownKnownShare { get; init; }

    /// <summary>Share of home-grown plotters who are asylum seekers.</summary>
    [Column(Min = 0, Max = 1, Default = 0.05)] public required Parameter HomeGrownRefugeeShare { get; init; }
}
