using System.CommandLine;
using Dispersal.Experiments;

namespace Dispersal.Cli;

/// <summary><c>dispersal sweep merge</c>: joins shards into the store that a sweep on one machine would have written.</summary>
internal static class SweepMergeCommand
{
    public static Command Create()
    {
        Argument<string> folder = Words.Folder("DIR", "Folder that 'dispersal sweep submit' has made.");
        Option<string?> store = SweepWords.Store("SQLite file to record to; one that holds the same sweep is added to.");
        store.Required = true;
        Option<bool> mix = SweepShardCommand.MixVersions();
        Option<bool> json = Words.Json();
        Option<bool> quiet = Words.Quiet();
        Verb verb = new("merge", "Joins the shards that are there, at any time, into the SQLite file that 'dispersal sweep' would have written.",
            "dispersal sweep merge surge --store surge.db")
        {
            folder, store, mix, json, quiet,
        };
        verb.SetAction((parse, cancellation) =>
        {
            string file = parse.GetRequiredValue(store)!;
            SweepLines? lines = null;
            try
            {
                ShardedSweep sweep = ShardedSweep.Open(parse.GetRequiredValue(folder));
                lines = parse.GetValue(quiet) ? null : new(sweep.Scenario.Name);
                ShardMerge merge = sweep.Merge(file, parse.GetValue(mix), lines, cancellation);
                Shard[] refused = [.. merge.Refused];
                int without = merge.Shards.Count(shard => shard.State is not ShardState.Whole) - refused.Length;
                string[] machines = [.. merge.Shards.SelectMany(shard => shard.Machines).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
                string[] versions = [.. merge.Shards.SelectMany(shard => shard.Versions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
                foreach (Shard shard in refused)
                {
                    Terminal.WriteNote($"Left out: shard {shard.Number} {shard.Problem}.");
                }

                if (parse.GetValue(json))
                {
                    JsonResult.Write(new
                    {
                        merge.Store,
                        merge.Runs,
                        merge.RunsDone,
                        merge.RunsFailed,
                        merge.RunsAdded,
                        ShardsMissing = without,
                        ShardsRefused = refused.Select(shard => new { shard.Number, shard.Problem }),
                        Machines = machines,
                        Versions = versions,
                    });
                }
                else
                {
                    Terminal.WriteResult($"{merge.RunsDone:N0} of {merge.Runs:N0} runs are in {file}, {merge.RunsAdded:N0} of them new"
                        + (merge.RunsFailed == 0 ? "" : $"; {merge.RunsFailed:N0} failed: 'dispersal sweep status {file}' says why")
                        + (without == 0 ? "." : $"; {without:N0} {(without == 1 ? "shard is" : "shards are")} not complete."));
                    if (machines.Length > 0)
                    {
                        Terminal.WriteResult($"Made by {string.Join(", ", versions)} on {string.Join(", ", machines)}.");
                    }
                }

                return Task.FromResult(merge.RunsFailed == 0 && refused.Length == 0 ? ExitCode.Done : ExitCode.RunFailed);
            }
            catch (OperationCanceledException)
            {
                Terminal.WriteNote($"Cancelled. What is merged is in {file}; the same words go on.");
                return Task.FromResult(ExitCode.Cancelled);
            }
        });
        return verb;
    }
}
