namespace Dispersal.Reporting.Pages;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it is, where there are several.</param>
/// <param name="Measure">The measure.</param>
/// <param name="Subject">The subject; null for the one that the reader chooses.</param>
internal sealed record ChartLine(string Name, string Measure, string? Subject = null);

/// <summary>A chart of courses over time.</summary>
/// <param name="Id">Name of its file.</param>
/// <param name="Title">Heading.</param>
/// <param name="Note">What is counted.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="IsShare">Whether numbers are shares.</param>
/// <param name="HasCapacity">Whether the capacity of the authorities belongs into it.</param>
internal sealed record Chart(string Id, string Title, string Note, ChartLine[] Lines, bool IsShare = false, bool HasCapacity = false)
{
    private const int MostAffiliates = 5;

    /// <summary>Whether there is anything to draw: a number that is not zero, for any subject.</summary>
    public bool IsAnything(ResultFiles results) =>
        Lines.Any(line => (line.Subject is { } one ? [one] : results.Subjects[line.Measure]).Any(subject => results[line.Measure, subject]!.High.Any(value => value != 0) || results[line.Measure, subject]!.Low.Any(value => value != 0)));

    /// <summary>The charts for which results have measures; what a scenario switches off is not there.</summary>
    public static IReadOnlyList<Chart> Of(ResultFiles results, Scenario scenario, SubjectNames names)
    {
        Chart[] all =
        [
            new("returned", "Returned", "persons since the start", [new("all", "returned"), new("minors", "returned-minors")]),
            new("dead", "Died", "persons since the start, of any cause", [new("", "dead")]),
            new("in-theatre", "In the theatre", "persons alive there on the day", [new("all", "in-theatre"), new("men with the group", "active-in-theatre")]),
            new("held", "Held", "persons in detention or camps on the day", [new("all", "held"), new("women and minors", "held-women-minors")]),
            new("affiliates", "With affiliates", "persons of this population on the day", Affiliates("with-affiliate")),
            new("known", "At home or elsewhere, at liberty", "persons on the day", [new("known to the authorities", "known"), new("not known", "at-large")]),
            new("courts", "Before courts", "persons since the start", [new("charged", "charged"), new("convicted", "convicted")]),
            new("prison", "In prison", "persons serving a sentence on the day", [new("", "imprisoned")]),
            new("watch-load", "Load of the authorities", "persons to be watched, weighted by risk", [new("", "watch-load")], HasCapacity: true),
            new("watch-coverage", "Share of the load that is watched", "of the load on the day", [new("", "watch-coverage")], IsShare: true),
            new("attacks", "Attacks", "completed since the start, by kind", [new("directed", "attacks-directed"), new("by returnees", "attacks-returnee"), new("linked", "attacks-linked"), new("inspired", "attacks-inspired")]),
            new("plots", "Plots", "completed, failed or foiled, since the start", [new("all", "plots"), new("with a returnee", "plots-returnee")]),
            new("attack-deaths", "Deaths in attacks", "persons since the start, attackers not counted", [new("", "attack-deaths")]),
            new("mobilised", "Home-grown, mobilised", "persons on the day", [new("", "home-grown-mobilised")]),
            new("appeal", "Appeal of the cause", "1 at the height", [new("appeal", "appeal"), new("online reach", "online-reach")]),
            new("decentralisation", "Decentralisation", "share of the organisation's strength outside the core", [new("", "decentralisation")], IsShare: true),
            new("theatres", "Effective theatres", "equal theatres that would be as concentrated", [new("", "effective-theatres")]),
            new("strength", "Strength of affiliates", "locals and foreigners on the day", Affiliates("affiliate-strength")),
        ];
        return
        [
            .. all.Select(chart => chart with { Lines = [.. chart.Lines.Where(line => results.Subjects.ContainsKey(line.Measure))] }).Where(chart => chart.Lines.Length > 0),
        ];

        ChartLine[] Affiliates(string measure) =>
        [
            .. scenario.Affiliates.Select(affiliate => (affiliate.Id, Series: results[measure, affiliate.Id]))
                .Where(entry => entry.Series is not null && entry.Series.High.Any(value => value != 0))
                .OrderByDescending(entry => entry.Series!.Mean.Max(Math.Abs)).ThenBy(entry => entry.Id, StringComparer.Ordinal).Take(MostAffiliates)
                .Select(entry => new ChartLine(names.Of(entry.Id), measure, entry.Id)),
        ];
    }
}
