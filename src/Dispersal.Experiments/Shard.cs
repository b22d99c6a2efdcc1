using System.Collections.Immutable;

namespace Dispersal.Experiments;

/// <summary>A shard of a sweep as its file shows it.</summary>
/// <param name="Number">Number, from 0.</param>
/// <param name="State">What is there.</param>
/// <param name="Runs">Runs it is to hold.</param>
/// <param name="RunsDone">Runs it holds, failed ones included.</param>
/// <param name="RunsFailed">Runs in it that failed.</param>
/// <param name="Versions">Versions that made its runs, such as <c>0.1.0+1a2b3c4d</c>.</param>
/// <param name="Machines">Machines that made its runs.</param>
/// <param name="Problem">What is wrong with a damaged or foreign file; else empty.</param>
public sealed record Shard(
    int Number, ShardState State, int Runs, int RunsDone, int RunsFailed, ImmutableArray<string> Versions, ImmutableArray<string> Machines, string Problem);
