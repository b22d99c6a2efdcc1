namespace Dispersal;

/// <summary>Parameters of M2 Territory: control of places, and what its loss does to those who live there.</summary>
[Section("territory", "M2")]
public sealed record TerritoryParameters
{
    /// <summary>Whether control of places changes; when off, every place keeps the control of the first day.</summary>
    [Column] public bool On { get; init; } = true;

    /// <summary>P(a man who is dislodged is killed).</summary>
    [Column(Min = 0, Max = 1, Default = 0.3, Dated = true)] public required Parameter KilledProbability { get; init; }

    /// <summary>P(a man who is dislodged is captured); with the former it must not exceed 1.</summary>
    [Column(Min = 0, Max = 1, Default = 0.1, Dated = true)] public required Parameter CapturedProbability { get; init; }

    /// <summary>P(killed) of a dislodged woman or minor, relative to a man.</summary>
    [Column(Min = 0, Max = 1, Default = 0.3)] public required Parameter FamiliesKilledRatio { get; init; }

    /// <summary>P(captured) of a dislodged woman or minor, relative to a man; the product must not exceed 1.</summary>
    [Column(Min = 0, Max = 20, Default = 2)] public required Parameter FamiliesCapturedRatio { get; init; }
}
