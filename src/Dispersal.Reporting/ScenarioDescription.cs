using System.Collections.Immutable;

namespace Dispersal.Reporting;

/// <summary>What a scenario says, to read: dates, sizes, mechanisms with their parameters, and the numbers of its tables in summary.</summary>
public static class ScenarioDescription
{
    /// <summary>The description of a scenario.</summary>
    public static Document Of(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);

        // A cell of a table belongs to the factor of its column, a mechanism's parameter to itself.
        ILookup<string, ParameterInfo> bySection = scenario.Parameters.Where(info => info.Factor == info.Address)
            .ToLookup(info => info.Address.Split('/')[0], StringComparer.Ordinal);
        List<Block> blocks =
        [
            new Heading(scenario.Title.Length > 0 ? scenario.Title : scenario.Name),
            .. scenario.Summary.Length > 0 ? [new Paragraph(scenario.Summary)] : ImmutableArray<Block>.Empty,
            new Facts(Head(scenario)),
        ];
        foreach ((string key, string title, bool? on) in Mechanisms(scenario))
        {
            blocks.Add(new Heading(on switch { true => $"{title} ({key}): on", false => $"{title} ({key}): off", null => $"{title} ({key})" }));
            if (bySection.Contains(key))
            {
                blocks.Add(ParameterList.Table(bySection[key], key + "/"));
            }
        }

        blocks.Add(new Heading("Tables"));
        blocks.Add(Factors(scenario.Parameters.Where(info => info.Factor != info.Address)));
        blocks.Add(new Paragraph(
            "One line for each column of numbers: least and greatest value, how many have a range, how many rest on no source. "
            + "'describe --parameters' lists each of them."));
        return new([.. blocks]);
    }

    private static ImmutableArray<(string Name, string Text)> Head(Scenario scenario)
    {
        int assumed = scenario.Parameters.Count(IsAssumed);
        int ranged = scenario.Parameters.Count(info => info.Parameter.IsRanged);
        return
        [
            ("name", scenario.Name),
            ("fingerprint", scenario.Fingerprint),
            ("days", $"{scenario.Start:yyyy-MM-dd} to {scenario.End:yyyy-MM-dd}, {scenario.Days:N0} days"
                + (scenario.ForecastFrom is { } forecast ? $"; a forecast from {forecast:yyyy-MM-dd}" : "")),
            ("network", $"{Counted(scenario.Countries.Length, "country", "countries")}, {Counted(scenario.Places.Length, "place")} ("
                + string.Join(", ", Enum.GetValues<PlaceKind>().Where(kind => scenario.Places.Any(place => place.Kind == kind)).Select(kind =>
                    $"{scenario.Places.Count(place => place.Kind == kind):N0} {kind.ToString().ToLowerInvariant()}"))
                + $"), {Counted(scenario.Routes.Length, "route")} ("
                + string.Join(", ", Enum.GetValues<RouteMode>().Where(mode => scenario.Routes.Any(route => route.Mode == mode)).Select(mode =>
                    $"{scenario.Routes.Count(route => route.Mode == mode):N0} {mode.ToString().ToLowerInvariant()}"))
                + ")"),
            ("people", $"{Counted(scenario.Groups.Length, "group")} from "
                + $"{Counted(scenario.Groups.Select(group => group.Origin).Distinct(StringComparer.Ordinal).Count(), "origin")}, "
                + $"{Figures.Text(scenario.Groups.Sum(group => group.DepartedPersons.Value))} persons"),
            ("destinations", $"{Counted(scenario.Affiliates.Length, "affiliate")}, {Counted(scenario.ThirdCountries.Length, "third country", "third countries")}"),
            ("changes over time", $"{Counted(scenario.Control.Length, "change of control", "changes of control")}, "
                + $"{Counted(scenario.Forcing.Length, "forcing point")}, {Counted(scenario.Policies.Length, "policy", "policies")}"),
            ("numbers", $"{scenario.Parameters.Length:N0} parameters: {scenario.Parameters.Length - assumed:N0} with a source, "
                + $"{assumed:N0} assumed; {ranged:N0} with a range"),
        ];
    }

    private static ImmutableArray<(string Key, string Title, bool? On)> Mechanisms(Scenario scenario) =>
    [
        ("inflow", "M1 Inflow", scenario.Inflow.On),
        ("territory", "M2 Territory", scenario.Territory.On),
        ("war", "M3 War", scenario.War.On),
        ("goal", "M4 Goal", scenario.Goal.On),
        ("way", "M5 Way", scenario.Way.On),
        ("border", "M6 Border", scenario.Border.On),
        ("legal-travel", "M7 Legal travel", scenario.LegalTravel.On),
        ("transit", "M8 Transit states", scenario.Transit.On),
        ("arrival", "M9 Arrival", scenario.Arrival.On),
        ("observation", "Observation", null),
    ];

    private static TextTable Factors(IEnumerable<ParameterInfo> parameters) => new(
        [
            new("parameter", Wraps: true), new("cells", Side.Right), new("least", Side.Right), new("greatest", Side.Right), new("unit"),
            new("ranged", Side.Right), new("assumed", Side.Right),
        ],
        [
            .. parameters.GroupBy(info => info.Factor, StringComparer.Ordinal).Select(factor => (ImmutableArray<TableCell>)
            [
                factor.Key,
                factor.Count().ToString("N0"),
                Figures.Exact(factor.Min(info => info.Parameter.Value)),
                Figures.Exact(factor.Max(info => info.Parameter.Value)),
                factor.All(info => info.Unit == factor.First().Unit) ? factor.First().Unit : "various",
                factor.Count(info => info.Parameter.IsRanged).ToString("N0"),
                factor.Count(IsAssumed).ToString("N0"),
            ]),
        ]);

    private static bool IsAssumed(ParameterInfo info) => info.Parameter.Source == Parameter.Assumed;

    private static string Counted(int number, string one, string? many = null) => $"{number:N0} {(number == 1 ? one : many ?? one + "s")}";
}
