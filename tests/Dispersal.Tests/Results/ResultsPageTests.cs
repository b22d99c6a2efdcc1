using System.Text.Json;
using Dispersal.Engines;
using Dispersal.Model;
using Dispersal.Results;
using Dispersal.Tests.Scenarios;

namespace Dispersal.Tests.Results;

/// <summary>docs/results.md against what a run writes.</summary>
public sealed class ResultsPageTests
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs/results.md"));

    [Fact]
    public void Every_file_column_measure_and_key_of_a_real_run_is_on_the_page()
    {
        using ScratchFolder scratch = new();
        string folder = Path.Combine(scratch.Root, "out");
        Ensemble.Run(Small.Scenario(), 2, 1).Save(folder);

        foreach (string path in Directory.GetFiles(folder, "*.csv"))
        {
            string[] lines = File.ReadAllLines(path);
            Assert.Contains($"| `{Path.GetFileName(path)}` | `{lines[0]}` |", Page, StringComparison.Ordinal);
            Assert.True(lines.Length > 1, $"{path} is empty: nothing was compared.");
        }

        string[] measures = [.. File.ReadLines(Path.Combine(folder, "summary.csv")).Skip(1).Select(line => line[..line.IndexOf(',', StringComparison.Ordinal)]).Distinct()];
        Assert.True(measures.Length > 15);
        AssertOnPage(measures);
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "manifest.json")));
        AssertOnPage(manifest.RootElement.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void Every_measure_stage_fate_and_cause_is_on_the_page()
    {
        AssertOnPage(Measure.All.Select(measure => measure.Name));
        AssertOnPage(Enum.GetValues<Stage>().Select(stage => stage.NameOf()));
        AssertOnPage(Stocks.FateNames);
        AssertOnPage(Enum.GetValues<Cause>().Select(cause => cause.NameOf()));
        AssertOnPage(["passed", "turned-back", "held", "killed"]);
        AssertOnPage(ResultTables.FileNames);
    }

    private static void AssertOnPage(IEnumerable<string> words) =>
        Assert.All(words, word => Assert.Contains($"`{word}`", Page, StringComparison.Ordinal));
}
