using QuikGraph;

namespace Dispersal.Tests.Readme;

/// <summary>The README's example of a graph brought from QuikGraph, compiled and run.</summary>
public class NetworkExample
{
    [Fact]
    public void The_network_example_in_the_readme_is_the_code_that_runs_here() =>
        Assert.Equal(ReadmeBlocks.RegionOf("NetworkExample.cs"), ReadmeBlocks.Of("csharp")[1]);

    [Fact]
    public void The_network_example_in_the_readme_finds_the_cut()
    {
        AdjacencyGraph<string, Edge<string>> graph = new();
        graph.AddVerticesAndEdgeRange([new("raqqa", "tur-west"), new("raqqa", "tur-east"), new("tur-west", "TUR"), new("tur-east", "TUR")]);
        double[] capacities = [5, 2, 1, 3];

        // <readme>
        RouteNetwork network = RouteNetwork.FromEdges(graph.Edges, edge => edge.Source, edge => edge.Target);
        MinimumCut cut = network.MinimumCutBetween("raqqa", "TUR", capacities);   // capacities[k] belongs to the k-th edge
        // </readme>

        Assert.Equal(3, cut.Value);
        Assert.Equal(new[] { 1, 2 }, cut.Edges.AsEnumerable());
    }
}
