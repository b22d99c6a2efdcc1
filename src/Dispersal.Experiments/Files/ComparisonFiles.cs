using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dispersal.Experiments.Files;

/// <summary>The files of a comparison: both runs, their paired differences in tables of the same form, and where persons went instead.</summary>
internal static class ComparisonFiles
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>(1) Both runs, (2) differences of measures, (3) of the other tables, (4) shifts, (5) the manifest.</summary>
    public static void Write(Comparison comparison, string folder)
    {
        comparison.Before.Save(Path.Combine(folder, "before")); // (1)
        comparison.After.Save(Path.Combine(folder, "after"));
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string differences = Path.Combine(folder, "difference");
        EnsembleDifference difference = comparison.After.Minus(comparison.Before);
        using (EstimateRows rows = new(Path.Combine(differences, "summary.csv"), "measure,subject,date", hash)) // (2)
        {
            foreach (Measure measure in difference.Measures)
            {
                foreach (string subject in difference.Subjects(measure))
                {
                    double[][] values = [.. difference.Dates.Select(date => difference.Values(measure, subject, date))];
                    Add(rows, [measure.Name, subject], difference.Dates, values);
                }
            }
        }

        Table(comparison, ResultTable.Flows, Path.Combine(differences, "flows.csv"), "route,from,to,mode,outcome,date", hash); // (3)
        Table(comparison, ResultTable.Stocks, Path.Combine(differences, "stocks.csv"), "place,stage,date", hash);
        Table(comparison, ResultTable.Fates, Path.Combine(differences, "fates.csv"), "origin,fate,date", hash);
        using (EstimateRows rows = new(Path.Combine(folder, "shifts.csv"), "of,name,version", hash)) // (4)
        {
            foreach (Shift shift in comparison.Shifts)
            {
                foreach ((string version, Estimate estimate) in ((string, Estimate)[])[("before", shift.Before), ("after", shift.After), ("difference", shift.Difference)])
                {
                    rows.Add([shift.Of.ToString().ToLowerInvariant(), shift.Name, version], estimate.Mean, estimate.Low, estimate.Median, estimate.High);
                }
            }
        }

        using FileStream stream = File.Create(Path.Combine(folder, "manifest.json")); // (5)
        using Utf8JsonWriter json = new(stream, Readable);
        json.WriteStartObject();
        json.WriteString("kind", "comparison");
        Side("before", comparison.Before.Provenance);
        Side("after", comparison.After.Provenance);
        json.WriteString("resultDigest", Convert.ToHexStringLower(hash.GetCurrentHash()));
        json.WriteEndObject();

        void Side(string name, Provenance provenance)
        {
            json.WriteStartObject(name);
            json.WriteString("scenario", provenance.Scenario);
            json.WriteString("fingerprint", provenance.Fingerprint);
            json.WriteNumber("seed", provenance.Seed);
            json.WriteNumber("replicates", provenance.Replicates);
            json.WriteString("engine", provenance.Engine);
            json.WriteString("version", provenance.Version);
            json.WriteEndObject();
        }
    }

    private static void Table(Comparison comparison, ResultTable table, string path, string columns, IncrementalHash hash)
    {
        Dictionary<string, int> before = comparison.Before.Keys(table).Index().ToDictionary(entry => string.Join('\n', entry.Item), entry => entry.Index, StringComparer.Ordinal);
        using EstimateRows rows = new(path, columns, hash);
        foreach ((int series, ImmutableArray<string> key) in comparison.After.Keys(table).Index())
        {
            // A route or a place that only one of the two has cannot be paired.
            if (!before.TryGetValue(string.Join('\n', key), out int paired))
            {
                continue;
            }

            double[][] then = comparison.Before.Values(table, paired);
            double[][] now = comparison.After.Values(table, series);
            Add(rows, key, comparison.After.Dates, [.. now.Zip(then, (a, b) => a.Zip(b, (x, y) => x - y).ToArray())]);
        }
    }

    // Series that are zero throughout, in every replicate, are left out.
    private static void Add(EstimateRows rows, IReadOnlyList<string> key, ImmutableArray<DateOnly> dates, double[][] values)
    {
        if (values.All(date => Array.TrueForAll(date, value => value == 0)))
        {
            return;
        }

        for (int at = 0; at < dates.Length; at++)
        {
            Estimate estimate = Estimate.Of(values[at]);
            rows.Add([.. key, EstimateRows.Day(dates[at])], estimate.Mean, estimate.Low, estimate.Median, estimate.High);
        }
    }
}
