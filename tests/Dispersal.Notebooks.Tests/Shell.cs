using System.Diagnostics;

namespace Dispersal.Tests.Shipped;

/// <summary>Runs programs in a folder, as a reader would type them.</summary>
internal static class Shell
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>The output of a program that must end well.</summary>
    public static string Run(string folder, IReadOnlyDictionary<string, string> environment, string program, params string[] words)
    {
        (int code, string output, string error) = Try(folder, environment, program, words);
        Assert.True(code == 0, $"{program} {string.Join(' ', words)}\nended with {code} in {folder}:\n{output}\n{error}");
        return output;
    }

    /// <summary>Exit code, output and errors of a program.</summary>
    public static (int Code, string Output, string Error) Try(string folder, IReadOnlyDictionary<string, string> environment, string program, params string[] words)
    {
        ProcessStartInfo start = new(Found(program, environment), words)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', words)} did not end.");
        }

        return (process.ExitCode, output.Result.ReplaceLineEndings("\n"), error.Result);
    }

    // A process that is started is looked for on the path of the one that starts it, not on its own.
    private static string Found(string program, IReadOnlyDictionary<string, string> environment) =>
        !program.Contains('/', StringComparison.Ordinal) && environment.TryGetValue("PATH", out string? path)
            ? path.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists) ?? program
            : program;

    /// <summary>The path with a folder before everything else.</summary>
    public static string PathWith(string folder) => folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
}
