namespace Dispersal.Experiments;

/// <summary>How far a sweep has come.</summary>
/// <param name="RunsDone">Runs in the store, failed ones included.</param>
/// <param name="Runs">Runs asked for.</param>
/// <param name="RunsBefore">Runs that were in the store when this call began.</param>
/// <param name="RunsFailed">Runs that failed.</param>
public readonly record struct SweepProgress(long RunsDone, long Runs, long RunsBefore, long RunsFailed);
