using System.Collections.Immutable;
using System.CommandLine;
using Dispersal.Reporting;

namespace Dispersal.Cli;

/// <summary><c>dispersal diff</c>: what differs in meaning between two scenarios.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        Argument<string> scenario = Words.Scenario();
        Argument<string> other = Words.Folder("OTHER", "Folder of the scenario to compare it with.");
        Option<bool> json = Words.Json();
        Verb verb = new("diff", "Shows what differs in meaning between two scenarios, whatever the order of rows and the formatting.",
            "dispersal diff scenarios/raqqa-2017 scenarios/my-policy",
            "dispersal diff scenarios/raqqa-2017 scenarios/my-policy --json")
        {
            scenario,
            other,
            json,
        };
        verb.SetAction(parse =>
        {
            (Scenario one, Scenario two) = Loading.LoadBoth(parse.GetRequiredValue(scenario), parse.GetRequiredValue(other), quiet: true);
            return Diff(one, two, parse.GetValue(json));
        });
        return verb;
    }

    private static int Diff(Scenario one, Scenario other, bool json)
    {
        ImmutableArray<Difference> differences = Scenario.Diff(one, other);
        if (json)
        {
            JsonResult.Write(differences);
        }
        else
        {
            Terminal.WriteResult(DifferencesReport.Of(one, other, differences));
        }

        return ExitCode.Done;
    }
}
