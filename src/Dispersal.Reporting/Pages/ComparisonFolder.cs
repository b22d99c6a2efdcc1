using System.Globalization;

namespace Dispersal.Reporting.Pages;

/// <summary>How many more or fewer: a route, place or fate before and after a change.</summary>
internal sealed record ShiftLine(string Of, string Name, Estimate Before, Estimate After, Estimate Difference);

/// <summary>The files of a comparison, read back.</summary>
internal sealed record ComparisonFolder(Scenario Before, Scenario After, ResultFiles Then, ResultFiles Now, ResultFiles Difference, IReadOnlyList<ShiftLine> Shifts)
{
    /// <summary>Reads a folder that <c>compare --out</c> has written.</summary>
    public static ComparisonFolder Read(string folder)
    {
        string before = Path.Combine(folder, "before");
        string after = Path.Combine(folder, "after");
        ResultFiles then = ResultFiles.Read(before);
        return new(
            Scenario.Load(Path.Combine(before, "scenario")), Scenario.Load(Path.Combine(after, "scenario")), then, ResultFiles.Read(after),
            ResultFiles.Read(Path.Combine(folder, "difference"), hasManifest: false), [.. ReadShifts(Path.Combine(folder, "shifts.csv"), then.Head!.Replicates)]);
    }

    private static IEnumerable<ShiftLine> ReadShifts(string path, int replicates)
    {
        foreach (var rows in CsvRows.Read(path).GroupBy(row => (Of: row["of"], Name: row["name"])))
        {
            Dictionary<string, Estimate> versions = rows.ToDictionary(row => row["version"], row => new Estimate(Number(row, "mean"), Number(row, "p05"), Number(row, "p50"), Number(row, "p95"), double.NaN, replicates), StringComparer.Ordinal);
            if (!versions.TryGetValue("before", out Estimate? before) || !versions.TryGetValue("after", out Estimate? after) || !versions.TryGetValue("difference", out Estimate? difference))
            {
                throw new IOException($"{path} lacks a version of {rows.Key.Of} {rows.Key.Name}. Compare the scenarios again.");
            }

            yield return new(rows.Key.Of, rows.Key.Name, before, after, difference);
        }

        double Number(IReadOnlyDictionary<string, string> row, string column) =>
            double.TryParse(row.GetValueOrDefault(column), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                ? number : throw new IOException($"{path} holds no number in the column {column}. Compare the scenarios again.");
    }
}
