using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dispersal.Experiments.Store;

namespace Dispersal.Experiments.Shards;

/// <summary>Runs of a shard as a file of JSON lines, with a head that says whose they are and a foot by which to tell that they are whole.</summary>
/// <remarks>
/// (1) The head names the format, the sweep (SHA-256 of its <c>sweep.json</c>), the shard, its runs, and who wrote it. (2) A line with <c>figures</c> names
/// the figures of the runs that follow. (3) A run is an array: point, replicate, engine, error, started, finished, seconds, machine, version, values. (4) The
/// foot counts runs and failed ones, and holds the SHA-256 of all bytes above it.
/// </remarks>
internal static class ShardFile
{
    public const string ThisFormat = "dispersal-shard/1";

    private const string Time = "yyyy-MM-ddTHH:mm:ss.fffZ";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] ToBytes(string sweep, int shard, (long From, long To) runs, IReadOnlyList<RunRow> rows)
    {
        ArrayBufferWriter<byte> bytes = new(1 << 16);
        Line(bytes, json =>                                                          // (1)
        {
            json.WriteStartObject();
            json.WriteString("format", ThisFormat);
            json.WriteString("sweep", sweep);
            json.WriteNumber("shard", shard);
            json.WriteNumber("from", runs.From);
            json.WriteNumber("to", runs.To);
            json.WriteString("version", Build.Name);
            json.WriteString("machine", Environment.MachineName);
            json.WriteEndObject();
        });
        IReadOnlyList<(string Measure, string Subject, DateOnly Date, double Value)> last = [];
        foreach (RunRow row in rows)
        {
            if (row.Error is null && !IsOfSameFigures(row.Figures, last))
            {
                last = row.Figures;
                Line(bytes, json => WriteFigures(json, row));                        // (2)
            }

            Line(bytes, json => WriteRun(json, row));                                // (3)
        }

        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes.WrittenSpan));
        Line(bytes, json =>                                                          // (4)
        {
            json.WriteStartObject();
            json.WriteNumber("runs", rows.Count);
            json.WriteNumber("failed", rows.Count(row => row.Error is not null));
            WriteNames(json, "versions", rows.Select(row => row.Version));
            WriteNames(json, "machines", rows.Select(row => row.Machine));
            json.WriteString("sha256", hash);
            json.WriteEndObject();
        });
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Whether bytes are runs of a shard, and what its head and foot say.</summary>
    public static Shard Check(byte[] bytes, string sweep, int shard, (long From, long To) runs)
    {
        int planned = (int)(runs.To - runs.From);
        try
        {
            // The head first: what another format has below is not known here.
            int end = bytes.AsSpan().IndexOf((byte)'\n');
            using JsonDocument head = JsonDocument.Parse(bytes.AsMemory(0, end < 0 ? bytes.Length : end));
            if (Text(head, "format") is var format && format != ThisFormat)
            {
                return Refused(ShardState.Foreign, $"is of the format '{format}'; this version reads {ThisFormat}");
            }

            if (Text(head, "sweep") != sweep)
            {
                return Refused(ShardState.Foreign, "belongs to another sweep");
            }

            if (head.RootElement.GetProperty("shard").GetInt32() is var number && number != shard)
            {
                return Refused(ShardState.Foreign, $"is shard {number} under another name");
            }
        }
        catch (Exception problem) when (IsOfFormat(problem))
        {
            return Refused(ShardState.Damaged, "has no head that can be read");
        }

        try
        {
            // A last line without its line feed is cut short, even where it reads well.
            int start = bytes.AsSpan(0, bytes.Length - 1).LastIndexOf((byte)'\n') + 1;
            using JsonDocument foot = JsonDocument.Parse(bytes.AsMemory(start));
            if (bytes[^1] != '\n' || !foot.RootElement.TryGetProperty("sha256", out JsonElement hash))
            {
                return Refused(ShardState.Damaged, "is cut short: its last line is missing");
            }

            if (Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, start))) != hash.GetString())
            {
                return Refused(ShardState.Damaged, "does not match its checksum");
            }

            int count = foot.RootElement.GetProperty("runs").GetInt32();
            return new(
                shard, count == planned ? ShardState.Whole : ShardState.Part, planned, count, foot.RootElement.GetProperty("failed").GetInt32(),
                Names(foot, "versions"), Names(foot, "machines"), "");
        }
        catch (Exception problem) when (IsOfFormat(problem))
        {
            return Refused(ShardState.Damaged, "is cut short: its last line is missing");
        }

        Shard Refused(ShardState state, string problem) => new(shard, state, planned, 0, 0, [], [], problem);
    }

    /// <summary>The runs of bytes that <see cref="Check"/> found in order.</summary>
    /// <returns>Whether they are what they should be; not where somebody else wrote them, checksum and all.</returns>
    public static bool TryRead(byte[] bytes, out List<RunRow> rows)
    {
        rows = [];
        try
        {
            rows = Read(bytes);
            return true;
        }
        catch (Exception problem) when (IsOfFormat(problem))
        {
            return false;
        }
    }

    /// <summary>The runs of bytes of our own.</summary>
    public static List<RunRow> Read(byte[] bytes)
    {
        List<RunRow> rows = [];
        ImmutableArray<(string Measure, string Subject, DateOnly Date)> figures = [];
        int at = bytes.AsSpan().IndexOf((byte)'\n') + 1;
        while (at < bytes.Length)
        {
            int length = bytes.AsSpan(at).IndexOf((byte)'\n');
            using JsonDocument line = JsonDocument.Parse(bytes.AsMemory(at, length));
            at += length + 1;
            JsonElement root = line.RootElement;
            if (root.ValueKind == JsonValueKind.Array)
            {
                rows.Add(Run(root, figures));
            }
            else if (root.TryGetProperty("figures", out JsonElement named))
            {
                figures = [.. named.EnumerateArray().Select(figure => (
                    Word(figure[0]), Word(figure[1]), DateOnly.ParseExact(Word(figure[2]), "yyyy-MM-dd", CultureInfo.InvariantCulture)))];
            }
        }

        return rows;
    }

    private static RunRow Run(JsonElement run, ImmutableArray<(string Measure, string Subject, DateOnly Date)> figures)
    {
        var values = new (string, string, DateOnly, double)[run[9].GetArrayLength()];
        int i = 0;
        foreach (JsonElement value in run[9].EnumerateArray())
        {
            (string measure, string subject, DateOnly date) = figures[i];
            values[i++] = (measure, subject, date, value.GetDouble());
        }

        return new(
            Word(run[0]), run[1].GetInt32(), Word(run[2]), Moment(run[4]), Moment(run[5]), run[6].GetDouble(), Word(run[7]),
            Word(run[8]), run[3].GetString(), values);
    }

    private static string Word(JsonElement text) => text.GetString() ?? throw new FormatException("A word is missing.");

    private static DateTimeOffset Moment(JsonElement text) =>
        DateTimeOffset.ParseExact(text.GetString()!, Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static void WriteFigures(Utf8JsonWriter json, RunRow row)
    {
        json.WriteStartObject();
        json.WriteStartArray("figures");
        foreach ((string measure, string subject, DateOnly date, _) in row.Figures)
        {
            json.WriteStartArray();
            json.WriteStringValue(measure);
            json.WriteStringValue(subject);
            json.WriteStringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRun(Utf8JsonWriter json, RunRow row)
    {
        json.WriteStartArray();
        json.WriteStringValue(row.Point);
        json.WriteNumberValue(row.Replicate);
        json.WriteStringValue(row.Engine);
        json.WriteStringValue(row.Error);
        json.WriteStringValue(row.Started.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture));
        json.WriteStringValue(row.Finished.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture));
        json.WriteNumberValue(row.Seconds);
        json.WriteStringValue(row.Machine);
        json.WriteStringValue(row.Version);
        json.WriteStartArray();
        foreach ((_, _, _, double value) in row.Figures)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
        json.WriteEndArray();
    }

    private static void WriteNames(Utf8JsonWriter json, string key, IEnumerable<string> names)
    {
        json.WriteStartArray(key);
        foreach (string name in names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }

    private static bool IsOfSameFigures(
        IReadOnlyList<(string Measure, string Subject, DateOnly Date, double Value)> some, IReadOnlyList<(string Measure, string Subject, DateOnly Date, double Value)> others)
    {
        bool isSame = some.Count == others.Count;
        for (int i = 0; isSame && i < some.Count; i++)
        {
            isSame = some[i].Date == others[i].Date && some[i].Subject == others[i].Subject && some[i].Measure == others[i].Measure;
        }

        return isSame;
    }

    private static void Line(ArrayBufferWriter<byte> bytes, Action<Utf8JsonWriter> write)
    {
        using (Utf8JsonWriter json = new(bytes, Options))
        {
            write(json);
        }

        bytes.Write("\n"u8);
    }

    private static ImmutableArray<string> Names(JsonDocument foot, string key) =>
        [.. foot.RootElement.GetProperty(key).EnumerateArray().Select(Word)];

    private static string Text(JsonDocument document, string key) => document.RootElement.GetProperty(key).GetString() ?? "";

    private static bool IsOfFormat(Exception problem) =>
        problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or IndexOutOfRangeException or OverflowException;
}
