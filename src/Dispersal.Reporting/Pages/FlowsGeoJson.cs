using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dispersal.Reporting.Pages;

/// <summary>Flows as GeoJSON (RFC 7946): a line for each route and month, for QGIS, kepler.gl and the like.</summary>
internal static class FlowsGeoJson
{
    /// <summary>Months in which a route has fewer tries than this, on the mean, are left out.</summary>
    private const double LeastFlow = 0.1;

    private static readonly (string Outcome, string Property)[] Outcomes = [("passed", "passed"), ("turned-back", "turned_back"), ("held", "held"), ("killed", "killed")];

    /// <summary>The text of the file: one feature on a line.</summary>
    public static string Of(Scenario scenario, ResultFiles results, SubjectNames names)
    {
        Dictionary<string, Place> places = scenario.Places.ToDictionary(place => place.Id, StringComparer.Ordinal);
        StringBuilder text = new("{\"type\":\"FeatureCollection\",\"features\":[");
        bool isFirst = true;
        foreach (IGrouping<string, RecordedSeries> route in results.Flows.GroupBy(series => series.Key[0], StringComparer.Ordinal))
        {
            string[] key = route.First().Key;
            if (!places.TryGetValue(key[1], out Place? from) || !places.TryGetValue(key[2], out Place? to))
            {
                continue;
            }

            Dictionary<string, RecordedSeries> byOutcome = route.ToDictionary(series => series.Key[4], StringComparer.Ordinal);
            string head = "{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":[" + Point(from) + "," + Point(to) + "]},\"properties\":{\"route\":"
                + Quoted(key[0]) + ",\"from\":" + Quoted(names.OfPlace(key[1])) + ",\"to\":" + Quoted(names.OfPlace(key[2])) + ",\"mode\":" + Quoted(key[3]);
            for (int at = 0; at < results.Dates.Count; at++)
            {
                int date = at;
                double all = byOutcome.Values.Sum(series => series.Mean[date]);
                if (all < LeastFlow)
                {
                    continue;
                }

                // A time of day lets viewers with a clock take it for one.
                text.Append(isFirst ? "\n" : ",\n").Append(head).Append(CultureInfo.InvariantCulture, $",\"month\":\"{results.Dates[at]:yyyy-MM}\",\"time\":\"{results.Dates[at]:yyyy-MM-dd}T00:00:00Z\"");
                isFirst = false;
                foreach ((string outcome, string property) in Outcomes)
                {
                    if (byOutcome.TryGetValue(outcome, out RecordedSeries? series))
                    {
                        text.Append(",\"").Append(property).Append("\":").Append(Number(series.Mean[at]));
                        if (outcome == "passed")
                        {
                            text.Append(",\"passed_p05\":").Append(Number(series.Low[at])).Append(",\"passed_p95\":").Append(Number(series.High[at]));
                        }
                    }
                }

                text.Append("}}");
            }
        }

        return text.Append("\n]}\n").ToString();
    }

    private static string Point(Place place) => $"[{Number(place.Longitude.Value)},{Number(place.Latitude.Value)}]";

    private static string Number(double value) => (Math.Round(value, 3) + 0.0).ToString("0.###", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => JsonSerializer.Serialize(PrintableText.Escape(text));
}
