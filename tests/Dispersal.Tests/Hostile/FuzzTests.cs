using System.Text;
using Dispersal.Experiments;
using Dispersal.Tests.Cli;

namespace Dispersal.Tests.Hostile;

/// <summary>Every reader against what nobody in his right mind would write. The long suite goes on for about two minutes; see the page hard-to-break.</summary>
[Collection(ProcessWide.Name)]
public sealed class FuzzTests : IDisposable
{
    private const double Short = 1.5;
    private const double Long = 20;
    private const long Megabyte = 1 << 20;

    private readonly TinyScenario tiny = new();
    private readonly string folder = Directory.CreateTempSubdirectory("dispersal-fuzz-").FullName;

    public void Dispose()
    {
        tiny.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Scenarios_tables_and_overlays() => Scenarios(Short);

    [Fact]
    public void Files_of_posteriors() => Posteriors(Short / 2);

    [Fact]
    public void Files_of_checkpoints() => Checkpoints(Short);

    [Fact]
    public void Files_of_stores() => Stores(Short);

    [Fact]
    public void Command_lines() => CommandLines(Short);

    [Fact]
    [Trait("Suite", "Long")]
    public void Scenarios_tables_and_overlays_for_long() => Scenarios(2 * Long);

    [Fact]
    [Trait("Suite", "Long")]
    public void Posteriors_for_long() => Posteriors(Long / 4);

    [Fact]
    [Trait("Suite", "Long")]
    public void Checkpoints_for_long() => Checkpoints(Long);

    [Fact]
    [Trait("Suite", "Long")]
    public void Stores_for_long() => Stores(Long);

    [Fact]
    [Trait("Suite", "Long")]
    public void Command_lines_for_long() => CommandLines(Long);

    private static void Scenarios(double seconds) => Assert.True(Fuzzing.Run("scenario", seconds, 100, 400 * Megabyte, ScenarioCases.Of) >= 100);

    private void Posteriors(double seconds)
    {
        (string Name, byte[] Bytes)[] kept = Corpus.Of("posterior");
        string file = Path.Combine(folder, "posterior.csv");
        int cases = Fuzzing.Run("posterior", seconds, 200, 50 * Megabyte, number =>
        {
            Luck luck = new(number);
            byte[] bytes = number < (ulong)kept.Length ? kept[number].Bytes
                : luck.Is(60) ? Splinters.Damaged(luck.Of(kept).Bytes, luck, luck.Of(kept).Bytes)
                : Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1 + luck.Below(5)).Select(_ => string.Join(',', Enumerable.Range(0, 1 + luck.Below(4)).Select(_ => luck.Of([luck.Of(Splinters.Values), "weight", "goal/home-utility", "1", "0.5"]))) + luck.Of(["\n", "\r", "\r\n"]))));
            return new([("posterior.csv", bytes)], () =>
            {
                File.WriteAllBytes(file, bytes);
                try
                {
                    Posterior read = Posterior.Read(file);
                    Assert.InRange(read.SetAt(0.5), 0, read.Sets.Length - 1);
                    Assert.True(double.IsFinite(read.EffectiveSize));
                }
                catch (ScenarioException problem)
                {
                    Assert.All(problem.Problems, one => Assert.Equal("posterior.csv", one.File));
                    Assert.DoesNotContain("System.", problem.Message, StringComparison.Ordinal);
                }
            });
        });
        Assert.True(cases >= 200);
    }

    private void Checkpoints(double seconds)
    {
        Scenario scenario = Scenario.Load(tiny.Folder);
        CheckpointFiles files = new(Path.Combine(folder, "seed"), new DateOnly(2015, 9, 1));
        Checkpoint.Run(scenario, files, replicates: 2, seed: 5);
        CheckpointCases cases = new(scenario, File.ReadAllBytes(files.PathOf(files.Dates[0])), folder);
        Assert.True(Fuzzing.Run("checkpoint", seconds, 60, 400 * Megabyte, cases.Of) >= 60);
    }

    private void Stores(double seconds)
    {
        Scenario scenario = Scenario.Load(tiny.Folder);
        Design design = Design.Grid(scenario, [Factor.OfValues(scenario, "war/mortality-per-day", 0.001, 0.002)], 2);
        string seed = Path.Combine(folder, "seed.db");
        Sweep.Run(design, 2, seed, jobs: 1);
        StoreCases cases = new(
            "store", File.ReadAllBytes(seed), folder, file => _ = Sweep.Exists(file), file => Assert.True(Sweep.Status(file).Runs >= long.MinValue), file => _ = Sweep.Run(design, 2, file, jobs: 1));
        Assert.True(Fuzzing.Run("store", seconds, 40, 400 * Megabyte, cases.Of) >= 40);
    }

    private void CommandLines(double seconds)
    {
        string elsewhere = Directory.CreateDirectory(Path.Combine(folder, "here")).FullName;
        Assert.True(Fuzzing.Run("command-line", seconds, 60, 2_000 * Megabyte, new CommandLineCases(tiny, elsewhere).Of) >= 60);
    }
}
