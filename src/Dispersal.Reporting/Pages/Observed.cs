using System.Globalization;
using System.Text.RegularExpressions;

namespace Dispersal.Reporting.Pages;

/// <summary>A figure that was observed, to be drawn beside the model's.</summary>
internal sealed partial record Observed(string Measure, string Subject, DateOnly From, DateOnly To, double? Low, double Central, double? High, string Role, string Source)
{
    private const string FileName = "targets.csv";
    private static readonly string[] DateColumns = ["date", "window", "from", "to"];

    /// <summary>Whether the figure was kept back from fitting, to judge the model by.</summary>
    public bool IsHeldBack => Role.Length > 0 && !Role.StartsWith("calib", StringComparison.OrdinalIgnoreCase) && !Role.StartsWith("fit", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the figure is what happened within a window, rather than what had happened or was the case on a day.</summary>
    public bool IsOfWindow => From != To;

    /// <summary>The figures of a scenario's <c>targets.csv</c>; none where there is no such file. Rows that name no measure, date or number are passed over.</summary>
    public static IReadOnlyList<Observed> Read(string scenario)
    {
        string path = Path.Combine(scenario, FileName);
        return File.Exists(path) ? [.. CsvRows.Read(path).Select(Of).OfType<Observed>()] : [];
    }

    private static Observed? Of(IReadOnlyDictionary<string, string> row)
    {
        DateOnly[] dates = [.. DateColumns
            .SelectMany(column => Date().Matches(row.GetValueOrDefault(column, "")).Select(match => match.Value)).Select(Day).OfType<DateOnly>()];
        double? central = Number(row, "central") ?? Number(row, "value");
        double? low = Number(row, "low");
        double? high = Number(row, "high");
        central ??= low is { } least && high is { } most ? (least + most) / 2 : low ?? high;
        return row.GetValueOrDefault("measure") is { Length: > 0 } measure && dates.Length > 0 && central is { } number
            ? new(measure, row.GetValueOrDefault("subject") is { Length: > 0 } subject ? subject.Replace('_', ' ') : "WORLD", dates.Min(), dates.Max(), low, number, high,
                row.GetValueOrDefault("role", ""), row.GetValueOrDefault("source", ""))
            : null;
    }

    // A month stands for its last day.
    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day
        : DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly month) ? month.AddMonths(1).AddDays(-1)
        : null;

    private static double? Number(IReadOnlyDictionary<string, string> row, string column) =>
        double.TryParse(row.GetValueOrDefault(column), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;

    [GeneratedRegex(@"\d{4}-\d{2}(-\d{2})?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Date();
}
