namespace Dispersal.Experiments;

/// <summary>A target beside what runs make of it.</summary>
/// <param name="Target">The target.</param>
/// <param name="Band">What the replicates say: median and 90 % band.</param>
public sealed record TargetCheck(Target Target, Estimate Band)
{
    /// <summary>Whether it is met: the band touches the range.</summary>
    public bool IsMet => Band.Low <= Target.High && Band.High >= Target.Low;

    /// <summary>Whether the band holds the published value itself; null where there is none.</summary>
    public bool? Covers => Target.Figure.Central is { } central ? Band.Low <= central && central <= Band.High : null;

    /// <summary>5 % quantile of what would be published if runs were right: their values with the error that the published range admits. Null where the figure has no central value and two bounds.</summary>
    public double? PublishedLow { get; init; }

    /// <summary>95 % quantile of the same.</summary>
    public double? PublishedHigh { get; init; }

    /// <summary>Whether the published value lies within the band of what would be published; null where there is none.</summary>
    public bool? IsForeseen => PublishedLow is { } low && PublishedHigh is { } high && Target.Figure.Central is { } central ? low <= central && central <= high : null;

    /// <summary>What the origin's return would be if its share were that of all other origins; null for targets that are not the return of an origin.</summary>
    public double? Pooled { get; init; }

    /// <summary>The same with the share of the other origins of its region; that of all others where it is alone there.</summary>
    public double? Regional { get; init; }
}
