using System.Collections.Immutable;
using Dispersal.Network;
using FsCheck.Xunit;

namespace Dispersal.Tests.Network;

[Properties(MaxTest = 400, Replay = "20171017,7", QuietOnSuccess = true, Arbitrary = [typeof(RandomNetwork)])]
public class NetworkLaws
{
    [Property]
    public bool The_cost_to_go_is_the_cheapest_edge_plus_the_cost_to_go_of_its_end(RandomNetwork graph)
    {
        RouteNetwork network = graph.Build();
        double[] costs = graph.Costs;
        ImmutableArray<double> toGo = network.CostsTo(graph.Sink, costs);
        return Enumerable.Range(0, network.Nodes.Length).All(node => toGo[node] == (network.Nodes[node] == graph.Sink
            ? 0
            : network.EdgesFrom(node).ToArray().Select(edge => costs[edge] + toGo[network.TargetOf(edge)]).Append(double.PositiveInfinity).Min()));
    }

    [Property]
    public bool The_cost_to_go_is_that_of_the_obvious_algorithm(RandomNetwork graph) =>
        graph.Build().CostsTo(graph.Sink, graph.Costs).SequenceEqual(CostsByRounds(graph));

    [Property]
    public bool A_detour_is_never_cheaper_than_the_cheapest_way(RandomNetwork graph)
    {
        RouteNetwork network = graph.Build();
        double[] costs = graph.Costs;
        return network.Nodes.All(middle => network.Nodes.All(start =>
            network.CostsTo(graph.Sink, costs)[network.IndexOf(start)]
                <= network.CostsTo(middle, costs)[network.IndexOf(start)] + network.CostsTo(graph.Sink, costs)[network.IndexOf(middle)]));
    }

    [Property]
    public bool A_goal_has_a_cost_exactly_where_it_can_be_reached(RandomNetwork graph)
    {
        RouteNetwork network = graph.Build();
        double[] costs = graph.Costs;
        ImmutableArray<double> toGo = network.CostsTo(graph.Sink, costs);
        return network.ReachingTo(graph.Sink, costs).SequenceEqual(network.Nodes.Where((_, node) => double.IsFinite(toGo[node])));
    }

    [Property]
    public bool One_node_reaches_another_exactly_when_the_other_is_reachable_from_it(RandomNetwork graph)
    {
        RouteNetwork network = graph.Build();
        double[] costs = graph.Costs;
        return network.Nodes.All(to => network.ReachingTo(to, costs).SequenceEqual(
            network.Nodes.Where(from => network.ReachableFrom(from, costs).Contains(to))));
    }

    [Property]
    public bool The_least_cut_costs_what_the_greatest_flow_carries(RandomNetwork graph)
    {
        RouteNetwork network = graph.Build();
        MaximumFlow flow = new(network, graph.Capacities);
        MinimumCut cut = flow.Cut(network.IndexOf(graph.Source), network.IndexOf(graph.Sink));
        return cut.Value == flow.Flow && cut.Value == cut.Edges.Sum(edge => graph.Edges[edge].Capacity);
    }

    [Property]
    public bool Closing_the_cut_parts_source_from_sink_and_closing_less_does_not(RandomNetwork graph)
    {
        RouteNetwork network = graph.Build();
        MinimumCut cut = network.MinimumCutBetween(graph.Source, graph.Sink, graph.Capacities);
        return !SinkIsReachedWithout(cut.Edges) && cut.Edges.All(kept => SinkIsReachedWithout(cut.Edges.Remove(kept)));

        bool SinkIsReachedWithout(ImmutableArray<int> closed) => network.ReachableFrom(graph.Source, [.. graph.Edges.Select((edge, k) =>
            closed.Contains(k) || edge.Capacity == 0 ? double.PositiveInfinity : 1)]).Contains(graph.Sink);
    }

    [Property]
    public bool The_order_of_the_edges_changes_nothing_but_their_numbers(RandomNetwork graph)
    {
        // Backwards, and split in two and swapped: together every pair of edges changes order in one of them.
        int half = graph.Edges.Length / 2;
        return Same(graph, graph.With([.. graph.Edges.Reverse()])) && Same(graph, graph.With([.. graph.Edges[half..], .. graph.Edges[..half]]));

        static bool Same(RandomNetwork graph, RandomNetwork shuffled)
        {
            (RouteNetwork one, RouteNetwork other) = (graph.Build(), shuffled.Build());
            MinimumCut cut = one.MinimumCutBetween(graph.Source, graph.Sink, graph.Capacities);
            MinimumCut otherCut = other.MinimumCutBetween(graph.Source, graph.Sink, shuffled.Capacities);
            return one.Nodes.SequenceEqual(other.Nodes)
                && one.CostsTo(graph.Sink, graph.Costs).SequenceEqual(other.CostsTo(graph.Sink, shuffled.Costs))
                && Enumerable.Range(0, one.Nodes.Length).All(node =>
                    Ids(graph, one.EdgesFrom(node)).SequenceEqual(Ids(shuffled, other.EdgesFrom(node)))
                    && Ids(graph, one.EdgesTo(node)).SequenceEqual(Ids(shuffled, other.EdgesTo(node))))
                && cut.Value == otherCut.Value
                && cut.SourceSide.SequenceEqual(otherCut.SourceSide)
                && Ids(graph, cut.Edges.AsSpan()).SequenceEqual(Ids(shuffled, otherCut.Edges.AsSpan()));
        }

        static IEnumerable<string> Ids(RandomNetwork graph, ReadOnlySpan<int> edges) => edges.ToArray().Select(edge => graph.Edges[edge].Id);
    }

    /// <summary>Offers every edge to its start until nothing gets cheaper (Bellman and Ford).</summary>
    private static double[] CostsByRounds(RandomNetwork graph)
    {
        Dictionary<string, double> costs = graph.Nodes.ToDictionary(node => node, node => node == graph.Sink ? 0 : double.PositiveInfinity);
        for (int round = 0; round < graph.Nodes.Length; round++)
        {
            foreach (TestEdge edge in graph.Edges)
            {
                costs[edge.From] = Math.Min(costs[edge.From], edge.Cost + costs[edge.To]);
            }
        }

        return [.. graph.Nodes.Order(StringComparer.Ordinal).Select(node => costs[node])];
    }
}
