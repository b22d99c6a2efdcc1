using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispersal.Experiments.Shards;

/// <summary>What <c>sweep.json</c> says: which runs there are and how they are cut into shards.</summary>
/// <remarks>Runs are numbered: run n is replicate n modulo <paramref name="Replicates"/> of point n divided by it. Shard s holds the runs from s times
/// <paramref name="RunsPerShard"/> on.</remarks>
internal sealed record SweepPlan(
    string Format, string Version, string Scenario, string Fingerprint, string Meaning, ulong Seed, EngineKind Engine, ImmutableArray<string> Figures,
    DesignKind Kind, string Design, int Points, int Replicates, int RunsPerShard, ImmutableArray<PlannedFactor> Factors)
{
    public const string FileName = "sweep.json";

    public const string ThisFormat = "dispersal-sweep/1";

    // Where there are more, files and folders of shards are more than a file system bears.
    private const int MostShards = 10_000_000;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    [JsonIgnore]
    public long Runs => (long)Points * Replicates;

    [JsonIgnore]
    public int Shards => (int)((Runs + RunsPerShard - 1) / RunsPerShard);

    /// <summary>Runs of a shard: the first, and the last, exclusive.</summary>
    public (long From, long To) RunsOf(int shard) => ((long)shard * RunsPerShard, Math.Min(Runs, (shard + 1L) * RunsPerShard));

    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Options), (byte)'\n'];

    /// <summary>Reads the plan of a folder, and the hash by which its shards know it.</summary>
    /// <exception cref="IOException">There is none, or it cannot be read.</exception>
    public static (SweepPlan Plan, string Hash) Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new IOException($"{folder} holds no {FileName}. Name a folder that 'dispersal sweep submit' has written.");
        }

        byte[] bytes = PlainFile.ReadAll(path, 1 << 30) ?? throw new IOException($"{path} is too large for what it should be. Name a folder that 'dispersal sweep submit' has written.");
        try
        {
            // The format first: what else a later one holds is not known here.
            using (JsonDocument document = JsonDocument.Parse(bytes))
            {
                string format = document.RootElement.GetProperty("format").GetString() ?? "";
                if (format != ThisFormat)
                {
                    throw new IOException($"{path} is of the format {format}; this version reads {ThisFormat}. Use the version that wrote it.");
                }
            }

            SweepPlan plan = JsonSerializer.Deserialize<SweepPlan>(bytes, Options)!;
            return plan.Points >= 1 && plan.Replicates >= 1 && plan.RunsPerShard >= 1 && plan.Runs / plan.RunsPerShard < MostShards
                ? (plan, HashOf(bytes))
                : throw new IOException($"{path} is damaged: there is nothing to run in it, or more than can be.");
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new IOException($"{path}{(problem is JsonException { LineNumber: { } line } ? $"({line + 1})" : "")} is damaged, or was changed by another program. Submit the sweep anew to another folder.", problem);
        }
    }

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <summary>A factor as <c>sweep.json</c> holds it.</summary>
internal sealed record PlannedFactor(
    string Name, string Unit, bool IsQuantile, bool RevisesBaseline, ImmutableArray<double> Values, ImmutableArray<PlannedCell> Cells)
{
    public static PlannedFactor Of(Factor factor) => new(
        factor.Name, factor.Unit, factor.IsQuantile, factor.RevisesBaseline, factor.Values,
        [.. factor.Cells.Select(cell => new PlannedCell(
            cell.Address, cell.Parameter.Value, cell.Parameter.Low, cell.Parameter.High, cell.Parameter.Distribution))]);

    public Factor On(Scenario scenario) => Factor.Stored(
        Name, [.. Cells.Select(cell => new FactorCell(cell.Address, scenario[cell.Address].Parameter with
        {
            Value = cell.Value,
            Low = cell.Low,
            High = cell.High,
            Distribution = cell.Distribution,
        }))],
        Unit, IsQuantile, RevisesBaseline, Values);
}

/// <summary>A number that a factor moves, with its range.</summary>
internal sealed record PlannedCell(string Address, double Value, double? Low, double? High, Distribution Distribution);
