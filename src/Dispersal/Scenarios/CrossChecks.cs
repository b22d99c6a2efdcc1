namespace Dispersal.Scenarios;

/// <summary>What must hold between rows.</summary>
internal static class CrossChecks
{
    public static void Run(Scenario scenario, IReadOnlySet<string> incomplete, Problems problems)
    {
    }
}
