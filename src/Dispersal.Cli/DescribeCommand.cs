using System.CommandLine;
using Dispersal.Reporting;

namespace Dispersal.Cli;

/// <summary><c>dispersal describe</c>: what a scenario says, in words and numbers, beside what came out.</summary>
internal static class DescribeCommand
{
    // A list is searched line by line, so its lines are as long as they have to be.
    private const int OneLineEach = int.MaxValue;

    public static Command Create()
    {
        Argument<string> scenario = Words.Scenario();
        Option<bool> parameters = new("--parameters") { Description = "List every address with value, range, unit and source instead." };
        Option<string?> results = Words.Results();
        Option<bool> markdown = new("--markdown") { Description = "Write Markdown." };
        Option<bool> json = Words.Json();
        Verb verb = new("describe", "Describes a scenario by the ODD protocol: entities, schedule, mechanisms with their parameters, claims beside results.",
            "dispersal describe scenarios/raqqa-2017",
            "dispersal describe scenarios/raqqa-2017 --parameters | grep patrol",
            "dispersal describe scenarios/raqqa-2017 --results results/raqqa-2017 --markdown > raqqa-2017.md")
        {
            scenario,
            results,
            parameters,
            markdown,
            json,
        };
        verb.SetAction(parse =>
        {
            Scenario described = Scenario.Load(parse.GetRequiredValue(scenario));
            RunSummary? summary = parse.GetValue(results) is { } folder
                ? RunSummary.Read(folder, described.Claims.SelectMany(ClaimedFigure.Of)) : null;
            if (parse.GetValue(json))
            {
                JsonResult.Write(DescriptionJson.Of(described, summary));
                return ExitCode.Done;
            }

            bool isList = parse.GetValue(parameters);
            Document document = isList ? ParameterList.Of(described) : ScenarioDescription.Of(described, summary);
            Terminal.WriteResult(
                parse.GetValue(markdown) ? document.ToMarkdown()
                : isList ? document.ToText(OneLineEach)
                : document.ToText(Terminal.Width));
            return ExitCode.Done;
        });
        return verb;
    }
}
