using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using QuikGraph;
using QuikGraph.Algorithms.MaximumFlow;
using QuikGraph.Algorithms.Search;
using QuikGraph.Algorithms.ShortestPath;

namespace Dispersal.Tests.Network;

/// <summary>The same questions put to QuikGraph, on made-up graphs with parallel edges, loops and closed edges.</summary>
[Properties(MaxTest = 300, Replay = "20171017,11", QuietOnSuccess = true, Arbitrary = [typeof(RandomNetwork)])]
public class AgainstQuikGraph
{
    [Property]
    public void Costs_to_go_are_those_of_its_algorithm_of_Dijkstra(RandomNetwork graph)
    {
        RouteNetwork network = graph.Build();
        DijkstraShortestPathAlgorithm<string, SReversedEdge<string, TaggedEdge<string, double>>> search =
            new(new ReversedBidirectionalGraph<string, TaggedEdge<string, double>>(Open(graph)), edge => edge.OriginalEdge.Tag);
        search.Compute(graph.Sink);

        // Nodes that it does not reach keep the greatest of numbers.
        Assert.Equal(
            network.Nodes.Select(node => search.TryGetDistance(node, out double cost) && cost < double.MaxValue ? cost : double.PositiveInfinity),
            network.CostsTo(graph.Sink, graph.Costs));
    }

    [Property]
    public void What_is_reached_is_what_its_search_reaches(RandomNetwork graph)
    {
        RouteNetwork network = graph.Build();
        BreadthFirstSearchAlgorithm<string, TaggedEdge<string, double>> forwards = new(Open(graph));
        forwards.Compute(graph.Source);
        BreadthFirstSearchAlgorithm<string, SReversedEdge<string, TaggedEdge<string, double>>> backwards =
            new(new ReversedBidirectionalGraph<string, TaggedEdge<string, double>>(Open(graph)));
        backwards.Compute(graph.Sink);

        Assert.Equal(network.Nodes.Where(node => forwards.VerticesColors[node] == GraphColor.Black), network.ReachableFrom(graph.Source, graph.Costs));
        Assert.Equal(network.Nodes.Where(node => backwards.VerticesColors[node] == GraphColor.Black), network.ReachingTo(graph.Sink, graph.Costs));
    }

    [Property]
    public void The_least_cut_costs_what_its_greatest_flow_carries(RandomNetwork graph) =>
        Assert.Equal(GreatestFlow(graph), graph.Build().MinimumCutBetween(graph.Source, graph.Sink, graph.Capacities).Value);

    [Fact]
    public void Most_graphs_asked_about_have_ways_and_flows_closed_edges_and_parallel_ones()
    {
        // A sample in which nothing is reached, closed or cut would prove nothing.
        RandomNetwork[] graphs = [.. RandomNetwork.Generator.Sample(300, new Rnd(20171017UL, 11UL), 50)];

        Assert.True(graphs.Count(graph => graph.Build().ReachingTo(graph.Sink, graph.Costs).Length > 3) > 150);
        Assert.True(graphs.Count(graph => GreatestFlow(graph) > 0) > 150);
        Assert.True(graphs.Count(graph => graph.Edges.Any(edge => double.IsInfinity(edge.Cost))) > 150);
        Assert.True(graphs.Count(graph => graph.Edges.DistinctBy(edge => (edge.From, edge.To)).Count() < graph.Edges.Length) > 150);
    }

    /// <summary>The edges that are not closed, each with its cost.</summary>
    private static BidirectionalGraph<string, TaggedEdge<string, double>> Open(RandomNetwork graph)
    {
        BidirectionalGraph<string, TaggedEdge<string, double>> open = new(allowParallelEdges: true);
        open.AddVertexRange(graph.Nodes);
        open.AddEdgeRange(graph.Edges.Where(edge => double.IsFinite(edge.Cost)).Select(edge => new TaggedEdge<string, double>(edge.From, edge.To, edge.Cost)));
        return open;
    }

    // Its flows take the first edge back for the way back, whatever edge went there. So every edge goes through a node of its own: no two are parallel.
    private static double GreatestFlow(RandomNetwork graph)
    {
        AdjacencyGraph<string, TaggedEdge<string, double>> halves = new(allowParallelEdges: true);
        halves.AddVertexRange(graph.Nodes);
        foreach (TestEdge edge in graph.Edges)
        {
            halves.AddVerticesAndEdge(new TaggedEdge<string, double>(edge.From, edge.Id, edge.Capacity));
            halves.AddVerticesAndEdge(new TaggedEdge<string, double>(edge.Id, edge.To, edge.Capacity));
        }

        static TaggedEdge<string, double> Back(string from, string to) => new(from, to, 0);
        using ReversedEdgeAugmentorAlgorithm<string, TaggedEdge<string, double>> ways = new(halves, Back);
        ways.AddReversedEdges();
        EdmondsKarpMaximumFlowAlgorithm<string, TaggedEdge<string, double>> flow = new(halves, edge => edge.Tag, Back, ways);
        flow.Compute(graph.Source, graph.Sink);
        return flow.MaxFlow;
    }
}
