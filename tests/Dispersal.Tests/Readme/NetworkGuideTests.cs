using System.Collections.Immutable;
using QuikGraph;
using QuikGraph.Algorithms;

namespace Dispersal.Tests.Readme;

/// <summary>The examples of <c>docs/network.md</c>, compiled and run.</summary>
[Collection(ProcessWide.Name)]
public sealed class NetworkGuideTests
{
    [Fact]
    public void The_examples_in_the_guide_are_the_code_that_runs_here()
    {
        string page = File.ReadAllText(Repository.PathOf("docs/network.md"));
        IReadOnlyList<string> regions = ReadmeBlocks.RegionsOf("NetworkGuideTests.cs");

        Assert.All(regions, region => Assert.Contains("```csharp\n" + region + "```\n", page, StringComparison.Ordinal));
        Assert.Equal(regions.Count, page.Split("```csharp\n").Length - 1);
    }

    [Fact]
    public void The_network_of_a_scenario_answers()
    {
        string[] lines = ProcessWide.Output(() =>
        {
            // <readme>
            Scenario scenario = Scenario.Load("scenarios/raqqa-2017");
            RouteNetwork network = RouteNetwork.FromScenario(scenario);              // edge k is scenario.Routes[k]

            double[] days = [.. scenario.Routes.Select(route => route.Days.Value)];
            ImmutableArray<double> toGo = network.CostsTo("DEU", days);              // one number for each of network.Nodes
            Console.WriteLine($"Days on the quickest way from Raqqa to Germany: {toGo[network.IndexOf("raqqa")]:N1}");

            double[] noFlights = [.. scenario.Routes.Select(route => route.Mode == RouteMode.Air ? double.PositiveInfinity : route.Days.Value)];
            Console.WriteLine($"Places within reach of Raqqa without a flight: {network.ReachableFrom("raqqa", noFlights).Length}");
            Console.WriteLine($"Places from which Malaysia is in reach without a flight: {network.ReachingTo("MYS", noFlights).Length}");
            // </readme>
        });

        Assert.Equal(3, lines.Length);
        double[] answers = [.. lines.Select(line => double.Parse(line.Split(": ")[1], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.InRange(answers[0], 1, 100);
        Assert.InRange(answers[1], 10, Scenario.Load(Repository.PathOf("scenarios/raqqa-2017")).Places.Length - 1);
        Assert.InRange(answers[2], 1, answers[1]);
    }

    [Fact]
    public void The_fewest_crossings_that_part_two_places_are_found()
    {
        string[] lines = ProcessWide.Output(() =>
        {
            // <readme>
            Scenario scenario = Scenario.Load("scenarios/raqqa-2017");
            Dictionary<string, string> country = scenario.Places.ToDictionary(place => place.Id, place => place.Country);

            // Each crossing of a border counts one; ways inside a country cannot be closed.
            double[] closing = [.. scenario.Routes.Select(route => country[route.From] == country[route.To] ? double.PositiveInfinity : 1)];
            MinimumCut cut = RouteNetwork.FromScenario(scenario).MinimumCutBetween("raqqa", "DEU", closing);

            Console.WriteLine($"{cut.Value} crossings:");
            foreach (int edge in cut.Edges)
                Console.WriteLine(scenario.Routes[edge].Id);
            // </readme>

            HashSet<string> side = [.. cut.SourceSide];
            Assert.All(cut.Edges, edge => Assert.True(side.Contains(scenario.Routes[edge].From) && !side.Contains(scenario.Routes[edge].To)));
        });

        Assert.Equal($"{lines.Length - 1} crossings:", lines[0]);
        Assert.True(lines.Length > 2);
    }

    [Fact]
    public void A_graph_of_QuikGraph_goes_in_and_routes_go_out()
    {
        string[] lines = ProcessWide.Output(() =>
        {
            // <readme>
            AdjacencyGraph<string, TaggedEdge<string, double>> graph = new();        // the tag is days of travel
            graph.AddVertex("island");
            graph.AddVerticesAndEdgeRange([new("raqqa", "tur-west", 4), new("tur-west", "TUR", 2), new("raqqa", "tur-east", 3), new("raqqa", "tur-east", 5)]);

            RouteNetwork network = RouteNetwork.FromEdges(graph.Edges, edge => edge.Source, edge => edge.Target, nodes: graph.Vertices);
            double[] days = [.. graph.Edges.Select(edge => edge.Tag)];               // in the order of graph.Edges, not in that of adding
            Console.WriteLine(network.CostsTo("TUR", days)[network.IndexOf("raqqa")]);
            Console.WriteLine(string.Join(" ", network.ReachableFrom("raqqa", days)));
            // </readme>
        });
        Assert.Equal(["6", "TUR raqqa tur-east tur-west"], lines);
        Assert.Contains("```text\n" + string.Join('\n', lines) + "\n```\n", File.ReadAllText(Repository.PathOf("docs/network.md")), StringComparison.Ordinal);

        lines = ProcessWide.Output(() =>
        {
            // <readme>
            Scenario scenario = Scenario.Load("scenarios/raqqa-2017");
            AdjacencyGraph<string, TaggedEdge<string, Route>> graph = new();
            graph.AddVerticesAndEdgeRange(scenario.Routes.Select(route => new TaggedEdge<string, Route>(route.From, route.To, route)));

            Dictionary<string, int> parts = [];
            Console.WriteLine($"{graph.StronglyConnectedComponents(parts)} parts within which there is a way both ways");
            // </readme>
        });
        Assert.Matches("^[1-9][0-9]* parts within which there is a way both ways$", Assert.Single(lines));
    }
}
