using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dispersal.Cli;
using Dispersal.Cli.Cluster;
using Dispersal.Experiments;
using Dispersal.Reporting;
using Dispersal.Tests.Cli;

namespace Dispersal.Tests.Hostile;

/// <summary>Readers of what other verbs wrote, and of what a cluster is told: folders of results, shards, calibrations, profiles, published figures.</summary>
[Collection(ProcessWide.Name)]
public sealed class OtherFuzzTests : IDisposable
{
    private const double Short = 1;
    private const double Long = 20;
    private const long Megabyte = 1 << 20;

    private readonly TinyScenario tiny = new();
    private readonly string folder = Directory.CreateTempSubdirectory("dispersal-fuzz-").FullName;

    public OtherFuzzTests() => tiny.Write("targets.csv", "id,measure,subject,date,low,central,high,weight,role,source\ndead,dead,WORLD,2016-06-30,20,25,30,,,Made up\nback,returned,BBB,2016-06-30,20,30,,2,,Made up");

    public void Dispose()
    {
        tiny.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Result_folders_of_which_a_report_is_made() => Reports(Short);

    [Fact]
    public void Folders_of_sweeps_cut_into_shards() => Shards(Short);

    [Fact]
    public void Stores_of_calibrations() => Calibrations(Short);

    [Fact]
    public void Profiles_of_clusters() => Profiles(Short / 2);

    [Fact]
    public void Published_figures_and_checkpoints_that_verbs_are_given() => Given(Short);

    [Fact]
    [Trait("Suite", "Long")]
    public void Result_folders_for_long() => Reports(Long);

    [Fact]
    [Trait("Suite", "Long")]
    public void Shards_for_long() => Shards(Long);

    [Fact]
    [Trait("Suite", "Long")]
    public void Calibrations_for_long() => Calibrations(Long / 2);

    [Fact]
    [Trait("Suite", "Long")]
    public void Profiles_for_long() => Profiles(Long / 8);

    [Fact]
    [Trait("Suite", "Long")]
    public void Published_figures_and_checkpoints_for_long() => Given(Long);

    private void Reports(double seconds)
    {
        Scenario scenario = Scenario.Load(tiny.Folder);
        Ensemble run = Ensemble.Run(scenario, 2);
        string results = Path.Combine(folder, "results");
        run.Save(Path.Combine(results, "run"));
        Comparison.Of(Ended(scenario), Ended(scenario.With("routes/*/patrol", "2"))).Save(Path.Combine(results, "comparison"));
        Sweep sweep = Sweep.Run(Design.Morris(scenario, 2), 2, Path.Combine(folder, "morris.db"), jobs: 1);
        SensitivityFolder.Save(sweep, [(Measure.Returned, "WORLD", null)], Path.Combine(results, "sensitivity"));
        FolderCases cases = new("report", results, Path.Combine(folder, "wounded"), (wounded, luck) =>
        {
            // All three, since only one of them is wounded.
            foreach (Action read in (Action[])
            [
                () => ReportFolder.Write(Path.Combine(wounded, "run"), luck.Is(30) ? Path.Combine(wounded, "sensitivity") : null),
                () => ReportFolder.Write(Path.Combine(wounded, "comparison")), () => ReportFolder.Write(Path.Combine(wounded, "sensitivity")),
                () => RunSummary.Read(Path.Combine(wounded, "run"), [new(Measure.Returned, "WORLD", null)]),
            ])
            {
                read();
            }
        });
        Assert.True(Fuzzing.Run("report", seconds, 30, 400 * Megabyte, cases.Of) >= 30);

        static Ensemble Ended(Scenario scenario) => Ensemble.Run(scenario, 2, recording: Recording.All with { Dates = RecordedDates.LastDay, Histories = false });
    }

    private void Shards(double seconds)
    {
        Scenario scenario = Scenario.Load(tiny.Folder);
        string cut = Path.Combine(folder, "cut");
        ShardedSweep sweep = ShardedSweep.Create(Design.Grid(scenario, [Factor.OfValues(scenario, "routes/*/patrol", 0, 1, 2)]), 2, cut, 2);
        sweep.Run(0);
        sweep.Run(2);
        Directory.CreateDirectory(Path.Combine(cut, "jobs"));
        File.WriteAllText(Path.Combine(cut, "jobs", "0001.shards"), "0\n1\n2\n");
        File.WriteAllText(Path.Combine(cut, "jobs", "0001.job"), "17\n");
        FolderCases cases = new("shards", cut, Path.Combine(folder, "wounded"), (wounded, _) =>
        {
            foreach (Submission submission in Submission.All(wounded, new string('a', 64)))
            {
                Assert.All(submission.Shards(wounded), shard => Assert.True(shard >= 0));
            }

            ShardedSweep read = ShardedSweep.Open(wounded);
            int shards = read.Look().Length;
            Assert.True(shards > 0);

            // A plan that was changed may have fewer than it had.
            read.Run(Math.Min(1, shards - 1), mixVersions: true);
            read.Run(0, mixVersions: true);
            string store = Path.Combine(folder, "wounded.db");
            File.Delete(store);
            Assert.True(read.Merge(store, mixVersions: true).RunsDone >= 0);
        })
        {
            // With a checksum that fits again.
            Mended = (file, bytes) =>
            {
                int end = bytes.AsSpan(0, Math.Max(0, bytes.Length - 1)).LastIndexOf((byte)'\n') + 1;
                if (!file.EndsWith(".jsonl", StringComparison.Ordinal))
                {
                    return bytes;
                }

                try
                {
                    JsonNode foot = JsonNode.Parse(bytes.AsSpan(end))!;
                    foot["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, end)));
                    return [.. bytes.AsSpan(0, end), .. Encoding.UTF8.GetBytes(foot.ToJsonString() + "\n")];
                }
                catch (Exception problem) when (problem is JsonException or InvalidOperationException)
                {
                    return bytes;
                }
            },
        };
        Assert.True(Fuzzing.Run("shards", seconds, 40, 400 * Megabyte, cases.Of) >= 40);
    }

    private void Calibrations(double seconds)
    {
        Scenario scenario = Scenario.Load(tiny.Folder);
        CalibrationOptions options = new() { Method = CalibrationMethod.History, WaveRuns = 10, Waves = 1 };
        string seed = Path.Combine(folder, "seed.db");
        Calibration.Run(scenario, options: options, store: seed, jobs: 1);
        StoreCases cases = new("calibration", File.ReadAllBytes(seed), folder, file => _ = Calibration.Run(scenario, options: options, store: file, jobs: 1), file => _ = Sweep.Exists(file));
        Assert.True(Fuzzing.Run("calibration", seconds, 20, 400 * Megabyte, cases.Of) >= 20);
    }

    private void Profiles(double seconds)
    {
        (string Name, byte[] Bytes)[] kept = Corpus.Of("profile");
        string file = Path.Combine(folder, "profile.json");
        string[] keys = ["partition", "time", "memory", "account", "qos", "cpus", "modules", "lines", "command", "array-limit", "running-limit", "tmie", "__proto__"];
        int cases = Fuzzing.Run("profile", seconds, 200, 50 * Megabyte, number =>
        {
            Luck luck = new(number);
            byte[] bytes = number < (ulong)kept.Length ? kept[number].Bytes
                : luck.Is(40) ? Splinters.Damaged(luck.Of(kept).Bytes, luck, luck.Of(kept).Bytes)
                : Encoding.UTF8.GetBytes("{" + string.Join(luck.Of([",", ",\n", ", // x\n"]), Enumerable.Range(0, luck.Below(6)).Select(_ => $"\"{luck.Of(keys)}\": {Value(luck, 0)}")) + luck.Of(["}", "}", ",}", ""]));
            return new([("profile.json", bytes)], () =>
            {
                File.WriteAllBytes(file, bytes);
                try
                {
                    Profile profile = ProfileFile.Read(file);

                    // What is accepted becomes lines of a script: no line may become two.
                    foreach (string? word in (string?[])[profile.Partition, profile.Time, profile.Memory, profile.Account, profile.Qos, profile.Command, .. profile.Modules, .. profile.Lines])
                    {
                        Assert.False(word?.Any(char.IsControl) ?? false);
                    }
                }
                catch (ScenarioException problem)
                {
                    Assert.All(problem.Problems, one => Assert.Equal(file, one.File));
                    Assert.InRange(problem.Problems.Length, 1, 1_001);
                    Assert.DoesNotContain("System.", problem.Message, StringComparison.Ordinal);
                }
            });
        });
        Assert.True(cases >= 200);

        static string Value(Luck luck, int depth) => luck.Below(depth > 2 ? 5 : 7) switch
        {
            0 => luck.Of(["0", "1", "-1", "16", "1e9", "1e400", "0.5", "99999999999999999999"]),
            1 => luck.Of(["true", "null", "\"\"", "\"2G\"", "\"1:00:00\"", "\"main\"", "\"dotnet/10\"", "\"dotnet dispersal\""]),
            2 => JsonSerializer.Serialize(luck.Of(Splinters.Values)),
            3 => luck.Of(["\"\\ud800\"", "\"\\u0000\"", "\"a\\nb\"", "\"\\u2028\""]),
            4 => $"\"{new string('9', luck.Below(12))}-{luck.Below(40)}:{luck.Below(99)}\"",
            5 => $"[{string.Join(',', Enumerable.Range(0, luck.Below(4)).Select(_ => Value(luck, depth + 1)))}]",
            _ => $"{{ \"a\": {Value(luck, depth + 1)} }}",
        };
    }

    // Through the verbs: what they are given by --targets, --posterior and --from, and a sweep of which a report is made.
    private void Given(double seconds)
    {
        Scenario scenario = Scenario.Load(tiny.Folder);
        string given = Directory.CreateDirectory(Path.Combine(folder, "given")).FullName;
        CheckpointFiles files = new(Path.Combine(folder, "seed"), new DateOnly(2015, 9, 1));
        Checkpoint.Run(scenario, files, replicates: 2, seed: 5);
        Sweep.Run(Design.Grid(scenario, [Factor.OfValues(scenario, "war/mortality-per-day", 0.001, 0.002)]), 2, Path.Combine(given, "sweep.db"), jobs: 1);
        File.Copy(files.PathOf(files.Dates[0]), Path.Combine(given, "burn-in.checkpoint"));
        File.Copy(Path.Combine(tiny.Folder, "targets.csv"), Path.Combine(given, "targets.csv"));
        File.WriteAllText(Path.Combine(given, "posterior.csv"), "weight,war/mortality-per-day\n1,0.0004\n2,0.0006\n");
        string wounded = Path.Combine(folder, "wounded");
        FolderCases cases = new("given", given, wounded, (at, luck) =>
        {
            string Path(string name) => System.IO.Path.Combine(at, name);
            foreach (string[] words in (string[][])
            [
                ["validate", tiny.Folder, "--targets", Path("targets.csv"), "--posterior", Path("posterior.csv"), "--replicates", "2", "--quiet"],
                ["compare", tiny.Folder, "--set", "routes/*/patrol=2", "--from", Path("burn-in.checkpoint"), "--quiet"],
                ["report", Path("sweep.db"), "--out", Path("page")],
            ])
            {
                if (words.Any(word => word.StartsWith(at, StringComparison.Ordinal) && !File.Exists(word) && !word.EndsWith("page", StringComparison.Ordinal)))
                {
                    continue;
                }

                CommandLineCases.RunAndCheck(words);
            }
        });
        Assert.True(Fuzzing.Run("given", seconds, 20, 1_000 * Megabyte, cases.Of) >= 20);
    }
}
