namespace Dispersal;

/// <summary>Parameters of M7 Legal travel: checks against records, and screening of refugees.</summary>
[Section("legal-travel", "M7")]
public sealed record LegalTravelParameters
{
    /// <summary>Whether checks and screening stop anybody.</summary>
    [Column] public bool On { get; init; } = true;

    /// <summary>Persons a day on refugee routes, all refugees counted.</summary>
    [Column(Min = 0, Max = 1e7, Default = 100, Dated = true)] public required Parameter RefugeesPerDay { get; init; }

    /// <summary>Persons a day whom screening can examine.</summary>
    [Column(Min = 0, Max = 1e7, Default = 100, Dated = true)] public required Parameter ScreeningCapacityPerDay { get; init; }

    /// <summary>P(a listed person who is examined on a refugee route is recognised).</summary>
    [Column(Min = 0, Max = 1, Default = 0.3, Dated = true)] public required Parameter ScreeningProbability { get; init; }
}
