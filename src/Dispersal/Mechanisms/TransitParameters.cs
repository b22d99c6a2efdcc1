namespace Dispersal;

/// <summary>Parameters of M8 Transit states: hubs, interior checks, deportation.</summary>
[Section("transit", "M8")]
public sealed record TransitParameters
{
    /// <summary>Whether transit states arrest, hold, deport or release, and whether hubs help.</summary>
    [Column] public bool On { get; init; } = true;

    /// <summary>Increase of the speed of onward travel by a hub of strength 1.</summary>
    [Column(Min = 0, Max = 100, Default = 0.5)] public required Parameter HubSpeed { get; init; }

    /// <summary>Share of arrests that a hub of strength 1 averts.</summary>
    [Column(Min = 0, Max = 1, Default = 0.5)] public required Parameter HubHidingShare { get; init; }

    /// <summary>Hub strength lost for each arrest at the place.</summary>
    [Column(Min = 0, Max = 1, Default = 0.002)] public required Parameter HubWear { get; init; }

    /// <summary>Share of the worn strength that recovers in a day.</summary>
    [Column(Min = 0, Max = 1, Default = 0.01)] public required Parameter HubRecoveryPerDay { get; init; }

    /// <summary>Threat that one person entering the country a day sustains.</summary>
    [Column(Min = 0, Max = 100, Default = 0.1)] public required Parameter ThreatPerEntry { get; init; }

    /// <summary>Threat that one attack executed in the country a day sustains, whoever is behind it.</summary>
    [Column(Min = 0, Max = 10_000, Default = 10)] public required Parameter ThreatPerAttack { get; init; }

    /// <summary>Lag with which threat follows events.</summary>
    [Column(Min = 1, Max = 10000, Default = 90)] public required Parameter ThreatLagDays { get; init; }

    /// <summary>Increase of the arrest hazard by a unit of threat.</summary>
    [Column(Min = 0, Max = 100, Default = 0.5)] public required Parameter ThreatResponse { get; init; }

    /// <summary>Greatest threat that is responded to.</summary>
    [Column(Min = 0, Max = 1000, Default = 4)] public required Parameter ThreatCeiling { get; init; }
}
