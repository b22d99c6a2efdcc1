using System.Text.Json;

namespace Dispersal.Reporting.Pages;

/// <summary>Charts as the page's script reads them.</summary>
internal static class ChartJson
{
    public static void Write(Utf8JsonWriter json, Chart chart)
    {
        json.WriteStartObject();
        json.WriteString("title", PrintableText.Escape(chart.Title));
        json.WriteString("note", chart.Note);
        if (chart.IsShare)
        {
            json.WriteString("kind", "share");
        }

        json.WriteBoolean("capacity", chart.HasCapacity);
        json.WriteStartArray("lines");
        foreach (ChartLine line in chart.Lines)
        {
            json.WriteStartObject();
            json.WriteString("name", line.Name);
            json.WriteString("measure", line.Measure);
            if (line.Subject is not null)
            {
                json.WriteString("subject", PrintableText.Escape(line.Subject));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
