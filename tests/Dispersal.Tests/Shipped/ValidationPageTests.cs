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
        Assert.Contains($"--replicates {Replicates} --page docs/validation.md", Page, StringComparison.Ordinal);
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
        string command = Assert.Single(Page.Split("```sh\n")[1..]).Split("```")[0];
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dispersal-validation-");
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "scenarios"), Repository.PathOf("scenarios"));
            string copy = Path.Combine(folder.CreateSubdirectory("docs").FullName, "validation.md");
            int tables = Page.IndexOf(GeneratedPart.Begin, StringComparison.Ordinal) + GeneratedPart.Begin.Length;
            File.WriteAllText(copy, Page[..tables] + "\n" + Page[Page.IndexOf(GeneratedPart.End, StringComparison.Ordinal)..]);
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
    public void A_page_without_a_place_for_the_tables_is_refused(string page) =>
        Assert.Throws<IOException>(() => GeneratedPart.Replace(page, "part"));

    private static string Tables() =>
        Page[Page.IndexOf(GeneratedPart.Begin, StringComparison.Ordinal)..Page.IndexOf(GeneratedPart.End, StringComparison.Ordinal)];

    // Lines may be broken anywhere in Markdown: they are not here.
    private static double Number(string text, string after, string before)
    {
        int from = text.LastIndexOf(after, StringComparison.Ordinal) + after.Length;
        Assert.True(from >= after.Length, $"The page says nothing after \"{after}\".");
        return double.Parse(text[from..text.IndexOf(before, from, StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);
    }
}
