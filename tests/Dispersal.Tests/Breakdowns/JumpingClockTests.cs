using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dispersal.Experiments;
using Dispersal.Tests.Cli;

namespace Dispersal.Tests.Breakdowns;

/// <summary>Real processes whose system's clock is set back and forth by decades while they run; the clock that only counts goes on, as it does on a real machine.</summary>
public sealed class JumpingClockTests : IDisposable
{
    private readonly TinyScenario tiny = new();
    private readonly string folder = Directory.CreateTempSubdirectory("dispersal-clock-").FullName;

    public void Dispose()
    {
        tiny.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [NeedsFakeTimeFact]
    public void Results_of_a_run_and_of_a_sweep_do_not_depend_on_the_clock()
    {
        string[] Run(string name) => ["run", tiny.Folder, "--replicates", "150", "--out", At(name)];
        string[] Vary(string name) => ["sweep", tiny.Folder, "--vary", "war/mortality-per-day", "--design", "lhs", "--points", "20", "--replicates", "10", "--jobs", "1", "--store", At(name)];
        Assert.Equal(0, Tool.Run(Run("steady")).ExitCode);
        Assert.Equal(0, Tool.Run(Vary("steady.db")).ExitCode);

        foreach (string[] words in (string[][])[Run("jumping"), Vary("jumping.db")])
        {
            Said said = WhileTheClockJumps(words);
            Assert.True(said.ExitCode == 0, said.Error);
            Assert.DoesNotMatch("-[0-9]+(:| s|%)", said.Error + said.Output);
        }

        Assert.Equal(Digest("steady"), Digest("jumping"));
        Assert.InRange(Manifest("jumping").GetProperty("wallSeconds").GetDouble(), 0, 600);
        Assert.Equal(Values("steady.db"), Values("jumping.db"));
        Assert.InRange(Sweep.Status(At("jumping.db")).SecondsPerRun, 0, 600);
    }

    private Said WhileTheClockJumps(string[] words)
    {
        string time = At("time");
        File.WriteAllText(time, "@2030-01-01 00:00:00\n");
        Dictionary<string, string> environment = new(StringComparer.Ordinal)
        {
            ["LD_PRELOAD"] = NeedsFakeTimeFactAttribute.Library!,
            ["FAKETIME_TIMESTAMP_FILE"] = time,
            ["FAKETIME_NO_CACHE"] = "1",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        };
        using Process process = Tool.Start(environment, words);
        int jumps = 0;
        while (!process.HasExited)
        {
            File.WriteAllText(time + ".new", string.Create(CultureInfo.InvariantCulture, $"@{(jumps++ % 2 == 0 ? 1980 : 2060)}-0{1 + (jumps % 9)}-01 00:00:00\n"));
            File.Move(time + ".new", time, overwrite: true);
            Thread.Sleep(20);
        }

        Assert.True(jumps > 3);
        return Tool.End(process);
    }

    private string At(string name) => Path.Combine(folder, name);

    private string Digest(string name) => Manifest(name).GetProperty("resultDigest").GetString()!;

    private JsonElement Manifest(string name)
    {
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(At(name), "manifest.json")));
        return manifest.RootElement.Clone();
    }

    private double[] Values(string store) => [.. SweepTable.Read(At(store)).Values(Measure.Returned, "WORLD").SelectMany(values => values)];
}
