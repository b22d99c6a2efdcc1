namespace Dispersal.Experiments;

/// <summary>What is there of a shard.</summary>
public enum ShardState
{
    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>Some runs: its task was told to stop and will go on from here.</summary>
    Part,

    /// <summary>Every run.</summary>
    Whole,

    /// <summary>A file that is cut short or does not match its checksum.</summary>
    Damaged,

    /// <summary>A file of another sweep, another shard or another format.</summary>
    Foreign,
}
