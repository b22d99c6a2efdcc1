using System.Collections.Immutable;
using System.CommandLine;
using Dispersal.Experiments;

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
        ImmutableArray<Diagnostic> problems = [.. check.Problems, .. check.Scenario is { } scenario ? OfPosterior(folder, scenario) : []];
        bool isValid = !problems.Any(problem => problem.Severity == Severity.Error);
        if (json)
        {
            JsonResult.Write(new { Scenario = folder, Valid = isValid, Problems = problems });
        }
        else
        {
            Terminal.WriteResult(ProblemList.Text(problems));
        }

        return isValid ? ExitCode.Done : ExitCode.InvalidScenario;
    }

    // Parameter sets are no table of the scenario; runs that draw from them would refuse them.
    private static ImmutableArray<Diagnostic> OfPosterior(string folder, Scenario scenario)
    {
        try
        {
            if (Posterior.Beside(folder) is { } file)
            {
                Posterior.Read(file).ThrowIfNotOf(scenario);
            }

            return [];
        }
        catch (ScenarioException wrong)
        {
            return wrong.Problems;
        }
    }
}
