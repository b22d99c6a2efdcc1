using System.Collections.Immutable;

namespace Dispersal.Reporting;

/// <summary>What became of them: the short report of a run.</summary>
public static class FatesReport
{
    private const string Region = "region:";
    private const string Eu = "EU";
    private const string World = "WORLD";
    private const int MostOrigins = 12;
    private const int MostNamed = 5;

    private static readonly ImmutableArray<(Measure Measure, string Header)> Columns =
    [
        (Measure.Departed, "departed"), (Measure.Dead, "dead"), (Measure.InTheatre, "in theatre"), (Measure.Returned, "returned"),
        (Measure.Known, "known"), (Measure.AtLarge, "at large"),
    ];

    private static readonly ImmutableArray<(Measure Measure, string Name)> Places =
    [
        (Measure.Relocated, "Relocated to"), (Measure.Held, "Held in"), (Measure.Stopped, "Stopped by"), (Measure.Deported, "Deported by"),
    ];

    /// <summary>The report of an ensemble: by region of origin, at the start of the forecast if there is one, and at the end.</summary>
    public static Document Of(Ensemble ensemble)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        Scenario scenario = ensemble.Scenario;
        List<Block> blocks =
        [
            new Heading(scenario.Title.Length > 0 ? scenario.Title : scenario.Name),
            new Paragraph(Origin.Line(ensemble)),
        ];
        if (scenario.ForecastFrom is { } forecast && ensemble.Dates.LastOrDefault(date => date <= forecast) is var known
            && known != default && known != ensemble.Dates[^1])
        {
            blocks.AddRange(On(ensemble, known, "before the forecast"));
        }

        blocks.AddRange(On(ensemble, ensemble.Dates[^1], "at the end"));
        blocks.Add(new Paragraph(Legend(ensemble)));
        return new([.. blocks]);
    }

    // Regions by size, or origins where there are few and no regions; then EU and WORLD.
    private static ImmutableArray<string> Rows(Ensemble ensemble)
    {
        if (!ensemble.Measures.Contains(Measure.Departed))
        {
            return [World];
        }

        ImmutableArray<string> subjects = ensemble.Subjects(Measure.Departed);
        string[] regions = [.. subjects.Where(IsRegion)];
        string[] origins = [.. subjects.Where(subject => !IsRegion(subject) && subject is not (Eu or World))];
        string[] rows = regions.Length > 0 ? regions : origins.Length <= MostOrigins ? origins : [];
        bool hasEu = ensemble.Scenario.Countries.Any(country => country.Eu) && subjects.Contains(Eu);
        return
        [
            .. rows.OrderByDescending(row => ensemble.Total(Measure.Departed, row).Median),
            .. hasEu ? [Eu] : ImmutableArray<string>.Empty,
            .. subjects.Contains(World) ? [World] : ImmutableArray<string>.Empty,
        ];
    }

    private static IEnumerable<Block> On(Ensemble ensemble, DateOnly date, string when)
    {
        (Measure Measure, string Header)[] columns = [.. Columns.Where(column => ensemble.Measures.Contains(column.Measure))];
        yield return new Heading($"What became of them by {date:yyyy-MM-dd}, {when}");
        yield return new TextTable(
            [new("origin"), .. columns.Select(column => new TableColumn(column.Header, Side.Right))],
            [
                .. Rows(ensemble).Select(row => (ImmutableArray<TableCell>)
                [
                    Name(ensemble.Scenario, row),
                    .. columns.Select(column => ensemble.Subjects(column.Measure).Contains(row)
                        ? Figures.Cell(ensemble.At(column.Measure, row, date)) : new TableCell("")),
                ]),
            ]);

        (string, string)[] places = [.. Places.Select(place => (place.Name, Largest(ensemble, place.Measure, date))).Where(place => place.Item2.Length > 0)];
        if (places.Length > 0)
        {
            yield return new Facts([.. places]);
        }
    }

    // The largest few by name. Sums over several subjects are left out.
    private static string Largest(Ensemble ensemble, Measure measure, DateOnly date)
    {
        if (!ensemble.Measures.Contains(measure))
        {
            return "";
        }

        HashSet<string> affiliates = [.. ensemble.Scenario.Affiliates.Select(affiliate => affiliate.Id)];
        (string Subject, Estimate Estimate)[] figures =
        [
            .. ensemble.Subjects(measure)
                .Where(subject => measure == Measure.Relocated ? affiliates.Contains(subject) : !IsRegion(subject) && subject is not (Eu or World))
                .Select(subject => (subject, ensemble.At(measure, subject, date)))
                .Where(figure => figure.Item2.Median > 0)
                .OrderByDescending(figure => figure.Item2.Median),
        ];
        string named = string.Join("; ", figures.Take(MostNamed).Select(figure => $"{Name(ensemble.Scenario, figure.Subject)} {Figures.Persons(figure.Estimate)}"));
        return figures.Length > MostNamed ? $"{named}; and {figures.Length - MostNamed} others" : named;
    }

    private static string Name(Scenario scenario, string subject) => subject switch
    {
        Eu or World => subject,
        _ when IsRegion(subject) => subject[Region.Length..],
        _ => scenario.Countries.FirstOrDefault(country => country.Id == subject)?.Name
            ?? scenario.Affiliates.FirstOrDefault(affiliate => affiliate.Id == subject)?.Name ?? subject,
    };

    private static bool IsRegion(string subject) => subject.StartsWith(Region, StringComparison.Ordinal);

    private static string Legend(Ensemble ensemble) =>
        (ensemble.Provenance.Engine == "expected"
            ? "Persons: what is to be expected, without draws, so that there are no intervals. "
            : ensemble.Replicates == 1
            ? "Persons; one replicate, so that the intervals say nothing: ask for more with --replicates. "
            : $"Persons: the median of {ensemble.Replicates:N0} replicates with the 5 % and 95 % quantiles. ")
        + "Departed, dead and returned are sums since the start; in theatre, known and at large are those on the day. Who returned is "
        + "known to the authorities, at large, before a court or in prison, in a programme or a cell, disengaged, dead or away again; who is in no "
        + "column is held, with an affiliate or on the way.";
}
