using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Dispersal.Tests.Network;

/// <summary>The same questions put to an independent graph library, on made-up graphs.</summary>
public class AgainstNetworkx
{
    // Costs above 1e300 stand for closed edges, since JSON has no infinity.
    private const string Script = """
        import json, sys
        import networkx as nx

        answers = []
        for graph in json.load(open(sys.argv[1])):
            every = nx.MultiDiGraph()
            every.add_nodes_from(graph["nodes"])
            every.add_edges_from((e["from"], e["to"], {"cost": e["cost"]}) for e in graph["edges"] if e["cost"] < 1e300)
            # networkx has no flow on parallel edges: what they let through together is the sum.
            flow = nx.DiGraph()
            flow.add_nodes_from(graph["nodes"])
            for e in graph["edges"]:
                known = flow.get_edge_data(e["from"], e["to"], {"capacity": 0})["capacity"]
                flow.add_edge(e["from"], e["to"], capacity=known + e["capacity"])
            value, (side, _) = nx.minimum_cut(flow, graph["source"], graph["sink"])
            answers.append({
                "costs": nx.single_source_dijkstra_path_length(every.reverse(), graph["sink"], weight="cost"),
                "reaching": sorted(nx.ancestors(every, graph["sink"]) | {graph["sink"]}),
                "reachable": sorted(nx.descendants(every, graph["source"]) | {graph["source"]}),
                "cut": value,
            })
        json.dump(answers, sys.stdout)
        """;

    private static readonly JsonSerializerOptions Lower = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    [NeedsPythonFact("networkx")]
    public void Costs_reach_and_cuts_of_two_hundred_networks_are_those_of_networkx()
    {
        RandomNetwork[] graphs = [.. RandomNetwork.Generator.Sample(200, new Rnd(20171017UL, 7UL), 50).Select(WithOddCosts)];
        Answer[] answers = Ask(graphs);

        Assert.Equal(200, answers.Length);
        foreach ((RandomNetwork graph, Answer answer) in graphs.Zip(answers))
        {
            RouteNetwork network = graph.Build();
            ImmutableArray<double> costs = network.CostsTo(graph.Sink, graph.Costs);
            // Both add the same numbers in the same order, so the sums are equal to the last bit.
            Assert.Equal(network.Nodes.Select(node => answer.Costs.GetValueOrDefault(node, double.PositiveInfinity)), costs);
            Assert.Equal(answer.Reaching, network.ReachingTo(graph.Sink, graph.Costs));
            Assert.Equal(answer.Reachable, network.ReachableFrom(graph.Source, graph.Costs));
            Assert.Equal(answer.Cut, network.MinimumCutBetween(graph.Source, graph.Sink, graph.Capacities).Value);
        }

        // A sample in which nothing is reached, closed or cut would prove nothing.
        Assert.True(answers.Count(answer => answer.Costs.Count > 3) > 100);
        Assert.True(answers.Count(answer => answer.Cut > 0) > 100);
        Assert.True(graphs.Count(graph => graph.Edges.Any(edge => double.IsInfinity(edge.Cost))) > 100);
        Assert.True(graphs.Count(graph => graph.Edges.DistinctBy(edge => (edge.From, edge.To)).Count() < graph.Edges.Length) > 100);
    }

    // Thirds do not add up exactly in binary: the order of addition shows.
    private static RandomNetwork WithOddCosts(RandomNetwork graph) => graph.With([.. graph.Edges.Select(edge => edge with { Cost = edge.Cost / 3 })]);

    private static Answer[] Ask(RandomNetwork[] graphs)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dispersal-networkx-");
        try
        {
            string questions = Path.Combine(folder.FullName, "graphs.json");
            File.WriteAllText(questions, JsonSerializer.Serialize(graphs.Select(graph =>
                graph.With([.. graph.Edges.Select(edge => edge with { Cost = Math.Min(edge.Cost, double.MaxValue) })])), Lower));
            using Process python = Process.Start(new ProcessStartInfo(NeedsPythonFactAttribute.Python, ["-c", Script, questions]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            string answers = python.StandardOutput.ReadToEnd();
            python.WaitForExit();
            Assert.Equal(0, python.ExitCode);
            return JsonSerializer.Deserialize<Answer[]>(answers, Lower)!;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed record Answer(Dictionary<string, double> Costs, string[] Reaching, string[] Reachable, double Cut);
}
