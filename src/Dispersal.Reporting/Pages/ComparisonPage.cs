using System.Text;
using System.Text.Json;
using Dispersal.Reporting.Drawing;

namespace Dispersal.Reporting.Pages;

/// <summary>The page of a comparison: what a change changes.</summary>
internal sealed class ComparisonPage
{
    private const int MostRows = 400;
    private const int MostDifferences = 200;

    private static readonly (string Measure, string Label)[] Tiles =
        [("departed", "reach the theatre"), ("returned", "come home"), ("dead", "die"), ("in-theatre", "in the theatre at the end"), ("held", "held at the end"), ("stopped", "stops at crossings")];

    private readonly ComparisonFolder files;
    private readonly SubjectNames names;
    private readonly IReadOnlyList<Chart> charts;
    private readonly int last;

    public ComparisonPage(ComparisonFolder files)
    {
        this.files = files;
        names = new(files.After);
        charts = files.Difference.Dates.Count == 0 ? [] : Chart.Of(files.Difference, files.After, names);
        last = files.Then.Dates.Count - 1;
    }

    private string AfterName => files.After.Name == files.Before.Name ? $"{files.After.Name} (changed)" : files.After.Name;

    /// <summary>Figures of their own.</summary>
    public IEnumerable<(string Name, string Text)> Figures()
    {
        if (Lines(MainFigures()) is { Length: > 0 } lines)
        {
            yield return ("figures/differences.svg", IntervalFigure.Of(DifferenceLabel, lines, "persons, after minus before").Standalone());
        }

        if (FateLines() is { Length: > 0 } fates)
        {
            yield return ("figures/fates.svg", IntervalFigure.Of("Differences by fate", fates, "persons, after minus before").Standalone());
        }

        if (Displacement(MapView.Of(files.After, files.Then, names)[0]) is { } map)
        {
            yield return ("figures/displacement.svg", map.Standalone());
        }
    }

    /// <summary>The page, as one HTML file.</summary>
    public string Html()
    {
        ManifestHead head = files.Now.Head!;
        DateOnly end = files.Then.Dates[last];
        Markup page = new();
        page.Raw("<header class=\"head\">\n<p class=\"kicker\">").Text($"Dispersal · {files.Before.Name} → {AfterName}").Raw("</p>\n").Element("h1", files.After.Title == files.Before.Title ? $"What a change changes: {AfterName}" : files.After.Title);
        if (files.After.Summary.Length > 0)
        {
            page.Element("p class=\"lead\"", files.After.Summary);
        }

        page.Element("p class=\"origin\"", $"Differences of {head.Replicates:N0} pairs of replicates with the same luck, so that what differs is the change's doing · seed {head.Seed}, engine {head.Engine}, dispersal {head.Version}")
            .Raw("\n<nav aria-label=\"Contents\"><ul><li><a href=\"#findings\">Findings</a></li><li><a href=\"#map-part\">Who goes elsewhere</a></li><li><a href=\"#charts-part\">Over time</a></li><li><a href=\"#all\">All differences</a></li><li><a href=\"#foundations\">What it rests on</a></li></ul></nav>\n</header>\n<main id=\"content\">\n")
            .Raw("<section id=\"findings\" aria-labelledby=\"h-findings\"><h2 id=\"h-findings\">").Text($"By {PageWords.Day(end)}").Raw("</h2>\n<ul class=\"tiles\">");
        foreach ((string measure, string label) in Tiles)
        {
            if (Figure(measure, SubjectNames.World) is { } figure)
            {
                page.Raw("<li>").Element("b", PageWords.Signed(figure.Difference.Median)).Element("span", label)
                    .Element("small", $"{PageWords.Signed(figure.Difference.Low)} to {PageWords.Signed(figure.Difference.High)}").Element("small", $"from {PageWords.Number(figure.Before.Median)} to {PageWords.Number(figure.After.Median)}").Raw("</li>");
            }
        }

        page.Raw("</ul>\n<ul class=\"findings\">");
        foreach (string sentence in Sentences())
        {
            page.Element("li", sentence);
        }

        page.Raw("</ul>\n");
        Still(page, Lines(MainFigures()), DifferenceLabel, "Median difference and the interval that holds 90 % of the pairs, on the last day. Where the interval does not touch zero, at least 95 % of pairs differ to the same side.", "persons, after minus before");
        page.Raw("</section>\n");

        if (files.Shifts.Any(shift => shift.Of is "route" or "place"))
        {
            page.Raw("<section id=\"map-part\" aria-labelledby=\"h-map\"><h2 id=\"h-map\">Who goes elsewhere</h2>\n")
                .Element("p class=\"soft\"", "Crossings over the whole run, and persons at places on the last day: how many more, how many fewer, on the mean of pairs. A flow is as wide as its difference and narrows towards where it goes.")
                .Raw("<div class=\"bar\"><div class=\"outcomes\" id=\"outcomes\" role=\"group\" aria-label=\"Differences shown\"></div><div class=\"views\" id=\"views\" role=\"group\" aria-label=\"Part of the world\"></div></div>\n<div id=\"map\" data-label=\"Map of differences. Arrow keys go from place to place.\"></div>\n");
            Still(page, FateLines(), "Differences by fate", "What has become, by the last day, of those who departed.", "persons, after minus before");
            page.Raw("</section>\n");
        }

        page.Raw("<section id=\"charts-part\" class=\"long\" aria-labelledby=\"h-charts\"><h2 id=\"h-charts\">Over time</h2>\n")
            .Element("p class=\"soft\"", "After minus before: the median of pairs, and the band that holds 90 % of them. What differs in no pair is not shown.");
        Chooser(page);
        page.Raw("<div class=\"charts\" id=\"charts\"></div></section>\n");
        All(page);
        Foundation(page);
        page.Raw("</main>\n");
        RunPage.Footer(page);
        return PageFrame.Around($"{AfterName} against {files.Before.Name} · Dispersal", page.ToString(), ("data", Json()), ("world", PageFrame.Resource("world.json")));
    }

