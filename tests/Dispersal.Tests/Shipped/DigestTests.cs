using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dispersal.Tests.Cli;
using Dispersal.Tests.Scenarios;

namespace Dispersal.Tests.Shipped;

/// <summary>The same bytes in every result, whatever they are worked out with; equal to those that are committed.</summary>
[Collection(ProcessWide.Name)]
public sealed class DigestTests
{
    // Everything that a machine may have set, each value somewhere: (1) vectors as wide as they come, none, narrow; (2) a comma before decimals, a Turkish i,
    // another calendar; (3) time zones with odd offsets; (4) compilers.
    internal static readonly Dictionary<string, (bool Debug, Dictionary<string, string> Environment)> Ways = new(StringComparer.Ordinal)
    {
        ["no vectors, German, Kathmandu"] = (false, new()
        {
            ["DOTNET_EnableHWIntrinsic"] = "0", ["LC_ALL"] = "de_DE.UTF-8", ["TZ"] = "Asia/Kathmandu",
        }),
        ["narrow vectors, Turkish, St John's"] = (false, new()
        {
            ["DOTNET_EnableAVX2"] = "0", ["DOTNET_EnableAVX512F"] = "0", ["DOTNET_EnableAVX512"] = "0", ["LC_ALL"] = "tr_TR.UTF-8", ["TZ"] = "America/St_Johns",
        }),
        ["debug build, Arabic, Apia"] = (true, new() { ["LC_ALL"] = "ar_SA.UTF-8", ["TZ"] = "Pacific/Apia", ["DOTNET_EnableAVX512F"] = "0", ["DOTNET_EnableAVX512"] = "0" }),
    };

    private static readonly DigestedRun[] Basic = [.. Digests.Runs.Where(run => Digests.Basic.Contains(run.Scenario))];

    [Fact]
    public void The_basic_scenarios_have_the_committed_digests_for_one_thread_and_three()
    {
        foreach (DigestedRun run in Basic.Where(run => run.Kind == EngineKind.Individuals))
        {
            Digests.Check(run, Digest(run, threads: 1));
            Assert.Equal(Digests.Committed(run), Digest(run, threads: 3));
        }
    }

    [Fact]
    [Trait("Suite", "Long")]
    public void Every_shipped_scenario_has_the_committed_digest_for_one_two_and_three_threads_and_in_parts()
    {
        foreach (DigestedRun run in Digests.Runs)
        {
            Scenario scenario = run.Load();
            Digests.Check(run, Digest(run, 1, scenario));
            Assert.Equal(Digests.Committed(run), Digest(run, 2, scenario));
            Assert.Equal(Digests.Committed(run), Digest(run, 3, scenario));
            if (run.Kind != EngineKind.Expected)
            {
                Ensemble first = Ensemble.Run(scenario, 0..1, DigestedRun.Seed, run.Kind, threads: 2);
                Ensemble rest = Ensemble.Run(scenario, 1..DigestedRun.Replicates, DigestedRun.Seed, run.Kind, threads: 1);
                Assert.Equal(Digests.Committed(run), first.Append(rest).ResultDigest);
            }
        }
    }

    [Fact]
    public void The_committed_digests_are_those_of_the_shipped_scenarios_and_no_others() =>
        Assert.True(
            Environment.GetEnvironmentVariable("ACCEPT") == "1" || Digests.Runs.Select(run => run.Key).Order(StringComparer.Ordinal).SequenceEqual(Digests.Keys()),
            "Rows are missing or too many.");

