using System.Text.Json;

namespace Dispersal.Tests.Cli;

public sealed class UncertainTests : IDisposable
{
    private readonly TinyScenario tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public void The_posterior_of_the_scenario_is_used_and_said_and_may_be_put_aside()
    {
        tiny.Write("posterior.csv", "weight,war/mortality-per-day\n1,0.0004");
        Said shipped = Tool.Run("run", tiny.Folder, "--uncertain", "--replicates", "3", "--json");
        Said aside = Tool.Run("run", tiny.Folder, "--uncertain", "--posterior", "none", "--replicates", "3", "--json", "--quiet");
        Assert.Equal((0, 0), (shipped.ExitCode, aside.ExitCode));
        Assert.StartsWith("Parameters in ", shipped.Error, StringComparison.Ordinal);
        Assert.Contains("posterior.csv are drawn from there; --posterior none draws them from their ranges.\n", shipped.Error, StringComparison.Ordinal);
        Assert.Equal("", aside.Error);
        Assert.StartsWith("1 parameter from 1 posterior set", Uncertainty(shipped), StringComparison.Ordinal);
        Assert.Equal("1 factor from its range", Uncertainty(aside));

        Said compared = Tool.Run(
            "compare", tiny.Folder, "--set", "routes/town-bbb/patrol=2", "--uncertain", "--posterior", "none", "--replicates", "3", "--quiet");
        Assert.Equal((0, ""), (compared.ExitCode, compared.Error));
        Assert.Contains("1 factor from its range", compared.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);

        static string Uncertainty(Said said)
        {
            using JsonDocument json = JsonDocument.Parse(said.Output);
            return json.RootElement.GetProperty("uncertainty").GetString()!;
        }
    }

    [Theory]
    [InlineData("--posterior none goes with --uncertain.", "--posterior", "none")]
    [InlineData("--split goes with --uncertain.", "--split", "routes/*/patrol")]
    public void Words_that_make_no_sense_together_are_refused(string message, params string[] words)
    {
        Said said = Tool.Run(["run", tiny.Folder, .. words]);
        Assert.Equal(2, said.ExitCode);
        Assert.Contains(message, said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Scenarios_of_different_dates_are_not_compared()
    {
        Said said = Tool.Run("compare", tiny.Folder, "--set", "end=2016-10-31", "--quiet");
        Assert.Equal(1, said.ExitCode);
        Assert.StartsWith("tiny runs from 2015-01-01 to 2016-12-31 before the change and from 2015-01-01 to 2016-10-31 after it", said.Error, StringComparison.Ordinal);
    }
}