    private string DifferenceLabel => $"What {AfterName} changes against {files.Before.Name}";

    private sealed record Compared(string Measure, string Subject, Estimate Before, Estimate After, Estimate Difference)
    {
        public bool IsClear => Difference.Low > 0 || Difference.High < 0;
    }

    private Compared? Figure(string measure, string subject)
    {
        if (files.Then.At(measure, subject, last) is not { } before || files.Now.At(measure, subject, last) is not { } after)
        {
            return null;
        }

        // Series that differ in no pair are left out of the files.
        Estimate difference = files.Difference[measure, subject] is { } series
            ? new(series.Mean[^1], series.Low[^1], series.Median[^1], series.High[^1], double.NaN, before.Replicates)
            : new(0, 0, 0, 0, 0, before.Replicates);
        return new(measure, subject, before, after, difference);
    }

    private IEnumerable<Compared> MainFigures() =>
        from measure in (string[])["departed", "returned", "dead", "in-theatre", "held", "at-large", "known", "imprisoned", "deported", "plots", "attacks-returnee", "attack-deaths"]
        from subject in (string[])[SubjectNames.World, SubjectNames.Eu]
        where subject != SubjectNames.Eu || files.After.Countries.Any(country => country.Eu)
        let figure = Figure(measure, subject)
        where figure is not null && figure.Difference.Mean != 0
        select figure;

    private IntervalLine[] Lines(IEnumerable<Compared> figures) =>
    [
        .. figures.Select(figure => new IntervalLine(
            $"{MeasureNames.Of(figure.Measure)}, {names.Of(figure.Subject)}", figure.Difference.Low, figure.Difference.Median, figure.Difference.High,
            $"{PageWords.Signed(figure.Difference.Median)} ({PageWords.Number(figure.Difference.Low)} to {PageWords.Number(figure.Difference.High)})")),
    ];

    private IntervalLine[] FateLines() =>
    [
        .. files.Shifts.Where(shift => shift.Of == "fate").Select(shift => new IntervalLine(
            FatesFigure.NameOf(shift.Name), shift.Difference.Low, shift.Difference.Median, shift.Difference.High,
            $"{PageWords.Signed(shift.Difference.Median)} ({PageWords.Number(shift.Difference.Low)} to {PageWords.Number(shift.Difference.High)})")),
    ];

