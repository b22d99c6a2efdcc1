using System.CommandLine;
using Dispersal.Reporting;

namespace Dispersal.Cli;

/// <summary><c>dispersal describe</c>: what a scenario says, in words and numbers.</summary>
internal static class DescribeCommand
{
    // A list is searched line by line, so its lines are as long as they have to be.
    private const int OneLineEach = int.MaxValue;

    public static Command Create()
    {
        Argument<string> scenario = Words.Scenario();
        Option<bool> parameters = new("--parameters") { Description = "List every address with value, range, unit and source instead." };
        Option<bool> markdown = new("--markdown") { Description = "Write Markdown." };
        Option<bool> json = Words.Json();
        Verb verb = new("describe", "Describes a scenario: dates, sizes, mechanisms, parameters with range and source.",
            "dispersal describe scenarios/raqqa-2017",
            "dispersal describe scenarios/raqqa-2017 --parameters | grep patrol",
            "dispersal describe scenarios/raqqa-2017 --markdown > raqqa-2017.md")
        {
            scenario,
            parameters,
            markdown,
            json,
        };
        verb.SetAction(parse =>
        {
            Scenario described = Scenario.Load(parse.GetRequiredValue(scenario));
            if (parse.GetValue(json))
            {
                JsonResult.Write(DescriptionJson.Of(described));
                return ExitCode.Done;
            }

            bool isList = parse.GetValue(parameters);
            Document document = isList ? ParameterList.Of(described) : ScenarioDescription.Of(described);
            Terminal.WriteResult(
                parse.GetValue(markdown) ? document.ToMarkdown()
                : isList ? document.ToText(OneLineEach)
                : document.ToText(Terminal.Width));
            return ExitCode.Done;
        });
        return verb;
    }
}
