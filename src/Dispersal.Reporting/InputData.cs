using System.Collections.Immutable;

namespace Dispersal.Reporting;

/// <summary>What is imposed from outside over time: arrivals, gains and losses of places, courses of parameters, policies.</summary>
internal static class InputData
{
    public static ImmutableArray<Block> Of(Scenario scenario)
    {
        (string Name, string Text)[] series =
        [
            .. Line("arrivals", scenario.Arrivals.Length, scenario.Arrivals.Select(row => row.Month), "monthly weights"),
            .. Line("control", scenario.Control.Length, scenario.Control.Select(row => row.Date), "gains and losses of places"),
            .. Line("territory", scenario.PublishedAreas.Length, scenario.PublishedAreas.Select(row => row.Date), "published areas"),
            .. Line("forcing", scenario.Forcing.Length, scenario.Forcing.Select(row => row.Date), "points of courses"),
        ];
        return
        [
            new Heading("6. Input data"),
            series.Length > 0 ? new Facts([.. series]) : new Paragraph("Nothing is imposed over time but the dates of the scenario."),
            .. scenario.Forcing.IsEmpty ? ImmutableArray<Block>.Empty : [Forcing(scenario)],
            .. scenario.Policies.IsEmpty ? [new Paragraph("No policy is in force.")] : (ImmutableArray<Block>)[Policies(scenario)],
        ];
    }

    private static IEnumerable<(string Name, string Text)> Line(string table, int rows, IEnumerable<DateOnly> dates, string what)
    {
        if (rows > 0)
        {
            yield return ($"{table}.csv", $"{rows:N0} {what}, {dates.Min():yyyy-MM-dd} to {dates.Max():yyyy-MM-dd}");
        }
    }

    private static TextTable Forcing(Scenario scenario) => new(
        [new("parameter forced"), new("addresses", Side.Right), new("points", Side.Right), new("from"), new("to")],
        [
            .. scenario.Forcing.GroupBy(point => Pattern(point.Address), StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (ImmutableArray<TableCell>)
            [
                group.Key,
                group.Select(point => point.Address).Distinct(StringComparer.Ordinal).Count().ToString("N0"),
                group.Count().ToString("N0"),
                $"{group.Min(point => point.Date):yyyy-MM-dd}",
                $"{group.Max(point => point.Date):yyyy-MM-dd}",
            ]),
        ]);

    private static TextTable Policies(Scenario scenario) => new(
        [new("policy", Wraps: true), new("address", Wraps: true), new("from"), new("to"), new("does"), new("value", Side.Right), new("source", Wraps: true)],
        [
            .. scenario.Policies.Select(policy => (ImmutableArray<TableCell>)
            [
                policy.Id,
                policy.Address,
                policy.From is { } from ? $"{from:yyyy-MM-dd}" : "start",
                policy.To is { } to ? $"{to:yyyy-MM-dd}" : "end",
                policy.Operation.ToString().ToLowerInvariant(),
                Figures.Exact(policy.Value),
                policy.Value.Source,
            ]),
        ]);

    // Courses of one column are one line.
    private static string Pattern(string address)
    {
        int first = address.IndexOf('/', StringComparison.Ordinal);
        int last = address.LastIndexOf('/');
        return first < last ? $"{address[..first]}/*{address[last..]}" : address;
    }
}
