namespace Dispersal;

/// <summary>One date of a series: what the replicates say on it. Deconstructs to (date, low, median, high).</summary>
/// <param name="Date">Last day of a month or of the run.</param>
/// <param name="Low">5 % quantile over replicates.</param>
/// <param name="Median">Median over replicates.</param>
/// <param name="High">95 % quantile over replicates.</param>
public readonly record struct SeriesPoint(DateOnly Date, double Low, double Median, double High)
{
    /// <summary>Mean over replicates.</summary>
    public double Mean { get; init; }
}
