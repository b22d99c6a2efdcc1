using System.Collections.Immutable;

namespace Dispersal.Experiments;

/// <summary>How uncertain parameters are drawn for each replicate, so that bands hold what is not known about the world as well as luck. Immutable.</summary>
/// <remarks>
/// A draw belongs to seed, replicate and factor: the same for every scenario, engine and number of threads, so that two scenarios with one seed are held
/// against each other in the same world. Ranged cells of a column are one factor and stand at one quantile of their ranges. Values drawn change the baseline
/// too; what a scenario sets otherwise than its baseline, as a policy does, stands. A draw that the scenario's own checks refuse, since shares add up to more
/// than 1 for instance, is drawn anew as a whole: what is left is the prior where it makes sense.
/// </remarks>
public sealed record Uncertainty
{
    /// <summary>Every ranged parameter from its own range.</summary>
    public static Uncertainty OfRanges { get; } = new();

    /// <summary>Parameter sets of a calibration: for each replicate one, by weight; null for none. Parameters in it are drawn together and not from their ranges.</summary>
    public Posterior? Posterior { get; init; }

    /// <summary>Whether ranged parameters that the posterior does not hold are drawn from their ranges; by default they are.</summary>
    public bool DrawsRanges { get; init; } = true;

    /// <summary>Addresses, or patterns with one <c>*</c>, of cells that are drawn apart from the rest of their column.</summary>
    public ImmutableArray<string> Split { get; init; } = [];
}
