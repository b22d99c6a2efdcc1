using System.Text;

namespace Dispersal.Tests.Scenarios;

public class FaultTests
{
    [Fact]
    public void Every_fault_is_reported_with_its_whole_message()
    {
        var text = new StringBuilder();
        int faults = 0;
        foreach (Fault fault in Faults.All())
        {
            ScenarioCheck found = fault.Check();
            text.Append("== ").Append(fault.Title).Append('\n');
            foreach (Diagnostic problem in found.Problems)
            {
                text.Append(problem).Append('\n');
            }

            text.Append('\n');
            faults++;
            Assert.True(found.Scenario is null, $"{fault.Title} was not found");
            Assert.All(found.Problems, p => Assert.Equal(Severity.Error, p.Severity));
        }

        Assert.True(faults >= 65, $"only {faults} faults");
        Approved.Check("faults", text.ToString());
    }

    [Fact]
    public void Problems_are_sorted_by_file_line_and_column()
    {
        var texts = Small.Texts();
        texts["routes.csv"] = Small.Routes.Replace("land,5", "land,-5", StringComparison.Ordinal);
        texts["control.csv"] = Small.Control.Replace("30", "-30", StringComparison.Ordinal);
        texts["scenario.json"] = Small.Json.Replace("\"wear\": 0.2", "\"wear\": -1", StringComparison.Ordinal);

        Diagnostic[] found = [.. Scenario.CheckTexts(texts).Problems];

        Assert.Equal(5, found.Length);
        Assert.Equal(found.OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Column), found);
    }

    [Fact]
    public void Loading_throws_with_every_problem()
    {
        var texts = Small.Texts();
        texts["routes.csv"] = Small.Routes.Replace("land,5", "land,-5", StringComparison.Ordinal);

        var thrown = Assert.Throws<ScenarioException>(() => Scenario.FromTexts(texts));

        Assert.Equal(2, thrown.Problems.Length);
        Assert.Equal("routes.csv(5,30): routes/raqqa-antep/days: -5 is below 0.1. Write a number from 0.1 to 10000.", thrown.Problems[0].ToString());
    }
}
