namespace Dispersal;

/// <summary>The part a person plays; subsets of every count by origin.</summary>
public enum Role
{
    /// <summary>An adult man.</summary>
    Man,

    /// <summary>An adult woman.</summary>
    Woman,

    /// <summary>A minor.</summary>
    Minor,
}

/// <summary>How firmly a group holds to the cause.</summary>
public enum Commitment
{
    /// <summary>Leaves at the first disappointment.</summary>
    Low,

    /// <summary>In between.</summary>
    Middle,

    /// <summary>Stays to the end.</summary>
    High,

    /// <summary>A mixture by <c>inflow/low-commitment-share</c> and <c>inflow/high-commitment-share</c>, drawn person by person.</summary>
    Mixed,
}

/// <summary>A described population of exchangeable persons. One row of <c>groups.csv</c>.</summary>
[Table("groups.csv", "id")]
public sealed record FighterGroup
{
    /// <summary>Unique id, such as <c>DEU-men</c>.</summary>
    [Column(Required = true)] public required string Id { get; init; }

    /// <summary>The country they left, and to which they return.</summary>
    [Column(Required = true, RefersTo = "countries")] public required string Origin { get; init; }

    /// <summary>The part they play.</summary>
    [Column(Required = true)] public required Role Role { get; init; }

    /// <summary>How firmly they hold to the cause.</summary>
    [Column(Required = true)] public required Commitment Commitment { get; init; }

    /// <summary>Persons of the group who reach the theatre in all.</summary>
    [Column(Min = 0, Max = 1e9)] public required Parameter DepartedPersons { get; init; }

    /// <summary>Group whose monthly shares of arrivals this group uses; blank for its own.</summary>
    [Column(RefersTo = "groups")] public string? ArrivalsAs { get; init; }

    /// <summary>Share who have fought elsewhere before they arrive.</summary>
    [Column(Min = 0, Max = 1, Default = 0)] public required Parameter VeteranShare { get; init; }

    /// <summary>Share who are prominent: known by name among enthusiasts at home.</summary>
    [Column(Min = 0, Max = 1, Default = 0)] public required Parameter ProminentShare { get; init; }

    /// <summary>Source of the row's numbers that carry none of their own.</summary>
    [Column] public string? Source { get; init; }

    /// <summary>Grade of the row's numbers that carry none of their own.</summary>
    [Column] public Grade Grade { get; init; }

    /// <summary>Reason for the row's numbers that carry none of their own.</summary>
    [Column] public string? Reason { get; init; }
}

/// <summary>How a group's arrivals are spread over months. One row of <c>arrivals.csv</c>.</summary>
[Table("arrivals.csv", "group", "month")]
public sealed record Arrival
{
    /// <summary>The group.</summary>
    [Column(Required = true, RefersTo = "groups")] public required string Group { get; init; }

    /// <summary>First day of the month, written <c>yyyy-MM</c>.</summary>
    [Column(Required = true, IsMonth = true)] public required DateOnly Month { get; init; }

    /// <summary>Weight of the month; a group's weights are divided by their sum.</summary>
    [Column(Min = 0, Max = 1e9)] public required Parameter Share { get; init; }

    /// <summary>Source of the row's number when it carries none of its own.</summary>
    [Column] public string? Source { get; init; }

    /// <summary>Grade of the row's number when it carries none of its own.</summary>
    [Column] public Grade Grade { get; init; }

    /// <summary>Reason for the row's number when it carries none of its own.</summary>
    [Column] public string? Reason { get; init; }
}

/// <summary>In which country of the theatre persons of an origin arrive first. One row of <c>first-theatres.csv</c>.</summary>
/// <remarks>Rows of an origin replace the rows of <c>*</c> for it; shares are divided by their sum.</remarks>
[Table("first-theatres.csv", "origin", "theatre")]
public sealed record FirstTheatre
{
    /// <summary>The origin, or <c>*</c> for every origin without rows of its own.</summary>
    [Column(Required = true, RefersTo = "countries", OrElse = "*")] public required string Origin { get; init; }

    /// <summary>A country that has theatre places.</summary>
    [Column(Required = true, RefersTo = "countries")] public required string Theatre { get; init; }

    /// <summary>Weight of this theatre.</summary>
    [Column(Min = 0, Max = 1e9)] public required Parameter Share { get; init; }

    /// <summary>Source of the row's number when it carries none of its own.</summary>
    [Column] public string? Source { get; init; }

    /// <summary>Grade of the row's number when it carries none of its own.</summary>
    [Column] public Grade Grade { get; init; }

    /// <summary>Reason for the row's number when it carries none of its own.</summary>
    [Column] public string? Reason { get; init; }
}
