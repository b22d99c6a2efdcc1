using System.Collections.Immutable;

namespace Dispersal.Experiments;

/// <summary>A parameter that all origins share, over the sets of a posterior, and what moves with it.</summary>
/// <param name="Info">The parameter in the scenario, with its own value and its range.</param>
/// <param name="Low">5 % quantile over the replicates' sets.</param>
/// <param name="Median">Their median.</param>
/// <param name="High">Their 95 % quantile.</param>
/// <param name="Correlations">Rank correlation with each target over the replicates, from -1 to 1, in the order of the targets; not a number where the target is always the same.</param>
public sealed record ParameterSpread(ParameterInfo Info, double Low, double Median, double High, ImmutableArray<double> Correlations);
