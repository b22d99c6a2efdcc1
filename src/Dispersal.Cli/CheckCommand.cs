using System.CommandLine;

namespace Dispersal.Cli;

/// <summary><c>dispersal check</c>: every problem of a scenario at once. The problems are the result, so they go to stdout.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        Argument<string> scenario = Words.Scenario();
        Option<bool> json = Words.Json();
        Verb verb = new("check", "Checks a scenario and lists every problem with file, line, column and what to write.",
            "dispersal check scenarios/raqqa-2017",
            "dispersal check my-scenario --json")
        {
            scenario,
            json,
        };
        verb.SetAction(parse => Check(parse.GetRequiredValue(scenario), parse.GetValue(json)));
        return verb;
    }

    private static int Check(string folder, bool json)
    {
        ScenarioCheck check = Dispersal.Scenario.Check(folder);
        if (json)
        {
            JsonResult.Write(new { Scenario = folder, Valid = check.Scenario is not null, check.Problems });
        }
        else
        {
            Terminal.WriteResult(ProblemList.Text(check.Problems));
        }

        return check.Scenario is null ? ExitCode.InvalidScenario : ExitCode.Done;
    }
}
