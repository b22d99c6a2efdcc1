using System.Collections.Immutable;
using Dispersal.Network;

namespace Dispersal;

/// <summary>
/// A directed graph with parallel edges: places and the routes between them, or any other graph brought with
/// <see cref="FromEdges"/>. Immutable and safe to share between threads.
/// </summary>
/// <remarks>
/// Nodes are numbered in ordinal order of their ids. Edges keep the number they had in the input, so costs and capacities
/// are plain arrays in the order of the caller's own edges. Answers depend on ids only, never on the order of the input.
/// A cost of +infinity closes an edge.
/// </remarks>
public sealed class RouteNetwork
{
    private readonly int[] sources;
    private readonly int[] targets;

    private RouteNetwork(ImmutableArray<string> nodes, int[] sources, int[] targets, int[] ranks)
    {
        Nodes = nodes;
        this.sources = sources;
        this.targets = targets;
        Outgoing = new EdgeRows(nodes.Length, sources, targets, ranks);
        Incoming = new EdgeRows(nodes.Length, targets, sources, ranks);
    }

    /// <summary>Ids of the nodes in ordinal order; a node's number is its index here.</summary>
    public ImmutableArray<string> Nodes { get; }

    /// <summary>Number of edges; they are numbered from 0 in the order of the input.</summary>
    public int EdgeCount => sources.Length;

    internal EdgeRows Outgoing { get; }

    internal EdgeRows Incoming { get; }

    /// <summary>
    /// Makes a network of edges of any type, for instance those of a QuikGraph graph:
    /// <c>RouteNetwork.FromEdges(graph.Edges, e => e.Source, e => e.Target)</c>.
    /// </summary>
    /// <typeparam name="TEdge">The caller's type of edge.</typeparam>
    /// <param name="edges">The edges; read once. Edge k of the network is the k-th one read.</param>
    /// <param name="source">Id of the node that an edge leaves.</param>
    /// <param name="target">Id of the node that an edge enters.</param>
    /// <param name="id">Id of an edge, unique; gives parallel edges an order of their own. Without it they keep that of the input.</param>
    /// <param name="nodes">Ids of nodes, to name those that no edge touches; the ends of all edges are added.</param>
    /// <exception cref="ArgumentException">Two edges have the same id.</exception>
    public static RouteNetwork FromEdges<TEdge>(
        IEnumerable<TEdge> edges,
        Func<TEdge, string> source,
        Func<TEdge, string> target,
        Func<TEdge, string>? id = null,
        IEnumerable<string>? nodes = null)
    {
        ArgumentNullException.ThrowIfNull(edges);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);

