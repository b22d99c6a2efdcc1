using System.Collections.Immutable;

namespace Dispersal.Reporting;

/// <summary>
/// What a scenario says, to read: the ODD protocol for simulation models in its form of 2020 (purpose, entities, process, concepts,
/// initialisation, input, submodels), and what sources claim beside the values in force and the results of a run.
/// </summary>
/// <remarks>What is said about the model comes from <c>docs/model.md</c>; what is switched off is not described but named.</remarks>
public static class ScenarioDescription
{
    /// <summary>The description of a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="results">A run of it, to stand beside the claims; null for none.</param>
    public static Document Of(Scenario scenario, RunSummary? results = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ImmutableArray<Mechanism> mechanisms = Mechanism.Of(scenario);
        return new(
        [
            new Heading(scenario.Title, 1),
            new Paragraph(
                "A description by the ODD protocol (overview, design concepts, details; form of 2020). "
                + "What it says about the model is that of docs/model.md, where only the mechanisms in force are concerned."),
            new Facts(Head(scenario)),
            .. Purpose(scenario),
            .. Entities(scenario),
            .. Process(mechanisms),
            .. Concepts(mechanisms),
            .. Initialisation(scenario),
            .. InputData.Of(scenario),
            .. Submodels.Of(scenario, mechanisms),
            .. ClaimsTable.Of(scenario, results),
        ]);
    }

    private static ImmutableArray<(string Name, string Text)> Head(Scenario scenario)
    {
        int assumed = scenario.Parameters.Count(FactorTable.IsAssumed);
        int ranged = scenario.Parameters.Count(info => info.Parameter.IsRanged);
        return
        [
            ("name", scenario.Name),
            ("fingerprint", scenario.Fingerprint),
            ("numbers", $"{scenario.Parameters.Length:N0} parameters: {scenario.Parameters.Length - assumed:N0} with a source, "
                + $"{assumed:N0} assumed; {ranged:N0} with a range"),
        ];
    }

    private static ImmutableArray<Block> Purpose(Scenario scenario)
    {
        const string purpose =
            "To simulate, agent by agent, where the fighters of a proto-state go when it loses its territory, what becomes of them, and what "
            + "policies change. It is a model of aggregates: its finest figure is a country of origin, and nothing in it can be used to judge a person.";
        string patterns = scenario.Claims.IsEmpty
            ? "Patterns: none are written; claims.csv would hold what sources claim."
            : $"Patterns: the {Counted(scenario.Claims.Length, "claim")} listed in section 8, beside the values that express them and what came out.";
        return
        [
            new Heading("1. Purpose and patterns"),
            new Paragraph(purpose),
            .. scenario.Summary.Length > 0 ? [new Paragraph($"This scenario: {scenario.Summary}")] : ImmutableArray<Block>.Empty,
            new Paragraph(patterns),
        ];
    }

    private static ImmutableArray<Block> Entities(Scenario scenario)
    {
        List<(string Name, string Text)> counts =
        [
            ("persons", $"{Figures.Text(scenario.Groups.Sum(group => group.DepartedPersons.Value))} who reach the theatre, in "
                + $"{Counted(scenario.Groups.Length, "group")} from {Counted(scenario.Groups.Select(group => group.Origin).Distinct(StringComparer.Ordinal).Count(), "origin")}"
                + Split(scenario.Groups, group => group.Role, group => group.DepartedPersons.Value)),
            ("countries", $"{scenario.Countries.Length:N0}"),
            ("places", $"{scenario.Places.Length:N0}" + Split(scenario.Places, place => place.Kind, _ => 1)),
            ("routes", $"{scenario.Routes.Length:N0}, directed" + Split(scenario.Routes, route => route.Mode, _ => 1)),
            ("affiliates", $"{scenario.Affiliates.Length:N0}"),
            ("third countries", $"{scenario.ThirdCountries.Length:N0}"),
            ("exit programmes", $"{scenario.ExitProgrammes.Length:N0}"),
            ("time", $"{scenario.Start:yyyy-MM-dd} to {scenario.End:yyyy-MM-dd}, {scenario.Days:N0} days, one at a step"
                + (scenario.ForecastFrom is { } forecast ? $"; a forecast from {forecast:yyyy-MM-dd}" : "")),
            ("space", "a network: distances are days of travel and places have no extent, but those of the theatre an area"),
        ];
        return [new Heading("2. Entities, state variables, and scales"), .. ModelText.Section(1), new Facts([.. counts])];

        static string Split<TRow, TKind>(ImmutableArray<TRow> rows, Func<TRow, TKind> kind, Func<TRow, double> size)
            where TKind : struct, Enum =>
            rows.IsEmpty ? "" : " (" + string.Join(", ", rows.GroupBy(kind).OrderBy(group => group.Key)
                .Select(group => $"{group.Key.ToString().ToLowerInvariant()} {Figures.Text(group.Sum(size))}")) + ")";
    }

    private static ImmutableArray<Block> Process(ImmutableArray<Mechanism> mechanisms) =>
    [
        new Heading("3. Process overview and scheduling"),
        .. ModelText.Section(2),
        new Facts(
        [
            ("in force", Names(mechanisms.Where(mechanism => mechanism.IsOn), "no mechanism")),
            ("switched off", Names(mechanisms.Where(mechanism => !mechanism.IsOn), "no mechanism")),
        ]),
    ];

    private static ImmutableArray<Block> Concepts(ImmutableArray<Mechanism> mechanisms)
    {
        HashSet<string> on = [.. mechanisms.Where(mechanism => mechanism.IsOn).Select(mechanism => mechanism.Label)];
        return
        [
            new Heading("4. Design concepts"),
            .. ModelText.Concepts(on).SelectMany(concept => (ImmutableArray<Block>)
            [
                new Heading(concept.Title, 3),
                concept.Items.IsEmpty ? new Paragraph("None: the mechanisms concerned are switched off.") : new Listing(concept.Items),
            ]),
        ];
    }

    private static ImmutableArray<Block> Initialisation(Scenario scenario)
    {
        int held = scenario.Places.Count(place => place.Kind == PlaceKind.Theatre && place.InitialControl > 0);
        int theatre = scenario.Places.Count(place => place.Kind == PlaceKind.Theatre);
        return
        [
            new Heading("5. Initialisation"),
            new Paragraph(
                $"On {scenario.Start:yyyy-MM-dd} nobody has reached the theatre yet; everybody enters by the arrivals of M1. "
                + $"Of {Counted(theatre, "place")} of the theatre, {held:N0} {(held == 1 ? "is" : "are")} under some control. "
                + "Stocks that mechanisms keep begin as their submodels say. A seed and the number of a replicate settle every draw."),
        ];
    }

    private static string Names(IEnumerable<Mechanism> mechanisms, string none)
    {
        string names = string.Join(", ", mechanisms.Select(mechanism => $"{mechanism.Label} {mechanism.Title}"));
        return names.Length > 0 ? names : none;
    }

    private static string Counted(int number, string one) => $"{number:N0} {one}{(number == 1 ? "" : "s")}";
}
