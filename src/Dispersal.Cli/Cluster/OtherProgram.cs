using System.ComponentModel;
using System.Diagnostics;

namespace Dispersal.Cli.Cluster;

/// <summary>Runs a program of somebody else's and takes what it says.</summary>
internal static class OtherProgram
{
    /// <summary>What a program said and how it ended.</summary>
    internal readonly record struct Answer(int ExitCode, string Output, string Error);

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="IOException">There is no such program.</exception>
    public static Answer Ask(string program, params ReadOnlySpan<string> words)
    {
        ProcessStartInfo start = new(program)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (string word in words)
        {
            start.ArgumentList.Add(word);
        }

        using Process process = Start(start);
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.Result);
    }

    /// <summary>Starts a program.</summary>
    /// <exception cref="IOException">There is no such program.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception problem)
        {
            throw new IOException($"{start.FileName} cannot be started: {problem.Message}. Is it installed, and on the path?", problem);
        }
    }
}
