using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace Dispersal.Tests;

/// <summary>A fact that needs a module of Debian's Python as an independent judge; skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsPythonFactAttribute : FactAttribute
{
    public const string Python = "/usr/bin/python3";

    private static readonly ConcurrentDictionary<string, bool> Found = new(StringComparer.Ordinal);

    public NeedsPythonFactAttribute(string module)
    {
        if (!Found.GetOrAdd(module, Has))
        {
            Skip = $"needs the Debian package python3-{module}";
        }
    }

    private static bool Has(string module)
    {
        try
        {
            using Process python = Process.Start(
                new ProcessStartInfo(Python, ["-c", $"import {module}"]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
            python.WaitForExit();
            return python.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
