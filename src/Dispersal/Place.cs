namespace Dispersal;

/// <summary>What a place is to the model.</summary>
public enum PlaceKind
{
    /// <summary>Part of the collapsing territory.</summary>
    Theatre,

    /// <summary>A way station on which persons wait, hide or are arrested.</summary>
    Transit,

    /// <summary>A state as the end of a journey; each origin has exactly one.</summary>
    Country,

    /// <summary>The ground of an affiliated group elsewhere.</summary>
    Affiliate,
}

/// <summary>A node of the route network. One row of <c>places.csv</c>.</summary>
[Table("places.csv", "id")]
public sealed record Place
{
    /// <summary>Unique id, such as <c>raqqa</c> or <c>TUR</c>.</summary>
    [Column(Required = true)] public required string Id { get; init; }

    /// <summary>Country in which the place lies.</summary>
    [Column(Required = true, RefersTo = "countries")] public required string Country { get; init; }

    /// <summary>What the place is to the model.</summary>
    [Column(Required = true)] public required PlaceKind Kind { get; init; }

    /// <summary>Latitude in degrees, rounded: for maps only.</summary>
    [Column(Name = "lat", Min = -90, Max = 90)] public required Parameter Latitude { get; init; }

    /// <summary>Longitude in degrees, rounded: for maps only.</summary>
    [Column(Name = "lon", Min = -180, Max = 180)] public required Parameter Longitude { get; init; }

    /// <summary>Name for people to read; the id when blank.</summary>
    [Column] public string? Name { get; init; }

    /// <summary>Control of the place before its first dated event in <c>control.csv</c>, 0 none to 1 full.</summary>
    [Column(Min = 0, Max = 1, Default = 0)] public required Parameter InitialControl { get; init; }

    /// <summary>Area under control when control is 1; counts towards the published area of <c>territory.csv</c>.</summary>
    [Column(Min = 0, Max = 1e8, Default = 0)] public required Parameter AreaKm2 { get; init; }

    /// <summary>Whether the place takes up what the published area leaves after all other places.</summary>
    [Column] public bool Residual { get; init; }

    /// <summary>Pull of the place on arrivals and on those who retreat to territory still held, relative to other places.</summary>
    [Column(Min = 0, Max = 1e6, Default = 0)] public required Parameter Weight { get; init; }

    /// <summary>Multiplier on war mortality and capture here; 1 is the mean of the theatre, 0 is peace.</summary>
    [Column(Min = 0, Max = 1000, Default = 0, Dated = true)] public required Parameter WarIntensity { get; init; }

    /// <summary>Additional mortality hazard by dated strikes on this place.</summary>
    [Column(Min = 0, Max = 100, Default = 0, Dated = true)] public required Parameter StrikePerDay { get; init; }

    /// <summary>Strength of the support hub before arrests wear it down, 0 none to 1 full.</summary>
    [Column(Min = 0, Max = 1, Default = 0, Dated = true)] public required Parameter HubStrength { get; init; }

    /// <summary>Source of the row's numbers that carry none of their own.</summary>
    [Column] public string? Source { get; init; }

    /// <summary>Grade of the row's numbers that carry none of their own.</summary>
    [Column] public Grade Grade { get; init; }

    /// <summary>Reason for the row's numbers that carry none of their own.</summary>
    [Column] public string? Reason { get; init; }
}
