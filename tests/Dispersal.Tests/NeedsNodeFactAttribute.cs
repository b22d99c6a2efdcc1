namespace Dispersal.Tests;

/// <summary>A fact that takes Node and npm; skipped, with the reason, where they are not on the path.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsNodeFactAttribute : FactAttribute
{
    public NeedsNodeFactAttribute()
    {
        string[] missing = [.. new[] { "node", "npm" }.Where(program => !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))))];
        Skip = missing.Length == 0 ? null : $"{string.Join(" and ", missing)} {(missing.Length == 1 ? "is" : "are")} not on the path; install nodejs and npm.";
    }
}
