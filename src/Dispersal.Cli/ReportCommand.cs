using System.CommandLine;
using Dispersal.Reporting;

namespace Dispersal.Cli;

/// <summary><c>dispersal report</c>: a page to look at, made of the files of a result folder.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        Argument<string> folder = Words.Folder("DIR", "Folder that 'run --out' has written.");
        Verb verb = new("report", "Writes a page to look at: DIR/report.html.", "dispersal report results/baseline")
        {
            folder,
        };
        verb.SetAction(parse =>
        {
            Terminal.WriteResult($"The report is {ReportFolder.Write(parse.GetRequiredValue(folder))}");
            return ExitCode.Done;
        });
        return verb;
    }
}
