namespace Dispersal.Tests.Hostile;

/// <summary>A fact about pipes, devices and links, which other systems do not have.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "This system has no such files." : null;
}
