using System.CommandLine;
using System.Globalization;
using Dispersal.Cli.Cluster;
using Dispersal.Experiments;

namespace Dispersal.Cli;

/// <summary><c>dispersal sweep shard</c>: runs shards; what a task of a cluster calls.</summary>
internal static class SweepShardCommand
{
    public static Command Create()
    {
        Argument<string> folder = Words.Folder("DIR", "Folder that 'dispersal sweep submit' has made.");
        Argument<int[]> numbers = new("SHARD")
        {
            Description = "Numbers of shards, from 0.",
            Arity = ArgumentArity.OneOrMore,
            CustomParser = result =>
            {
                List<int> numbers = [];
                foreach (string word in result.Tokens.Select(token => token.Value))
                {
                    if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                    {
                        numbers.Add(number);
                    }
                    else
                    {
                        result.AddError($"'{word}' is not the number of a shard.");
                    }
                }

                return [.. numbers];
            },
        };
        Option<int?> threads = SweepWords.Number("--threads", "N", 1, 1_024, "Threads to use. [default: 1]");
        Option<bool> retry = new("--retry") { Description = "Run again what failed in a shard that is done." };
        Option<bool> mix = MixVersions();
        Option<bool> quiet = Words.Quiet();
        Verb verb = new("shard", "Runs shards of a sweep that was cut by 'submit', unless they are done. Told to stop, it finishes the runs under way, keeps them and returns 130.",
            "dispersal sweep shard surge 0 1 2",
            "dispersal sweep status surge --missing | parallel --jobs 2 dispersal sweep shard surge {}")
        {
            folder, numbers, threads, retry, mix, quiet,
        };
        verb.SetAction((parse, cancellation) =>
        {
            ShardedSweep sweep = ShardedSweep.Open(parse.GetRequiredValue(folder));
            int[] shards = parse.GetRequiredValue(numbers);
            if (shards.Any(shard => shard >= sweep.Count))
            {
                Terminal.WriteNote($"{sweep.Folder} has the shards 0 to {sweep.Count - 1}; there is no shard {shards.First(shard => shard >= sweep.Count)}.");
                return Task.FromResult(ExitCode.Usage);
            }

            return Task.FromResult(Here.Run(
                sweep, shards, atOnce: 1, parse.GetValue(threads) ?? 1, parse.GetValue(retry), parse.GetValue(mix), parse.GetValue(quiet), cancellation));
        });
        return verb;
    }

    /// <summary>Whether runs may come from several versions.</summary>
    public static Option<bool> MixVersions() => new("--mix-versions") { Description = "Allow runs of other versions than that which cut the sweep. Each run names its own." };
}
