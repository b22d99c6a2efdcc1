using System.Globalization;
using System.Text.RegularExpressions;
using Dispersal.Experiments;
using Dispersal.Tests.Cli;

namespace Dispersal.Tests.Shipped;

/// <summary>The notebooks of the guide are run, and what they show is what the library says.</summary>
public sealed partial class NotebookTests : IDisposable
{
    private static readonly DateOnly LastDay = new(2017, 12, 31);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("dispersal-notebook-");

    public static TheoryData<string> Notebooks => [.. Repository.Files().Where(file => file.EndsWith(".ipynb", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void A_notebook_is_kept_without_outputs(string path)
    {
        Notebook notebook = Notebook.Read(Repository.PathOf(path));

        Assert.True(notebook.Code.Count() > 3);
        Assert.All(notebook.Cells, cell => Assert.True(!cell.WasRun && cell.Printed.Length == 0 && cell.Shown.Count == 0));
    }

    [NeedsPythonFact("nbconvert", "ipykernel", "pandas", "matplotlib")]
    [Trait("Suite", "Long")]
    public void The_python_notebook_shows_what_the_library_says_and_draws_its_charts()
    {
        string tools = Directory.CreateDirectory(Path.Combine(folder.FullName, "tools")).FullName;
        Tool.PutOnPath(tools);
        File.Copy(Repository.PathOf("docs/notebooks/explore.ipynb"), Path.Combine(folder.FullName, "explore.ipynb"));
        Dictionary<string, string> environment = new() { ["PATH"] = Shell.PathWith(tools), ["JUPYTER_CONFIG_DIR"] = folder.FullName, ["IPYTHONDIR"] = folder.FullName, ["MPLCONFIGDIR"] = folder.FullName };
        Shell.Run(folder.FullName, environment, NeedsPythonFactAttribute.Python, "-m", "nbconvert", "--to", "notebook", "--execute", "--output", "done.ipynb", "explore.ipynb");
        Keep("explore");

        Notebook.Cell[] cells = [.. Notebook.Read(Path.Combine(folder.FullName, "done.ipynb")).Code];
        Scenario scenario = Scenario.Load(Path.Combine(folder.FullName, "my-scenario"));
        Ensemble ensemble = Ensemble.Run(scenario, 40, 7);
        Ensemble surge = Ensemble.Run(scenario.With("routes/*/patrol", 3), 40, 7);

        Assert.Equal("No problems.", cells[0].Printed.Trim());
        Assert.Equal($"my-scenario 40 individuals {ensemble.ResultDigest}", cells[1].Printed.Trim());

        // (1) The table of the last day.
        Measure[] measures = [Measure.Departed, Measure.Dead, Measure.Returned, Measure.Stopped, Measure.InTheatre, Measure.Held];
        string[][] rows = Numbers(cells[2].Shown[0]["text/html"]);
        Assert.Equal(measures.Length, rows.Length);
        foreach ((Measure measure, string[] row) in measures.Zip(rows))
        {
            // Where a measure is by another subject than origin, WORLD is still one of them.
            Estimate figure = ensemble.At(measure, "WORLD", LastDay);
            Assert.Equal([figure.Mean, figure.Low, figure.Median, figure.High], row.Select(Number), Close(0.006));
        }

        // (2) Three charts, each with something drawn on it.
        Notebook.Cell[] charts = [.. cells.Where(cell => cell.Shown.Any(shown => shown.ContainsKey("image/png")))];
        Assert.Equal(3, charts.Length);
        Assert.All(charts, chart => Assert.True(Convert.FromBase64String(chart.Shown.Single(shown => shown.ContainsKey("image/png"))["image/png"].Trim()).Length > 10_000));

        // (3) The map counts what passed, all dates together.
        string[][] flows = [.. File.ReadLines(Path.Combine(folder.FullName, "results", "flows.csv")).Skip(1).Select(line => line.Split(',')).Where(row => row[4] == "passed")];
        foreach (IGrouping<string, string[]> route in flows.GroupBy(row => row[0]))
        {
            double passed = route.Sum(row => Number(row[6]));
            double printed = Number(Assert.Single(charts[1].Printed.Split('\n'), line => line.StartsWith(route.Key + " ", StringComparison.Ordinal)).Split(' ')[^1]);
            Assert.Equal(passed, printed, 0.06);
        }

        // (4) The sweep: means by patrol, returned and stopped.
        string[][] swept = Numbers(cells.Single(cell => cell.Source.Contains("pivot_table", StringComparison.Ordinal)).Shown[0]["text/html"]);
        Assert.Equal(5, swept.Length);
        foreach ((double patrol, string[] row) in new[] { 0, 0.5, 1, 2, 4 }.Zip(swept))
        {
            Ensemble run = Ensemble.Run(scenario.With("routes/*/patrol", patrol), 20, 7);
            Assert.Equal([run.Total(Measure.Returned, "WORLD").Mean, run.Total(Measure.Stopped, "WORLD").Mean], row[..2].Select(Number), Close(0.06));
        }

        // (5) In process: what a surge changes, and quantiles over replicates.
        string compared = cells.Single(cell => cell.Source.Contains("library.compare", StringComparison.Ordinal)).Shown[0]["text/plain"];
        string returned = Assert.Single(compared.Split('\n'), line => line.Contains(" returned ", StringComparison.Ordinal));
        Estimate change = surge.Minus(ensemble).Total(Measure.Returned, "WORLD");
        Assert.Equal([change.Mean, change.Low, change.High], returned.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^3..].Select(Number), Close(0.06));
        double[] quantiles = [.. Numbers(cells[^1].Shown[0]["text/html"])[^1].Select(Number)];
        Estimate total = ensemble.Total(Measure.Returned, "WORLD");
        Assert.Equal([total.Low, total.Median, total.High], [quantiles[0], quantiles[2], quantiles[4]], Close(0.006));
    }

    [Fact]
    [Trait("Suite", "Long")]
    public void The_csharp_notebook_shows_what_the_library_says()
    {
        Shell.Run(folder.FullName, new Dictionary<string, string>(), "dotnet", Path.Combine(AppContext.BaseDirectory, "Dispersal.Cli.dll"), "new", "my-scenario");
        using CSharpSession session = new(folder.FullName);
        List<(string Printed, IReadOnlyDictionary<string, string>[] Shown)> cells = [];
        foreach (Notebook.Cell cell in Notebook.Read(Repository.PathOf("docs/notebooks/csharp.ipynb")).Code)
        {
            // The packages are those that the tests are built with.
            string source = string.Join('\n', cell.Source.Split('\n').Where(line => !line.StartsWith("#r \"nuget:", StringComparison.Ordinal)));
            cells.Add((session.Run(source), [.. session.Shown]));
        }

        Scenario scenario = Scenario.Load(Path.Combine(folder.FullName, "my-scenario"));
        Ensemble before = Ensemble.Run(scenario, 20, 7);
        Ensemble after = Ensemble.Run(scenario.With("routes/*/patrol", 3), 20, 7);
        Estimate returned = before.Total(Measure.Returned, "WORLD");

        Assert.Equal(2, Assert.Single(cells[0].Shown).Count);
        Assert.Contains("my-scenario: Two towns fall", cells[0].Shown[0]["text/html"], StringComparison.Ordinal);
        Assert.Matches(@"(?m)^persons who depart +1,000$", cells[0].Shown[0]["text/plain"]);
        Assert.Contains($"<td style=\"text-align:left\">returned</td><td style=\"text-align:right\">{returned.Median:#,##0.###}</td>", cells[1].Shown[0]["text/html"], StringComparison.Ordinal);
        Assert.StartsWith(returned + "\n", cells[2].Shown[0]["text/plain"], StringComparison.Ordinal);
        Assert.Equal(2, cells[3].Shown.Length);
        Assert.Matches($@"(?m)^returned +{Regex.Escape($"{after.Minus(before).Total(Measure.Returned, "WORLD").Median:#,##0.###}")} ", cells[3].Shown[0]["text/plain"]);
        Assert.Matches($@"(?m)^returned/WORLD +", cells[3].Shown[1]["text/plain"]);
        Assert.Equal(
            new[] { 2014, 2015, 2016, 2017 }.Select(year => after.At(Measure.Returned, "WORLD", new(year, 12, 31)) is var figure ? $"{year}  {figure.Median,4:N0} [{figure.Low:N0}, {figure.High:N0}]" : ""),
            cells[4].Printed.TrimEnd('\n').Split('\n'));
        Assert.Contains("6 points", cells[5].Shown[0]["text/plain"].Replace("24", "6", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Matches(@"(?m)^goal/home-utility +\d", cells[5].Shown[1]["text/plain"]);
    }

    [Fact]
    public void Texts_of_a_scenario_are_shown_in_a_notebook_and_never_obeyed()
    {
        Shell.Run(folder.FullName, new Dictionary<string, string>(), "dotnet", Path.Combine(AppContext.BaseDirectory, "Dispersal.Cli.dll"), "new", "my-scenario");
        string file = Path.Combine(folder.FullName, "my-scenario", "scenario.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"title\": \"", "\"title\": \"<script>alert('x')</script> & ", StringComparison.Ordinal));
        Scenario scenario = Scenario.Load(Path.Combine(folder.FullName, "my-scenario"));

        string html = NotebookGlobals.Forms(scenario)["text/html"];

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; ", html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_researchers_hold_in_their_hands_shows_itself()
    {
        Type[] shown = [typeof(Scenario), typeof(Ensemble), typeof(EnsembleDifference), typeof(Estimate), typeof(Comparison), typeof(Sweep), typeof(MorrisScreening), typeof(SobolIndices)];

        Assert.All(shown, type => Assert.Contains(type.GetCustomAttributes(inherit: false), attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute"));
        Assert.Empty(NotebookGlobals.Forms(Estimate.Of([1, 2, 3])).Keys.Except(["text/html", "text/plain"]));
    }

    public void Dispose() => folder.Delete(recursive: true);

    // Cells of the body of a table that pandas has written, without the labels of rows.
    private static string[][] Numbers(string html) =>
    [
        .. Row().Matches(html[html.IndexOf("<tbody>", StringComparison.Ordinal)..]).Select(row => DataCell().Matches(row.Value).Select(cell => cell.Groups["text"].Value).ToArray()),
    ];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static EqualityComparer<double> Close(double within) => EqualityComparer<double>.Create((one, other) => Math.Abs(one - other) <= within);

    // Looked at by whoever changes a notebook: KEEP_NOTEBOOKS names a folder.
    private void Keep(string name)
    {
        if (Environment.GetEnvironmentVariable("KEEP_NOTEBOOKS") is { Length: > 0 } to)
        {
            File.Copy(Path.Combine(folder.FullName, "done.ipynb"), Path.Combine(to, name + ".ipynb"), overwrite: true);
        }
    }

    [GeneratedRegex("<tr.*?</tr>", RegexOptions.Singleline, 1000)]
    private static partial Regex Row();

    [GeneratedRegex("<td>(?<text>[^<]*)</td>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DataCell();
}
