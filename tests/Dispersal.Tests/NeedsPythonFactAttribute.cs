using System.Collections.Concurrent;
using System.Diagnostics;

namespace Dispersal.Tests;

/// <summary>A fact checked against programs in Debian's Python; skipped, with the reason, where it lacks a module.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsPythonFactAttribute : FactAttribute
{
    /// <summary>Debian's own interpreter; another one found first on the path has other modules.</summary>
    public const string Python = "/usr/bin/python3";

    private static readonly ConcurrentDictionary<string, bool> Imports = new(StringComparer.Ordinal);

    public NeedsPythonFactAttribute(params string[] modules)
    {
        string[] missing = [.. modules.Where(module => !Imports.GetOrAdd(module, CanImport))];
        Skip = missing.Length == 0 ? null : $"{Python} cannot import {string.Join(", ", missing)}; install {string.Join(' ', missing.Select(module => "python3-" + module))}.";
    }

    private static bool CanImport(string module)
    {
        if (!File.Exists(Python))
        {
            return false;
        }

        using Process process = Process.Start(new ProcessStartInfo(Python, ["-c", "import " + module]) { RedirectStandardError = true, UseShellExecute = false })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
