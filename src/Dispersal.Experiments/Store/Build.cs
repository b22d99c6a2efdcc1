namespace Dispersal.Experiments.Store;

/// <summary>Which build of the library made a run: its version and, after a plus, eight digits of the hash that the compiler gave the assembly.</summary>
/// <remarks>Two builds of one version may differ; what was made by one is told from what was made by the other.</remarks>
internal static class Build
{
    public static string Name { get; } = $"{Sweep.Version()}+{typeof(Scenario).Assembly.ManifestModule.ModuleVersionId.ToString("N")[..8]}";

    /// <summary>The version without the build.</summary>
    public static string VersionOf(string name) => name.Split('+')[0];
}
