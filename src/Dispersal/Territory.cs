namespace Dispersal;

/// <summary>A dated gain or loss: control of a place reaches a level on a day. One row of <c>control.csv</c>.</summary>
[Table("control.csv", "place", "date")]
public sealed record ControlEvent
{
    /// <summary>The place.</summary>
    [Column(Required = true, RefersTo = "places")] public required string Place { get; init; }

    /// <summary>Day on which the level is reached.</summary>
    [Column(Required = true)] public required DateOnly Date { get; init; }

    /// <summary>Level of control from that day, 0 none to 1 full.</summary>
    [Column(Min = 0, Max = 1)] public required Parameter Control { get; init; }

    /// <summary>Length of the ramp that leads to the level; 0 is a step on the day.</summary>
    [Column(Min = 0, Max = 10000, Default = 0)] public required Parameter OverDays { get; init; }

    /// <summary>Source of the row's numbers that carry none of their own.</summary>
    [Column] public string? Source { get; init; }

    /// <summary>Grade of the row's numbers that carry none of their own.</summary>
    [Column] public Grade Grade { get; init; }

    /// <summary>Reason for the row's numbers that carry none of their own.</summary>
    [Column] public string? Reason { get; init; }
}

/// <summary>A published area under control on a day. One row of <c>territory.csv</c>.</summary>
[Table("territory.csv", "date")]
public sealed record PublishedArea
{
    /// <summary>Day of the figure.</summary>
    [Column(Required = true)] public required DateOnly Date { get; init; }

    /// <summary>Area under control.</summary>
    [Column(Min = 0, Max = 1e8)] public required Parameter AreaKm2 { get; init; }

    /// <summary>Source of the row's number when it carries none of its own.</summary>
    [Column] public string? Source { get; init; }

    /// <summary>Grade of the row's number when it carries none of its own.</summary>
    [Column] public Grade Grade { get; init; }

    /// <summary>Reason for the row's number when it carries none of its own.</summary>
    [Column] public string? Reason { get; init; }
}
