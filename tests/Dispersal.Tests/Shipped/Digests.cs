using System.Globalization;

namespace Dispersal.Tests.Shipped;

/// <summary>A run of a shipped scenario of which the digest is committed.</summary>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="Engine">The engine.</param>
/// <param name="Last">Last day: runs are cut short.</param>
internal sealed record DigestedRun(string Scenario, string Engine, string Last)
{
    public const int Replicates = 3;
    public const ulong Seed = 20171017;

    /// <summary>Where the run stands in the file.</summary>
    public string Key => $"{Scenario},{Engine},{Last},{Replicates.ToString(CultureInfo.InvariantCulture)},{Seed.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The engine as code has it.</summary>
    public EngineKind Kind => Engine switch { "individuals" => EngineKind.Individuals, "cohorts" => EngineKind.Cohorts, _ => EngineKind.Expected };

    /// <summary>The scenario, cut short.</summary>
    public Scenario Load() => ShippedScenarios.Load(Scenario).With("end", Last);
}

/// <summary>The committed digests, <c>digests.approved.csv</c>, and the runs whose digests stand there.</summary>
internal static class Digests
{
    private const string Header = "scenario,engine,last-day,replicates,seed,result-digest";

    /// <summary>A scenario of each kind: these on every engine, and in the everyday suite.</summary>
    public static readonly string[] Basic = ["raqqa-2017", "two-country", "afghan-volunteers-1992"];

    private static readonly Lock Gate = new();

    private static string Path => System.IO.Path.Combine(Repository.FolderOfCaller(), "digests.approved.csv");

    /// <summary>Every shipped scenario by individuals, the basic ones on every engine.</summary>
    public static IReadOnlyList<DigestedRun> Runs { get; } =
    [
        .. from scenario in ShippedScenarios.Names
           from engine in (string[])["individuals", "cohorts", "expected"]
           where engine == "individuals" || Basic.Contains(scenario)
           select new DigestedRun(scenario, engine, LastDay(scenario)),
    ];

    /// <summary>Fails unless the digest is the committed one; with ACCEPT=1 commits it.</summary>
    public static void Check(DigestedRun run, string digest)
    {
        lock (Gate)
        {
            SortedDictionary<string, string> committed = Read();
            if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
            {
                committed[run.Key] = digest;
                string[] rows = [Header, .. Runs.Where(r => committed.ContainsKey(r.Key)).Select(r => $"{r.Key},{committed[r.Key]}")];
                File.WriteAllText(Path, string.Join('\n', rows) + "\n");
                return;
            }

            Assert.True(
                committed.GetValueOrDefault(run.Key) == digest,
                $"{run.Key}: {digest}, not {committed.GetValueOrDefault(run.Key)}.\nIf results are meant to change: ACCEPT=1 dotnet test tests/Dispersal.Tests -c Release --filter FullyQualifiedName~DigestTests");
        }
    }

    /// <summary>The committed digest of a run.</summary>
    public static string Committed(DigestedRun run) => Read().GetValueOrDefault(run.Key, "none");

    /// <summary>Keys of the committed digests.</summary>
    public static IEnumerable<string> Keys() => Read().Keys;

    private static SortedDictionary<string, string> Read() => new(
        File.Exists(Path) ? File.ReadLines(Path).Skip(1).ToDictionary(line => line[..line.LastIndexOf(',')], line => line[(line.LastIndexOf(',') + 1)..]) : [], StringComparer.Ordinal);

    // The base scenario until after its collapse, the others as long as they are or half.
    private static string LastDay(string scenario) => scenario switch { "two-country" => "2014-12-31", "afghan-volunteers-1992" => "1993-12-31", _ => "2018-03-31" };
}
