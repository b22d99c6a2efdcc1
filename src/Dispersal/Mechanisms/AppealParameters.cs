namespace Dispersal;

/// <summary>Parameters of M15 Appeal: stocks that outlive the territory, and the home-grown they mobilise.</summary>
[Section("appeal", "M15")]
public sealed record AppealParameters
{
    /// <summary>Whether appeal moves; when off it stays at its initial level and mobilises nobody.</summary>
    [Column] public bool On { get; init; } = true;

    /// <summary>Appeal on the first day; 1 is its height.</summary>
    [Column(Min = 0, Max = 10, Default = 1)] public required Parameter Initial { get; init; }

    /// <summary>Share of appeal that fades in a day.</summary>
    [Column(Min = 0, Max = 1, Default = 0)] public required Parameter FadePerDay { get; init; }

    /// <summary>Appeal gained in a day by holding the greatest territory of the scenario.</summary>
    [Column(Min = 0, Max = 10, Default = 0)] public required Parameter TerritoryPerDay { get; init; }

    /// <summary>Appeal gained by winning the greatest territory of the scenario.</summary>
    [Column(Min = 0, Max = 10, Default = 0)] public required Parameter VictoryGain { get; init; }

    /// <summary>Appeal gained, as a call for revenge, by losing the greatest territory of the scenario.</summary>
    [Column(Min = 0, Max = 10, Default = 0)] public required Parameter RevengeGain { get; init; }

    /// <summary>Official media items a month.</summary>
    [Column(Min = 0, Max = 1e6, Default = 0, Dated = true)] public required Parameter MediaOutput { get; init; }

    /// <summary>Media items a month that sustain an online reach of 1.</summary>
    [Column(Min = 1, Max = 1e6, Default = 750)] public required Parameter MediaScale { get; init; }

    /// <summary>Share of the way to its sustained level that online reach moves in a day.</summary>
    [Column(Min = 0, Max = 1, Default = 0.005)] public required Parameter ReachPerDay { get; init; }

    /// <summary>Online reach that supporters sustain without any official output.</summary>
    [Column(Min = 0, Max = 10, Default = 0.3)] public required Parameter ReachFloor { get; init; }

    /// <summary>Online reach added when every home-grown subject is mobilised.</summary>
    [Column(Min = 0, Max = 10, Default = 0.5)] public required Parameter SupportersGain { get; init; }

    /// <summary>Multiplier on online reach by those who remove content.</summary>
    [Column(Min = 0, Max = 10, Default = 1, Dated = true)] public required Parameter ReachRatio { get; init; }

    /// <summary>Share of the home-grown subjects not yet mobilised who are mobilised in a day at appeal 1 and reach 1.</summary>
    [Column(Min = 0, Max = 1, Default = 0)] public required Parameter MobilisationPerDay { get; init; }

    /// <summary>Share of the mobilised who lose interest in a day.</summary>
    [Column(Min = 0, Max = 1, Default = 0.002)] public required Parameter DemobilisationPerDay { get; init; }
}
