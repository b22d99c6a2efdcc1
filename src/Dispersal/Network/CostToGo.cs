namespace Dispersal.Network;

/// <summary>
/// Cheapest cost from every node to a goal (Dijkstra's algorithm against the direction of the edges). Owns its work space: make one
/// per thread and call it for every goal; a call allocates nothing.
/// </summary>
/// <remarks>
/// (1) Nothing is reached but the goal, at no cost. (2) Take the cheapest node not yet settled. (3) Whoever enters it by an open edge can have its
/// cost plus the edge's. (4) Go on with (2) until no reached node is left.
/// <para>A sum is folded from the goal outwards, cost = edge + cost to go of its target, and rounding is monotone: hence the result is the one solution
/// of V(i) = min over edges of (cost + V(target)) bit by bit, whatever the order in which equal nodes are settled.</para>
/// </remarks>
internal sealed class CostToGo
{
    private const int NotReached = -1;

    private readonly RouteNetwork network;

    // A binary heap of reached nodes with the cheapest in front, and each node's place in it.
    private readonly int[] heap;
    private readonly int[] places;

    public CostToGo(RouteNetwork network)
    {
        this.network = network;
        heap = new int[network.Nodes.Length];
        places = new int[network.Nodes.Length];
    }

    /// <summary>Fills <paramref name="costs"/>, by number of node.</summary>
    /// <param name="edgeCosts">Cost of each edge, zero or more; +infinity closes it.</param>
    /// <param name="goal">Number of the goal.</param>
    /// <param name="costs">Takes the cost from each node; +infinity where the goal cannot be reached.</param>
    /// <exception cref="ArgumentException">A cost is negative or not a number, or the spans have the wrong length.</exception>
    public void Fill(ReadOnlySpan<double> edgeCosts, int goal, Span<double> costs)
    {
        EdgeValues.Check(edgeCosts, network.EdgeCount, "cost");
        if (costs.Length != network.Nodes.Length)
        {
            throw new ArgumentException($"There are {network.Nodes.Length} nodes but room for {costs.Length} costs.", nameof(costs));
        }

        costs.Fill(double.PositiveInfinity);                                        // (1)
        places.AsSpan().Fill(NotReached);
        costs[goal] = 0;
        heap[0] = goal;
        places[goal] = 0;
        int size = 1;
        while (size > 0)                                                            // (4)
        {
            int node = heap[0];                                                     // (2)
            size--;
            if (size > 0)
            {
                SiftDown(heap[size], size, costs);
            }

            double cost = costs[node];
            ReadOnlySpan<int> edges = network.Incoming.EdgesAt(node);
            ReadOnlySpan<int> sources = network.Incoming.FarEndsAt(node);
            for (int i = 0; i < edges.Length; i++)
            {
                double offer = edgeCosts[edges[i]] + cost;                          // (3)
                int source = sources[i];
                // A settled node is never offered less than it has, and a closed edge offers infinity, which is less than nothing.
                if (offer < costs[source])
                {
                    costs[source] = offer;
                    if (places[source] == NotReached)
                    {
                        places[source] = size++;
                    }

                    SiftUp(source, costs);
                }
            }
        }
    }

    private void SiftUp(int node, ReadOnlySpan<double> costs)
    {
        int place = places[node];
        while (place > 0)
        {
            int parent = (place - 1) >> 1;
            if (costs[heap[parent]] <= costs[node])
            {
                break;
            }

            Put(heap[parent], place);
            place = parent;
        }

        Put(node, place);
    }

    private void SiftDown(int node, int size, ReadOnlySpan<double> costs)
    {
        int place = 0;
        while (true)
        {
            int child = (2 * place) + 1;
            if (child >= size)
            {
                break;
            }

            if (child + 1 < size && costs[heap[child + 1]] < costs[heap[child]])
            {
                child++;
            }

            if (costs[node] <= costs[heap[child]])
            {
                break;
            }

            Put(heap[child], place);
            place = child;
        }

        Put(node, place);
    }

    private void Put(int node, int place)
    {
        heap[place] = node;
        places[node] = place;
    }
}
