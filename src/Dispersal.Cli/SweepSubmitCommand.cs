using System.CommandLine;
using System.Globalization;
using Dispersal.Cli.Cluster;
using Dispersal.Experiments;

namespace Dispersal.Cli;

/// <summary><c>dispersal sweep submit</c>: cuts a sweep into shards and runs them elsewhere, or here.</summary>
internal static class SweepSubmitCommand
{
    private const double StandardMinutes = 5;

    public static Command Create()
    {
        DesignWords asked = new();
        SendWords send = new();
        Option<string> dir = new("--dir") { HelpName = "DIR", Description = "Folder to make for the shards; tasks must be able to write to it.", Required = true };
        dir.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            {
                result.AddError("--dir: a folder has a name.");
            }
        });
        Option<int?> runs = SweepWords.Number("--runs-per-task", "N", 1, 1_000_000, "Runs of a shard; estimated from a few runs when not given.");
        Option<double?> minutes = new("--task-minutes")
        {
            HelpName = "M",
            Description = "Minutes that a task is to last, for the estimate. [default: 5]",
            CustomParser = result =>
            {
                if (double.TryParse(result.Tokens[0].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number is > 0 and <= 10_000)
                {
                    return number;
                }

                result.AddError($"--task-minutes: '{result.Tokens[0].Value}' is not a number of minutes.");
                return null;
            },
        };
        Option<bool> quiet = Words.Quiet();
        Verb verb = new("submit", "Cuts a sweep into shards and runs them on a cluster, or here; docs/cluster.md is the guide.",
            "dispersal sweep submit scenarios/raqqa-2017 --design sobol --points 4096 --dir surge --on slurm --profile cluster.json",
            "dispersal sweep submit scenarios/raqqa-2017 --design sobol --points 256 --dir surge --jobs 2",
            "dispersal sweep status surge",
            "dispersal sweep merge surge --store surge.db")
        {
            dir, runs, minutes, quiet,
        };
        asked.AddTo(verb);
        send.AddTo(verb);
        verb.SetAction((parse, cancellation) =>
        {
            bool isQuiet = parse.GetValue(quiet);
            Profile profile = send.Profile(parse);
            DesignWords.Asked sweep = asked.Of(parse, isQuiet);
            string folder = parse.GetRequiredValue(dir);
            long planned = (long)sweep.Design.Count * sweep.Replicates;
            int perTask = parse.GetValue(runs) ?? 0;
            if (perTask == 0)
            {
                double wanted = parse.GetValue(minutes) ?? StandardMinutes;
                if (Pilot.Of(sweep, cancellation) is not { } pilot)
                {
                    Terminal.WriteNote("None of the points tried can be run, so that how long a run takes is not known. Say how many make a task by --runs-per-task.");
                    return Task.FromResult(ExitCode.RunFailed);
                }

                perTask = Pilot.RunsPerTask(planned, pilot.Seconds, pilot.Figures, wanted, profile.Cpus);
                if (!isQuiet)
                {
                    TimeSpan task = TimeSpan.FromSeconds(pilot.Seconds * perTask / profile.Cpus);
                    Terminal.WriteNote($"A run takes {pilot.Seconds * 1000:0.##} ms here; {perTask:N0} runs make a task of {Progress.Clock(task)}.");
                }
            }

            ShardedSweep cut = ShardedSweep.Create(sweep.Design, sweep.Replicates, folder, perTask, sweep.Seed, sweep.Figures, sweep.Engine);
            Terminal.WriteResult($"{cut.Runs:N0} runs are cut into {cut.Count:N0} {(cut.Count == 1 ? "shard" : "shards")} in {folder}.");
            return Task.FromResult(send.Send(
                parse, cut, [.. Enumerable.Range(0, cut.Count)], profile, retry: false, mixVersions: false, isQuiet, cancellation));
        });
        return verb;
    }
}
