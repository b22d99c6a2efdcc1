namespace Dispersal;

/// <summary>Parameters of M9 Arrival: who is noticed at the end of the way.</summary>
[Section("arrival", "M9")]
public sealed record ArrivalParameters
{
    /// <summary>Whether anybody is noticed on arrival; deported persons are known in any case.</summary>
    [Column] public bool On { get; init; } = true;

    /// <summary>Share of those who can be noticed on legal arrival who are; 1 unless checks on arrival lapse.</summary>
    [Column(Min = 0, Max = 1, Default = 1)] public required Parameter LegalRatio { get; init; }

    /// <summary>Detection of those who come over land or sea, relative to full checks on legal arrival.</summary>
    [Column(Min = 0, Max = 1, Default = 0.3)] public required Parameter IrregularRatio { get; init; }

    /// <summary>Detection of those who come by a refugee route, relative to full checks on legal arrival.</summary>
    [Column(Min = 0, Max = 1, Default = 0.5)] public required Parameter RefugeeRatio { get; init; }
}
