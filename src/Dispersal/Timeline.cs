namespace Dispersal;

/// <summary>
/// A point of a parameter's course over time: linear between points, constant before the first and after the last.
/// One row of <c>forcing.csv</c>.
/// </summary>
[Table("forcing.csv", "address", "date")]
public sealed record ForcingPoint
{
    /// <summary>Address of a dated parameter, such as <c>routes/syr-tur-west/patrol</c>; one <c>*</c> may stand for an id.</summary>
    [Column(Required = true, IsAddress = true)] public required string Address { get; init; }

    /// <summary>Day on which the value holds.</summary>
    [Column(Required = true)] public required DateOnly Date { get; init; }

    /// <summary>The value, in the unit of the parameter.</summary>
    [Column] public required Parameter Value { get; init; }

    /// <summary>Source of the row's number when it carries none of its own.</summary>
    [Column] public string? Source { get; init; }

    /// <summary>Grade of the row's number when it carries none of its own.</summary>
    [Column] public Grade Grade { get; init; }

    /// <summary>Reason for the row's number when it carries none of its own.</summary>
    [Column] public string? Reason { get; init; }
}

/// <summary>What a policy does to a parameter while it is in force.</summary>
public enum PolicyOperation
{
    /// <summary>Replaces the value; at most one may be in force on an address.</summary>
    Set,

    /// <summary>Multiplies the value, after every set.</summary>
    Multiply,

    /// <summary>Adds to the value, after every multiply.</summary>
    Add,
}

/// <summary>A dated change of a parameter: a closure, a surge, a programme, a strike. Dates of laws stand in <c>countries.csv</c>. One row of <c>policies.csv</c>.</summary>
[Table("policies.csv", "id")]
public sealed record Policy
{
    /// <summary>Unique id, such as <c>surge-2016</c>.</summary>
    [Column(Required = true)] public required string Id { get; init; }

    /// <summary>Address of a dated parameter; one <c>*</c> may stand for an id.</summary>
    [Column(Required = true, IsAddress = true)] public required string Address { get; init; }

    /// <summary>First day in force; blank for the first day of the scenario.</summary>
    [Column] public DateOnly? From { get; init; }

    /// <summary>Last day in force; blank for the last day of the scenario.</summary>
    [Column] public DateOnly? To { get; init; }

    /// <summary>What it does.</summary>
    [Column(Required = true)] public required PolicyOperation Operation { get; init; }

    /// <summary>The operand, in the unit of the parameter for set and add, a factor for multiply.</summary>
    [Column] public required Parameter Value { get; init; }

    /// <summary>Source of the row's number when it carries none of its own.</summary>
    [Column] public string? Source { get; init; }

    /// <summary>Grade of the row's number when it carries none of its own.</summary>
    [Column] public Grade Grade { get; init; }

    /// <summary>Reason for the row's number when it carries none of its own.</summary>
    [Column] public string? Reason { get; init; }
}
