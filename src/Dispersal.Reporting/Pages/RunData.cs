using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dispersal.Reporting.Pages;

/// <summary>The numbers of a run as the page's script reads them.</summary>
internal sealed class RunData
{
    /// <summary>Flows that never reach so many persons a month are left out of the page; they are in the tables and in the GeoJSON.</summary>
    private const double LeastFlow = 0.2;
    private const double LeastWithInterval = 2;
    private static readonly string[] Outcomes = ["passed", "turned-back", "held", "killed"];

    /// <summary>Columns of the table by origin.</summary>
    public static readonly IReadOnlyList<(string Measure, string Header)> TableColumns =
    [
        ("departed", "Departed"), ("dead", "Died"), ("in-theatre", "In theatre"), ("returned", "Returned"), ("known", "Known"), ("at-large", "At large"), ("imprisoned", "In prison"),
    ];

    private readonly Scenario scenario;
    private readonly ResultFiles results;
    private readonly SubjectNames names;
    private readonly IReadOnlyList<Chart> charts;
    private readonly IReadOnlyList<Observed> observed;

    public RunData(Scenario scenario, ResultFiles results, SubjectNames names, IReadOnlyList<Chart> charts, IReadOnlyList<Observed> observed)
    {
        this.scenario = scenario;
        this.results = results;
        this.names = names;
        this.charts = charts;
        this.observed = observed;
    }

    /// <summary>Losses of ground: the days on which control of a place reaches none.</summary>
    public static IEnumerable<(DateOnly Date, string Place)> Losses(Scenario scenario) =>
        scenario.Control.Where(change => change.Control.Value == 0 && change.Date >= scenario.Start && change.Date <= scenario.End)
            .OrderBy(change => change.Date).ThenBy(change => change.Place, StringComparer.Ordinal).Select(change => (change.Date, change.Place));

    /// <summary>Position of the last recorded date before the forecast begins; the last of all where nothing is forecast.</summary>
    public static int FirstShown(Scenario scenario, IReadOnlyList<DateOnly> dates)
    {
        int at = scenario.ForecastFrom is { } forecast ? dates.Count(date => date < forecast.AddMonths(1)) - 1 : dates.Count - 1;
        return Math.Max(0, at);
    }

    public string Json()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            json.WriteString("kind", "run");
            json.WriteString("start", Day(scenario.Start));
            if (scenario.ForecastFrom is { } forecast)
            {
                json.WriteString("forecast", Day(forecast));
            }

