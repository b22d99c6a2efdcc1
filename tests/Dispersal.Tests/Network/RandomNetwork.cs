using FsCheck;
using FsCheck.Fluent;

namespace Dispersal.Tests.Network;

/// <summary>An edge of a made-up graph.</summary>
public sealed record TestEdge(string Id, string From, string To, double Cost, double Capacity);

/// <summary>A made-up graph with parallel edges, loops, closed edges and nodes without edges, together with the question asked of it.</summary>
public sealed record RandomNetwork(string[] Nodes, TestEdge[] Edges, string Source, string Sink)
{
    public double[] Costs => [.. Edges.Select(edge => edge.Cost)];

    public double[] Capacities => [.. Edges.Select(edge => edge.Capacity)];

    public RouteNetwork Build() => RouteNetwork.FromEdges(Edges, edge => edge.From, edge => edge.To, edge => edge.Id, Nodes);

    public RandomNetwork With(TestEdge[] edges) => this with { Edges = edges };

    public override string ToString() =>
        $"{Source} -> {Sink} over {string.Join("; ", Edges.Select(e => $"{e.Id}: {e.From} -> {e.To} cost {e.Cost:R} capacity {e.Capacity:R}"))}";

    /// <summary>Graphs of 2 to 12 nodes with up to five edges a node; shrinks by leaving edges out.</summary>
    public static Arbitrary<RandomNetwork> Any() => Arb.From(Generator, graph => Enumerable.Range(0, graph.Edges.Length)
        .Select(left => graph.With([.. graph.Edges.Where((_, edge) => edge != left)])));

    // Eighths add up exactly, so that laws of sums can be tested for equality; every tenth edge is closed.
    public static Gen<RandomNetwork> Generator =>
        from nodeCount in Gen.Choose(2, 12)
        from edgeCount in Gen.Frequency((1, Gen.Choose(0, nodeCount)), (4, Gen.Choose(2 * nodeCount, 5 * nodeCount)))
        from ends in Gen.Choose(0, nodeCount - 1).ListOf(2 * edgeCount)
        from costs in Gen.Choose(0, 79).ListOf(edgeCount)
        from capacities in Gen.Choose(0, 40).ListOf(edgeCount)
        from source in Gen.Choose(0, nodeCount - 1)
        from step in Gen.Choose(1, nodeCount - 1)
        select new RandomNetwork(
            [.. Enumerable.Range(0, nodeCount).Select(Name)],
            [.. Enumerable.Range(0, edgeCount).Select(edge => new TestEdge(
                $"edge-{edge}", Name(ends[2 * edge]), Name(ends[(2 * edge) + 1]), costs[edge] >= 72 ? double.PositiveInfinity : costs[edge] / 8.0, capacities[edge] / 8.0))],
            Name(source),
            Name((source + step) % nodeCount));

    private static string Name(int node) => $"place-{node}";
}
