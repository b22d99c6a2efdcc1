using System.Collections.Immutable;
using System.CommandLine;
using Dispersal.Cli.Cluster;
using Dispersal.Experiments;

namespace Dispersal.Cli;

/// <summary><c>dispersal sweep resubmit</c>: runs the shards that are missing.</summary>
internal static class SweepResubmitCommand
{
    public static Command Create()
    {
        Argument<string> folder = Words.Folder("DIR", "Folder that 'dispersal sweep submit' has made.");
        SendWords send = new();
        Option<bool> all = new("--all") { Description = "Also shards that run or wait in the queue, such as on a node that died: a shard may run twice." };
        Option<bool> retry = new("--retry") { Description = "Also shards with failed runs, which are run again." };
        Option<bool> mix = SweepShardCommand.MixVersions();
        Option<bool> quiet = Words.Quiet();
        Verb verb = new("resubmit", "Runs the shards of a sweep that are missing, failed or damaged.",
            "dispersal sweep resubmit surge --on slurm --profile cluster.json",
            "dispersal sweep resubmit surge --jobs 2")
        {
            folder, all, retry, mix, quiet,
        };
        send.AddTo(verb);
        verb.SetAction((parse, cancellation) =>
        {
            Profile profile = send.Profile(parse);
            ShardedSweep sweep = ShardedSweep.Open(parse.GetRequiredValue(folder));
            bool isMixed = parse.GetValue(mix);
            if (!isMixed && sweep.Version != ShardedSweep.ThisVersion)
            {
                throw new IOException(
                    $"{sweep.Folder} was cut by version {sweep.Version}; this is {ShardedSweep.ThisVersion}. Use that version, or allow both with --mix-versions.");
            }

            ImmutableArray<ShardLine> lines = ShardLine.All(sweep, out string? problem);
            if (problem is not null && !parse.GetValue(all))
            {
                throw new IOException($"{problem}\nWhat runs cannot be told from what is missing. Wait until Slurm answers, or send all that is not done by --all.");
            }

            int[] shards = [.. lines.Where(line => line.IsToBeSent(parse.GetValue(all), parse.GetValue(retry))).Select(line => line.Shard.Number)];
            if (shards.Length == 0)
            {
                int under = lines.Count(line => line.State is ShardLine.Running or ShardLine.Waiting);
                Terminal.WriteResult(under == 0 ? "Nothing is missing." : $"Nothing is missing that does not run or wait already ({under:N0} shards).");
                return Task.FromResult(ExitCode.Done);
            }

            Terminal.WriteResult($"{shards.Length:N0} of {sweep.Count:N0} shards are sent again.");
            return Task.FromResult(send.Send(
                parse, sweep, shards, profile, parse.GetValue(retry), isMixed, parse.GetValue(quiet), cancellation));
        });
        return verb;
    }
}
