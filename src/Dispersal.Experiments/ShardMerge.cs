using System.Collections.Immutable;

namespace Dispersal.Experiments;

/// <summary>What <see cref="ShardedSweep.Merge"/> did.</summary>
/// <param name="Store">The SQLite file.</param>
/// <param name="Runs">Runs of the sweep.</param>
/// <param name="RunsDone">Runs that are in the store now, failed ones included.</param>
/// <param name="RunsFailed">Runs in the store that failed.</param>
/// <param name="RunsAdded">Runs that were not in the store before.</param>
/// <param name="Shards">Every shard as it was found; damaged and foreign ones were left out.</param>
public sealed record ShardMerge(string Store, long Runs, long RunsDone, long RunsFailed, long RunsAdded, ImmutableArray<Shard> Shards)
{
    /// <summary>Shards whose files were left out because they are damaged or foreign.</summary>
    public IEnumerable<Shard> Refused => Shards.Where(shard => shard.State is ShardState.Damaged or ShardState.Foreign);
}
