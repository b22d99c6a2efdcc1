using Dispersal.Network;

namespace Dispersal.Tests.Network;

public class RouteNetworkTests
{
    private const double Closed = double.PositiveInfinity;

    // Two parallel ways over the border, one detour, and an island nobody reaches.
    private static readonly (string From, string To)[] Edges = [("raqqa", "turkey"), ("raqqa", "turkey"), ("raqqa", "iraq"), ("iraq", "turkey"), ("turkey", "france")];

    private static readonly RouteNetwork Small = RouteNetwork.FromEdges(Edges, edge => edge.From, edge => edge.To, nodes: ["island"]);

    [Fact]
    public void Nodes_are_numbered_in_ordinal_order_and_edges_as_they_came()
    {
        AssertSame(["france", "iraq", "island", "raqqa", "turkey"], Small.Nodes);
        AssertSame([2, 0, 1], Small.EdgesFrom(Small.IndexOf("raqqa")).ToArray());
        AssertSame([3, 0, 1], Small.EdgesTo(Small.IndexOf("turkey")).ToArray());
        Assert.All(Enumerable.Range(0, Edges.Length), edge =>
            Assert.Equal(Edges[edge], (Small.Nodes[Small.SourceOf(edge)], Small.Nodes[Small.TargetOf(edge)])));
    }

    [Fact]
    public void The_cheapest_of_parallel_edges_counts_and_a_closed_one_does_not()
    {
        AssertSame([0, 16, Closed, 14, 10], Small.CostsTo("france", [7, 4, 1, 6, 10]));
        AssertSame([0, 12, Closed, 13, 10], Small.CostsTo("france", [Closed, Closed, 1, 2, 10]));
    }

    [Fact]
    public void Closed_edges_part_the_network()
    {
        double[] costs = [Closed, Closed, 1, Closed, 1];
        AssertSame(["iraq", "raqqa"], Small.ReachableFrom("raqqa", costs));
        AssertSame(["france", "turkey"], Small.ReachingTo("france", costs));
    }

    [Fact]
    public void The_cut_nearest_to_the_source_is_given_when_several_cost_the_same()
    {
        MinimumCut cut = Small.MinimumCutBetween("raqqa", "france", [1, 2, 4, 1, 4]);
        AssertCut(4, [3, 0, 1], ["iraq", "raqqa"], cut);
    }

    [Fact]
    public void What_cannot_be_closed_is_never_cut()
    {
        MinimumCut cut = Small.MinimumCutBetween("raqqa", "france", [Closed, 2, 4, 1, 9]);
        AssertCut(9, [4], ["iraq", "raqqa", "turkey"], cut);

        MinimumCut none = Small.MinimumCutBetween("raqqa", "france", [Closed, 2, 4, 1, Closed]);
        AssertCut(Closed, [], [], none);
    }

    [Fact]
    public void Tenths_that_do_not_add_up_in_binary_still_give_the_nearest_cut()
    {
        RouteNetwork chain = RouteNetwork.FromEdges(new[] { ("a", "b"), ("a", "b"), ("b", "c") }, edge => edge.Item1, edge => edge.Item2);
        AssertCut(0.1 + 0.2, [0, 1], ["a"], chain.MinimumCutBetween("a", "c", [0.1, 0.2, 0.3]));
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void A_cost_or_capacity_that_is_negative_or_not_a_number_is_refused(double bad)
    {
        double[] values = [1, 1, bad, 1, 1];
        Assert.Equal($"The cost of edge 2 is {bad}. It must be zero or more; +infinity is allowed. (Parameter 'values')",
            Assert.Throws<ArgumentException>(() => Small.CostsTo("france", values)).Message);
        Assert.Equal($"The capacity of edge 2 is {bad}. It must be zero or more; +infinity is allowed. (Parameter 'values')",
            Assert.Throws<ArgumentException>(() => Small.MinimumCutBetween("raqqa", "france", values)).Message);
    }

    [Fact]
    public void What_does_not_fit_the_network_is_refused_with_what_to_do()
    {
        Assert.StartsWith("The network has no node 'FRA'.", Assert.Throws<ArgumentException>(() => Small.CostsTo("FRA", [1, 1, 1, 1, 1])).Message);
        Assert.StartsWith("There are 5 edges but 2 values of cost.", Assert.Throws<ArgumentException>(() => Small.CostsTo("france", [1, 1])).Message);
        Assert.StartsWith("There are 5 edges but 2 values of cost.", Assert.Throws<ArgumentException>(() => Small.ReachableFrom("france", [1, 1])).Message);
        Assert.StartsWith("A node cannot be parted from itself.", Assert.Throws<ArgumentException>(() => Small.MinimumCutBetween("iraq", "iraq", [1, 1, 1, 1, 1])).Message);
        Assert.StartsWith("Two edges have the id 'x'.", Assert.Throws<ArgumentException>(() =>
            RouteNetwork.FromEdges(Edges, edge => edge.From, edge => edge.To, _ => "x")).Message);
    }

    [Fact]
    public void A_network_without_edges_reaches_nothing_else()
    {
        RouteNetwork bare = RouteNetwork.FromEdges(Array.Empty<string>(), edge => edge, edge => edge, nodes: ["b", "a"]);
        AssertSame([0, Closed], bare.CostsTo("a", []));
        AssertSame(["b"], bare.ReachableFrom("b", []));
        Assert.Equal(0, bare.MinimumCutBetween("a", "b", []).Value);
    }

    [Fact]
    public void A_search_allocates_nothing()
    {
        CostToGo search = new(Small);
        Reach reach = new(Small);
        double[] costs = [7, 4, 1, 2, 10];
        double[] toGo = new double[Small.Nodes.Length];
        bool[] reached = new bool[Small.Nodes.Length];
        Search();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Search();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Search()
        {
            search.Fill(costs, 0, toGo);
            reach.To(costs, 0, reached);
        }
    }

    private static void AssertCut(double value, int[] edges, string[] sourceSide, MinimumCut cut)
    {
        Assert.Equal(value, cut.Value);
        AssertSame(edges, cut.Edges);
        AssertSame(sourceSide, cut.SourceSide);
    }

    // Immutable arrays compare by reference; what is asked here is whether they hold the same.
    private static void AssertSame<T>(T[] expected, IEnumerable<T> actual) => Assert.Equal(expected, actual);
}
