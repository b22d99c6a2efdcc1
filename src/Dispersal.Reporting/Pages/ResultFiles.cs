using System.Text.Json;

namespace Dispersal.Reporting.Pages;

/// <summary>How results came about: what a page needs of a manifest.</summary>
internal sealed record ManifestHead(string Scenario, string Fingerprint, ulong Seed, int Replicates, string Engine, string EngineReason, string Version, string Digest, string Uncertainty)
{
    /// <summary>File that says what a folder holds.</summary>
    public const string FileName = "manifest.json";

    /// <summary>Reads the manifest of a folder.</summary>
    /// <exception cref="IOException">There is none, or it is not of a run.</exception>
    public static ManifestHead Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            using JsonDocument manifest = JsonDocument.Parse(ResultFile.Bytes(path));
            JsonElement root = manifest.RootElement;
            return new(
                Word("scenario"), Word("fingerprint"), root.GetProperty("seed").GetUInt64(), root.GetProperty("replicates").GetInt32(), Word("engine"),
                root.TryGetProperty("engineReason", out JsonElement reason) ? reason.GetString() ?? "" : "", Word("version"), Word("resultDigest"),
                root.TryGetProperty("uncertainty", out JsonElement uncertainty) ? uncertainty.GetString() ?? "" : "");

            string Word(string key) => root.GetProperty(key).GetString() ?? "";
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new IOException($"{path} is not the manifest of a run. Name a folder that 'dispersal run --out' has written.", problem);
        }
    }
}

/// <summary>The files of a result folder, read back.</summary>
internal sealed class ResultFiles
{
    /// <summary>Columns of <c>summary.csv</c> before the date.</summary>
    public static readonly string[] SummaryKeys = ["measure", "subject"];

    private static readonly string[] FlowKeys = ["route", "from", "to", "mode", "outcome"];
    private static readonly string[] StockKeys = ["place", "stage"];
    private static readonly string[] FateKeys = ["origin", "fate"];

    private readonly Dictionary<(string Measure, string Subject), RecordedSeries> figures;

    private ResultFiles(ManifestHead? head, RecordedTable summary, RecordedTable? flows, RecordedTable? stocks, RecordedTable? fates)
    {
        Head = head;
        Dates = summary.Dates;
        Flows = flows?.Series ?? [];
        Stocks = stocks?.Series ?? [];
        Fates = fates?.Series ?? [];
        figures = summary.Series.ToDictionary(series => (series.Key[0], series.Key[1]));
        Subjects = summary.Series.GroupBy(series => series.Key[0], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.Select(series => series.Key[1])], StringComparer.Ordinal);
    }

    /// <summary>How the results came about; null for differences of two runs.</summary>
    public ManifestHead? Head { get; }

    /// <summary>Recorded dates.</summary>
    public IReadOnlyList<DateOnly> Dates { get; }

    /// <summary>Tries on routes: route, from, to, mode, outcome.</summary>
    public IReadOnlyList<RecordedSeries> Flows { get; }

    /// <summary>Persons at places: place, stage.</summary>
    public IReadOnlyList<RecordedSeries> Stocks { get; }

    /// <summary>What became of those who departed: origin, fate.</summary>
    public IReadOnlyList<RecordedSeries> Fates { get; }

    /// <summary>Subjects by measure, in the order of the results.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Subjects { get; }

    /// <summary>The course of a figure; null where it was not recorded.</summary>
    public RecordedSeries? this[string measure, string subject] => figures.GetValueOrDefault((measure, subject));

    /// <summary>Reads a result folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="hasManifest">Whether it holds a run of its own, and so a manifest.</param>
    /// <exception cref="IOException">Files are missing or broken.</exception>
    public static ResultFiles Read(string folder, bool hasManifest = true)
    {
        if (!File.Exists(Path.Combine(folder, "summary.csv")) || (hasManifest && !File.Exists(Path.Combine(folder, ManifestHead.FileName))))
        {
            throw new IOException($"{folder} holds no results: it has no summary.csv with a manifest.json. Name a folder that 'dispersal run --out' has written.");
        }

        return new(
            hasManifest ? ManifestHead.Read(folder) : null, RecordedTable.Read(Path.Combine(folder, "summary.csv"), SummaryKeys),
            Optional("flows.csv", FlowKeys), Optional("stocks.csv", StockKeys), Optional("fates.csv", FateKeys));

        // A run may be told not to record a table.
        RecordedTable? Optional(string file, string[] keys) =>
            File.Exists(Path.Combine(folder, file)) ? RecordedTable.Read(Path.Combine(folder, file), keys) : null;
    }

    /// <summary>An estimate on a date by its position; null where the figure was not recorded.</summary>
    public Estimate? At(string measure, string subject, int date) => this[measure, subject] is { } series
        ? new(series.Mean[date], series.Low[date], series.Median[date], series.High[date], double.NaN, Head?.Replicates ?? 0)
        : null;
}
