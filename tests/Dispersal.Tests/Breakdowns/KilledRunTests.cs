using System.Diagnostics;
using System.Text.Json;
using Dispersal.Experiments.Designs;
using Dispersal.Tests.Cli;

namespace Dispersal.Tests.Breakdowns;

/// <summary>Runs that are killed without warning at random moments.</summary>
public sealed class KilledRunTests : IDisposable
{
    private const int Kills = 16;

    private readonly TinyScenario tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    [Trait("Suite", "Long")]
    public void A_killed_run_leaves_the_results_that_were_there_or_whole_new_ones_and_can_be_run_again()
    {
        string[] first = ["run", tiny.Folder, "--replicates", "20", "--seed", "1", "--quiet", "--out", tiny.Out];
        string[] second = ["run", tiny.Folder, "--replicates", "300", "--seed", "2", "--quiet", "--out", tiny.Out];
        Assert.Equal(0, Tool.Run(first).ExitCode);
        string one = Digest();
        Stopwatch clock = Stopwatch.StartNew();
        Assert.Equal(0, Tool.Run(second).ExitCode);
        int whole = (int)clock.ElapsedMilliseconds;
        string two = Digest();
        Assert.NotEqual(one, two);
        Assert.Equal(0, Tool.Run(first).ExitCode);

        int midway = 0;
        SplitMix luck = new(20171018);
        for (int kill = 0; kill < Kills; kill++)
        {
            midway += KilledAfter(luck.Next(whole), second) ? 1 : 0;

            // Between two moves of folders the earlier results stand beside; whoever writes next puts them back.
            string before = Path.Combine(Path.GetDirectoryName(tiny.Out)!, ".out.previous");
            Assert.True(Directory.Exists(tiny.Out) || Directory.Exists(before));
            if (Directory.Exists(tiny.Out))
            {
                Assert.Contains(Digest(), (string[])[one, two]);
                Assert.All(Directory.GetFiles(tiny.Out), file => Assert.True(new FileInfo(file).Length > 0));
            }
        }

        Assert.True(midway >= Kills / 4, $"Only {midway} of {Kills} kills fell into a run.");
        Assert.Equal(0, Tool.Run(second).ExitCode);
        Assert.Equal(two, Digest());
        Assert.Equal(["out"], tiny.Beside);
    }

    [Fact]
    [Trait("Suite", "Long")]
    public void A_killed_run_leaves_no_half_of_a_checkpoint()
    {
        string[] words = ["run", tiny.Folder, "--replicates", "100", "--quiet", "--checkpoint", "6m", "--out", tiny.Out];
        Stopwatch clock = Stopwatch.StartNew();
        Assert.Equal(0, Tool.Run(words).ExitCode);
        int whole = (int)clock.ElapsedMilliseconds;
        string parent = Path.GetDirectoryName(tiny.Out)!;
        Dictionary<string, byte[]> wanted = Directory.GetFiles(parent, "*.checkpoint").ToDictionary(file => file, File.ReadAllBytes, StringComparer.Ordinal);
        Assert.Equal(3, wanted.Count);

        SplitMix luck = new(20171019);
        for (int kill = 0; kill < Kills; kill++)
        {
            foreach (string file in wanted.Keys)
            {
                File.Delete(file);
            }

            KilledAfter(luck.Next(whole), words);
            foreach (string file in Directory.GetFiles(parent, "out*.checkpoint"))
            {
                Assert.Equal(wanted[file], File.ReadAllBytes(file));
            }
        }

        Assert.Equal(0, Tool.Run(words).ExitCode);
        Assert.All(wanted, file => Assert.Equal(file.Value, File.ReadAllBytes(file.Key)));
        Assert.DoesNotContain(tiny.Beside, name => name.StartsWith('.'));
    }

    private static bool KilledAfter(int milliseconds, string[] words)
    {
        using Process process = Tool.Start(words);
        Thread.Sleep(milliseconds);
        bool wasRunning = !process.HasExited;
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return wasRunning;
    }

    private string Digest()
    {
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(tiny.Out, "manifest.json")));
        return manifest.RootElement.GetProperty("resultDigest").GetString()!;
    }
}