    [Fact]
    public void A_culture_that_writes_numbers_and_dates_in_its_own_way_changes_no_digest()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (odd.NumberFormat.NumberDecimalSeparator, odd.NumberFormat.NegativeSign, odd.NumberFormat.NumberGroupSeparator) = (",", "\u2212", ".");
        (odd.DateTimeFormat.ShortDatePattern, odd.DateTimeFormat.DateSeparator) = ("dd.MM.yy", "~");
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = odd;
            Assert.Equal("0,5", $"{0.5}");
            DigestedRun run = Basic.First(r => r.Scenario == "raqqa-2017" && r.Engine == "individuals");
            Assert.Equal(Digests.Committed(run), Digest(run, threads: 2));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
            CultureInfo.DefaultThreadCurrentCulture = null;
        }
    }

    [Fact]
    [Trait("Suite", "Long")]
    public void Shipped_scenarios_have_the_committed_digest_whatever_the_vectors_the_build_the_language_and_the_time_zone()
    {
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            return;    // what is accepted is what this process computes; the others are held to it
        }

        using ScratchFolder scratch = new();
        string[] release = Global(AppContext.BaseDirectory, scratch);
        string[] debug = DebugBuild(scratch);

        // The basic scenarios in every way; those that differ from one of these by a policy each in one, in turn.
        string[] ways = [.. Ways.Keys];
        string[] policies = [.. ShippedScenarios.Names.Except(Digests.Basic)];
        var pairs =
            from scenario in ShippedScenarios.Names
            from way in policies.Contains(scenario) ? [ways[Array.IndexOf(policies, scenario) % ways.Length]] : ways
            select (Way: way, Run: Digests.Runs.First(r => r.Scenario == scenario && r.Engine == "individuals"));
        string[] wrong = [.. pairs.AsParallel().WithDegreeOfParallelism(Math.Max(2, Environment.ProcessorCount)).Select(pair =>
        {
            var (isDebug, environment) = Ways[pair.Way];
            string digest = DigestOfProcess(isDebug ? debug : release, environment, pair.Run);
            return digest == Digests.Committed(pair.Run) ? "" : $"{pair.Run.Scenario}, {pair.Way}: {digest}";
        }).Where(text => text.Length > 0)];
        Assert.True(wrong.Length == 0, string.Join("\n", wrong));
    }

    private static string Digest(DigestedRun run, int threads, Scenario? scenario = null) =>
        Ensemble.Run(scenario ?? run.Load(), DigestedRun.Replicates, DigestedRun.Seed, run.Kind, threads).ResultDigest;

    /// <summary>The tool as a process of its own.</summary>
    private static string DigestOfProcess(string[] tool, Dictionary<string, string> environment, DigestedRun run)
    {
        string[] words =
        [
            "run", ShippedScenarios.FolderOf(run.Scenario), "--set", "end=" + run.Last, "--replicates", DigestedRun.Replicates.ToString(CultureInfo.InvariantCulture),
            "--seed", DigestedRun.Seed.ToString(CultureInfo.InvariantCulture), "--engine", run.Engine, "--json", "--quiet",
        ];
        Said said = Tool.Run(environment, tool, words);
        Assert.True(said.ExitCode == 0, said.Error);
        using JsonDocument json = JsonDocument.Parse(said.Output);
        return json.RootElement.GetProperty("resultDigest").GetString()!;
    }

    /// <summary>The tool with languages: it comes without, so that a copy of its settings must ask for them; where the machine has none, as it comes.</summary>
    private static string[] Global(string folder, ScratchFolder scratch)
    {
        string tool = Path.Combine(folder, "Dispersal.Cli.dll");
        string settings = Path.Combine(folder, "Dispersal.Cli.runtimeconfig.json");
        string global = Path.Combine(scratch.Root, Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)) + ".runtimeconfig.json");
        File.WriteAllText(global, File.ReadAllText(settings).Replace("\"System.Globalization.Invariant\": true", "\"System.Globalization.Invariant\": false", StringComparison.Ordinal)
            .Replace("\"System.Globalization.PredefinedCulturesOnly\": true", "\"System.Globalization.PredefinedCulturesOnly\": false", StringComparison.Ordinal));
        string[] withLanguages = ["exec", "--runtimeconfig", global, tool];
        Said said = Tool.Run(new Dictionary<string, string>(StringComparer.Ordinal) { ["LC_ALL"] = "tr_TR.UTF-8" }, withLanguages, ["--version"]);
        return said.ExitCode == 0 ? withLanguages : [tool];
    }

    private static string[] DebugBuild(ScratchFolder scratch)
    {
        string folder = Path.Combine(scratch.Root, "debug");
        ProcessStartInfo build = new("dotnet")
        {
            ArgumentList =
            {
                "build", Repository.PathOf("src/Dispersal.Cli"), "-c", "Debug", "-o", folder, "--nologo", "-v", "q", "-p:RunAnalyzers=false", "-nodeReuse:false", "-p:UseSharedCompilation=false",
            },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(build)!;
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, said);
        return Global(folder, scratch);
    }
}
