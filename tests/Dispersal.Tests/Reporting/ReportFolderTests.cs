using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Dispersal.Experiments;
using Dispersal.Reporting;
using Dispersal.Reporting.Pages;
using Dispersal.Tests.Cli;

namespace Dispersal.Tests.Reporting;

public partial class ReportFolderTests
{
    [Fact]
    public void A_report_adds_files_and_changes_none_of_the_results()
    {
        using TinyScenario tiny = new();
        Ensemble.Run(Scenario.Load(tiny.Folder), replicates: 5).Save(tiny.Out);
        Dictionary<string, string> before = Hashes(tiny.Out);
        ReportFolder.Write(tiny.Out);
        Dictionary<string, string> after = Hashes(tiny.Out);
        Assert.Equal(before, after.Where(file => before.ContainsKey(file.Key)).ToDictionary());
        Assert.Contains("report.html", after.Keys);
        Assert.Contains("flows.geojson", after.Keys);
        Assert.Contains("figures/returned.svg", after.Keys);
        Assert.Contains("figures/map-1.svg", after.Keys);
        Assert.Contains("figures/fates.svg", after.Keys);

        // The same folder gives the same report, and a second one takes the place of the first.
        File.WriteAllText(Path.Combine(tiny.Out, "figures", "stale.svg"), "");
        ReportFolder.Write(tiny.Out);
        Assert.Equal(after, Hashes(tiny.Out));
    }

