namespace Dispersal.Reporting;

/// <summary>What stands at an address or a pattern, in a few words: a value with its range, or from the least to the greatest.</summary>
internal sealed class ValuesInForce(Scenario scenario)
{
    private const int MostWords = 3;
    private readonly Dictionary<string, ParameterInfo> numbers = scenario.Parameters.ToDictionary(info => info.Address, StringComparer.Ordinal);

    /// <summary>The values of everything that a pattern covers.</summary>
    public string At(string pattern)
    {
        ScenarioCell[] cells = [.. scenario.CellsAt(pattern)];
        return cells switch
        {
            [] => "taken out",
            [{ } one] when numbers.TryGetValue(one.Address, out ParameterInfo? info) => OfNumber(info),
            [{ } one] => one.Text ?? "none",
            _ when cells.All(cell => numbers.ContainsKey(cell.Address)) => OfNumbers([.. cells.Select(cell => numbers[cell.Address])]),
            _ => OfWords(cells),
        };
    }

    /// <summary>From the least to the greatest value of a parameter over the days of the scenario; null where it stays the same.</summary>
    public (double Least, double Greatest)? OverTime(ParameterInfo info)
    {
        if (!info.Dated)
        {
            return null;
        }

        Course course = scenario.CourseOf(info.Address);
        if (course.IsConstant)
        {
            return course[0] == info.Parameter.Value ? null : (course[0], course[0]);
        }

        (double least, double greatest) = (course[0], course[0]);
        for (int day = 1; day < scenario.Days; day++)
        {
            (least, greatest) = (Math.Min(least, course[day]), Math.Max(greatest, course[day]));
        }

        return (least, greatest);
    }

    private string OfNumber(ParameterInfo info)
    {
        if (OverTime(info) is { } span)
        {
            string course = span.Least == span.Greatest ? Figures.Exact(span.Least) : $"{Figures.Exact(span.Least)} to {Figures.Exact(span.Greatest)}";
            return $"{course} over time";
        }

        string range = info.Parameter.IsRanged ? $" [{Figures.Exact(info.Parameter.Low!.Value)}, {Figures.Exact(info.Parameter.High!.Value)}]" : "";
        return Figures.Exact(info.Parameter.Value) + range;
    }

    private string OfNumbers(ParameterInfo[] infos)
    {
        (double Least, double Greatest)?[] spans = [.. infos.Select(OverTime)];
        double least = infos.Zip(spans, (info, span) => span?.Least ?? info.Parameter.Value).Min();
        double greatest = infos.Zip(spans, (info, span) => span?.Greatest ?? info.Parameter.Value).Max();
        string values = least == greatest ? Figures.Exact(least) : $"{Figures.Exact(least)} to {Figures.Exact(greatest)}";
        return $"{values} ({infos.Length:N0} cells{(spans.Any(span => span is not null) ? ", over time" : "")})";
    }

    private static string OfWords(ScenarioCell[] cells)
    {
        string[] words = [.. cells.Where(cell => cell.Text is not null).Select(cell => cell.Text!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        int blank = cells.Count(cell => cell.Text is null);
        string said = words.Length <= MostWords ? string.Join(", ", words) : $"{words[0]} to {words[^1]}";
        return $"{(said.Length > 0 ? said : "none")} ({cells.Length:N0} cells{(blank > 0 ? $", {blank:N0} blank" : "")})";
    }
}
