using System.Text.Json;

namespace Dispersal.Tests.Cli;

public sealed class CalibrateCommandTests : IDisposable
{
    private readonly TinyScenario tiny = new();

    private string Store => Path.ChangeExtension(tiny.Out, "db");

    private string Sets => Path.ChangeExtension(tiny.Out, "csv");

    public void Dispose() => tiny.Dispose();

    [Fact]
    public void A_calibration_is_told_kept_and_its_sets_are_run()
    {
        tiny.Write("targets.csv", "id,measure,subject,date,low,central,high,weight,role,source\ndead,dead,WORLD,2016-06-30,20,25,30,,,Made up");
        string[] words = ["calibrate", tiny.Folder, "--posterior", Sets, "--store", Store, "--wave", "20", "--waves", "1", "--generation", "40", "--generations", "2"];
        Said first = Tool.Run(words);
        Assert.Equal(0, first.ExitCode);
        Assert.StartsWith("One town and one way home: parameters fitted to 1 target\n", first.Output, StringComparison.Ordinal);
        Assert.Contains("war/mortality-per-day", first.Output, StringComparison.Ordinal);
        Assert.Contains("generation 1", first.Error, StringComparison.Ordinal);
        string sets = File.ReadAllText(Sets);

        Said again = Tool.Run([.. words, "--json", "--quiet"]);
        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.Equal(sets, File.ReadAllText(Sets));
        using JsonDocument json = JsonDocument.Parse(again.Output);
        Assert.Equal("war/mortality-per-day", json.RootElement.GetProperty("parameters")[0].GetProperty("factor").GetString());

        Said run = Tool.Run("run", tiny.Folder, "--posterior", Sets, "--replicates", "3", "--quiet");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public void Wrong_words_are_said_before_anything_runs()
    {
        Said words = Tool.Run("calibrate", tiny.Folder, "--method", "abd", "--discrepancy", "x");
        Assert.Equal(2, words.ExitCode);
        Assert.Contains("'abd' is not a method. Write both, history or abc. Did you mean 'abc'?", words.Error, StringComparison.Ordinal);
        Assert.Contains("'x' is not a share", words.Error, StringComparison.Ordinal);

        Said nothing = Tool.Run("calibrate", tiny.Folder, "--quiet");
        Assert.Equal(1, nothing.ExitCode);
        Assert.Contains("targets.csv: tiny has no target to fit to.", nothing.Error, StringComparison.Ordinal);
        Assert.Empty(tiny.Beside);
    }
}
