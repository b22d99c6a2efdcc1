using System.Text.Json;

namespace Dispersal.Tests.Cli;

public class DescribeAndDiffTests
{
    [Fact]
    public void A_description_names_mechanisms_parameters_and_sources()
    {
        using TinyScenario tiny = new();

        Said said = Tool.Run("describe", tiny.Folder);

        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.All(said.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
        Approved.Check("describe", said.Output.Replace(Scenario.Load(tiny.Folder).Fingerprint, "FINGERPRINT", StringComparison.Ordinal));
    }

    [Fact]
    public void The_list_of_parameters_has_a_line_for_every_address()
    {
        using TinyScenario tiny = new();
        string[] addresses = [.. Scenario.Load(tiny.Folder).Parameters.Select(info => info.Address)];

        Said said = Tool.Run("describe", tiny.Folder, "--parameters");

        Assert.NotEmpty(addresses);
        Assert.Equal(addresses, said.Output.TrimEnd().Split('\n').Skip(2).Where(line => line[0] != ' ').Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public void A_description_as_JSON_has_every_parameter()
    {
        using TinyScenario tiny = new();

        using JsonDocument json = JsonDocument.Parse(Tool.Run("describe", tiny.Folder, "--json").Output);

        Assert.Equal("tiny", json.RootElement.GetProperty("name").GetString());
        Assert.Equal(18, json.RootElement.GetProperty("mechanisms").GetArrayLength());
        JsonElement claim = json.RootElement.GetProperty("claims")[0];
        Assert.Equal("0.5 to 1 (2 cells)", claim.GetProperty("values")[1].GetProperty("value").GetString());
        Assert.Equal(JsonValueKind.Null, claim.GetProperty("results")[0].GetProperty("median").ValueKind);
        Assert.Equal(Scenario.Load(tiny.Folder).Parameters.Length, json.RootElement.GetProperty("parameters").GetArrayLength());
    }

    [NeedsEngineFact]
    public void Claims_stand_beside_the_results_of_a_run()
    {
        using TinyScenario tiny = new();
        Assert.Equal(0, Tool.Run("run", tiny.Folder, "--replicates", "3", "--out", tiny.Out, "--quiet").ExitCode);
        string[] row = File.ReadLines(Path.Combine(tiny.Out, "summary.csv")).Single(line => line.StartsWith("in-theatre,WORLD,2016-12-31,", StringComparison.Ordinal)).Split(',');

        Said said = Tool.Run("describe", tiny.Folder, "--results", tiny.Out);
        using JsonDocument json = JsonDocument.Parse(Tool.Run("describe", tiny.Folder, "--results", tiny.Out, "--json").Output);

        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.Contains("3 replicates", said.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("another scenario", said.Output, StringComparison.Ordinal);
        JsonElement result = json.RootElement.GetProperty("claims")[1].GetProperty("results")[0];
        Assert.Equal(row[3..], new[] { "mean", "low", "median", "high" }.Select(name => result.GetProperty(name).GetRawText()));
        Assert.Equal(
            (json.RootElement.GetProperty("fingerprint").GetString(), 3),
            (json.RootElement.GetProperty("resultsOf").GetProperty("fingerprint").GetString(), json.RootElement.GetProperty("resultsOf").GetProperty("replicates").GetInt32()));
        Assert.Equal(3, Tool.Run("describe", tiny.Folder, "--results", tiny.Folder).ExitCode);
    }

    [Fact]
    public void A_difference_is_one_in_meaning()
    {
        using TinyScenario one = new();
        using TinyScenario other = new();
        Assert.Contains("the same", Tool.Run("diff", one.Folder, other.Folder).Output, StringComparison.Ordinal);

        other.Change("routes.csv", "land,10,0.5,0.5", "land,10.0,0.75,0.5");
        Said said = Tool.Run("diff", one.Folder, other.Folder);

        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Approved.Check("diff", said.Output);
        using JsonDocument json = JsonDocument.Parse(Tool.Run("diff", one.Folder, other.Folder, "--json").Output);
        Assert.Equal(1, json.RootElement.GetArrayLength());
    }

    [Fact]
    public void The_schema_is_JSON()
    {
        using JsonDocument json = JsonDocument.Parse(Tool.Run("schema").Output);

        Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
    }
}
