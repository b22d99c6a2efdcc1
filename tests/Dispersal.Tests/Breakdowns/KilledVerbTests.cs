using System.Diagnostics;
using System.Security.Cryptography;
using Dispersal.Experiments;
using Dispersal.Experiments.Designs;
using Dispersal.Tests.Cli;
using Dispersal.Tests.Experiments;

namespace Dispersal.Tests.Breakdowns;

/// <summary>Verbs other than runs and sweeps, killed without warning at random moments, and called again.</summary>
public sealed class KilledVerbTests : IDisposable
{
    private const int Kills = 8;

    private readonly TinyScenario tiny = new();
    private readonly string folder = Directory.CreateTempSubdirectory("dispersal-killed-").FullName;

    public KilledVerbTests() => tiny.Write("targets.csv", "id,measure,subject,date,low,central,high,weight,role,source\ndead,dead,WORLD,2016-06-30,20,25,30,,,Made up");

    public void Dispose()
    {
        tiny.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    [Trait("Suite", "Long")]
    public void A_calibration_goes_on_and_ends_with_the_sets_of_one_that_was_not_killed()
    {
        string[] Words(string name) =>
            ["calibrate", tiny.Folder, "--quiet", "--wave", "60", "--waves", "1", "--generation", "150", "--generations", "2", "--store", At(name + ".db"), "--posterior", At(name + ".csv")];
        int midway = KilledAgainAndAgain(Words("whole"), Words("killed"), () => Assert.True(!File.Exists(At("killed.csv")) || Hash("killed.csv") == Hash("whole.csv")));
        Assert.Equal(StoreDump.Of(At("whole.db")), StoreDump.Of(At("killed.db")));
        Assert.Equal(Hash("whole.csv"), Hash("killed.csv"));
        AssertNothingElse(midway, "killed.csv", "killed.db", "whole.csv", "whole.db");
    }

    [Fact]
    [Trait("Suite", "Long")]
    public void Shards_and_their_merge_end_with_the_rows_of_those_that_were_not_killed()
    {
        foreach (string name in (string[])["whole", "killed"])
        {
            Assert.Equal(0, Tool.Run("sweep", "submit", tiny.Folder, "--vary", "war/mortality-per-day", "--points", "20", "--replicates", "20", "--runs-per-task", "200", "--dry-run", "--quiet", "--dir", At(name)).ExitCode);
        }

        string[] Shard(string name) => ["sweep", "shard", At(name), "0", "1", "--quiet"];
        string[] Merge(string name) => ["sweep", "merge", At(name), "--store", At(name + ".db"), "--quiet"];
        int midway = KilledAgainAndAgain(Shard("whole"), Shard("killed"), () => { });
        midway += KilledAgainAndAgain(Merge("whole"), Merge("killed"), () => { });
        Assert.Equal(StoreDump.Of(At("whole.db")), StoreDump.Of(At("killed.db")));
        AssertNothingElse(midway, "killed", "killed.db", "whole", "whole.db");
        Assert.Equal(Relative("whole"), Relative("killed"));
    }

    [Theory]
    [Trait("Suite", "Long")]
    [InlineData("compare")]
    [InlineData("sensitivity")]
    public void A_folder_of_results_is_there_whole_or_as_it_was(string verb)
    {
        string[] Words(string name, int replicates) => verb == "compare"
            ? ["compare", tiny.Folder, "--set", "routes/*/patrol=2", "--replicates", $"{replicates}", "--quiet", "--out", At(name)]
            : ["sensitivity", tiny.Folder, "--points", "5", "--replicates", $"{replicates}", "--quiet", "--out", At(name)];
        Assert.Equal(0, Tool.Run(Words("earlier", 2)).ExitCode);
        Assert.Equal(0, Tool.Run(Words("killed", 2)).ExitCode);
        string earlier = HashOfAll("earlier");
        int midway = KilledAgainAndAgain(Words("whole", 30), Words("killed", 30), () =>
        {
            // Between two moves the earlier one stands beside.
            if (Directory.Exists(At("killed")))
            {
                Assert.Contains(HashOfAll("killed"), (string[])[earlier, HashOfAll("whole")]);
            }
            else
            {
                Assert.True(Directory.Exists(At(".killed.previous")));
            }
        });
        Assert.Equal(HashOfAll("whole"), HashOfAll("killed"));
        AssertNothingElse(midway, "earlier", "killed", "whole");
    }

    [Fact]
    [Trait("Suite", "Long")]
    public void A_report_leaves_the_results_alone_and_is_there_whole_or_not_at_all()
    {
        foreach (string name in (string[])["whole", "killed"])
        {
            Assert.Equal(0, Tool.Run("run", tiny.Folder, "--replicates", "5", "--quiet", "--out", At(name)).ExitCode);
        }

        string results = HashOfAll("killed");
        int midway = KilledAgainAndAgain(["report", At("whole")], ["report", At("killed")], () =>
        {
            Assert.Equal(results, HashOfAll("killed", file => !IsOfReport(file)));
            if (File.Exists(At("killed/report.html")))
            {
                Assert.Equal(HashOfAll("whole", IsOfReport), HashOfAll("killed", IsOfReport));
            }
        });
        Assert.Equal(HashOfAll("whole"), HashOfAll("killed"));
        AssertNothingElse(midway, "killed", "whole");

        static bool IsOfReport(string file) => file.StartsWith("figures", StringComparison.Ordinal) || file is "report.html" or "flows.geojson" || file.StartsWith(".report", StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Suite", "Long")]
    public void Tables_of_a_validation_are_whole_or_not_there()
    {
        string[] Words(string name) => ["validate", tiny.Folder, "--replicates", "40", "--quiet", "--out", At(name)];
        int midway = KilledAgainAndAgain(Words("whole"), Words("killed"), () =>
            Assert.All(Directory.Exists(At("killed")) ? Directory.GetFiles(At("killed"), "*.csv") : [], file => Assert.Equal(Hash("whole/" + Path.GetFileName(file)), Hash("killed/" + Path.GetFileName(file)))));
        Assert.Equal(HashOfAll("whole"), HashOfAll("killed"));
        AssertNothingElse(midway, "killed", "whole");
    }

    private string At(string name) => Path.Combine(folder, name);

    private string Hash(string name) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(At(name))));

    private string[] Relative(string name) => [.. Directory.GetFiles(At(name), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(At(name), file)).Order(StringComparer.Ordinal)];

    // Manifests say how long a run took.
    private string HashOfAll(string name, Func<string, bool>? isWanted = null) =>
        string.Join('\n', Relative(name).Where(file => Path.GetFileName(file) != "manifest.json" && (isWanted is null || isWanted(file))).Select(file => $"{file} {Hash($"{name}/{file}")}"));

    private void AssertNothingElse(int midway, params string[] names)
    {
        Assert.True(midway > 0, "No kill fell into a verb under way.");
        Assert.Equal(names, Directory.GetFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)!).Order(StringComparer.Ordinal));
    }

    // Once to its end, for the time it takes and for what it leaves; then killed some times, and to its end.
    private static int KilledAgainAndAgain(string[] whole, string[] killed, Action check)
    {
        Stopwatch clock = Stopwatch.StartNew();
        Said first = Tool.Run(whole);
        Assert.True(first.ExitCode == 0, first.Error);
        int milliseconds = (int)clock.ElapsedMilliseconds;
        SplitMix luck = new(20171020);
        int midway = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            using Process process = Tool.Start(killed);

            // The start of the runtime is the longest part, and the dullest.
            Thread.Sleep((milliseconds / 4) + luck.Next(1 + (milliseconds * 3 / 4)));
            if (process.HasExited)
            {
                // The machine is less busy than it was, or little was left to do.
                milliseconds = milliseconds * 2 / 3;
            }
            else
            {
                midway++;
            }

            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            check();
        }

        Said last = Tool.Run(killed);
        Assert.True(last.ExitCode == 0, last.Error);
        return midway;
    }
}
