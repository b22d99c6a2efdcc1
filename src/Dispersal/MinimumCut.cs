using System.Collections.Immutable;

namespace Dispersal;

/// <summary>The cheapest set of edges whose closure parts a source from a sink.</summary>
/// <param name="Value">Sum of the capacities of <paramref name="Edges"/>, equal to the greatest flow; +infinity when no set of closable edges parts the two.</param>
/// <param name="Edges">Numbers of the edges to close, in order of the ids of their ends; empty when <paramref name="Value"/> is infinite or nothing needs closing.</param>
/// <param name="SourceSide">Ids of the nodes left on the side of the source, in ordinal order; empty when <paramref name="Value"/> is infinite.</param>
public sealed record MinimumCut(double Value, ImmutableArray<int> Edges, ImmutableArray<string> SourceSide);
