using System.Collections.Immutable;
using System.Globalization;

namespace Dispersal.Experiments;

/// <summary>Which figures of a run are kept: measures and subjects by name or with a <c>*</c>, on one date, on every one or on the last.</summary>
/// <param name="Measure">Name of a measure; <c>*</c> stands for any letters.</param>
/// <param name="Subject">Subject of the measure; <c>*</c> stands for any letters.</param>
/// <param name="Date">The recorded date on or before this one; null for the last.</param>
/// <param name="IsEveryDate">Whether every recorded date is kept instead.</param>
public sealed record FigurePattern(string Measure, string Subject, DateOnly? Date = null, bool IsEveryDate = false)
{
    /// <summary>What is kept when nothing is asked for: every measure of the world, of the EU and of regions, and of affiliates, on the last date.</summary>
    public static ImmutableArray<FigurePattern> Standard { get; } =
    [
        new("*", "WORLD"), new("*", "EU"), new("*", "region:*"), new("relocated", "*"), new("with-affiliate", "*"), new("affiliate-strength", "*"),
    ];

    /// <summary>Reads a pattern written as <c>MEASURE/SUBJECT</c>, <c>MEASURE/SUBJECT@yyyy-MM-dd</c> or <c>MEASURE/SUBJECT@*</c>.</summary>
    /// <exception cref="FormatException">It is not of that form; the message says what to write.</exception>
    public static FigurePattern Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int at = text.LastIndexOf('@');
        string figure = at < 0 ? text : text[..at];
        string date = at < 0 ? "" : text[(at + 1)..];
        int slash = figure.IndexOf('/', StringComparison.Ordinal);
        DateOnly day = default;
        bool isDay = at >= 0 && DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
        if (slash < 1 || slash == figure.Length - 1 || (at >= 0 && !isDay && date != "*"))
        {
            throw new FormatException($"'{text}' is not a figure. Write MEASURE/SUBJECT, such as returned/EU, or MEASURE/SUBJECT@2017-10-17, or MEASURE/SUBJECT@* for every date.");
        }

        return new(figure[..slash], figure[(slash + 1)..], isDay ? day : null, date == "*");
    }

    /// <summary>Refuses patterns that no figure of a scenario's runs fits, before anything is run.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="patterns">The patterns.</param>
    /// <exception cref="ScenarioException">A pattern fits nothing, or its date is before the first recorded one or after the end; each such pattern is listed.</exception>
    public static void ThrowIfNone(Scenario scenario, IEnumerable<FigurePattern> patterns)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(patterns);
        FigurePattern[] asked = [.. patterns];
        if (asked.Length == 0)
        {
            return;
        }

        ImmutableArray<(Measure Measure, string Subject)> figures = Ensemble.FiguresOf(scenario);
        DateOnly monthEnd = new DateOnly(scenario.Start.Year, scenario.Start.Month, 1).AddMonths(1).AddDays(-1);
        DateOnly first = monthEnd < scenario.End ? monthEnd : scenario.End;
        Diagnostic[] problems =
        [
            .. asked.Where(pattern => !figures.Any(figure => pattern.Fits(figure.Measure, figure.Subject))).Select(pattern => Problem(pattern, NotThere(pattern, figures))),
            .. asked.Where(pattern => pattern.Date < first).Select(pattern => Problem(
                pattern, string.Create(CultureInfo.InvariantCulture, $"nothing is recorded so early. Write a date from {first:yyyy-MM-dd} on."))),
            .. asked.Where(pattern => pattern.Date > scenario.End).Select(pattern => Problem(
                pattern, string.Create(CultureInfo.InvariantCulture, $"{scenario.Name} ends before. Write a date up to {scenario.End:yyyy-MM-dd}."))),
        ];
        if (problems.Length > 0)
        {
            throw new ScenarioException(problems);
        }

        static Diagnostic Problem(FigurePattern pattern, string message) => new(Severity.Error, "", 0, 0, pattern.ToString(), message);
    }

    private static string NotThere(FigurePattern pattern, ImmutableArray<(Measure Measure, string Subject)> figures)
    {
        if (!Dispersal.Measure.All.Any(measure => Matches(pattern.Measure, measure.Name)))
        {
            return $"there is no such measure. There are: {string.Join(", ", Dispersal.Measure.All.Select(measure => measure.Name))}.";
        }

        string[] subjects = [.. figures.Where(figure => Matches(pattern.Measure, figure.Measure.Name)).Select(figure => figure.Subject).Distinct(StringComparer.Ordinal)];
        return subjects.Length == 0
            ? "runs of this scenario have no such measure: its mechanism is switched off. Name another."
            : $"runs of this scenario have no such figure. Subjects there are: {string.Join(", ", subjects.Take(12))}{(subjects.Length > 12 ? ", ..." : "")}.";
    }

    /// <summary>The pattern as it is written.</summary>
    public override string ToString() => $"{Measure}/{Subject}" + (IsEveryDate ? "@*" : Date is { } date ? $"@{date:yyyy-MM-dd}" : "");

    /// <summary>Whether a figure fits the pattern, whatever the date.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="subject">Its subject.</param>
    public bool Fits(Measure measure, string subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return Fits(measure.ToString(), subject);
    }

    internal bool FitsMeasure(string measure) => Matches(Measure, measure);

    internal bool Fits(string measure, string subject) => Matches(Measure, measure) && Matches(Subject, subject);

    /// <summary>The recorded dates that are kept.</summary>
    internal IEnumerable<DateOnly> DatesAmong(ImmutableArray<DateOnly> recorded) =>
        IsEveryDate ? recorded : Date is { } date ? recorded.Where(day => day <= date).TakeLast(1) : [recorded[^1]];

    // Each part between stars, as early as possible; the last at the end.
    private static bool Matches(string pattern, string text)
    {
        string[] parts = pattern.Split('*');
        if (parts.Length == 1)
        {
            return text == pattern;
        }

        if (!text.StartsWith(parts[0], StringComparison.Ordinal) || text.Length < parts[0].Length + parts[^1].Length
            || !text.EndsWith(parts[^1], StringComparison.Ordinal))
        {
            return false;
        }

        int from = parts[0].Length;
        int to = text.Length - parts[^1].Length;
        foreach (string part in parts[1..^1])
        {
            int found = text.IndexOf(part, from, StringComparison.Ordinal);
            if (found < 0 || found + part.Length > to)
            {
                return false;
            }

            from = found + part.Length;
        }

        return true;
    }
}
