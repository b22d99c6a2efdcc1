using System.Text.RegularExpressions;
using Dispersal.Cli;
using Dispersal.Tests.Shipped;

namespace Dispersal.Tests.Cli;

public partial class HelpTests
{
    [Theory]
    [InlineData("")]
    [InlineData("run")]
    [InlineData("compare")]
    [InlineData("check")]
    [InlineData("describe")]
    [InlineData("diff")]
    [InlineData("schema")]
    [InlineData("sweep")]
    [InlineData("sensitivity")]
    [InlineData("report")]
    [InlineData("replicates")]
    [InlineData("calibrate")]
    [InlineData("validate")]
    [InlineData("new")]
    [InlineData("completion")]
    [InlineData("python")]
    public void Help_says_what_may_be_written_and_ends_with_examples(string verb)
    {
        Said said = verb.Length > 0 ? Tool.Run(verb, "--help") : Tool.Run("--help");

        Assert.Equal(0, said.ExitCode);
        Assert.Equal("", said.Error);
        Approved.Check(verb.Length > 0 ? $"help-{verb}" : "help", said.Output);
    }

    [Theory]
    [InlineData("submit")]
    [InlineData("resubmit")]
    [InlineData("status")]
    [InlineData("merge")]
    [InlineData("shard")]
    public void Help_on_sweeps_cut_into_shards_does_so_too(string verb)
    {
        Said said = Tool.Run("sweep", verb, "--help");

        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Approved.Check($"help-sweep-{verb}", said.Output);
    }

    [Fact]
    public void Addresses_in_the_examples_are_addresses_of_the_base_scenario()
    {
        HashSet<string> known = [.. ShippedScenarios.Load("raqqa-2017").Parameters.Select(parameter => parameter.Address)];
        string[] named = [.. CommandLine.Root().Subcommands.OfType<Verb>().SelectMany(verb => verb.Examples)
            .SelectMany(example => Address().Matches(example)).Select(match => match.Value).Where(address => !address.Contains('*', StringComparison.Ordinal))];

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(known));
    }

    [Fact]
    public void Without_words_the_tool_shows_its_help() => Assert.Equal(Tool.Run("--help"), Tool.Run());

    [Fact]
    public void Help_is_given_even_where_the_other_words_are_wrong()
    {
        Said said = Tool.Run("run", "--replicates", "none", "--help");

        Assert.Equal((0, ""), (said.ExitCode, said.Error));
    }

    [Fact]
    public void The_version_is_one_line()
    {
        Said said = Tool.Run("--version");

        Assert.Equal(0, said.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", said.Output);
    }

    // A switch is no parameter.
    [GeneratedRegex(@"(?<=--(set|vary) )[\w/*-]+(?==(?!false|true)|\s)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}
