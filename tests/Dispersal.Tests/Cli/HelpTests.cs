namespace Dispersal.Tests.Cli;

public class HelpTests
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
    [InlineData("replicates")]
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
}