    [Fact]
    public void A_report_that_cannot_be_made_leaves_everything_as_it_was()
    {
        using TinyScenario tiny = new();
        Ensemble.Run(Scenario.Load(tiny.Folder), replicates: 3).Save(tiny.Out);
        ReportFolder.Write(tiny.Out);
        File.AppendAllText(Path.Combine(tiny.Out, "fates.csv"), "BBB,dead,2015-01-31,many,1,1,1\n");
        Dictionary<string, string> before = Hashes(tiny.Out);
        IOException problem = Assert.Throws<IOException>(() => ReportFolder.Write(tiny.Out));
        Assert.Matches(@"fates\.csv\(\d+\) is not a figure with its date and quantiles", problem.Message);
        Assert.Equal(before, Hashes(tiny.Out));
        Assert.Contains("holds no results", Assert.Throws<IOException>(() => ReportFolder.Write(tiny.Folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Flows_as_geojson_are_those_of_the_results_month_by_month()
    {
        using TinyScenario tiny = new();
        Ensemble.Run(Scenario.Load(tiny.Folder), replicates: 5).Save(tiny.Out);
        ReportFolder.Write(tiny.Out);
        using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(tiny.Out, "flows.geojson")));
        Assert.Equal("FeatureCollection", file.RootElement.GetProperty("type").GetString());
        JsonElement[] features = [.. file.RootElement.GetProperty("features").EnumerateArray()];
        Assert.True(features.Length > 10);
        Dictionary<string, string[]> rows = File.ReadLines(Path.Combine(tiny.Out, "flows.csv")).Skip(1).Select(line => line.Split(','))
            .ToDictionary(cells => $"{cells[0]} {cells[4]} {cells[5]}", StringComparer.Ordinal);
        foreach (JsonElement feature in features)
        {
            JsonElement properties = feature.GetProperty("properties");
            double[][] ends = [.. feature.GetProperty("geometry").GetProperty("coordinates").EnumerateArray().Select(point => point.EnumerateArray().Select(degrees => degrees.GetDouble()).ToArray())];
            Assert.Equal([38, 35], ends[0]);
            Assert.True(DateTimeOffset.TryParse(properties.GetProperty("time").GetString(), CultureInfo.InvariantCulture, out DateTimeOffset time));
            string[] row = rows[$"{properties.GetProperty("route").GetString()} passed {time:yyyy-MM-dd}"];
            Assert.Equal(double.Parse(row[6], CultureInfo.InvariantCulture), properties.GetProperty("passed").GetDouble(), 3);
            Assert.Equal(double.Parse(row[9], CultureInfo.InvariantCulture), properties.GetProperty("passed_p95").GetDouble(), 3);
        }
    }

    [Fact]
    public void Figures_are_pictures_and_nothing_else()
    {
        using TinyScenario tiny = new();
        tiny.Change("countries.csv", "Bland", "\"Bland <script>alert(1)</script> & \u0001\u202E\"");
        Ensemble.Run(Scenario.Load(tiny.Folder), replicates: 3).Save(tiny.Out);
        ReportFolder.Write(tiny.Out);
        string[] figures = Directory.GetFiles(Path.Combine(tiny.Out, "figures"));
        Assert.True(figures.Length >= 6);
        Assert.All(figures, figure =>
        {
            XDocument picture = XDocument.Load(figure);
            Assert.Equal("svg", picture.Root!.Name.LocalName);
            Assert.DoesNotContain(picture.Descendants(), element => element.Name.LocalName is "script" or "foreignObject" or "image" or "a");
            Assert.DoesNotContain('\u202E', File.ReadAllText(figure));
            Assert.DoesNotContain("NaN", File.ReadAllText(figure), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Text_of_files_never_becomes_markup()
    {
        const string hostile = "\"</script><script>x</script><img src=y onerror=z> \u0001\u202E\"";
        using TinyScenario tiny = new();
        tiny.Change("countries.csv", "Bland", hostile);
        tiny.Change("claims.csv", "Made up,C,", hostile + ",C,");
        Ensemble.Run(Scenario.Load(tiny.Folder), replicates: 3).Save(tiny.Out);
        string page = File.ReadAllText(ReportFolder.Write(tiny.Out));
        Assert.DoesNotContain("<script>x", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain(page, letter => letter is '\u202E' or '\u0001');
        Assert.Contains("&lt;/script&gt;&lt;script&gt;x", page, StringComparison.Ordinal);
        foreach (Match data in Data().Matches(page))
        {
            Assert.DoesNotContain('<', data.Groups["json"].Value);
            using JsonDocument json = JsonDocument.Parse(data.Groups["json"].Value);
            Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
        }

        Assert.Equal(2, Data().Count(page));
    }

    [Fact]
    public void The_page_lets_its_own_script_and_style_through_by_their_hashes_and_nothing_else()
    {
        using TinyScenario tiny = new();
        Ensemble.Run(Scenario.Load(tiny.Folder), replicates: 2).Save(tiny.Out);
        string page = File.ReadAllText(ReportFolder.Write(tiny.Out));
        string policy = Policy().Match(page).Groups["policy"].Value;
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Contains($"script-src '{Hash(Script().Match(page).Groups["text"].Value)}'", policy, StringComparison.Ordinal);
        Assert.Contains($"style-src '{Hash(Style().Match(page).Groups["text"].Value)}'", policy, StringComparison.Ordinal);

        static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))}";
    }

    [Fact]
    public void Observed_figures_are_drawn_by_what_they_are_used_for_and_those_of_a_window_only_listed()
    {
        using TinyScenario tiny = new();
        tiny.Write("targets.csv", """
            id,measure,subject,date,low,central,high,weight,role,source,note
            one,returned,BBB,2015-12,10,20,30,,,A source,
            two,dead,BBB,2016-06,1,2,3,,check,Another,
            three,returned,BBB,2015-01..2015-12,1,2,3,,,A third,
            four,returned - returned-minors,EU,2016-03,10,20,30,,,A fourth,
            """);
        Ensemble.Run(Scenario.Load(tiny.Folder), replicates: 3).Save(tiny.Out);
        string page = File.ReadAllText(ReportFolder.Write(tiny.Out));
        using JsonDocument data = JsonDocument.Parse(Data().Match(page).Groups["json"].Value);
        var drawn = data.RootElement.GetProperty("targets").EnumerateArray()
            .Select(target => $"{target.GetProperty("measure").GetString()} {target.GetProperty("subject").GetString()} {target.GetProperty("to").GetString()} {target.GetProperty("held").GetBoolean()}").Order(StringComparer.Ordinal);
        Assert.Equal(["dead BBB 2016-06-30 True", "returned - returned-minors@EU EU 2016-03-31 False", "returned BBB 2015-12-31 False"], drawn);
        Assert.Contains("Observed figures (4)", page, StringComparison.Ordinal);
        Assert.Contains("Adults returned", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_is_saved_with_differences_pair_by_pair_and_makes_a_page()
    {
        using TinyScenario tiny = new();
        Scenario before = Scenario.Load(tiny.Folder);
        Comparison comparison = Comparison.Of(Ensemble.Run(before, 6), Ensemble.Run(before.With("routes/town-bbb/patrol", 3.0), 6));
        comparison.Save(tiny.Out);
        ResultFiles difference = ResultFiles.Read(Path.Combine(tiny.Out, "difference"), hasManifest: false);
        EnsembleDifference expected = comparison.After.Minus(comparison.Before);
        Assert.NotEqual(0, expected.Total(Measure.Returned, "BBB").Mean);
        foreach ((SeriesPoint point, int at) in expected.Series(Measure.Returned, "BBB").Select((point, at) => (point, at)))
        {
            Assert.Equal(point.Median, difference["returned", "BBB"]!.Median[at], 5);
            Assert.Equal(point.Low, difference["returned", "BBB"]!.Low[at], 5);
        }

        ComparisonFolder read = ComparisonFolder.Read(tiny.Out);
        Assert.Equal(comparison.Shifts.Select(shift => (shift.Name, Math.Round(shift.Difference.Mean, 5))), read.Shifts.Select(shift => (shift.Name, Math.Round(shift.Difference.Mean, 5))));
        Assert.Contains("\"kind\":\"comparison\"", File.ReadAllText(ReportFolder.Write(tiny.Out)), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(tiny.Out, "figures", "displacement.svg")));

        // Both halves are result folders of their own.
        Assert.True(File.Exists(ReportFolder.Write(Path.Combine(tiny.Out, "after"))));
    }

    [Fact]
    public void Responses_follow_what_moves_a_figure()
    {
        SweepFactor factor = new("a", IsQuantile: false, "", 1);
        double[] levels = [.. Enumerable.Range(0, 64).Select(i => i / 64d)];
        ResponseCurve line = ResponseCurve.Of(factor, levels, [.. levels.Select(level => (double[])[(10 * level) - 0.5, (10 * level) + 0.5])]);
        Assert.Equal(8, line.Points.Length);
        Assert.InRange(line.Share, 0.97, 1);
        Assert.All(line.Points, point => Assert.Equal(10 * point.Value, point.Figure.Mean, 9));
        ResponseCurve nothing = ResponseCurve.Of(factor, levels, [.. levels.Select((_, i) => (double[])[i % 2])]);
        Assert.Equal(0, nothing.Share, 9);
        ResponseCurve grid = ResponseCurve.Of(factor, [1, 2, 1, 2], [[3], [5], [double.NaN], [7]]);
        Assert.Equal([(1d, 3d), (2d, 6d)], grid.Points.Select(point => (point.Value, point.Figure.Mean)));
    }

    private static Dictionary<string, string> Hashes(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(folder, file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))), StringComparer.Ordinal);

    [GeneratedRegex("<script type=\"application/json\" id=\"(data|world)\">(?<json>.*?)</script>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 10_000)]
    private static partial Regex Data();

    [GeneratedRegex("Content-Security-Policy\" content=\"(?<policy>[^\"]*)\"", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Policy();

    [GeneratedRegex("<script>(?<text>.*?)</script>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 10_000)]
    private static partial Regex Script();

    [GeneratedRegex("<style>(?<text>.*?)</style>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 10_000)]
    private static partial Regex Style();
}
