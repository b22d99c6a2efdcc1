namespace Dispersal;

/// <summary>A disengagement programme of a country; a country has at most one. One row of <c>exit-programmes.csv</c>.</summary>
[Table("exit-programmes.csv", "id")]
public sealed record ExitProgramme
{
    /// <summary>Unique id, such as <c>aarhus</c>.</summary>
    [Column(Required = true)] public required string Id { get; init; }

    /// <summary>Country that runs it.</summary>
    [Column(Required = true, RefersTo = "countries")] public required string Country { get; init; }

    /// <summary>Places; 0 before it opens and after it is shelved.</summary>
    [Column(Name = "places-persons", Min = 0, Max = 1e7, Default = 0, Dated = true)] public required Parameter Places { get; init; }

    /// <summary>Hazard at which a known person applies.</summary>
    [Column(Min = 0, Max = 10, Default = 0.005)] public required Parameter TakeUpPerDay { get; init; }

    /// <summary>Mean length of the programme.</summary>
    [Column(Min = 1, Max = 36525, Default = 365)] public required Parameter DurationDays { get; init; }

    /// <summary>P(a participant completes it rather than drops out).</summary>
    [Column(Min = 0, Max = 1, Default = 0.7)] public required Parameter CompletionProbability { get; init; }

    /// <summary>Re-engagement of those who completed it, relative to others who disengaged.</summary>
    [Column(Min = 0, Max = 1, Default = 0.6)] public required Parameter EffectRatio { get; init; }

    /// <summary>Source of the row's numbers that carry none of their own.</summary>
    [Column] public string? Source { get; init; }

    /// <summary>Grade of the row's numbers that carry none of their own.</summary>
    [Column] public Grade Grade { get; init; }

    /// <summary>Reason for the row's numbers that carry none of their own.</summary>
    [Column] public string? Reason { get; init; }
}
