using System.Diagnostics;
using Dispersal.Experiments;
using Dispersal.Tests.Cli;
using Dispersal.Tests.Readme;

namespace Dispersal.Tests.Experiments;

/// <summary>What <c>docs/experiments.md</c> shows is run as it stands there.</summary>
[Collection(ProcessWide.Name)]
public sealed class GuideTests
{
    private static readonly string Guide = File.ReadAllText(Repository.PathOf("docs/experiments.md"));

    [Fact]
    public void The_program_in_the_guide_is_the_code_that_runs_here()
    {
        Assert.Contains("```csharp\n" + ReadmeBlocks.RegionOf("../Experiments/GuideTests.cs") + "```\n", Guide, StringComparison.Ordinal);
        string store = Repository.PathOf("patrols.db");
        try
        {
            string[] lines = ProcessWide.Output(() =>
            {
                // <readme>
                Scenario baseline = Scenario.Load("scenarios/two-country");
                Factor[] factors = [Factor.OfRange(baseline, "routes/*/patrol", 0, 2), Factor.OfValues(baseline, "war/mortality-per-day", 0.0002, 0.0005)];
                Design design = Design.LatinHypercube(baseline, points: 16, seed: 7, factors);
                Sweep sweep = Sweep.Run(design, replicates: 4, store: "patrols.db");   // goes on where it was cut
                double[][] returned = sweep.Values(Measure.Returned, "WORLD");         // by point and replicate
                Console.WriteLine($"{VarianceSplit.Of(returned).ChanceShare:P0} of the variance is chance");
                // </readme>
            });
            Assert.Matches(@"^\d+ % of the variance is chance$", lines[0]);
        }
        finally
        {
            File.Delete(store);
        }
    }

    [NeedsPythonFact("sqlite3")]
    public void Python_reads_a_store_in_three_lines() => Assert.Equal("24 7\n", Python(0, "print(len(rows), len(rows[0]))"));

    [NeedsPythonFact("pandas")]
    public void Pandas_reads_a_store_in_three_lines() => Assert.Equal(
        "['point', 'replicate', 'measure', 'subject', 'date', 'value', 'routes/*/patrol'] 2 4\n",
        Python(1, "print(list(table.columns), table['routes/*/patrol'].nunique(), len(table[(table.measure == 'returned') & (table.subject == 'EU')]))"));

    // The block of the guide with this number, three lines, and a line that looks at what it read.
    private static string Python(int block, string look)
    {
        using TinyScenario tiny = new();
        Scenario scenario = Scenario.Load(tiny.Folder);
        Directory.CreateDirectory(tiny.Out);
        Sweep.Run(
            Design.Grid(scenario, [Factor.OfValues(scenario, "routes/*/patrol", 0, 1)]), 2, Path.Combine(tiny.Out, "sweep.db"),
            figures: [FigurePattern.Parse("returned/*"), FigurePattern.Parse("dead/*")]);
        string snippet = Guide.Split("```python\n")[block + 1].Split("```")[0];
        Assert.Equal(3, snippet.TrimEnd('\n').Split('\n').Length);

        ProcessStartInfo start = new(NeedsPythonFactAttribute.Python, ["-c", snippet + look])
        {
            WorkingDirectory = tiny.Out,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("", error.Result);
        return output;
    }
}
