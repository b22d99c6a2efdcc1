namespace Dispersal;

/// <summary>An affiliated group elsewhere that draws fighters. One row of <c>affiliates.csv</c>.</summary>
[Table("affiliates.csv", "id")]
public sealed record Affiliate
{
    /// <summary>Unique id, such as <c>khorasan</c>.</summary>
    [Column(Required = true)] public required string Id { get; init; }

    /// <summary>Name for people to read; the id when blank.</summary>
    [Column] public string? Name { get; init; }

    /// <summary>Its place, of kind <c>affiliate</c>; a place has at most one affiliate.</summary>
    [Column(Required = true, RefersTo = "places")] public required string Place { get; init; }

    /// <summary>Further states in which it operates, separated by spaces; its figures are also given under the country of its place.</summary>
    [Column(RefersTo = "countries", IsList = true)] public string? States { get; init; }

    /// <summary>Strength, locals and foreigners together, as published.</summary>
    [Column(Min = 0, Max = 1e7, Default = 0, Dated = true)] public required Parameter StrengthPersons { get; init; }

    /// <summary>Pull that strength and affinity do not explain, in units of utility.</summary>
    [Column(Min = -50, Max = 50, Default = 0, Dated = true)] public required Parameter Pull { get; init; }

    /// <summary>Source of the row's numbers that carry none of their own.</summary>
    [Column] public string? Source { get; init; }

    /// <summary>Grade of the row's numbers that carry none of their own.</summary>
    [Column] public Grade Grade { get; init; }

    /// <summary>Reason for the row's numbers that carry none of their own.</summary>
    [Column] public string? Reason { get; init; }
}

/// <summary>A third country, neither theatre nor origin, that some choose to settle in. One row of <c>third-countries.csv</c>.</summary>
[Table("third-countries.csv", "place")]
public sealed record ThirdCountry
{
    /// <summary>Its place, of kind <c>country</c>.</summary>
    [Column(Required = true, RefersTo = "places")] public required string Place { get; init; }

    /// <summary>Pull that affinity does not explain, in units of utility.</summary>
    [Column(Min = -50, Max = 50, Default = 0, Dated = true)] public required Parameter Pull { get; init; }

    /// <summary>Source of the row's numbers that carry none of their own.</summary>
    [Column] public string? Source { get; init; }

    /// <summary>Grade of the row's numbers that carry none of their own.</summary>
    [Column] public Grade Grade { get; init; }

    /// <summary>Reason for the row's numbers that carry none of their own.</summary>
    [Column] public string? Reason { get; init; }
}
