using BenchmarkDotNet.Attributes;
using Dispersal.Network;

namespace Dispersal.Benchmarks;

/// <summary>Costs to go on a network of raqqa-2017's size, beside the obvious algorithm; a compiled scenario asks for them some ten thousand times.</summary>
[MemoryDiagnoser]
public class CostToGoBenchmarks
{
    private const int NodeCount = 150;
    private const int EdgeCount = 1000;

    private readonly (string From, string To)[] edges;
    private readonly RouteNetwork network;
    private readonly CostToGo search;
    private readonly double[] edgeCosts;
    private readonly double[] costs = new double[NodeCount];
    private int goal;

    public CostToGoBenchmarks()
    {
        ulong luck = 7;
        edges = [.. Enumerable.Range(0, EdgeCount).Select(_ => (Node(Next(NodeCount)), Node(Next(NodeCount))))];
        edgeCosts = [.. edges.Select(_ => 1.0 + (Next(4000) / 100.0))];
        network = RouteNetwork.FromEdges(edges, edge => edge.From, edge => edge.To, nodes: Enumerable.Range(0, NodeCount).Select(Node));
        search = new CostToGo(network);

        static string Node(int number) => $"place-{number:000}";

        // The same graph on every machine: a multiplicative generator's upper bits.
        int Next(int count)
        {
            luck = (luck * 6364136223846793005) + 1442695040888963407;
            return (int)((luck >> 33) % (ulong)count);
        }
    }

    /// <summary>One goal after another, as the compiler of a scenario asks.</summary>
    [Benchmark]
    public double Searched()
    {
        goal = (goal + 1) % NodeCount;
        search.Fill(edgeCosts, goal, costs);
        return costs[0];
    }

    /// <summary>Offers every edge to its start until nothing gets cheaper.</summary>
    [Benchmark(Baseline = true)]
    public double ByRounds()
    {
        goal = (goal + 1) % NodeCount;
        Array.Fill(costs, double.PositiveInfinity);
        costs[goal] = 0;
        for (bool isCheaper = true; isCheaper;)
        {
            isCheaper = false;
            for (int edge = 0; edge < edgeCosts.Length; edge++)
            {
                double offer = edgeCosts[edge] + costs[network.TargetOf(edge)];
                if (offer < costs[network.SourceOf(edge)])
                {
                    costs[network.SourceOf(edge)] = offer;
                    isCheaper = true;
                }
            }
        }

        return costs[0];
    }
}
