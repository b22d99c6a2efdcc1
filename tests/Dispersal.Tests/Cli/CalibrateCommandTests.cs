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
        Assert.Matches(@"tiny: generation \d, 40 of 40 runs; .* in all\.\n$", first.Error);
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
    public void A_surface_draws_what_differs_for_each_origin_and_fits_the_rest()
    {
        tiny.Write("countries.csv", "id,name,region,eu,home-difference,home-difference-low,home-difference-high\nAAA,Aland,,,0,,\nBBB,Bland,The West,true,0,-1,1\nCCC,Cland,The East,,0,-1,1\n");
        tiny.Write("targets.csv", "id,measure,subject,date,low,central,high\ndead,dead,WORLD,2016-06-30,20,25,30\n");
        string[] words = ["calibrate", tiny.Folder, "--posterior", Sets, "--method", "surface", "--wave", "20", "--generation", "40", "--differ", "countries/*/home-difference"];
        Said said = Tool.Run([.. words, "--quiet"]);
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.Contains("war/mortality-per-day", said.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("home-difference", said.Output, StringComparison.Ordinal);

        string[] rows = [.. File.ReadAllLines(Sets).Where(line => !line.StartsWith('#'))];
        Assert.Equal((41, "weight,war/mortality-per-day,countries/BBB/home-difference,countries/CCC/home-difference"), (rows.Length, rows[0]));
        double[][] drawn = [.. rows[1..].Select(row => row.Split(',')[2..].Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)).ToArray())];
        Assert.All(drawn, row => Assert.InRange(row[0], -1, 1));
        Assert.InRange(drawn.Count(row => row[0] == row[1]), 0, 5);
        Assert.InRange(drawn.Average(row => row[0]), -0.05, 0.05);

        said = Tool.Run([.. words[..4], "--differ", "countries/*/home-difference"]);
        Assert.Equal(2, said.ExitCode);
        Assert.Contains("--differ needs --method surface", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_of_another_file_take_the_place_of_the_scenarios_own()
    {
        tiny.Write("targets.csv", "id,measure,subject,date,low,central,high\nown,dead,WORLD,2016-06-30,1,2,3\n");
        string[] words = ["calibrate", tiny.Folder, "--method", "history", "--wave", "20", "--waves", "1", "--quiet", "--targets", Sets];
        File.WriteAllText(Sets, "id,measure,subject,date,low,central,high\nother,dead,WORLD,2016-06-30,20,25,30\nmore,returned,WORLD,2016-06-30,,,900\n");
        Said said = Tool.Run(words);
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.StartsWith("One town and one way home: parameters fitted to 2 targets\n", said.Output, StringComparison.Ordinal);

        File.WriteAllText(Sets, "id,measure,subject,date,low,central,high\nother,daed,WORLD,2016-06-30,20,25,30\n");
        said = Tool.Run(words);
        Assert.Equal((1, ""), (said.ExitCode, said.Output));
        Assert.Contains("targets/other/measure", said.Error, StringComparison.Ordinal);

        said = Tool.Run("validate", tiny.Folder, "--targets", "nowhere.csv");
        Assert.Equal(2, said.ExitCode);
        Assert.Contains("--targets: there is no file nowhere.csv.", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_words_are_said_before_anything_runs()
    {
        Said words = Tool.Run("calibrate", tiny.Folder, "--method", "abd", "--discrepancy", "x");
        Assert.Equal(2, words.ExitCode);
        Assert.Contains("'abd' is not a method. Write both, history, abc or surface. Did you mean 'abc'?", words.Error, StringComparison.Ordinal);
        Assert.Contains("'x' is not a share", words.Error, StringComparison.Ordinal);

        Said nothing = Tool.Run("calibrate", tiny.Folder, "--quiet");
        Assert.Equal(1, nothing.ExitCode);
        Assert.Contains("targets.csv: tiny has no target to fit to.", nothing.Error, StringComparison.Ordinal);
        Assert.Empty(tiny.Beside);
    }
}
