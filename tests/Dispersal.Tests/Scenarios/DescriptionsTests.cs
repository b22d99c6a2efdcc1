using System.Xml.Linq;
using Dispersal.Scenarios;

namespace Dispersal.Tests.Scenarios;

/// <summary>What the assembly says about parameters and columns is what their doc comments say.</summary>
public sealed class DescriptionsTests
{
    [Fact]
    public void The_assembly_carries_the_summaries_of_the_doc_comments()
    {
        Dictionary<string, string> summaries = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Dispersal.xml")).Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value, member => Plain(member.Element("summary")), StringComparer.Ordinal);

        Approved.CheckFile(
            Repository.PathOf("src/Dispersal/Scenarios/" + Descriptions.Resource),
            string.Join('\n', Descriptions.Ids().Where(summaries.ContainsKey).Select(id => $"{id}\t{summaries[id]}")));
    }

    [Fact]
    public void Every_parameter_is_described_without_a_file_beside_the_assembly()
    {
        Scenario scenario = Shipped.ShippedScenarios.Load("two-country");

        Assert.DoesNotContain(scenario.Parameters, parameter => parameter.Description.Length == 0);
        Assert.Contains(scenario.Parameters[0].Description, Scenario.FormatReference, StringComparison.Ordinal);
    }

    private static string Plain(XElement? summary)
    {
        foreach (XElement reference in summary?.Descendants().Where(e => e.Attribute("cref") is not null).ToList() ?? [])
        {
            reference.ReplaceWith(reference.Attribute("cref")!.Value.Split('.')[^1]);
        }

        return string.Join(' ', (summary?.Value ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
