using System.Collections.Immutable;

namespace Dispersal.Experiments;

/// <summary>What a store of a sweep holds.</summary>
/// <param name="Scenario">Name of the scenario that is varied.</param>
/// <param name="Fingerprint">Fingerprint of the scenario.</param>
/// <param name="Design">The design last asked for, in a few words.</param>
/// <param name="Factors">What varies.</param>
/// <param name="Points">Points asked for.</param>
/// <param name="Replicates">Replicates asked for of each point.</param>
/// <param name="RunsDone">Runs recorded, failed ones included.</param>
/// <param name="RunsFailed">Runs that failed.</param>
/// <param name="PointsComplete">Points with every replicate recorded.</param>
/// <param name="SecondsPerRun">Mean time of a run on one core; not a number before the first.</param>
/// <param name="Errors">Errors of failed runs, each once, the most frequent first, with how many runs it ended.</param>
/// <param name="IsRunning">Whether a process on this machine is writing to the store.</param>
public sealed record SweepStatus(
    string Scenario, string Fingerprint, string Design, ImmutableArray<string> Factors, long Points, int Replicates, long RunsDone, long RunsFailed,
    long PointsComplete, double SecondsPerRun, ImmutableArray<(string Error, long Runs)> Errors, bool IsRunning)
{
    /// <summary>Runs asked for.</summary>
    public long Runs => Points * Replicates;

    /// <summary>Whether every run asked for is recorded.</summary>
    public bool IsComplete => RunsDone >= Runs;
}