        TEdge[] read = [.. edges];
        string[] from = [.. read.Select(source)];
        string[] to = [.. read.Select(target)];
        ImmutableArray<string> ids = [.. from.Concat(to).Concat(nodes ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new RouteNetwork(ids, Numbers(ids, from), Numbers(ids, to), id is null ? [.. Enumerable.Range(0, read.Length)] : Ranks([.. read.Select(id)]));
    }

    /// <summary>The network of a scenario: edge k is its k-th route, and every place is a node.</summary>
    /// <param name="scenario">Scenario whose places and routes are taken.</param>
    public static RouteNetwork FromScenario(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return FromEdges(scenario.Routes, route => route.From, route => route.To, route => route.Id, scenario.Places.Select(place => place.Id));
    }

    /// <summary>Number of the node with an id.</summary>
    /// <param name="node">Id of the node.</param>
    /// <exception cref="ArgumentException">No node has the id.</exception>
    public int IndexOf(string node)
    {
        int index = Nodes.BinarySearch(node, StringComparer.Ordinal);
        return index >= 0 ? index : throw new ArgumentException($"The network has no node '{node}'.", nameof(node));
    }

    /// <summary>Number of the node that an edge leaves.</summary>
    /// <param name="edge">Number of the edge.</param>
    public int SourceOf(int edge) => sources[edge];

    /// <summary>Number of the node that an edge enters.</summary>
    /// <param name="edge">Number of the edge.</param>
    public int TargetOf(int edge) => targets[edge];

    /// <summary>Numbers of the edges that leave a node, sorted by the id of the node they enter, then by their own.</summary>
    /// <param name="node">Number of the node.</param>
    public ReadOnlySpan<int> EdgesFrom(int node) => Outgoing.EdgesAt(node);

    /// <summary>Numbers of the edges that enter a node, sorted by the id of the node they leave, then by their own.</summary>
    /// <param name="node">Number of the node.</param>
    public ReadOnlySpan<int> EdgesTo(int node) => Incoming.EdgesAt(node);

    /// <summary>Cheapest cost from every node to a goal, by number of node; +infinity from where it cannot be reached.</summary>
    /// <param name="goal">Id of the goal.</param>
    /// <param name="edgeCosts">Cost of each edge, zero or more; +infinity closes it.</param>
    /// <exception cref="ArgumentException">There is no such node, or costs are negative, not numbers or not one for each edge.</exception>
    public ImmutableArray<double> CostsTo(string goal, ReadOnlySpan<double> edgeCosts)
    {
        double[] costs = new double[Nodes.Length];
        new CostToGo(this).Fill(edgeCosts, IndexOf(goal), costs);
        return [.. costs];
    }

    /// <summary>Ids of the nodes that can be reached from a node, itself included, in ordinal order.</summary>
    /// <param name="source">Id of the node set out from.</param>
    /// <param name="edgeCosts">Cost of each edge; only +infinity, which closes it, matters.</param>
    /// <exception cref="ArgumentException">There is no such node, or costs are not one for each edge.</exception>
    public ImmutableArray<string> ReachableFrom(string source, ReadOnlySpan<double> edgeCosts)
    {
        bool[] reached = new bool[Nodes.Length];
        new Reach(this).From(edgeCosts, IndexOf(source), reached);
        return [.. Nodes.Where((_, node) => reached[node])];
    }

    /// <summary>Ids of the nodes from which a goal can be reached, itself included, in ordinal order.</summary>
    /// <param name="goal">Id of the goal.</param>
    /// <param name="edgeCosts">Cost of each edge; only +infinity, which closes it, matters.</param>
    /// <exception cref="ArgumentException">There is no such node, or costs are not one for each edge.</exception>
    public ImmutableArray<string> ReachingTo(string goal, ReadOnlySpan<double> edgeCosts)
    {
        bool[] reached = new bool[Nodes.Length];
        new Reach(this).To(edgeCosts, IndexOf(goal), reached);
        return [.. Nodes.Where((_, node) => reached[node])];
    }

    /// <summary>The cheapest set of edges whose closure parts a source from a sink; of several, the one nearest to the source.</summary>
    /// <param name="source">Id of the node set out from.</param>
    /// <param name="sink">Id of the node to be kept out of reach.</param>
    /// <param name="capacities">What closing each edge costs, or what it lets through: zero or more; +infinity cannot be closed.</param>
    /// <exception cref="ArgumentException">There is no such node, both are the same, or capacities are negative, not numbers or not one for each edge.</exception>
    public MinimumCut MinimumCutBetween(string source, string sink, ReadOnlySpan<double> capacities) =>
        new MaximumFlow(this, capacities).Cut(IndexOf(source), IndexOf(sink));

    private static int[] Numbers(ImmutableArray<string> sorted, string[] ids) =>
        [.. ids.Select(id => sorted.BinarySearch(id, StringComparer.Ordinal))];

    private static int[] Ranks(string[] edgeIds)
    {
        int[] order = [.. Enumerable.Range(0, edgeIds.Length)];
        Array.Sort(order, (a, b) => string.CompareOrdinal(edgeIds[a], edgeIds[b]));
        int[] ranks = new int[order.Length];
        for (int rank = 0; rank < order.Length; rank++)
        {
            if (rank > 0 && edgeIds[order[rank - 1]] == edgeIds[order[rank]])
            {
                throw new ArgumentException($"Two edges have the id '{edgeIds[order[rank]]}'. Give every edge an id of its own.", nameof(edgeIds));
            }

            ranks[order[rank]] = rank;
        }

        return ranks;
    }
}
