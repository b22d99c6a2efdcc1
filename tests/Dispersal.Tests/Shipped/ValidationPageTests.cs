using System.Diagnostics;
using Dispersal.Cli;
using Dispersal.Experiments;
using Dispersal.Reporting;
using Dispersal.Tests.Cli;
using Target = Dispersal.Experiments.Target;

namespace Dispersal.Tests.Shipped;

/// <summary>The tables of docs/validation.md are those that <c>dispersal validate</c> writes.</summary>
public sealed class ValidationPageTests
{
    private const int Replicates = 160;

    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs/validation.md"));

    [Fact]
    public void The_page_has_a_row_for_every_target_with_its_published_range()
    {
        Targets targets = Targets.Of(ShippedScenarios.Load("raqqa-2017"));
        string[] rows = [.. Tables().Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Replace("\\", "", StringComparison.Ordinal))];
        foreach (Target target in targets.All)
        {
            string start = $"| {target.Id} | {target.Figure.Date} | {ValidationReport.Published(target.Figure)} |";
            Assert.True(rows.Any(row => row.StartsWith(start, StringComparison.Ordinal)), $"docs/validation.md has no row that begins with {start}");
        }
    }

    [Fact]
    public void The_page_is_of_the_scenario_and_the_parameter_sets_as_they_are()
    {
        string folder = ShippedScenarios.FolderOf("raqqa-2017");
        Assert.Contains($"raqqa-2017 ({Scenario.Load(folder).Fingerprint[..12]})", Tables().Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains($"({Posterior.Read(Posterior.Beside(folder)!).Digest[..12]})", Tables(), StringComparison.Ordinal);
        Assert.Contains($"--replicates {Replicates} --rival attacks/veterans-noticed=true --page docs/validation.md", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void At_least_four_in_five_fitted_targets_are_met_and_naive_forecasts_are_worse()
    {
        string tables = Tables();
        double met = Number(tables, "are met (", " %");
        double model = Number(tables, "return share: model ", " ");
        Assert.InRange(met, 80, 100);
        Assert.True(model < Number(tables, "pooled share ", ",") && model < Number(tables, "region's share ", ";"), $"The model's error, {model}, is not the smallest.");
    }

    [Fact]
    [Trait("Suite", "Long")]
    public async Task The_command_typed_as_the_page_shows_it_writes_the_page_as_it_stands()
    {
        string command = Page.Split("```sh\n")[1].Split("```")[0];
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dispersal-validation-");
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "scenarios"), Repository.PathOf("scenarios"));
            string copy = Path.Combine(folder.CreateSubdirectory("docs").FullName, "validation.md");
            File.WriteAllText(copy, GeneratedPart.Replace(Page, "", _ => ""));
            Tool.PutOnPath(folder.FullName);
            ProcessStartInfo start = new("bash", ["-e", "-c", command]) { WorkingDirectory = folder.FullName, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["PATH"] = folder.FullName + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();

            Assert.True(process.ExitCode == 0, await error);
            Assert.Equal(Page, File.ReadAllText(copy));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("no marks at all")]
    [InlineData("<!-- end of generated --> <!-- generated -->")]
    [InlineData("<!-- generated --> <!-- generated --> <!-- end of generated -->")]
    [InlineData("<!-- generated: targets --> <!-- end of generated --> <!-- generated: origins -->")]
    [InlineData("<!-- generated: nothing-of-the-kind --> <!-- end of generated -->")]
    public void A_page_without_a_place_for_the_tables_is_refused(string page) =>
        Assert.Throws<IOException>(() => GeneratedPart.Replace(page, "all", name => name == "nothing-of-the-kind" ? null : "part"));

    [Fact]
    public void Parts_stand_where_their_names_are_and_nothing_else_changes() =>
        Assert.Equal(
            "a\n<!-- generated: two -->\n\n2\n\n<!-- end of generated -->\nb <!-- generated -->\n\nall\n\n<!-- end of generated --> c",
            GeneratedPart.Replace("a\n<!-- generated: two -->old<!-- end of generated -->\nb <!-- generated --> old <!-- end of generated --> c", "all\n", name => name == "two" ? "\n2\n" : null));

    [Fact]
    public void The_page_has_every_part_once() =>
        Assert.All(ValidationReport.PartNames, name => Assert.Equal(2, Page.Split($"<!-- generated: {name} -->").Length));

    [Fact]
    public void What_is_said_of_large_and_small_origins_is_what_their_table_says()
    {
        string[] small = ["IND", "ISR", "SDN", "USA", "ZAF"];
        (string Origin, double[] Errors)[] rows =
        [
            .. from line in Part("origins").Split('\n')
               let cells = Cells(line)
               where cells.Length == 14 && cells[0].Length == 3 && char.IsAsciiLetterUpper(cells[0][0])
               select (cells[0], (double[])[.. new[] { 7, 9, 11 }.Select(c => Math.Abs(double.Parse(cells[c], System.Globalization.CultureInfo.InvariantCulture)))]),
        ];
        string text = Page.ReplaceLineEndings(" ");

        Assert.Equal(18, rows.Length);
        Said(@"model's mean error is ([\d.]+), that of the naive forecasts ([\d.]+) and ([\d.]+),", rows.Where(row => small.Contains(row.Origin)));
        Said(@"50 or more back it is ([\d.]+), and ([\d.]+) and ([\d.]+) for the naive", rows.Where(row => !small.Contains(row.Origin)));

        void Said(string sentence, IEnumerable<(string Origin, double[] Errors)> of)
        {
            System.Text.RegularExpressions.Match said = System.Text.RegularExpressions.Regex.Match(text, sentence, System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
            Assert.True(said.Success, sentence);
            for (int k = 0; k < 3; k++)
            {
                Assert.Equal(of.Average(row => row.Errors[k]), double.Parse(said.Groups[k + 1].Value, System.Globalization.CultureInfo.InvariantCulture), 0.006);
            }
        }
    }

    [Fact]
    public void What_is_said_of_the_figures_that_bands_miss_is_what_the_table_says()
    {
        string[][] fitted = [.. Part("targets").Replace("\\", "", StringComparison.Ordinal).Split('\n').Select(Cells)
            .Where(cells => cells.Length == 9 && cells[6] is "yes" or "no")];
        string[][] attacks = [.. fitted.Where(cells => cells[0].StartsWith("attack", StringComparison.Ordinal) || cells[0].StartsWith("plots", StringComparison.Ordinal))];

        Assert.Contains($"The {attacks.Length} counts of attacks, attackers and plots hold their figures in {attacks.Count(cells => cells[6] == "yes")} cases", Page, StringComparison.Ordinal);
        Assert.Contains($"the other {fitted.Length - attacks.Length} in {fitted.Except(attacks).Count(cells => cells[6] == "yes")} cases", Page, StringComparison.Ordinal);
        string[] named = ["convicted-GBR", "dead-DEU-2017-07", "dead-MAR-2016-10", "dead-NLD-2017-10", "plots-EU-2016", "remaining-EU", "remaining-FRA-2016-05", "returned-GBR", "returned-GBR-2016-05", "returned-IND", "returned-SDN", "returned-women-MAR"];
        Assert.Equal(named, fitted.Where(cells => cells[6] == "no").Select(cells => cells[0]));
    }

    [Fact]
    [Trait("Suite", "Long")]
    public void The_second_case_comes_out_as_the_page_says_with_the_parameters_of_the_first()
    {
        string[] words = Page.Split("```sh\n")[2].Split("```")[0].Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, string> settings = words.Zip(words[1..]).Where(pair => pair.First == "--set").Select(pair => pair.Second.Split('=')).ToDictionary(set => set[0], set => set[1], StringComparer.Ordinal);
        Scenario raqqa = ShippedScenarios.Load("raqqa-2017");
        Assert.All(settings, set => Assert.Equal(raqqa.Parameters.Single(parameter => parameter.Address == set.Key).Parameter.Value, double.Parse(set.Value, System.Globalization.CultureInfo.InvariantCulture)));

        Scenario own = ShippedScenarios.Load("afghan-volunteers-1992");
        Ensemble[] runs = [Ensemble.Run(own, 20, 1), Ensemble.Run(own.With(settings), 20, 1)];
        List<string> rows = ["| | own judgements | general parameters |", "|---|---:|---:|"];
        rows.Add(Row("in the theatre, April 1992", run => Count(run, Measure.InTheatre, "WORLD", new(1992, 4, 30))));
        rows.Add(Row("returned, April 1992", run => Count(run, Measure.Returned, "WORLD", new(1992, 4, 30))));
        rows.Add(Row("returned, end of 1996", run => Count(run, Measure.Returned, "WORLD", own.End)));
        rows.Add(Row("in the theatre, end of 1996", run => Count(run, Measure.InTheatre, "WORLD", own.End)));
        foreach ((string id, string name) in new[] { ("SAU", "Saudi Arabia"), ("YEM", "Yemen"), ("JOR", "Jordan"), ("DZA", "Algeria"), ("EGY", "Egypt"), ("TUN", "Tunisia"), ("IRQ", "Iraq"), ("LBY", "Libya") })
        {
            rows.Add(Row($"share returned by then, {name}", run => (run.Total(Measure.Returned, id).Mean / run.Total(Measure.Departed, id).Mean).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)));
        }

        const string begin = "<!-- second case -->";
        const string end = "<!-- end of second case -->";
        string table = $"{begin}\n\n{string.Join('\n', rows)}\n\n{end}";
        string page = Page[..Page.IndexOf(begin, StringComparison.Ordinal)] + table + Page[(Page.IndexOf(end, StringComparison.Ordinal) + end.Length)..];
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            File.WriteAllText(Repository.PathOf("docs/validation.md"), page);
        }
        else
        {
            Assert.Equal(page, Page);
        }

        string Row(string what, Func<Ensemble, string> figure) => $"| {what} | {figure(runs[0])} | {figure(runs[1])} |";

        static string Count(Ensemble run, Measure measure, string subject, DateOnly day) => run.At(measure, subject, day).Mean.ToString("#,##0", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string[] Cells(string line) => line.Length < 2 ? [] : [.. line[1..^1].Split('|').Select(cell => cell.Trim())];

    private static string Tables() => string.Concat(ValidationReport.PartNames.Select(Part));

    private static string Part(string name)
    {
        int from = Page.IndexOf($"<!-- generated: {name} -->", StringComparison.Ordinal);
        return Page[from..Page.IndexOf(GeneratedPart.End, from, StringComparison.Ordinal)];
    }

    // Lines may be broken anywhere in Markdown: they are not here.
    private static double Number(string text, string after, string before)
    {
        int from = text.LastIndexOf(after, StringComparison.Ordinal) + after.Length;
        Assert.True(from >= after.Length, $"The page says nothing after \"{after}\".");
        return double.Parse(text[from..text.IndexOf(before, from, StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);
    }
}
