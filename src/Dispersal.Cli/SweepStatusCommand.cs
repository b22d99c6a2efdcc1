using System.Collections.Immutable;
using System.CommandLine;
using Dispersal.Cli.Cluster;
using Dispersal.Experiments;
using Dispersal.Reporting;

namespace Dispersal.Cli;

/// <summary><c>dispersal sweep status</c>: what a store holds and what is missing.</summary>
internal static class SweepStatusCommand
{
    public static Command Create()
    {
        Argument<string> store = Words.Folder("PATH", "SQLite file that 'dispersal sweep' records to, or folder that 'dispersal sweep submit' has made.");
        Option<bool> missing = new("--missing") { Description = "Of a folder: print the numbers of the shards that 'resubmit' would send, one on a line, for other schedulers." };
        Option<bool> json = Words.Json();
        Verb verb = new("status", "Says how far a sweep has come, also while it runs.", "dispersal sweep status sweep.db", "dispersal sweep status surge")
        {
            store,
            missing,
            json,
        };
        verb.SetAction(parse =>
        {
            if (Directory.Exists(parse.GetRequiredValue(store)))
            {
                ShardsStatus.Write(ShardedSweep.Open(parse.GetRequiredValue(store)), parse.GetValue(missing), parse.GetValue(json));
                return ExitCode.Done;
            }

            SweepStatus status = Sweep.Status(parse.GetRequiredValue(store));
            if (parse.GetValue(json))
            {
                JsonResult.Write(new
                {
                    status.Scenario,
                    status.Fingerprint,
                    status.Design,
                    status.Factors,
                    status.Points,
                    status.Replicates,
                    status.Runs,
                    status.RunsDone,
                    status.RunsFailed,
                    status.PointsComplete,
                    SecondsPerRun = double.IsNaN(status.SecondsPerRun) ? (double?)null : status.SecondsPerRun,
                    status.IsComplete,
                    status.IsRunning,
                    Errors = status.Errors.Select(error => new { error.Error, error.Runs }),
                });
            }
            else
            {
                Terminal.WriteResult(Report(status));
            }

            return ExitCode.Done;
        });
        return verb;
    }

    private static Document Report(SweepStatus status)
    {
        string left = status.IsComplete || double.IsNaN(status.SecondsPerRun)
            ? ""
            : $"; the rest takes one core {Progress.Clock(TimeSpan.FromSeconds(status.SecondsPerRun * (status.Runs - status.RunsDone)))}";
        ImmutableArray<(string, string)> facts =
        [
            ("scenario", $"{status.Scenario} ({status.Fingerprint[..12]})"),
            ("design", $"{status.Design}, {status.Replicates} replicates"),
            ("runs", $"{status.RunsDone:N0} of {status.Runs:N0}{left}"),
            ("points", $"{status.PointsComplete:N0} of {status.Points:N0} with all replicates"),
            ("failed", status.RunsFailed == 0 ? "none" : $"{status.RunsFailed:N0}"),
            ("state", status.IsRunning ? "a process is writing to it" : status.IsComplete ? "complete" : "not complete: the same sweep with --resume goes on"),
        ];
        Block[] errors = [.. status.Errors.Take(5).Select(error => new Paragraph($"{error.Runs:N0} runs: {error.Error.Replace('\n', ' ')}"))];
        return new([new Facts(facts), .. errors]);
    }
}
