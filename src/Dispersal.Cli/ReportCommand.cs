using System.CommandLine;
using Dispersal.Reporting;

namespace Dispersal.Cli;

/// <summary><c>dispersal report</c>: a page to look at, made of the files of a result folder or of the store of a sweep.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        Argument<string> results = Words.Folder("DIR", "Folder that 'run', 'compare' or 'sensitivity' has written with --out, or the SQLite file of a sweep.");
        Option<string?> to = Words.Out();
        to.Description = "Folder for the report of a sweep. [default: beside its file, NAME-report]";
        Option<string?> sensitivity = new("--sensitivity")
        {
            HelpName = "DIR",
            Description = "Folder that 'sensitivity --out' has written, to stand in the report of a run.",
        };
        Verb verb = new("report", "Writes a page to look at, with its figures: DIR/report.html.",
            "dispersal report results/baseline",
            "dispersal report results/baseline --sensitivity results/screening",
            "dispersal report sweep.db --out results/sweep")
        {
            results,
            sensitivity,
            to,
        };
        verb.Validators.Add(words =>
        {
            bool isSweep = words.GetResult(results) is { Tokens: [{ } word] } && File.Exists(word.Value);
            if (!isSweep && words.GetResult(to) is { Implicit: false })
            {
                words.AddError("--out goes with the file of a sweep; the report of a folder is written into it.");
            }

            if (isSweep && words.GetResult(sensitivity) is { Implicit: false })
            {
                words.AddError("--sensitivity goes with the folder of a run.");
            }
        });
        verb.SetAction(parse =>
        {
            string from = parse.GetRequiredValue(results);
            string page = File.Exists(from)
                ? ReportFolder.WriteSweep(from, parse.GetValue(to) ?? $"{Path.ChangeExtension(from, null)}-report")
                : ReportFolder.Write(from, parse.GetValue(sensitivity));
            Terminal.WriteResult($"The report is {page}");
            return ExitCode.Done;
        });
        return verb;
    }
}
