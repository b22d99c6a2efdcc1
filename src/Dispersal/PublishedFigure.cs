namespace Dispersal;

/// <summary>What a published figure is for.</summary>
public enum TargetRole
{
    /// <summary>Parameters are fitted to it.</summary>
    Calibration,

    /// <summary>Runs are held against it; nothing is fitted to it.</summary>
    Check,
}

/// <summary>A figure that sources publish and that runs are held against: a target. One row of <c>targets.csv</c>.</summary>
/// <remarks>Targets change nothing in a run and do not count in a scenario's fingerprint. <see cref="FigureFormula"/> says what the figure is in a run.</remarks>
[Table("targets.csv", "id", ForReaders = true)]
public sealed record PublishedFigure
{
    /// <summary>Unique id, such as <c>returned-NLD</c>.</summary>
    [Column(Required = true)] public required string Id { get; init; }

    /// <summary>
    /// Measures added, subtracted and divided, with spaces around the signs: <c>returned - returned-minors</c>, <c>attacks-linked + attacks-returnee / attackers</c>.
    /// There is at most one <c>/</c>; sums are taken on either side of it first.
    /// </summary>
    [Column(Required = true)] public required string Measure { get; init; }

    /// <summary>Subject of the measures, or a sum of subjects without spaces around the signs: <c>USA+CAN+region:W Europe</c>.</summary>
    [Column(Required = true)] public required string Subject { get; init; }

    /// <summary>
    /// The day or month, <c>2017-10-31</c> or <c>2017-10</c> (its last day), of which the value is taken, or the days or months from which to which it changes:
    /// <c>2014-06..2017-06</c> is from the first day of the one to the last of the other.
    /// </summary>
    [Column(Required = true)] public required string Date { get; init; }

    /// <summary>Lowest value that agrees with the sources; blank where only the highest is known.</summary>
    [Column] public double? Low { get; init; }

    /// <summary>The value that the sources give, or the best of several; blank where there is none.</summary>
    [Column] public double? Central { get; init; }

    /// <summary>Highest value that agrees with the sources; blank where only the lowest is known, as for incomplete counts.</summary>
    [Column] public double? High { get; init; }

    /// <summary>How much it counts in a fit; 1 when blank, 0 for nothing.</summary>
    [Column(Min = 0)] public double? Weight { get; init; }

    /// <summary>Whether parameters are fitted to it.</summary>
    [Column] public TargetRole Role { get; init; }

    /// <summary>Whether it is one of the few figures by which a reader knows the scenario: <c>validate</c> shows what moves them.</summary>
    [Column] public bool Headline { get; init; }

    /// <summary>Who published it.</summary>
    [Column] public string? Source { get; init; }

    /// <summary>How far the source can be trusted.</summary>
    [Column] public Grade Grade { get; init; }

    /// <summary>How the range was made, and what else a reader should know.</summary>
    [Column] public string? Note { get; init; }
}
