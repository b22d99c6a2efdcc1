using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dispersal.Results;

/// <summary>The file that says what a result folder holds and how it came about.</summary>
internal static class Manifest
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "manifest.json";

    private const int MostBytes = 16 << 20;

    private static readonly JsonWriterOptions Readable =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the manifest.</summary>
    /// <param name="ensemble">The results.</param>
    /// <param name="resultDigest">Digest over all tables.</param>
    /// <param name="files">Files with their SHA-256, in the order to be listed.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(Ensemble ensemble, string resultDigest, IEnumerable<(string Name, string Hash)> files, Stream stream)
    {
        Provenance provenance = ensemble.Provenance;
        using (Utf8JsonWriter json = new(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteString("scenario", provenance.Scenario);
            json.WriteString("fingerprint", provenance.Fingerprint);
            json.WriteNumber("seed", provenance.Seed);
            json.WriteNumber("replicates", provenance.Replicates);
            json.WriteString("engine", provenance.Engine);
            json.WriteString("engineReason", provenance.EngineReason);
            if (provenance.Uncertainty.Length > 0)
                json.WriteString("uncertainty", provenance.Uncertainty);
            if (provenance.Rules.Length > 0)
                json.WriteString("rules", provenance.Rules);
            json.WriteNumber("threads", ensemble.Threads);
            json.WriteString("version", provenance.Version);
            WriteRecording(ensemble, json);
            json.WriteNumber("wallSeconds", Math.Round(ensemble.WallSeconds, 3));
            json.WriteNumber("personDays", ensemble.PersonDays);
            // A run too short to be timed has no rate.
            json.WriteNumber("personDaysPerSecond", ensemble.WallSeconds > 0 ? Math.Round(ensemble.PersonDays / ensemble.WallSeconds) : 0);
            json.WriteString("resultDigest", resultDigest);
            json.WriteStartObject("files");
            foreach ((string name, string hash) in files)
                json.WriteString(name, hash);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        stream.Write("\n"u8);
    }

    private static void WriteRecording(Ensemble ensemble, Utf8JsonWriter json)
    {
        json.WriteStartObject("recorded");
        json.WriteString("dates", ensemble.Recording.Dates.ToString());
        json.WriteStartArray("measures");
        foreach (Measure measure in ensemble.Measures)
            json.WriteStringValue(measure.Name);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Whether a folder holds results: a manifest with the digest of results, not just any file of that name.</summary>
    public static bool IsIn(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!PlainFile.Is(path) || PlainFile.ReadAll(path, MostBytes) is not { } bytes)
            return false;
        try
        {
            using JsonDocument manifest = JsonDocument.Parse(bytes);
            return manifest.RootElement.ValueKind == JsonValueKind.Object && manifest.RootElement.TryGetProperty("resultDigest", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
