namespace Dispersal.Network;

/// <summary>
/// Which nodes can be reached, or can reach, over open edges. Owns its work space: make one per thread; a call allocates nothing.
/// </summary>
internal sealed class Reach(RouteNetwork network)
{
    // Each node is pushed once.
    private readonly int[] stack = new int[network.Nodes.Length];

    /// <summary>Marks the nodes that can be reached from <paramref name="source"/>, itself included.</summary>
    public void From(ReadOnlySpan<double> edgeCosts, int source, Span<bool> reached) => Mark(network.Outgoing, edgeCosts, source, reached);

    /// <summary>Marks the nodes from which <paramref name="goal"/> can be reached, itself included.</summary>
    public void To(ReadOnlySpan<double> edgeCosts, int goal, Span<bool> reached) => Mark(network.Incoming, edgeCosts, goal, reached);

    private void Mark(EdgeRows rows, ReadOnlySpan<double> edgeCosts, int start, Span<bool> reached)
    {
        EdgeValues.CheckCount(edgeCosts, network.EdgeCount, "cost");
        reached.Clear();
        reached[start] = true;
        stack[0] = start;
        int size = 1;
        while (size > 0)
        {
            int node = stack[--size];
            ReadOnlySpan<int> edges = rows.EdgesAt(node);
            ReadOnlySpan<int> farEnds = rows.FarEndsAt(node);
            for (int i = 0; i < edges.Length; i++)
            {
                if (!reached[farEnds[i]] && edgeCosts[edges[i]] < double.PositiveInfinity)
                {
                    reached[farEnds[i]] = true;
                    stack[size++] = farEnds[i];
                }
            }
        }
    }
}
