using System.Globalization;

namespace Dispersal.Reporting.Pages;

/// <summary>The page of a run.</summary>
internal static class RunPage
{
    /// <summary>The page, as one HTML file.</summary>
    /// <param name="folder">The result folder, for claims.</param>
    /// <param name="scenario">The scenario as run.</param>
    /// <param name="results">The results.</param>
    /// <param name="observed">Figures to draw beside the model's.</param>
    /// <param name="sensitivity">What results are sensitive to; null for none.</param>
    public static string Of(string folder, Scenario scenario, ResultFiles results, IReadOnlyList<Observed> observed, SensitivityPart? sensitivity)
    {
        ManifestHead head = results.Head!;
        SubjectNames names = new(scenario);
        IReadOnlyList<Observed> targets = FormulaCharts.Renamed(observed, results);
        IReadOnlyList<Chart> recorded = Chart.Of(results, scenario, names);
        Chart[] charts = [.. recorded.Where(chart => chart.IsAnything(results)), .. FormulaCharts.Of(observed, results, names)];
        string[] still = [.. recorded.Where(chart => !chart.IsAnything(results)).Select(chart => chart.Title)];
        DateOnly end = results.Dates[^1];
        Markup page = new();

        // (1) What it is, and what it says.
        page.Raw("<header class=\"head\">\n<p class=\"kicker\">").Text($"Dispersal · {head.Scenario}").Raw("</p>\n").Element("h1", scenario.Title);
        if (scenario.Summary.Length > 0)
        {
            page.Raw("\n").Element("p class=\"lead\"", scenario.Summary);
        }

        page.Raw("\n").Element("p class=\"origin\"", $"{PageWords.Day(scenario.Start)} to {PageWords.Day(scenario.End)} · {Intervals(head)} · seed {head.Seed}, engine {head.Engine}, dispersal {head.Version}, scenario {Short(head.Fingerprint)}");
        bool hasFates = results.Fates.Count > 0;
        bool hasMap = results.Flows.Count > 0 || results.Stocks.Count > 0;
        bool hasTable = RunData.TableColumns.Any(column => results.Subjects.ContainsKey(column.Measure));
        page.Raw("\n<nav aria-label=\"Contents\"><ul><li><a href=\"#findings\">Findings</a></li>")
            .Raw(hasMap ? "<li><a href=\"#map-part\">Map</a></li>" : "").Raw(hasFates ? "<li><a href=\"#fates-part\">What became of them</a></li>" : "")
            .Raw(hasTable ? "<li><a href=\"#origins-part\">By origin</a></li>" : "").Raw("<li><a href=\"#charts-part\">Over time</a></li>")
            .Raw(sensitivity is not null ? "<li><a href=\"#sensitivity\">Sensitivity</a></li>" : "").Raw("<li><a href=\"#foundations\">What it rests on</a></li></ul></nav>\n</header>\n<main id=\"content\">\n");
        Findings findings = new(scenario, results, names);
        page.Raw("<section id=\"findings\" aria-labelledby=\"h-findings\"><h2 id=\"h-findings\">").Text($"By {PageWords.Day(end)}").Raw("</h2>\n<ul class=\"tiles\">");
        foreach ((string label, Estimate estimate) in findings.Tiles())
        {
            page.Raw("<li>").Element("b", PageWords.Number(estimate.Median)).Element("span", label).Element("small", PageWords.Interval(estimate)).Raw("</li>");
        }

        page.Raw("</ul>\n<ul class=\"findings\">");
        foreach (string sentence in findings.Sentences())
        {
            page.Element("li", sentence);
        }

        page.Raw("</ul></section>\n");

        // (2) The date and what hangs on it.
        page.Raw("<div class=\"dated\">\n<div class=\"time\"><button type=\"button\" id=\"play\">Play</button><output id=\"date-said\" for=\"date\"></output><div class=\"track\"><svg id=\"marks\" aria-hidden=\"true\"></svg>")
            .Raw("<input type=\"range\" id=\"date\" min=\"0\" step=\"1\" aria-label=\"Month shown\"></div><p class=\"lost\" id=\"lost\"></p></div>\n<div id=\"live\" class=\"live\" aria-live=\"polite\"></div>\n");
        if (hasMap)
        {
            page.Raw("<section id=\"map-part\" aria-labelledby=\"h-map\"><h2 id=\"h-map\">Who moved where</h2>\n")
                .Element("p class=\"soft\"", "Tries to cross in the month shown, on the mean of replicates. A flow is as wide as its volume and narrows towards where it goes; a circle is as large as the number of persons there.")
                .Raw("\n<div class=\"bar\"><div class=\"outcomes\" id=\"outcomes\" role=\"group\" aria-label=\"Outcomes shown\"></div><div class=\"views\" id=\"views\" role=\"group\" aria-label=\"Part of the world\"></div></div>\n")
                .Raw("<div id=\"map\" data-label=\"Map of places and flows. Arrow keys go from place to place.\"></div>\n")
                .Element("p class=\"hint\"", "Point at a flow or a place for its numbers, or press Tab to reach the places and arrow keys to go from one to the next. Marks above the slider are the days on which ground was lost.")
                .Raw("</section>\n");
        }

        if (hasFates)
        {
            page.Raw("<section id=\"fates-part\" aria-labelledby=\"h-fates\"><h2 id=\"h-fates\">What became of them</h2>\n<p class=\"soft\">Those who had departed by <span id=\"fates-date\"></span>, from where they came to what had become of them, on the mean of replicates.</p>\n<div id=\"fates\"></div></section>\n");
        }

        if (hasTable)
        {
            page.Raw("<section id=\"origins-part\" class=\"long\" aria-labelledby=\"h-origins\"><h2 id=\"h-origins\">By origin</h2>\n<p class=\"soft\">Persons by <span id=\"origins-date\"></span>: the median of replicates, and below it the interval that holds 90 % of them. A heading sorts.</p>\n")
                .Raw("<p class=\"pick\"><label><input type=\"checkbox\" id=\"show-sums\"> regions instead of states</label></p>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table by origin\"><table id=\"origins\"><thead><tr><th scope=\"col\">Origin</th><th scope=\"col\">Region</th>");
            foreach ((string measure, string header) in RunData.TableColumns.Where(column => results.Subjects.ContainsKey(column.Measure)))
            {
                page.Raw("<th scope=\"col\" class=\"number\">").Text(header).Raw("</th>");
            }

            page.Raw("</tr></thead><tbody></tbody></table></div></section>\n");
        }

        // (3) Courses.
        page.Raw("<section id=\"charts-part\" class=\"long\" aria-labelledby=\"h-charts\"><h2 id=\"h-charts\">Over time</h2>\n")
            .Element("p class=\"soft\"", $"The median of replicates, and the band that holds 90 % of them. {Bands(head)} The larger number is that of the month shown; a click on a chart goes to its month.");
        Chooser(page, results, names, targets, charts);
        Key(page, targets.Any(target => charts.Any(chart => chart.Lines.Any(line => line.Measure == target.Measure))), scenario.ForecastFrom is not null);
        page.Raw("<div class=\"charts\" id=\"charts\"></div>\n");
        if (still.Length > 0)
        {
            page.Element("p class=\"soft\"", $"Zero throughout and not drawn: {string.Join(", ", still)}.");
        }

        page.Raw("</section>\n</div>\n");
        if (sensitivity is not null)
        {
            page.Raw("<section id=\"sensitivity\" class=\"long\" aria-labelledby=\"h-sensitivity\"><h2 id=\"h-sensitivity\">What it is sensitive to</h2>\n").Element("p class=\"soft\"", sensitivity.Origin);
            if (sensitivity.Fingerprint != head.Fingerprint)
            {
                page.Element("p", "The analysis is of another scenario or of other values than this run.");
            }

            page.Raw(sensitivity.Markup(3)).Raw("</section>\n");
        }

        // (4) What it rests on.
        page.Raw("<section id=\"foundations\" class=\"long\" aria-labelledby=\"h-foundations\"><h2 id=\"h-foundations\">What it rests on</h2>\n")
            .Element("p class=\"soft\"", "A model of aggregates: its finest figure is a country of origin, and nothing in it can be used to judge a person. Do not quote a figure without its interval and its scenario.");
        Foundations.Provenance(page, head, scenario);
        Foundations.Claims(page, scenario, RunSummary.Read(folder, scenario.Claims.SelectMany(ClaimedFigure.Of)));
        Foundations.Targets(page, observed, names);
        Foundations.Parameters(page, scenario);
        page.Raw("</section>\n</main>\n");
        Footer(page);
        string data = new RunData(scenario, results, names, charts, targets).Json();
        return PageFrame.Around($"{scenario.Title} · Dispersal", page.ToString(), ("data", data), ("world", PageFrame.Resource("world.json")));
    }

