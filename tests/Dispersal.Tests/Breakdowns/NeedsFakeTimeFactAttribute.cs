namespace Dispersal.Tests.Breakdowns;

/// <summary>A fact that sets the clock of a process; skipped, with the reason, where libfaketime is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsFakeTimeFactAttribute : FactAttribute
{
    public NeedsFakeTimeFactAttribute() => Skip = Library is null ? "There is no libfaketime (Debian's package faketime)." : null;

    /// <summary>Path of the library; null where there is none.</summary>
    public static string? Library { get; } = Directory.Exists("/usr/lib")
        ? Directory.EnumerateDirectories("/usr/lib", "*-linux-*").Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists) : null;
}
