namespace Dispersal;

/// <summary>Parameters of M1 Inflow: who reaches the theatre, and who is stopped on the way in.</summary>
[Section("inflow", "M1")]
public sealed record InflowParameters
{
    /// <summary>Whether anybody arrives.</summary>
    [Column] public bool On { get; init; } = true;

    /// <summary>Persons stopped on the way in, per person who gets through.</summary>
    [Column(Min = 0, Max = 100, Default = 0, Dated = true)] public required Parameter StoppedShare { get; init; }

    /// <summary>Place at which persons stopped on the way in are held; required where anybody is stopped.</summary>
    [Column(RefersTo = "places")] public string? StoppedAt { get; init; }

    /// <summary>Share of a group of mixed commitment whose commitment is low.</summary>
    [Column(Min = 0, Max = 1, Default = 0.3)] public required Parameter LowCommitmentShare { get; init; }

    /// <summary>Share of a group of mixed commitment whose commitment is high.</summary>
    [Column(Min = 0, Max = 1, Default = 0.3)] public required Parameter HighCommitmentShare { get; init; }

    /// <summary>Elasticity of arrivals to the territory controlled, relative to the baseline scenario's.</summary>
    [Column(Min = 0, Max = 10, Default = 1)] public required Parameter ControlElasticity { get; init; }

    /// <summary>Elasticity of arrivals to the permeability of the theatre's outer borders, relative to the baseline scenario's.</summary>
    [Column(Min = 0, Max = 10, Default = 1)] public required Parameter PermeabilityElasticity { get; init; }
}