    private IEnumerable<string> Sentences()
    {
        Compared[] clear = [.. MainFigures().Where(figure => figure.IsClear).OrderByDescending(figure => Math.Abs(figure.Difference.Median) / Math.Max(1, Math.Abs(figure.Before.Median))).Take(4)];
        foreach (Compared figure in clear)
        {
            yield return $"{MeasureNames.Of(figure.Measure)}, {names.Of(figure.Subject)}: {PageWords.Signed(figure.Difference.Median)} ({PageWords.Number(figure.Difference.Low)} to {PageWords.Number(figure.Difference.High)}), "
                + $"from {PageWords.Of(figure.Before)} to {PageWords.Of(figure.After)}.";
        }

        foreach ((string of, string word) in ((string, string)[])[("route", "crossings from"), ("place", "persons at")])
        {
            ShiftLine[] shifts = [.. files.Shifts.Where(shift => shift.Of == of)];
            foreach (ShiftLine? shift in (ShiftLine?[])[shifts.MaxBy(shift => shift.Difference.Mean), shifts.MinBy(shift => shift.Difference.Mean)])
            {
                if (shift is not null && shift.Difference.Mean != 0)
                {
                    Route? route = of == "route" ? files.After.Routes.FirstOrDefault(route => route.Id == shift.Name) : null;
                    string where = route is null ? names.OfPlace(shift.Name) : $"{names.OfPlace(route.From)} to {names.OfPlace(route.To)}";
                    yield return $"The largest {(shift.Difference.Mean > 0 ? "gain" : "loss")} of {word} {where}: {PageWords.Signed(shift.Difference.Median)} ({PageWords.Number(shift.Difference.Low)} to {PageWords.Number(shift.Difference.High)}).";
                }
            }
        }

        if (clear.Length == 0)
        {
            yield return "No figure of the world or of the European Union differs to the same side in 95 % of the pairs.";
        }
    }

    private void Chooser(Markup page)
    {
        HashSet<string> measures = [.. charts.SelectMany(chart => chart.Lines).Where(line => line.Subject is null).Select(line => line.Measure)];
        string[] subjects = [.. measures.SelectMany(measure => files.Difference.Subjects[measure]).Distinct(StringComparer.Ordinal)];
        if (subjects.Length < 2)
        {
            return;
        }

        page.Raw("<p class=\"pick\"><label for=\"subject\">Of </label><select id=\"subject\">");
        foreach (string subject in subjects.OrderBy(subject => subject switch { SubjectNames.World => 0, SubjectNames.Eu => 1, _ when subject.StartsWith(SubjectNames.Region, StringComparison.Ordinal) => 2, _ => 3 }).ThenBy(names.Of, StringComparer.Ordinal))
        {
            page.Raw("<option value=\"").Text(subject).Raw("\">").Text(names.Of(subject)).Raw("</option>");
        }

        page.Raw("</select></p>\n");
    }

    private void All(Markup page)
    {
        Compared[] changed =
        [
            .. files.Difference.Subjects.SelectMany(entry => entry.Value.Select(subject => Figure(entry.Key, subject))).OfType<Compared>().Where(figure => figure.Difference.Mean != 0)
                .OrderByDescending(figure => Math.Abs(figure.Difference.Mean)).ThenBy(figure => figure.Measure, StringComparer.Ordinal).ThenBy(figure => figure.Subject, StringComparer.Ordinal),
        ];
        page.Raw("<section id=\"all\" class=\"long\" aria-labelledby=\"h-all\"><h2 id=\"h-all\">All differences</h2>\n")
            .Element("p class=\"soft\"", $"{changed.Length:N0} figures differ on the last day{(changed.Length > MostRows ? $"; the {MostRows} largest are here, all are in difference/summary.csv" : "")}. ● marks those that differ to the same side in at least 95 % of the pairs.")
            .Raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"All differences\"><table class=\"sortable\"><thead><tr><th scope=\"col\">Measure</th><th scope=\"col\">Of</th><th scope=\"col\" class=\"number\">Before</th><th scope=\"col\" class=\"number\">After</th><th scope=\"col\" class=\"number\">Difference</th><th scope=\"col\">Clear</th></tr></thead><tbody>\n");
        foreach (Compared figure in changed.Take(MostRows))
        {
            page.Raw("<tr>").Element("th scope=\"row\"", figure.Measure).Element("td", names.Of(figure.Subject));
            foreach ((Estimate estimate, bool isDifference) in ((Estimate, bool)[])[(figure.Before, false), (figure.After, false), (figure.Difference, true)])
            {
                page.Raw($"<td class=\"number\" data-value=\"{estimate.Median:R}\">").Element("b", isDifference ? PageWords.Signed(estimate.Median) : PageWords.Number(estimate.Median)).Element("small", PageWords.Interval(estimate)).Raw("</td>");
            }

            page.Element("td", figure.IsClear ? "●" : "").Raw("</tr>\n");
        }

