using Dispersal.Reporting.Drawing;

namespace Dispersal.Reporting.Pages;

/// <summary>The figures of a run as files: the map of the whole run, what became of them at the end, and a chart for each course of the world.</summary>
internal static class RunFigures
{
    private static readonly (string Outcome, string Name, string Colour)[] Outcomes =
        [("passed", "passed", "#0072b2"), ("turned-back", "turned back", "#d98200"), ("held", "held", "#b04a8c"), ("killed", "died", "#20242a")];

    /// <summary>Name and text of each.</summary>
    public static IEnumerable<(string Name, string Text)> Of(Scenario scenario, ResultFiles results, SubjectNames names, IReadOnlyList<Chart> charts, IReadOnlyList<Observed> observed)
    {
        string run = $"{results.Head!.Scenario}, {results.Head.Replicates:N0} {(results.Head.Replicates == 1 ? "replicate" : "replicates")}, seed {results.Head.Seed}";
        DateOnly end = results.Dates[^1];
        if (results.Flows.Count > 0)
        {
            foreach ((string file, MapView view) in MapView.Of(scenario, results, names).Select((view, at) => ($"map-{at + 1}", view)))
            {
                yield return ($"figures/{file}.svg", Map(scenario, results, names, view, run).Standalone());
            }
        }

        if (results.Fates.Count > 0)
        {
            Dictionary<string, string> region = scenario.Countries.ToDictionary(country => country.Id, country => country.Region is { Length: > 0 } name ? PrintableText.Escape(name) : names.Of(country.Id), StringComparer.Ordinal);
            yield return ("figures/fates.svg", FatesFigure.Of(
                "What became of them", $"persons who departed, by {PageWords.Day(end)}; mean of replicates; {run}",
                [.. results.Fates.Select(series => (region.GetValueOrDefault(series.Key[0], series.Key[0]), series.Key[1], series.Mean[^1])).Where(part => part.Item3 >= 0.05)]).Standalone());
        }

        foreach (Chart chart in charts.Where(chart => chart.Id.Length > 0))
        {
            ChartLine[] lines = [.. chart.Lines.Where(line => results[line.Measure, line.Subject ?? SubjectNames.World] is not null)];
            if (lines.Length > 0)
            {
                yield return ($"figures/{chart.Id}.svg", TimeFigure.Of(
                    chart.Title, $"{chart.Note}; world; median and 90 % band; {run}", results.Dates,
                    [.. lines.Select(line => results[line.Measure, line.Subject ?? SubjectNames.World]!).Zip(lines, (series, line) => new Drawing.Course(lines.Length > 1 ? line.Name : "", series.Low, series.Median, series.High))],
                    scenario.ForecastFrom, chart.IsShare,
                    [.. observed.Where(target => !target.IsOfWindow && lines.Any(line => line.Measure == target.Measure && (line.Subject ?? SubjectNames.World) == target.Subject))]).Standalone());
            }
        }
    }

    private static Svg Map(Scenario scenario, ResultFiles results, SubjectNames names, MapView view, string run)
    {
        Dictionary<string, Place> places = scenario.Places.ToDictionary(place => place.Id, StringComparer.Ordinal);
        MapFlow[] flows =
        [
            .. from series in results.Flows
               where places.ContainsKey(series.Key[1]) && places.ContainsKey(series.Key[2])
               let outcome = Outcomes.FirstOrDefault(known => known.Outcome == series.Key[4])
               where outcome.Name is not null
               let volume = series.Mean.Sum()
               select new MapFlow(
                   (places[series.Key[1]].Longitude.Value, places[series.Key[1]].Latitude.Value), (places[series.Key[2]].Longitude.Value, places[series.Key[2]].Latitude.Value),
                   volume, outcome.Colour, $"{names.OfPlace(series.Key[1])} to {names.OfPlace(series.Key[2])}: {outcome.Name} {PageWords.Number(volume)}",
                   Array.FindIndex(Outcomes, known => known.Outcome == series.Key[4])),
        ];
        ILookup<string, RecordedSeries> stocks = results.Stocks.ToLookup(series => series.Key[0], StringComparer.Ordinal);
        return MapFigure.Of(
            $"Who moved where: {view.Name}", $"tries to cross, {PageWords.Day(scenario.Start)} to {PageWords.Day(results.Dates[^1])}, and persons at places on the last day; mean of replicates; {run}",
            view.Box, flows,
            [
                .. scenario.Places.Select(place => new MapPlace(
                    place.Longitude.Value, place.Latitude.Value, stocks[place.Id].Sum(series => series.Mean[^1]), names.OfPlace(place.Id),
                    place.Kind switch { PlaceKind.Theatre => "#a9834f", PlaceKind.Affiliate => "#c9544f", _ => "#1c2127" })),
            ],
            [.. Outcomes.Select(outcome => (outcome.Name, outcome.Colour))]);
    }
}
