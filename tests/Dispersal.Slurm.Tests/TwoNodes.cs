using System.Diagnostics;
using System.Globalization;
using Dispersal.Tests;

namespace Dispersal.Slurm.Tests;

/// <summary>A Slurm of two nodes that lives as long as the tests, in a folder of its own.</summary>
public sealed class TwoNodes : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("dispersal-slurm-");
    private readonly Lazy<string> configuration;

    public TwoNodes() => configuration = new(() =>
    {
        // Also stopped when this process ends in another way.
        Bash($"bash {Repository.PathOf("tests/slurm/start")} {Folder} {Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}");
        return Path.Combine(Folder, "slurm.conf");
    });

    /// <summary>Folder of the daemons.</summary>
    public string Folder => Path.Combine(root.FullName, "slurm");

    /// <summary>What the tool is started with.</summary>
    public IReadOnlyDictionary<string, string> Surroundings => new Dictionary<string, string>(StringComparer.Ordinal) { ["SLURM_CONF"] = configuration.Value };

    /// <summary>A path that nothing uses yet.</summary>
    public string At(string name) => Path.Combine(root.FullName, name);

    /// <summary>Runs a command of Slurm, or a script of this repository, to its end.</summary>
    public string Run(string command)
    {
        _ = configuration.Value;
        return Bash($"cd {Repository.Root} && {command}");
    }

    public void Dispose()
    {
        if (configuration.IsValueCreated)
        {
            Bash($"bash {Repository.PathOf("tests/slurm/stop")} {Folder}");
        }

        root.Delete(recursive: true);
    }

    private string Bash(string command)
    {
        ProcessStartInfo start = new("bash", ["-c", command]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        if (configuration.IsValueCreated)
        {
            start.Environment["SLURM_CONF"] = configuration.Value;
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{command}\nended with {process.ExitCode}:\n{output}{error.Result}");
        return output;
    }
}