        page.Raw("</tbody></table></div></section>\n");
    }

    private void Foundation(Markup page)
    {
        var differences = Scenario.Diff(files.Before, files.After);
        page.Raw("<section id=\"foundations\" class=\"long\" aria-labelledby=\"h-foundations\"><h2 id=\"h-foundations\">What it rests on</h2>\n")
            .Element("p class=\"soft\"", "Bands and intervals hold the luck of the draw, which is the same before and after; they do not hold what is unknown about the parameters. Do not quote a figure without its interval and its scenario.")
            .Raw($"<details open><summary>What differs between the scenarios ({differences.Length:N0})</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"What differs between the scenarios\"><table><thead><tr><th scope=\"col\">Address</th><th scope=\"col\">Before</th><th scope=\"col\">After</th></tr></thead><tbody>\n");
        foreach (Difference difference in differences.Take(MostDifferences))
        {
            page.Raw("<tr>").Element("th scope=\"row\" class=\"address\"", difference.Address).Element("td", difference.Before ?? "none").Element("td", difference.After ?? "none").Raw("</tr>\n");
        }

        page.Raw("</tbody></table></div>");
        if (differences.Length > MostDifferences)
        {
            page.Element("p class=\"soft\"", $"{differences.Length - MostDifferences:N0} more are listed by 'dispersal diff before/scenario after/scenario' in this folder.");
        }

        page.Raw("</details>\n<h3>Before</h3>\n");
        Foundations.Provenance(page, files.Then.Head!, files.Before);
        page.Raw("<h3>After</h3>\n");
        Foundations.Provenance(page, files.Now.Head!, files.After);
        page.Raw("</section>\n");
    }

    private static void Still(Markup page, IntervalLine[] lines, string label, string caption, string axis)
    {
        if (lines.Length > 0)
        {
            page.Raw("<figure class=\"still\">").Raw(IntervalFigure.Of(label, lines, axis).Inline()).Element("figcaption", caption).Raw("</figure>\n");
        }
    }

    private Svg? Displacement(MapView view)
    {
        Dictionary<string, Place> places = files.After.Places.ToDictionary(place => place.Id, StringComparer.Ordinal);
        Dictionary<string, Route> routes = files.After.Routes.ToDictionary(route => route.Id, StringComparer.Ordinal);
        MapFlow[] flows =
        [
            .. files.Shifts.Where(shift => shift.Of == "route" && routes.ContainsKey(shift.Name)).Select(shift => (shift, Route: routes[shift.Name])).Select(entry => new MapFlow(
                (places[entry.Route.From].Longitude.Value, places[entry.Route.From].Latitude.Value), (places[entry.Route.To].Longitude.Value, places[entry.Route.To].Latitude.Value),
                Math.Abs(entry.shift.Difference.Mean), entry.shift.Difference.Mean > 0 ? "#0072b2" : "#d2691e",
                $"{names.OfPlace(entry.Route.From)} to {names.OfPlace(entry.Route.To)}: {PageWords.Signed(entry.shift.Difference.Mean)}")),
        ];
        return flows.Length == 0 ? null : MapFigure.Of(
            DifferenceLabel, $"crossings over the whole run and persons at places on the last day, after minus before; mean of {files.Now.Head!.Replicates:N0} pairs", view.Box, flows,
            [
                .. files.Shifts.Where(shift => shift.Of == "place" && places.ContainsKey(shift.Name)).Select(shift => new MapPlace(
                    places[shift.Name].Longitude.Value, places[shift.Name].Latitude.Value, Math.Abs(shift.Difference.Mean), names.OfPlace(shift.Name), shift.Difference.Mean > 0 ? "#0072b2" : "#d2691e")),
            ],
            [("more than before", "#0072b2"), ("fewer than before", "#d2691e")]);
    }

    private string Json()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            ILookup<string, ShiftLine> shifts = files.Shifts.ToLookup(shift => shift.Of, StringComparer.Ordinal);
            json.WriteStartObject();
            json.WriteString("kind", "comparison");
            json.WriteString("start", $"{files.After.Start:yyyy-MM-dd}");
            if (files.After.ForecastFrom is { } forecast)
            {
                json.WriteString("forecast", $"{forecast:yyyy-MM-dd}");
            }

            json.WriteStartArray("dates");
            foreach (DateOnly date in files.Then.Dates)
            {
                json.WriteStringValue($"{date:yyyy-MM-dd}");
            }

            json.WriteEndArray();
            json.WriteStartArray("views");
            foreach (MapView view in MapView.Of(files.After, files.Then, names))
            {
                json.WriteStartObject();
                json.WriteString("name", view.Name);
                json.WriteStartArray("box");
                foreach (double degrees in view.Box)
                {
                    json.WriteNumberValue(Math.Round(degrees, 2));
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Dictionary<string, Estimate> atPlaces = shifts["place"].ToDictionary(shift => shift.Name, shift => shift.Difference, StringComparer.Ordinal);
            Dictionary<string, int> places = [];
            json.WriteStartArray("places");
            foreach (Place place in files.After.Places)
            {
                Estimate difference = atPlaces.GetValueOrDefault(place.Id) ?? new(0, 0, 0, 0, 0, 1);
                json.WriteStartObject();
                json.WriteNumber("index", places.Count);
                places[place.Id] = places.Count;
                json.WriteString("id", PrintableText.Escape(place.Id));
                json.WriteString("name", names.OfPlace(place.Id));
                json.WriteString("kind", place.Kind.ToString().ToLowerInvariant());
                json.WriteNumber("lat", place.Latitude.Value);
                json.WriteNumber("lon", place.Longitude.Value);
                json.WriteString("stock", SeriesText.Of([difference.Mean]));
                json.WriteString("low", SeriesText.Of([difference.Low]));
                json.WriteString("high", SeriesText.Of([difference.High]));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("mostStock", atPlaces.Values.Select(difference => Math.Abs(difference.Mean)).DefaultIfEmpty(1).Max());
            Dictionary<string, Route> routes = files.After.Routes.ToDictionary(route => route.Id, StringComparer.Ordinal);
            ShiftLine[] crossings = [.. shifts["route"].Where(shift => routes.ContainsKey(shift.Name))];
            json.WriteStartArray("routes");
            foreach (ShiftLine shift in crossings)
            {
                json.WriteStartObject();
                json.WriteNumber("from", places[routes[shift.Name].From]);
                json.WriteNumber("to", places[routes[shift.Name].To]);
                json.WriteString("mode", routes[shift.Name].Mode.ToString().ToLowerInvariant());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("outcomes");
            json.WriteStringValue("passed");
            json.WriteEndArray();
            json.WriteStartArray("flows");
            foreach ((int at, ShiftLine shift) in crossings.Index())
            {
                json.WriteStartArray();
                json.WriteNumberValue(at);
                json.WriteNumberValue(0);
                json.WriteStringValue(SeriesText.Of([shift.Difference.Mean]));
                json.WriteStringValue(SeriesText.Of([shift.Difference.Low]));
                json.WriteStringValue(SeriesText.Of([shift.Difference.High]));
                json.WriteEndArray();
            }

            json.WriteEndArray();
            HashSet<string> subjects = [];
            json.WriteStartObject("series");
            foreach (string measure in charts.SelectMany(chart => chart.Lines).Select(line => line.Measure).Distinct(StringComparer.Ordinal))
            {
                json.WriteStartObject(measure);
                foreach (string subject in files.Difference.Subjects[measure])
                {
                    RecordedSeries series = files.Difference[measure, subject]!;
                    subjects.Add(subject);
                    SeriesText.Write(json, subject, series.Low, series.Median, series.High);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteStartObject("subjects");
            foreach (string subject in subjects)
            {
                json.WriteString(PrintableText.Escape(subject), names.Of(subject));
            }

            json.WriteEndObject();
            json.WriteStartArray("charts");
            foreach (Chart chart in charts)
            {
                ChartJson.Write(json, chart with { HasCapacity = false });
            }

            json.WriteEndArray();
            json.WriteStartArray("targets");
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
