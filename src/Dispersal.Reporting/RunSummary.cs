using System.Globalization;
using System.Text.Json;
using Dispersal.Reporting.Pages;

namespace Dispersal.Reporting;

/// <summary>Figures of a run, read from the folder it was written to.</summary>
public sealed class RunSummary
{
    private const string File = "summary.csv";
    private const string Manifest = "manifest.json";
    private const string Header = "measure,subject,date,mean,p05,p50,p95";

    private readonly Dictionary<(string Measure, string Subject), List<(DateOnly Date, Estimate Estimate)>> series = [];

    private RunSummary(string scenario, string fingerprint, ulong seed, int replicates) =>
        (Scenario, Fingerprint, Seed, Replicates) = (scenario, fingerprint, seed, replicates);

    /// <summary>Name of the scenario that was run.</summary>
    public string Scenario { get; }

    /// <summary>Fingerprint of the scenario that was run.</summary>
    public string Fingerprint { get; }

    /// <summary>Seed of the run.</summary>
    public ulong Seed { get; }

    /// <summary>Replicates of the run.</summary>
    public int Replicates { get; }

    /// <summary>Reads figures from a result folder.</summary>
    /// <param name="folder">A folder written by a run.</param>
    /// <param name="figures">The figures wanted; others are passed over, for a summary may have millions of rows.</param>
    /// <exception cref="IOException">The folder holds no results, or they cannot be read.</exception>
    public static RunSummary Read(string folder, IEnumerable<ClaimedFigure> figures)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentNullException.ThrowIfNull(figures);
        foreach (string file in (ReadOnlySpan<string>)[Manifest, File])
        {
            if (!System.IO.File.Exists(Path.Combine(folder, file)))
            {
                throw new IOException($"{folder} holds no results: it has no {file}. Name a folder that 'dispersal run --out' has written.");
            }
        }

        RunSummary summary = Head(Path.Combine(folder, Manifest));
        summary.Fill(Path.Combine(folder, File), figures);
        return summary;
    }

    /// <summary>A figure on the last recorded date not after its own; null when the run did not record it.</summary>
    public Estimate? this[ClaimedFigure figure] =>
        series.TryGetValue((figure.Measure.Name, figure.Subject), out List<(DateOnly Date, Estimate Estimate)>? points)
            ? points.LastOrDefault(point => figure.Date is not { } date || point.Date <= date).Estimate
            : null;

    private static RunSummary Head(string path)
    {
        try
        {
            using JsonDocument manifest = JsonDocument.Parse(ResultFile.Bytes(path));
            JsonElement root = manifest.RootElement;
            return new(
                root.GetProperty("scenario").GetString()!, root.GetProperty("fingerprint").GetString()!,
                root.GetProperty("seed").GetUInt64(), root.GetProperty("replicates").GetInt32());
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new IOException($"{path} is not the manifest of a run. Name a folder that 'dispersal run --out' has written.", problem);
        }
    }

    private void Fill(string path, IEnumerable<ClaimedFigure> figures)
    {
        foreach (ClaimedFigure figure in figures)
        {
            series.TryAdd((figure.Measure.Name, figure.Subject), []);
        }

        using StreamReader reader = new(path);
        if (reader.ReadLine() != Header)
        {
            throw new IOException($"{path}(1) is not \"{Header}\". Name a folder that 'dispersal run --out' has written.");
        }

        for (int line = 2; reader.ReadLine() is { } text; line++)
        {
            string[] cells = Cells(text);
            if (cells.Length != 7 || !Numbers(cells, out DateOnly date, out double[] numbers))
            {
                throw new IOException($"{path}({line}) is not a figure with its date and quantiles. Run the scenario again.");
            }

            if (series.TryGetValue((cells[0], cells[1]), out List<(DateOnly Date, Estimate Estimate)>? points))
            {
                points.Add((date, new(numbers[0], numbers[1], numbers[2], numbers[3], double.NaN, Replicates)));
            }
        }

        foreach ((string Measure, string Subject) absent in series.Where(entry => entry.Value.Count == 0).Select(entry => entry.Key).ToList())
        {
            series.Remove(absent);
        }
    }

    private static bool Numbers(string[] cells, out DateOnly date, out double[] numbers)
    {
        numbers = new double[4];
        bool isFigure = DateOnly.TryParseExact(cells[2], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
        for (int at = 0; isFigure && at < numbers.Length; at++)
        {
            isFigure = double.TryParse(cells[3 + at], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[at]);
        }

        return isFigure;
    }

    // Only a subject, the name of a region, can hold a comma or a quote.
    private static string[] Cells(string line)
    {
        if (!line.Contains('"', StringComparison.Ordinal))
        {
            return line.Split(',');
        }

        List<string> cells = [""];
        bool isInside = false;
        for (int at = 0; at < line.Length; at++)
        {
            if (line[at] == '"')
            {
                bool isDoubled = isInside && at + 1 < line.Length && line[at + 1] == '"';
                cells[^1] += isDoubled ? "\"" : "";
                at += isDoubled ? 1 : 0;
                isInside = isDoubled || !isInside;
            }
            else if (line[at] == ',' && !isInside)
            {
                cells.Add("");
            }
            else
            {
                cells[^1] += line[at];
            }
        }

        return [.. cells];
    }
}
