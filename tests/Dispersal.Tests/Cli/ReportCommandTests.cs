namespace Dispersal.Tests.Cli;

public class ReportCommandTests
{
    [NeedsEngineFact]
    public void Run_makes_the_page_that_report_makes_later()
    {
        using TinyScenario tiny = new();
        Said run = Tool.Run("run", tiny.Folder, "--replicates", "3", "--out", tiny.Out, "--report", "--quiet");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string page = Path.Combine(tiny.Out, "report.html");
        Assert.Contains(page, run.Output, StringComparison.Ordinal);
        string made = File.ReadAllText(page);
        File.Delete(page);
        Said report = Tool.Run("report", tiny.Out);
        Assert.Equal((0, $"The report is {page}\n", ""), (report.ExitCode, report.Output.ReplaceLineEndings("\n"), report.Error));
        Assert.Equal(made, File.ReadAllText(page));
    }

    [NeedsEngineFact]
    public void Comparisons_sensitivity_analyses_and_sweeps_make_pages()
    {
        using TinyScenario tiny = new();
        Assert.Equal(0, Tool.Run("compare", tiny.Folder, "--set", "routes/town-bbb/patrol=3", "--replicates", "3", "--out", tiny.Out, "--quiet").ExitCode);
        Assert.Equal(0, Tool.Run("report", tiny.Out).ExitCode);
        string screening = tiny.Out + "-screening";
        string store = tiny.Out + ".db";
        Said sensitivity = Tool.Run("sensitivity", tiny.Folder, "--points", "2", "--figure", "returned/WORLD", "--out", screening, "--quiet");
        Assert.Equal((0, ""), (sensitivity.ExitCode, sensitivity.Error));
        Assert.Equal(0, Tool.Run("report", screening).ExitCode);
        Said beside = Tool.Run("report", tiny.Out, "--sensitivity", screening);
        Assert.Equal((3, $"{tiny.Out} holds no run, and only the report of a run takes a sensitivity analysis. Name the folder of a run, or leave the analysis out.\n"), (beside.ExitCode, beside.Error));
        Assert.Contains("rest on assumed values", File.ReadAllText(Path.Combine(screening, "report.html")), StringComparison.Ordinal);
        Assert.Equal(0, Tool.Run("sweep", tiny.Folder, "--points", "4", "--replicates", "2", "--store", store, "--quiet").ExitCode);
        Said sweep = Tool.Run("report", store);
        Assert.Equal((0, ""), (sweep.ExitCode, sweep.Error));
        Assert.Contains("war/mortality-per-day", File.ReadAllText(Path.Combine(tiny.Out + "-report", "report.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "--report goes with --out DIR.", "run", "x", "--report")]
    [InlineData(3, "holds no results", "report", ".")]
    [InlineData(2, "--out goes with the file of a sweep", "report", ".", "--out", "y")]
    public void What_cannot_be_reported_is_said(int exitCode, string message, params string[] words)
    {
        Said said = Tool.Run(words);
        Assert.Equal(exitCode, said.ExitCode);
        Assert.Contains(message, said.Error, StringComparison.Ordinal);
    }
}
