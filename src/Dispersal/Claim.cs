namespace Dispersal;

/// <summary>What a source says about the world, and where it lives in the model. One row of <c>claims.csv</c>.</summary>
/// <remarks>Claims let a reader put a source and a simulation side by side. They change nothing in a run.</remarks>
[Table("claims.csv", "id", ForReaders = true)]
public sealed record Claim
{
    /// <summary>Unique id, such as <c>c07</c>.</summary>
    [Column(Required = true)] public required string Id { get; init; }

    /// <summary>What is claimed, in our own words.</summary>
    [Column(Name = "claim", Required = true)] public required string Text { get; init; }

    /// <summary>Mechanisms that carry it, as labels separated by spaces, such as <c>M2 M16</c>; blank where it is about the run as a whole.</summary>
    [Column] public string? Mechanisms { get; init; }

    /// <summary>Addresses of what expresses it, separated by spaces; one <c>*</c> may stand for an id or a part of one.</summary>
    [Column] public string? Parameters { get; init; }

    /// <summary>
    /// Figures of a run that show what becomes of it, separated by spaces, each written <c>measure@subject@yyyy-MM-dd</c>; without a date
    /// that of the last day, without a subject that of <c>WORLD</c>. A space in the name of a region is written <c>_</c>.
    /// </summary>
    [Column] public string? Outputs { get; init; }

    /// <summary>Who claims it.</summary>
    [Column] public string? Source { get; init; }

    /// <summary>How far the source can be trusted in this.</summary>
    [Column] public Grade Grade { get; init; }

    /// <summary>Why it is modelled as it is; blank when nothing needs saying.</summary>
    [Column] public string? Reason { get; init; }
}
