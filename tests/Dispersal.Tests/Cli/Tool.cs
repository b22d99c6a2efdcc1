using System.Diagnostics;

namespace Dispersal.Tests.Cli;

/// <summary>What a run of the tool left behind.</summary>
internal sealed record Said(int ExitCode, string Output, string Error);

/// <summary>Runs the real executable as a process, as a user or a script would.</summary>
internal static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Said Run(params string[] words)
    {
        using Process process = Start(words);
        return End(process);
    }

    /// <summary>The same in another environment.</summary>
    public static Said Run(IReadOnlyDictionary<string, string> environment, params string[] words)
    {
        using Process process = Start(environment, words);
        return End(process);
    }

    /// <summary>The same of another build or with other settings: what <c>dotnet</c> is asked to run.</summary>
    public static Said Run(IReadOnlyDictionary<string, string> environment, string[] program, string[] words)
    {
        using Process process = Start(environment, program, words);
        return End(process);
    }

    public static Process Start(params string[] words) => Start(new Dictionary<string, string>(StringComparer.Ordinal), words);

    public static Process Start(IReadOnlyDictionary<string, string> environment, string[] words) =>
        Start(environment, [Path.Combine(AppContext.BaseDirectory, "Dispersal.Cli.dll")], words);

    private static Process Start(IReadOnlyDictionary<string, string> environment, string[] program, string[] words)
    {
        ProcessStartInfo start = new(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        foreach (string word in program.Concat(words))
        {
            start.ArgumentList.Add(word);
        }

        return Process.Start(start)!;
    }

    /// <summary>Puts a program <c>dispersal</c> into a folder, for shells and other languages that find it on their path.</summary>
    public static void PutOnPath(string folder)
    {
        string file = Path.Combine(folder, "dispersal");
        File.WriteAllText(file, $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "Dispersal.Cli.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public static Said End(Process process) => End(process, Patience);

    public static Said End(Process process, TimeSpan patience)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("The tool did not end.");
        }

        return new(process.ExitCode, output.Result, error.Result);
    }
}
