namespace Dispersal;

/// <summary>Parameters of M18 Shape: how much of the organisation's strength lies outside its core.</summary>
[Section("shape", "M18")]
public sealed record ShapeParameters
{
    /// <summary>Whether the shape is reported.</summary>
    [Column] public bool On { get; init; } = true;

    /// <summary>Local fighters of the core.</summary>
    [Column(Min = 0, Max = 1e7, Default = 0, Dated = true)] public required Parameter CoreLocalsPersons { get; init; }
}
