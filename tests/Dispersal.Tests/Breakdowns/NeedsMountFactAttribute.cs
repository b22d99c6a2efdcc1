using System.Diagnostics;

namespace Dispersal.Tests.Breakdowns;

/// <summary>A fact that mounts a small disk where only its own processes see it; skipped, with the reason, where that is not allowed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsMountFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Reason = new(Try);

    public NeedsMountFactAttribute() => Skip = Reason.Value;

    private static string? Try()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "Small disks are mounted on Linux only.";
        }

        try
        {
            using Process process = Process.Start(new ProcessStartInfo("unshare", ["-m", "sh", "-c", "mount -t tmpfs -o size=64k tmpfs /mnt"]) { UseShellExecute = false, RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : "Mounting a small disk needs root, and to be let.";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "There is no unshare on the path.";
        }
    }
}
