using System.Diagnostics;
using Dispersal.Experiments;
using Dispersal.Experiments.Designs;
using Dispersal.Tests.Cli;

namespace Dispersal.Tests.Experiments;

/// <summary>A sweep whose process is killed without warning at random moments, from its first milliseconds on, and taken up again.</summary>
public sealed class KilledSweepTests : IDisposable
{
    private const int Kills = 20;
    private const int EarlyKills = 4;
    private const int Points = 60;
    private const int Replicates = 20;

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
        Assert.Equal(0, Tool.Run(Words(whole)).ExitCode);

        SplitMix luck = new(20171017);
        int midway = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            long before = RunsIn(killed);
            using Process process = Tool.Start([.. Words(killed), "--resume"]);
            if (kill < EarlyKills)
            {
                // While the store is made, or a little before or after.
                while (!process.HasExited && !File.Exists(killed))
                {
                    Thread.Sleep(1);
                }
            }
            else
            {
                // Counted in runs rather than in seconds: the machine may be busy.
                long wanted = before + 1 + luck.Next(Points * Replicates / (2 * Kills));
                while (!process.HasExited && RunsIn(killed) < wanted)
                {
                    Thread.Sleep(2);
                }
            }

            Thread.Sleep(luck.Next(30));
            midway += process.HasExited ? 0 : 1;
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        Said last = Tool.Run([.. Words(killed), "--resume"]);

        Assert.True(last.Error.Length == 0, last.Error);
        Assert.Equal(0, last.ExitCode);
        Assert.True(midway >= Kills / 2, $"Only {midway} of {Kills} kills fell into a sweep under way.");
        Assert.Equal(StoreDump.Of(whole), StoreDump.Of(killed));
        Assert.Equal(["killed.db", "whole.db"], folder.EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
    }

    // None where there is no store yet, or only the beginning of one.
    private static long RunsIn(string store)
    {
        try
        {
            return File.Exists(store) ? Sweep.Status(store).RunsDone : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private string[] Words(string store) =>
    [
        "sweep", tiny.Folder, "--vary", "war/mortality-per-day", "--vary", "routes/*/patrol=0..2", "--design", "lhs", "--points", $"{Points}",
        "--replicates", $"{Replicates}", "--figure", "*/*", "--store", store, "--quiet",
    ];
}
