namespace Dispersal.Network;

/// <summary>The edges at each node as compressed rows, sorted by the number of the far end, then by rank.</summary>
internal sealed class EdgeRows
{
    private readonly int[] starts;
    private readonly int[] edges;
    private readonly int[] farEnds;

    public EdgeRows(int nodeCount, int[] nearEndOf, int[] farEndOf, int[] ranks)
    {
        edges = [.. Enumerable.Range(0, nearEndOf.Length)];
        Array.Sort(edges, (a, b) => (nearEndOf[a], farEndOf[a], ranks[a]).CompareTo((nearEndOf[b], farEndOf[b], ranks[b])));
        // Far ends stand beside the edge numbers, so that a search walks memory forward.
        farEnds = [.. edges.Select(edge => farEndOf[edge])];
        starts = new int[nodeCount + 1];
        foreach (int near in nearEndOf)
        {
            starts[near + 1]++;
        }

        for (int node = 0; node < nodeCount; node++)
        {
            starts[node + 1] += starts[node];
        }
    }

    /// <summary>Numbers of the edges at a node.</summary>
    public ReadOnlySpan<int> EdgesAt(int node) => edges.AsSpan(starts[node], starts[node + 1] - starts[node]);

    /// <summary>Position of a node's first edge among all edges in the order of the rows.</summary>
    public int StartOf(int node) => starts[node];

    /// <summary>Numbers of the nodes at the other end of <see cref="EdgesAt"/>, in the same order.</summary>
    public ReadOnlySpan<int> FarEndsAt(int node) => farEnds.AsSpan(starts[node], starts[node + 1] - starts[node]);
}
