namespace Dispersal.Results;

/// <summary>What results take from a scenario: its fingerprint, and a copy of its files.</summary>
internal static class ScenarioCopy
{
    public static string Fingerprint(Scenario scenario) => throw new NotSupportedException(scenario.Name);

    public static void Save(Scenario scenario, string folder) => throw new NotSupportedException(scenario.Name + folder);
}
