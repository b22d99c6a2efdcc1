using System.Collections.Immutable;

namespace Dispersal.Network;

/// <summary>Greatest flow between two nodes and the cut that limits it (Dinic's algorithm).</summary>
/// <remarks>
/// (1) Measure each node's distance in edges from the source over edges with room left. (2) While a path leads one step further at each edge,
/// send along it what its narrowest edge takes; what is sent may be sent back. (3) Repeat until the sink is out of reach.
/// (4) The edges from the nodes still in reach to the others are the cut: among all cheapest cuts the one nearest to the source, so it does
/// not depend on the paths that happened to be found.
/// </remarks>
internal sealed class MaximumFlow
{
    /// <summary>Room below this share of an edge's capacity is rounding left over from subtractions, not room.</summary>
    private const double RoundingShare = 1e-12;

    private readonly RouteNetwork network;
    private readonly double[] capacities;

    // What can still be sent along an edge, and back along it.
    private readonly double[] forward;
    private readonly double[] backward;
    private readonly int[] distances;
    private readonly int[] queue;

    // How far the search has got through a node's outgoing, then incoming edges in this phase.
    private readonly int[] cursors;
    private readonly double[] rounding;

    public MaximumFlow(RouteNetwork network, ReadOnlySpan<double> capacities)
    {
        EdgeValues.Check(capacities, network.EdgeCount, "capacity");
        this.network = network;
        this.capacities = capacities.ToArray();
        forward = new double[capacities.Length];
        backward = new double[capacities.Length];
        distances = new int[network.Nodes.Length];
        queue = new int[network.Nodes.Length];
        cursors = new int[network.Nodes.Length];
        rounding = [.. this.capacities.Select(capacity => double.IsFinite(capacity) ? capacity * RoundingShare : 0)];
    }

    /// <summary>Sum of what was sent in the last <see cref="Cut"/>; equals the cut's value up to rounding.</summary>
    public double Flow { get; private set; }

    /// <summary>Finds the cut between two nodes given by number.</summary>
    /// <exception cref="ArgumentException">Both nodes are the same.</exception>
    public MinimumCut Cut(int source, int sink)
    {
        if (source == sink)
        {
            throw new ArgumentException("A node cannot be parted from itself. Name two different nodes.", nameof(sink));
        }

        if (IsJoinedForever(source, sink))
        {
            Flow = double.PositiveInfinity;
            return new MinimumCut(Flow, [], []);
        }

        // An edge that cannot be closed never limits the flow if it takes more than all others together.
        double unlimited = Math.Min(double.MaxValue, 1 + (2 * capacities.Where(double.IsFinite).Sum()));
        for (int edge = 0; edge < capacities.Length; edge++)
        {
            forward[edge] = Math.Min(capacities[edge], unlimited);
            backward[edge] = 0;
        }

        Flow = 0;
        while (Measure(source, sink))                                               // (1) (3)
        {
            Array.Clear(cursors);
            while (Send(source, sink, double.PositiveInfinity) is var sent and > 0)  // (2)
            {
                Flow += sent;
            }
        }

        return CutAtReach();                                                        // (4)
    }

    private bool IsJoinedForever(int source, int sink)
    {
        double[] costs = [.. capacities.Select(capacity => double.IsPositiveInfinity(capacity) ? 0 : double.PositiveInfinity)];
        bool[] reached = new bool[distances.Length];
        new Reach(network).From(costs, source, reached);
        return reached[sink];
    }

    private bool Measure(int source, int sink)
    {
        distances.AsSpan().Fill(-1);
        distances[source] = 0;
        queue[0] = source;
        int end = 1;
        for (int next = 0; next < end; next++)
        {
            int node = queue[next];
            Visit(network.Outgoing, forward, node, ref end);
            Visit(network.Incoming, backward, node, ref end);
        }

        return distances[sink] >= 0;
    }

    private void Visit(EdgeRows rows, double[] room, int node, ref int end)
    {
        ReadOnlySpan<int> edges = rows.EdgesAt(node);
        ReadOnlySpan<int> farEnds = rows.FarEndsAt(node);
        for (int i = 0; i < edges.Length; i++)
        {
            if (distances[farEnds[i]] < 0 && room[edges[i]] > rounding[edges[i]])
            {
                distances[farEnds[i]] = distances[node] + 1;
                queue[end++] = farEnds[i];
            }
        }
    }

    // Recursion is as deep as the shortest path is long.
    private double Send(int node, int sink, double limit)
    {
        if (node == sink)
        {
            return limit;
        }

        int outgoing = network.Outgoing.EdgesAt(node).Length;
        int all = outgoing + network.Incoming.EdgesAt(node).Length;
        for (; cursors[node] < all; cursors[node]++)
        {
            int cursor = cursors[node];
            bool isForward = cursor < outgoing;
            EdgeRows rows = isForward ? network.Outgoing : network.Incoming;
            (double[] room, double[] back) = isForward ? (forward, backward) : (backward, forward);
            int at = isForward ? cursor : cursor - outgoing;
            int edge = rows.EdgesAt(node)[at];
            int next = rows.FarEndsAt(node)[at];
            if (distances[next] != distances[node] + 1 || room[edge] <= rounding[edge])
            {
                continue;
            }

            double sent = Send(next, sink, Math.Min(limit, room[edge]));
            if (sent > 0)
            {
                room[edge] -= sent;
                back[edge] += sent;
                return sent;
            }
        }

        return 0;
    }

    private MinimumCut CutAtReach()
    {
        ImmutableArray<int>.Builder cut = ImmutableArray.CreateBuilder<int>();
        double value = 0;
        for (int node = 0; node < distances.Length; node++)
        {
            foreach (int edge in network.EdgesFrom(node))
            {
                // An edge that lets nothing through needs no closing.
                if (distances[node] >= 0 && distances[network.TargetOf(edge)] < 0 && capacities[edge] > 0)
                {
                    cut.Add(edge);
                    value += capacities[edge];
                }
            }
        }

        return new MinimumCut(value, cut.ToImmutable(), [.. network.Nodes.Where((_, node) => distances[node] >= 0)]);
    }
}
