using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Dispersal.Results;

/// <summary>What a checkpoint says of itself.</summary>
/// <param name="Version">Version of the library that wrote it.</param>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="Fingerprint">Fingerprint of the scenario.</param>
/// <param name="Seed">Seed of the ensemble.</param>
/// <param name="Replicates">Number of replicates.</param>
/// <param name="Date">Day at whose start the replicates were saved.</param>
/// <param name="Dates">Dates recorded before it.</param>
/// <param name="Structure">Names behind the indices, by part.</param>
/// <param name="Hashes">SHA-256 of each replicate, in order.</param>
internal sealed record CheckpointHeader(
    string Version, string Scenario, string Fingerprint, ulong Seed, int Replicates, DateOnly Date, IReadOnlyList<DateOnly> Dates,
    IReadOnlyDictionary<string, string[]> Structure, IReadOnlyList<string> Hashes);

/// <summary>The archive of a checkpoint: <c>checkpoint.json</c> and one entry for each replicate. See the page on checkpoints for its format.</summary>
internal static class CheckpointFile
{
    /// <summary>Version of the format that is written and read.</summary>
    public const int Format = 1;

    private const string Kind = "dispersal-checkpoint";
    private const string HeaderName = "checkpoint.json";

    // Larger than any header of a scenario that can be loaded.
    private const int MostHeaderBytes = 64 << 20;

    // Zip cannot say less; the same run gives the same bytes whenever it is run.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n" };

    /// <summary>Adds a replicate to an archive being written.</summary>
    /// <returns>Its hash.</returns>
    public static string Add(ZipArchive archive, int replicate, byte[] bytes)
    {
        using Stream stream = Entry(archive, NameOf(replicate));
        stream.Write(bytes);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>Adds the header, which comes last: an archive without it is not whole.</summary>
    public static void Add(ZipArchive archive, CheckpointHeader header)
    {
        using Stream stream = Entry(archive, HeaderName);
        using Utf8JsonWriter json = new(stream, Readable);
        json.WriteStartObject();
        json.WriteString("kind", Kind);
        json.WriteNumber("format", Format);
        json.WriteString("version", header.Version);
        json.WriteString("scenario", header.Scenario);
        json.WriteString("fingerprint", header.Fingerprint);
        json.WriteNumber("seed", header.Seed);
        json.WriteNumber("replicates", header.Replicates);
        json.WriteString("date", Text(header.Date));
        Write("recordedBefore", header.Dates.Select(Text));
        json.WriteStartObject("structure");
        foreach ((string part, string[] names) in header.Structure.OrderBy(part => part.Key, StringComparer.Ordinal))
            Write(part, names);
        json.WriteEndObject();
        Write("sha256", header.Hashes);
        json.WriteEndObject();

        void Write(string name, IEnumerable<string> values)
        {
            json.WriteStartArray(name);
            foreach (string value in values)
                json.WriteStringValue(value);
            json.WriteEndArray();
        }
    }

    /// <summary>Reads the header.</summary>
    /// <exception cref="InvalidDataException">The archive is no checkpoint, is damaged, or has a format of another version.</exception>
    public static CheckpointHeader ReadHeader(ZipArchive archive)
    {
        ZipArchiveEntry entry = archive.GetEntry(HeaderName) ?? throw new InvalidDataException("it has no header");
        try
        {
            using JsonDocument document = JsonDocument.Parse(ReadAll(entry, MostHeaderBytes));
            JsonElement root = document.RootElement;
            if (root.GetProperty("kind").GetString() != Kind)
                throw new InvalidDataException("it is an archive of another kind");
            if (root.GetProperty("format").GetInt32() is var format and not Format)
                throw new InvalidDataException($"its format is {format}, and this version reads format {Format}");
            CheckpointHeader header = new(
                TextOf("version"), TextOf("scenario"), TextOf("fingerprint"), root.GetProperty("seed").GetUInt64(), root.GetProperty("replicates").GetInt32(), DateOf(TextOf("date")),
                [.. TextsOf(root.GetProperty("recordedBefore")).Select(DateOf)],
                root.GetProperty("structure").EnumerateObject().ToDictionary(part => part.Name, part => TextsOf(part.Value), StringComparer.Ordinal),
                TextsOf(root.GetProperty("sha256")));
            return header.Replicates >= 1 && header.Hashes.Count == header.Replicates
                ? header
                : throw new InvalidDataException("its header does not fit its replicates");

            string TextOf(string name) => root.GetProperty(name).GetString() ?? "";
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException("its header cannot be read", problem);
        }
    }

    /// <summary>Reads a replicate.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="header">Its header.</param>
    /// <param name="replicate">Number of the replicate.</param>
    /// <param name="most">More bytes than any replicate of the scenario has.</param>
    /// <exception cref="InvalidDataException">The replicate is missing or is not what was written.</exception>
    public static byte[] Read(ZipArchive archive, CheckpointHeader header, int replicate, int most)
    {
        ZipArchiveEntry entry = archive.GetEntry(NameOf(replicate)) ?? throw new InvalidDataException($"replicate {replicate} is missing");
        byte[] bytes = ReadAll(entry, most);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == header.Hashes[replicate]
            ? bytes
            : throw new InvalidDataException($"replicate {replicate} is not what was written");
    }

    private static string NameOf(int replicate) => string.Create(CultureInfo.InvariantCulture, $"replicates/{replicate:D6}");

    private static Stream Entry(ZipArchive archive, string name)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = NoTime;
        return entry.Open();
    }

    // No more than the archive says, and no more than can be: a few bytes may claim to unpack to terabytes.
    private static byte[] ReadAll(ZipArchiveEntry entry, int most)
    {
        if (entry.Length > most || entry.Length < 0)
            throw new InvalidDataException($"{entry.FullName} is too large");
        try
        {
            using Stream stream = entry.Open();
            byte[] bytes = new byte[entry.Length];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length < bytes.Length || stream.ReadByte() >= 0)
                throw new InvalidDataException($"{entry.FullName} is not as large as it says");
            return bytes;
        }
        catch (Exception problem) when (problem is NotSupportedException or EndOfStreamException or ArgumentException or OverflowException)
        {
            // What the archive's reader makes of an entry that is none.
            throw new InvalidDataException($"{entry.FullName} cannot be read", problem);
        }
    }

    private static string[] TextsOf(JsonElement array) => [.. array.EnumerateArray().Select(element => element.GetString() ?? "")];

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly DateOf(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
