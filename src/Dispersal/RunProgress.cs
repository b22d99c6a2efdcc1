namespace Dispersal;

/// <summary>How far a run has come.</summary>
/// <param name="ReplicatesDone">Replicates finished.</param>
/// <param name="Replicates">Replicates asked for.</param>
/// <param name="PersonDays">Person-days simulated so far.</param>
public readonly record struct RunProgress(int ReplicatesDone, int Replicates, long PersonDays);
