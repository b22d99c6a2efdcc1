using System.Text.RegularExpressions;

namespace Dispersal.Tests.Readme;

/// <summary>What a reader of the documents does: types the first commands, follows the links.</summary>
public partial class ReadersPath
{
    [Fact]
    public void The_first_block_runs_the_base_scenario_and_then_the_tests() => Assert.Equal(
        """
        dotnet run -c Release --project src/Dispersal.Cli -- run scenarios/raqqa-2017 --replicates 20 --out results/raqqa-2017 --report
        bash tests/run

        """.ReplaceLineEndings("\n"),
        ReadmeBlocks.Of("sh")[0]);

    [Theory]
    [InlineData("README.md", 4)]
    [InlineData("CONTRIBUTING.md", 0)]
    [InlineData("CHANGELOG.md", 1)]
    public void Links_lead_somewhere(string document, int atLeast)
    {
        string[] links = [.. Link().Matches(File.ReadAllText(Repository.PathOf(document))).Select(match => match.Groups["to"].Value).Where(to => !to.Contains("://", StringComparison.Ordinal))];
        Assert.True(links.Length >= atLeast);
        Assert.All(links, link => Assert.True(Path.Exists(Repository.PathOf(link)), $"{document} links to {link}, which does not exist."));
    }

    [GeneratedRegex(@"\]\((?<to>[^)#]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
