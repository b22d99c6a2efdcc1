using Dispersal.Reporting;

namespace Dispersal.Tests.Readme;

/// <summary>The pages of the guide that are written by the tool are what it would write now.</summary>
public partial class ReferencePagesTests
{
    [Fact]
    public void The_reference_of_files_is_the_one_made_from_the_types()
    {
        Assert.Contains("| Mean stay before the crossing", Scenario.FormatReference, StringComparison.Ordinal);
        Approved.CheckFile(Repository.PathOf("docs/reference.md"), Scenario.FormatReference);
    }

    [Fact]
    public void The_parameters_of_the_base_scenario_are_those_in_its_files()
    {
        string path = Repository.PathOf("docs/parameters.md");
        string head = File.ReadAllText(path).Split("\n| ")[0];
        IEnumerable<string> rows = ParameterList.Of(Scenario.Load(Repository.PathOf("scenarios/raqqa-2017"))).ToMarkdown().TrimEnd('\n').Split('\n').Where(row => !TableRow().IsMatch(row));
        Approved.CheckFile(path, head + "\n" + string.Join('\n', rows));
    }

    [Fact]
    public void The_reference_names_every_key_and_column_with_its_bounds()
    {
        Scenario scenario = Scenario.Load(Repository.PathOf("scenarios/raqqa-2017"));
        foreach (IGrouping<string, ParameterInfo> column in scenario.Parameters.GroupBy(parameter => parameter.Address[(parameter.Address.LastIndexOf('/') + 1)..]))
        {
            Assert.Contains($"`{column.Key}`", Scenario.FormatReference, StringComparison.Ordinal);
        }
    }

    [System.Text.RegularExpressions.GeneratedRegex("^\\| [a-z-]*/.*/", System.Text.RegularExpressions.RegexOptions.None, 1000)]
    private static partial System.Text.RegularExpressions.Regex TableRow();
}