    /// <summary>What stands below every page.</summary>
    public static void Footer(Markup page) =>
        page.Raw("<footer>").Element("p", "Made by dispersal from the files of this folder; it opens without a network. Shapes of states: Natural Earth, public domain; borders are drawn as in that source and say nothing about their status. Parts of d3 and topojson-client, ISC licence.").Raw("</footer>\n");

    /// <summary>Enough of a fingerprint to tell scenarios apart.</summary>
    public static string Short(string fingerprint) => fingerprint[..Math.Min(12, fingerprint.Length)];

    private static string Intervals(ManifestHead head) => head.Engine == "expected"
        ? "what is to be expected, without intervals"
        : head.Replicates == 1 ? "one replicate" : $"median of {head.Replicates.ToString("N0", CultureInfo.InvariantCulture)} replicates with the interval that holds 90 % of them";

    private static string Bands(ManifestHead head) =>
        head.Replicates == 1 ? "There is one replicate, so that there are no bands."
        : head.Uncertainty.Length > 0 ? $"Bands hold the luck of the draw and what is unknown about the parameters ({head.Uncertainty})."
        : "Bands hold the luck of the draw, not what is unknown about the parameters.";

    private static void Chooser(Markup page, ResultFiles results, SubjectNames names, IReadOnlyList<Observed> targets, Chart[] charts)
    {
        HashSet<string> free = [.. charts.SelectMany(chart => chart.Lines).Where(line => line.Subject is null).Select(line => line.Measure)];
        Dictionary<string, int> counts = targets.Where(target => !target.IsOfWindow && free.Contains(target.Measure)).GroupBy(target => target.Subject, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        string[] subjects = [.. free.Where(results.Subjects.ContainsKey).SelectMany(measure => results.Subjects[measure]).Distinct(StringComparer.Ordinal)];
        if (subjects.Length < 2)
        {
            return;
        }

        page.Raw("<p class=\"pick\"><label for=\"subject\">Of </label><select id=\"subject\">");
        Group("", subjects.Where(subject => subject is SubjectNames.World));
        Group("", subjects.Where(subject => subject is SubjectNames.Eu));
        Group("Regions", subjects.Where(subject => subject.StartsWith(SubjectNames.Region, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Group("States", subjects.Where(subject => subject is not (SubjectNames.World or SubjectNames.Eu) && !subject.StartsWith(SubjectNames.Region, StringComparison.Ordinal)).OrderBy(names.Of, StringComparer.Ordinal));
        page.Raw("</select></p>\n");

        void Group(string label, IEnumerable<string> members)
        {
            string[] all = [.. members];
            if (all.Length == 0)
            {
                return;
            }

            page.Raw(label.Length > 0 ? $"<optgroup label=\"{label}\">" : "");
            foreach (string subject in all)
            {
                string observed = counts.TryGetValue(subject, out int count) ? $" · {count} observed" : "";
                page.Raw("<option value=\"").Text(subject).Raw("\">").Text(names.Of(subject) + observed).Raw("</option>");
            }

            page.Raw(label.Length > 0 ? "</optgroup>" : "");
        }
    }

    private static void Key(Markup page, bool hasTargets, bool hasForecast)
    {
        page.Raw("<p class=\"key\"><span><svg viewBox=\"0 0 26 16\" aria-hidden=\"true\"><rect class=\"band line-0\" x=\"0\" y=\"2\" width=\"26\" height=\"12\"/><line class=\"median line-0\" x1=\"0\" x2=\"26\" y1=\"8\" y2=\"8\"/></svg>median and 90 % band</span>");
        if (hasTargets)
        {
            page.Raw("<span><svg viewBox=\"0 0 26 16\" aria-hidden=\"true\"><g class=\"target fitted\"><line x1=\"13\" x2=\"13\" y1=\"1\" y2=\"15\"/><circle cx=\"13\" cy=\"8\" r=\"3.4\"/></g></svg>observed, used to fit</span>")
                .Raw("<span><svg viewBox=\"0 0 26 16\" aria-hidden=\"true\"><g class=\"target held-back\"><line x1=\"13\" x2=\"13\" y1=\"1\" y2=\"15\"/><circle cx=\"13\" cy=\"8\" r=\"3.4\"/></g></svg>observed, kept back</span>");
        }

        page.Raw(hasForecast ? "<span><svg viewBox=\"0 0 26 16\" aria-hidden=\"true\"><rect class=\"forecast\" x=\"0\" y=\"1\" width=\"26\" height=\"14\"/></svg>forecast</span></p>\n" : "</p>\n");
    }
}
