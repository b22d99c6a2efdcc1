using System.Diagnostics;
using Dispersal.Experiments.Designs;
using Dispersal.Tests.Cli;

namespace Dispersal.Tests.Experiments;

/// <summary>A sweep whose process is killed without warning at random moments, from its first milliseconds on, and taken up again.</summary>
public sealed class KilledSweepTests : IDisposable
{
    private const int Kills = 20;

    private readonly TinyScenario tiny = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("dispersal-");

    public void Dispose()
    {
        tiny.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    [Trait("Suite", "Long")]
    public void A_sweep_killed_at_random_moments_ends_with_the_rows_of_one_that_was_not()
    {
        string whole = Path.Combine(folder.FullName, "whole.db");
        string killed = Path.Combine(folder.FullName, "killed.db");
        Stopwatch clock = Stopwatch.StartNew();
        Assert.Equal(0, Tool.Run(Words(whole)).ExitCode);
        double milliseconds = clock.ElapsedMilliseconds;

        SplitMix luck = new(20171017);
        int midway = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            using Process process = Tool.Start([.. Words(killed), "--resume"]);

            // Most kills fall after the start of the process, a few into the making of the store.
            Thread.Sleep((int)(milliseconds * (0.1 + (0.5 * luck.NextShare()))));
            bool wasRunning = !process.HasExited;
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            midway += wasRunning && File.Exists(killed) ? 1 : 0;
        }

        Said last = Tool.Run([.. Words(killed), "--resume"]);

        Assert.Equal("", last.Error);
        Assert.Equal(0, last.ExitCode);
        Assert.True(midway >= 3, $"Only {midway} of {Kills} kills fell into a sweep under way.");
        Assert.Equal(StoreDump.Of(whole), StoreDump.Of(killed));
        Assert.Equal(["killed.db", "whole.db"], folder.EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
    }

    private string[] Words(string store) =>
    [
        "sweep", tiny.Folder, "--vary", "war/mortality-per-day", "--vary", "routes/*/patrol=0..2", "--design", "lhs", "--points", "60",
        "--replicates", "20", "--figure", "*/*", "--store", store, "--quiet",
    ];
}
