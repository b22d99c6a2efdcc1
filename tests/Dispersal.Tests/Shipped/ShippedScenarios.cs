namespace Dispersal.Tests.Shipped;

/// <summary>The scenarios in <c>scenarios/</c>.</summary>
internal static class ShippedScenarios
{
    /// <summary>Names of all of them.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetDirectories(Repository.PathOf("scenarios")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    /// <summary>The folder of one.</summary>
    public static string FolderOf(string name) => Repository.PathOf("scenarios/" + name);

    /// <summary>One of them, read.</summary>
    public static Scenario Load(string name) => Scenario.Load(FolderOf(name));
}
