namespace Dispersal.Experiments;

/// <summary>A published figure with what it is in a run.</summary>
/// <param name="Figure">The row of <c>targets.csv</c>.</param>
/// <param name="Formula">What it is in a run.</param>
public sealed record Target(PublishedFigure Figure, FigureFormula Formula)
{
    /// <summary>Id of the row.</summary>
    public string Id => Figure.Id;

    /// <summary>Lowest value that agrees with the sources; minus infinity where only the highest is known.</summary>
    public double Low => Figure.Low ?? double.NegativeInfinity;

    /// <summary>Highest value that agrees with the sources; infinity where only the lowest is known.</summary>
    public double High => Figure.High ?? double.PositiveInfinity;

    /// <summary>How much it counts in a fit.</summary>
    public double Weight => Figure.Weight ?? 1;

    /// <summary>Whether parameters are fitted to it.</summary>
    public bool IsFitted => Figure.Role == TargetRole.Calibration && Weight > 0;

    /// <summary>How far a value is from the range, in its unit; 0 inside.</summary>
    /// <param name="value">A value of a run.</param>
    public double Miss(double value) => value < Low ? Low - value : value > High ? value - High : 0;
}