            json.WriteNumber("first", FirstShown(scenario, results.Dates));
            Array(json, "dates", results.Dates, date => json.WriteStringValue(Day(date)));
            Array(json, "losses", Losses(scenario), loss =>
            {
                json.WriteStartObject();
                json.WriteString("date", Day(loss.Date));
                json.WriteString("name", names.OfPlace(loss.Place));
                json.WriteEndObject();
            });
            WriteMap(json);
            WriteFates(json);
            WriteSeries(json);
            WriteCharts(json);
            WriteTable(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void WriteMap(Utf8JsonWriter json)
    {
        Array(json, "views", MapView.Of(scenario, results, names), view =>
        {
            json.WriteStartObject();
            json.WriteString("name", view.Name);
            Array(json, "box", view.Box, degrees => json.WriteNumberValue(Math.Round(degrees, 2)));
            json.WriteEndObject();
        });

        string[] stages = [.. results.Stocks.Select(series => series.Key[1]).Distinct(StringComparer.Ordinal)];
        Array(json, "stages", stages, stage => json.WriteStringValue(PrintableText.Escape(stage)));
        ILookup<string, RecordedSeries> stocks = results.Stocks.ToLookup(series => series.Key[0], StringComparer.Ordinal);
        double mostStock = 0;
        Dictionary<string, int> places = [];
        json.WriteStartArray("places");
        foreach (Place place in scenario.Places)
        {
            double[] sum = Sum(stocks[place.Id]);
            mostStock = Math.Max(mostStock, sum.Max());
            json.WriteStartObject();
            json.WriteNumber("index", places.Count);
            places[place.Id] = places.Count;
            json.WriteString("id", PrintableText.Escape(place.Id));
            json.WriteString("name", names.OfPlace(place.Id));
            json.WriteString("kind", place.Kind.ToString().ToLowerInvariant());
            json.WriteNumber("lat", place.Latitude.Value);
            json.WriteNumber("lon", place.Longitude.Value);
            json.WriteString("stock", SeriesText.Of(sum));
            Array(json, "stages", stocks[place.Id].Where(series => series.Mean.Max() >= 0.05), series =>
            {
                json.WriteStartArray();
                json.WriteNumberValue(System.Array.IndexOf(stages, series.Key[1]));
                json.WriteStringValue(SeriesText.Of(series.Mean));
                json.WriteEndArray();
            });
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("mostStock", mostStock);

        RecordedSeries[] flows = [.. results.Flows.Where(series => series.Mean.Max() >= LeastFlow && places.ContainsKey(series.Key[1]) && places.ContainsKey(series.Key[2]))];
        string[] outcomes = [.. Outcomes.Where(outcome => results.Flows.Any(series => series.Key[4] == outcome))];
        Dictionary<string, int> routes = [];
        Array(json, "outcomes", outcomes, json.WriteStringValue);
        Array(json, "routes", flows.Where(series => routes.TryAdd(series.Key[0], routes.Count)), series =>
        {
            json.WriteStartObject();
            json.WriteNumber("from", places[series.Key[1]]);
            json.WriteNumber("to", places[series.Key[2]]);
            json.WriteString("mode", series.Key[3]);
            json.WriteEndObject();
        });
        Array(json, "flows", flows, series =>
        {
            json.WriteStartArray();
            json.WriteNumberValue(routes[series.Key[0]]);
            json.WriteNumberValue(System.Array.IndexOf(outcomes, series.Key[4]));
            json.WriteStringValue(SeriesText.Of(series.Mean));
            if (series.Mean.Max() >= LeastWithInterval)
            {
                json.WriteStringValue(SeriesText.Of(series.Low));
                json.WriteStringValue(SeriesText.Of(series.High));
            }

            json.WriteEndArray();
        });
        json.WriteNumber("mostFlow", flows.Select(series => series.Mean.Max()).DefaultIfEmpty().Max());
        json.WriteStartObject("totals");
        foreach (string outcome in outcomes)
        {
            json.WriteString(outcome, SeriesText.Of(Sum(results.Flows.Where(series => series.Key[4] == outcome))));
        }

        json.WriteEndObject();
    }

    private void WriteFates(Utf8JsonWriter json)
    {
        // By region of origin; by origin where the scenario has no regions. Means add up, and only means are shown.
        Dictionary<string, string> region = scenario.Countries.ToDictionary(
            country => country.Id, country => country.Region is { Length: > 0 } name ? PrintableText.Escape(name) : names.Of(country.Id), StringComparer.Ordinal);
        var rows = results.Fates.GroupBy(series => (Origin: region.GetValueOrDefault(series.Key[0], names.Of(series.Key[0])), Fate: series.Key[1]))
            .Select(group => (group.Key.Origin, group.Key.Fate, Mean: Sum(group))).Where(row => row.Mean.Max() >= 0.05).ToArray();
        string[] origins = [.. rows.GroupBy(row => row.Origin, StringComparer.Ordinal).OrderByDescending(group => group.Sum(row => row.Mean[^1])).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key)];
        string[] fates = [.. rows.Select(row => row.Fate).Distinct(StringComparer.Ordinal)];
        json.WriteStartObject("fates");
        Array(json, "origins", origins, json.WriteStringValue);
        Array(json, "names", fates, fate => json.WriteStringValue(PrintableText.Escape(fate)));
        Array(json, "rows", rows, row =>
        {
            json.WriteStartArray();
            json.WriteNumberValue(System.Array.IndexOf(origins, row.Origin));
            json.WriteNumberValue(System.Array.IndexOf(fates, row.Fate));
            json.WriteStringValue(SeriesText.Of(row.Mean));
            json.WriteEndArray();
        });
        json.WriteEndObject();
    }

    private void WriteSeries(Utf8JsonWriter json)
    {
        HashSet<string> measures = [.. charts.SelectMany(chart => chart.Lines).Select(line => line.Measure), .. TableColumns.Select(column => column.Measure)];
        HashSet<string> named = [];
        json.WriteStartObject("series");
        foreach (string measure in measures.Where(results.Subjects.ContainsKey))
        {
            json.WriteStartObject(measure);
            foreach (string subject in results.Subjects[measure])
            {
                RecordedSeries series = results[measure, subject]!;
                named.Add(subject);
                SeriesText.Write(json, subject, series.Low, series.Median, series.High);
            }

            json.WriteEndObject();
        }

        foreach ((string formula, string subject, double[] mean) in FormulaCharts.Series(observed, results))
        {
            named.Add(subject);
            json.WriteStartObject(PrintableText.Escape($"{formula}@{subject}"));
            SeriesText.Write(json, subject, mean, mean, mean);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("subjects");
        foreach (string subject in named)
        {
            json.WriteString(PrintableText.Escape(subject), names.Of(subject));
        }

        json.WriteEndObject();
    }

    private void WriteCharts(Utf8JsonWriter json)
    {
        Array(json, "charts", charts, chart => ChartJson.Write(json, chart));
        HashSet<string> drawn = [.. charts.SelectMany(chart => chart.Lines).Select(line => line.Measure)];
        Array(json, "targets", observed.Where(target => !target.IsOfWindow && drawn.Contains(target.Measure)), target =>
        {
            json.WriteStartObject();
            json.WriteString("measure", target.Measure);
            json.WriteString("subject", PrintableText.Escape(target.Subject));
            json.WriteString("from", Day(target.From));
            json.WriteString("to", Day(target.To));
            ChartJson.Number(json, "low", target.Low);
            ChartJson.Number(json, "central", target.Central);
            ChartJson.Number(json, "high", target.High);
            json.WriteBoolean("held", target.IsHeldBack);
            json.WriteString("role", target.IsHeldBack ? PrintableText.Escape(target.Role) : "calibration");
            json.WriteString("source", PrintableText.Escape(target.Source));
            json.WriteEndObject();
        });
        json.WriteStartObject("capacity");
        if (charts.Any(chart => chart.HasCapacity))
        {
            foreach ((string subject, double[] capacity) in WatchCapacity.Of(scenario, results))
            {
                json.WriteString(PrintableText.Escape(subject), SeriesText.Of(capacity));
            }
        }

        json.WriteEndObject();
    }

    private void WriteTable(Utf8JsonWriter json)
    {
        string[] measures = [.. TableColumns.Select(column => column.Measure).Where(results.Subjects.ContainsKey)];
        json.WriteStartObject("table");
        Array(json, "measures", measures, json.WriteStringValue);
        Dictionary<string, Country> countries = scenario.Countries.ToDictionary(country => country.Id, StringComparer.Ordinal);
        string[] subjects = measures.Length == 0 ? [] : [.. results.Subjects[measures[0]].OrderByDescending(subject => results[measures[0], subject]!.Median[^1]).ThenBy(subject => subject, StringComparer.Ordinal)];
        Array(json, "rows", subjects, subject =>
        {
            json.WriteStartArray();
            json.WriteStringValue(PrintableText.Escape(subject));
            json.WriteStringValue(names.Of(subject));
            json.WriteStringValue(PrintableText.Escape(countries.GetValueOrDefault(subject)?.Region ?? ""));
            json.WriteBooleanValue(!countries.ContainsKey(subject));
            json.WriteEndArray();
        });
        json.WriteEndObject();
    }

    /// <summary>Sums of means by date; means add up, quantiles do not.</summary>
    private double[] Sum(IEnumerable<RecordedSeries> parts)
    {
        double[] sum = new double[results.Dates.Count];
        foreach (RecordedSeries part in parts)
        {
            for (int at = 0; at < sum.Length; at++)
            {
                sum[at] += part.Mean[at];
            }
        }

        return sum;
    }

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }
}
