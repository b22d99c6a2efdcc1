namespace Dispersal.Reporting.Pages;

/// <summary>
/// Observed figures that are sums and differences of measures, such as adults who returned: the model's mean beside them. Means add up; quantiles do not, so that
/// these courses have no band.
/// </summary>
internal static class FormulaCharts
{
    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["returned - returned-minors"] = "Adults returned",
        ["departed - departed-minors - returned + returned-minors - dead"] = "Adults still away",
    };

    /// <summary>A chart for each formula and subject with the most observed figures, as far as there is room.</summary>
    public static IEnumerable<Chart> Of(IReadOnlyList<Observed> observed, ResultFiles results, SubjectNames names) =>
        Wanted(observed, results).Select(wanted => new Chart(
            "", $"{Titles.GetValueOrDefault(wanted.Formula, wanted.Formula)}: {names.Of(wanted.Subject)}", "mean of replicates", [new("", $"{wanted.Formula}@{wanted.Subject}", wanted.Subject)]));

    /// <summary>Means of the formulas of these charts.</summary>
    public static IEnumerable<(string Formula, string Subject, double[] Mean)> Series(IReadOnlyList<Observed> observed, ResultFiles results) =>
        Wanted(observed, results).Select(wanted => (wanted.Formula, wanted.Subject, Mean(wanted.Formula, wanted.Subject, results)!));

    /// <summary>Observed figures renamed after the charts that they belong to.</summary>
    public static IReadOnlyList<Observed> Renamed(IReadOnlyList<Observed> observed, ResultFiles results)
    {
        HashSet<(string, string)> drawn = [.. Wanted(observed, results)];
        return [.. observed.Select(target => drawn.Contains((target.Measure, target.Subject)) ? target with { Measure = $"{target.Measure}@{target.Subject}" } : target)];
    }

    private static IEnumerable<(string Formula, string Subject)> Wanted(IReadOnlyList<Observed> observed, ResultFiles results)
    {
        const int most = 9;
        return observed.Where(target => !target.IsOfWindow && target.Measure.Contains(' ', StringComparison.Ordinal) && Mean(target.Measure, target.Subject, results) is not null)
            .GroupBy(target => (target.Measure, target.Subject)).OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key.Measure, StringComparer.Ordinal).ThenBy(group => group.Key.Subject, StringComparer.Ordinal).Select(group => group.Key).Take(most);
    }

    private static double[]? Mean(string formula, string subject, ResultFiles results)
    {
        double[] sum = new double[results.Dates.Count];
        double sign = 1;
        foreach (string word in formula.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word is "+" or "-")
            {
                sign = word == "+" ? 1 : -1;
                continue;
            }

            if (results[word, subject] is not { } series)
            {
                return null;
            }

            for (int at = 0; at < sum.Length; at++)
            {
                sum[at] += sign * series.Mean[at];
            }
        }

        return sum;
    }
}
