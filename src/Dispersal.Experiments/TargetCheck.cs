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

    /// <summary>What the origin's return would be if its share were that of all other origins; null for targets that are not the return of an origin.</summary>
    public double? Pooled { get; init; }

    /// <summary>The same with the share of the other origins of its region; that of all others where it is alone there.</summary>
    public double? Regional { get; init; }
}
