using System.Text.Json;
using Dispersal.Tests.Experiments;

namespace Dispersal.Tests.Cli;

public sealed class SweepCommandTests : IDisposable
{
    private readonly TinyScenario tiny = new();

    private string Store => Path.ChangeExtension(tiny.Out, "db");

    public void Dispose() => tiny.Dispose();

    [Fact]
    public void A_figure_in_the_middle_of_a_month_is_that_of_the_end_of_the_month_before_and_called_so()
    {
        Said said = Tool.Run("sensitivity", tiny.Folder, "--vary", "war/mortality-per-day", "--points", "2", "--figure", "dead/WORLD@2015-06-15", "--quiet");

        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.Contains("What moves dead/WORLD by 2015-05-31", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sweep_is_recorded_reported_and_taken_up_again()
    {
        Said first = Tool.Run("sweep", tiny.Folder, "--vary", "routes/*/patrol=0,1", "--replicates", "3", "--store", Store);
        Assert.Equal((0, $"6 runs are in {Store}.\n"), (first.ExitCode, first.Output));
        Assert.StartsWith("tiny: 6 runs in ", first.Error.TrimEnd('\n').Split('\n')[^1], StringComparison.Ordinal);

        Said again = Tool.Run("sweep", tiny.Folder, "--vary", "routes/*/patrol=0,1", "--replicates", "3", "--store", Store);
        Assert.Equal((3, $"{Store} is there already. Go on with it by --resume, or name another file.\n"), (again.ExitCode, again.Error));

        Said more = Tool.Run("sweep", tiny.Folder, "--vary", "routes/*/patrol=0,1", "--replicates", "5", "--store", Store, "--resume", "--json", "--quiet");
        Assert.Equal((0, ""), (more.ExitCode, more.Error));
        using JsonDocument json = JsonDocument.Parse(more.Output);
        Assert.Equal(10, json.RootElement.GetProperty("runs").GetInt32());

        Said status = Tool.Run("sweep", "status", Store);
        Assert.Equal(0, status.ExitCode);
        Assert.Contains("runs      10 of 10\n", status.Output, StringComparison.Ordinal);
        Assert.Contains("state     complete\n", status.Output, StringComparison.Ordinal);
        Assert.Contains(StoreDump.Of(Store), row => row.StartsWith("provenance: replicates|5", StringComparison.Ordinal));
    }

    [Fact]
    public void A_failed_run_shows_in_the_exit_code_and_in_the_status()
    {
        Said said = Tool.Run("sweep", tiny.Folder, "--vary", "first-theatres/*/AAA/share=0,1", "--replicates", "2", "--store", Store, "--quiet");
        Assert.Equal(3, said.ExitCode);
        Assert.Contains("2 of them failed", said.Output, StringComparison.Ordinal);
        Assert.Contains("2 runs: groups.csv: ", Tool.Run("sweep", "status", Store).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_that_cannot_be_written_is_refused_in_words_of_ours()
    {
        string folder = Path.Combine(tiny.Folder, "nowhere");
        string[] sweep = ["sweep", tiny.Folder, "--vary", "routes/*/patrol=0,1", "--replicates", "1", "--quiet", "--store"];

        Said noFolder = Tool.Run([.. sweep, Path.Combine(folder, "x.db")]);
        Said isFolder = Tool.Run([.. sweep, tiny.Folder]);

        Assert.Equal(
            new Said(3, "", $"{folder}/x.db cannot be written: there is no folder {folder}. Make it, or name a file in another.\n"), noFolder);
        Assert.Equal(new Said(3, "", $"{tiny.Folder} is a folder. Name a file.\n"), isFolder);
        Assert.Empty(tiny.Beside);
    }

    [Theory]
    [InlineData("war/mortality-per-dy=1,2", "war/mortality-per-dy: there is no parameter")]
    [InlineData("war/mortality-per-day=a", "war/mortality-per-day: 'a' is not a number. Write A,B,C or LOW..HIGH.")]
    [InlineData("war/mortality-per-day=2..1", "war/mortality-per-day: 2 is not below 1.")]
    public void What_cannot_vary_is_refused_before_anything_is_made(string vary, string message)
    {
        Said said = Tool.Run("sweep", tiny.Folder, "--vary", vary, "--store", Store);
        Assert.Equal(1, said.ExitCode);
        Assert.StartsWith(message, said.Error, StringComparison.Ordinal);
        Assert.Empty(tiny.Beside);
    }

    [Fact]
    public void A_figure_that_no_run_has_is_a_wrong_word()
    {
        Said measure = Tool.Run("sweep", tiny.Folder, "--figure", "returnd/EU", "--store", Store);
        Assert.Equal((2, true), (measure.ExitCode, measure.Error.Contains("there is no measure 'returnd'. Did you mean 'returned'?", StringComparison.Ordinal)));

        Said subject = Tool.Run("run", tiny.Folder, "--until", "returned/BB within 5%", "--quiet");
        Assert.Equal(1, subject.ExitCode);
        Assert.StartsWith("returned/BB: runs of this scenario have no such figure.", subject.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_screening_ranks_the_only_parameter_first()
    {
        Said said = Tool.Run(
            "sensitivity", tiny.Folder, "--vary", "war/mortality-per-day", "--vary", "observation/history-persons=0,1", "--points", "4", "--figure", "dead/WORLD", "--json", "--quiet");
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        using JsonDocument json = JsonDocument.Parse(said.Output);
        JsonElement[] effects = [.. json.RootElement.GetProperty("figures")[0].GetProperty("effects").EnumerateArray()];
        Assert.Equal(["war/mortality-per-day", "observation/history-persons"], effects.Select(effect => effect.GetProperty("factor").GetString()));
        Assert.True(effects[0].GetProperty("mu").GetDouble() > 0);
        Assert.Equal(0, effects[1].GetProperty("muStar").GetDouble());
        Assert.Empty(tiny.Beside);
    }

    [Fact]
    public void Shares_of_variance_are_printed_with_their_intervals()
    {
        Said said = Tool.Run("sensitivity", tiny.Folder, "--method", "sobol", "--vary", "war/mortality-per-day", "--points", "16", "--figure", "dead/WORLD", "--store", Store, "--quiet");
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.Matches(@"war/mortality-per-day +\d\.\d{3} +\[-?\d\.\d{3}, \d\.\d{3}\] +\d\.\d{3} ", said.Output);
        Assert.Contains("come from chance", said.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Store));
    }

    [Fact]
    public void A_run_stops_when_it_is_precise_enough_and_says_when_it_is_not()
    {
        Said said = Tool.Run("run", tiny.Folder, "--until", "dead/WORLD within 10%", "--json", "--quiet");
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        using JsonDocument json = JsonDocument.Parse(said.Output);
        Assert.InRange(json.RootElement.GetProperty("replicates").GetInt32(), 20, 980);

        Said never = Tool.Run("compare", tiny.Folder, "--set", "war/mortality-per-day=0.01", "--until", "dead/WORLD within 0.001", "--replicates", "21", "--quiet");
        Assert.Equal((0, "'dead/WORLD within 0.001' is not reached by 21 replicates; allow more with --replicates.\n"), (never.ExitCode, never.Error));
        Assert.Contains("Between fates", never.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pilot_says_how_many_replicates_a_figure_needs()
    {
        Said said = Tool.Run("replicates", tiny.Folder, "--within", "5%", "--figure", "dead/*", "--quiet");
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.Contains("Replicates for a mean within 5 %", said.Output, StringComparison.Ordinal);
        Assert.Matches(@"dead +WORLD +[\d.]+ +[\d.]+ +\d+\n", said.Output);
    }
}
