namespace Dispersal.Engines;

/// <summary>Chooses and prepares the engine for a scenario.</summary>
internal static class ReplicateSources
{
    /// <summary>The engine asked for, or the cheapest that is exact, with the scenario compiled.</summary>
    public static IReplicateSource For(Scenario scenario, EngineKind engine) =>
        throw new NotSupportedException($"No engine for {scenario.Name} ({engine}).");
}
