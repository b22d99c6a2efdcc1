using System.Globalization;
using System.Text.Json;
using Dispersal.Reporting.Drawing;

namespace Dispersal.Reporting.Pages;

/// <summary>What results are sensitive to, read from a folder that <c>sensitivity --out</c> has written.</summary>
internal sealed class SensitivityPart
{
    private const int MostLines = 20;
    private readonly bool isMorris;
    private readonly IReadOnlyDictionary<string, string>[] factors;
    private readonly IReadOnlyDictionary<string, string>[] shares;

    private SensitivityPart(string folder, JsonElement manifest)
    {
        isMorris = Word(manifest, "method") == "morris";
        Scenario = Word(manifest, "scenario");
        Fingerprint = Word(manifest, "fingerprint");
        Origin = $"{(isMorris ? "Screening by elementary effects (Morris)" : "Shares of variance (Sobol)")} · {Count(manifest, "factors")} factors, {Count(manifest, "runs")} runs, {Count(manifest, "replicates")} replicates of each point · seed {Word(manifest, "seed")}, dispersal {Word(manifest, "version")}, scenario {RunPage.Short(Fingerprint)}";
        factors = [.. CsvRows.Read(Path.Combine(folder, "factors.csv"))];
        shares = [.. CsvRows.Read(Path.Combine(folder, "shares.csv"))];
    }

    /// <summary>Name of the scenario.</summary>
    public string Scenario { get; }

    /// <summary>Fingerprint of the scenario.</summary>
    public string Fingerprint { get; }

    /// <summary>How the numbers came about.</summary>
    public string Origin { get; }

    /// <summary>Reads a folder.</summary>
    /// <exception cref="IOException">It holds no result of a sensitivity analysis.</exception>
    public static SensitivityPart Read(string folder)
    {
        string path = Path.Combine(folder, ManifestHead.FileName);
        try
        {
            using JsonDocument manifest = JsonDocument.Parse(ResultFile.Bytes(path));
            if (manifest.RootElement.TryGetProperty("kind", out JsonElement kind) && kind.GetString() == "sensitivity")
            {
                return new(folder, manifest.RootElement);
            }
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new IOException($"{folder} holds no sensitivity result. Name a folder that 'dispersal sensitivity --out' has written.", problem);
        }

        throw new IOException($"{folder} holds no sensitivity result. Name a folder that 'dispersal sensitivity --out' has written.");
    }

    /// <summary>Figures of their own.</summary>
    public IEnumerable<(string Name, string Text)> Figures() =>
        shares.Select((share, at) => ($"figures/sensitivity-{at + 1}.svg", Main(share).Standalone()));

    /// <summary>The part of a page, a section for each figure.</summary>
    public string Markup(int level)
    {
        Markup page = new();
        foreach ((int at, IReadOnlyDictionary<string, string> share) in shares.Index())
        {
            var rows = RowsOf(share);
            page.Raw($"<section class=\"long\" aria-labelledby=\"h-figure-{at}\"><h{level} id=\"h-figure-{at}\">").Text($"What moves “{MeasureNames.Of(share["measure"])}”, {NameOf(share["subject"])}{(share["date"].Length > 0 ? $", by {share["date"]}" : ", at the end")}").Raw($"</h{level}>\n<ul class=\"findings\">");
            foreach (string sentence in Sentences(share, rows))
            {
                page.Element("li", sentence);
            }

            page.Raw("</ul>\n<figure class=\"still\">").Raw(Main(share).Inline()).Element("figcaption", isMorris
                ? $"The {Math.Min(MostLines, rows.Length)} factors that matter most: mu*, the mean size of the change over the whole range of the factor. The line is as long as the chance in it: one standard deviation over replicates to either side."
                : "Shares of the variance that comes from inputs: what would go if the factor alone were known (first), and what would stay if it alone were not (total). Lines are intervals of 95 %.").Raw("</figure>\n");
            if (isMorris)
            {
                page.Raw("<figure class=\"still\">").Raw(Plane(share).Inline()).Element("figcaption", "The ten that matter most are named. High and right: what the factor does hangs on the others.").Raw("</figure>\n");
            }

            Table(page, rows);
            page.Raw("</section>\n");
        }

        return page.ToString();
    }

    /// <summary>The plane of mu* and sigma.</summary>
    private Svg Plane(IReadOnlyDictionary<string, string> share) => ScatterFigure.Of(
        $"mu* and sigma of {share["measure"]}, {share["subject"]}", [.. RowsOf(share).Select(row => (PrintableText.Escape(row["factor"]), Number(row, "mu-star"), Number(row, "sigma"))).Where(point => double.IsFinite(point.Item2) && double.IsFinite(point.Item3))]);

    private Svg Main(IReadOnlyDictionary<string, string> share)
    {
        var rows = RowsOf(share).Take(MostLines);
        string label = $"What moves {share["measure"]}, {share["subject"]}";
        return isMorris
            ? IntervalFigure.Of(label, [.. rows.Select(row => (Row: row, Size: Number(row, "mu-star"), Chance: double.IsFinite(Number(row, "chance")) ? Number(row, "chance") : 0)).Select(entry => new IntervalLine(
                PrintableText.Escape(entry.Row["factor"]), Math.Max(0, entry.Size - entry.Chance), entry.Size, entry.Size + entry.Chance, PageWords.Number(entry.Size)))], "mu*")
            : IntervalFigure.Of(label, [.. rows.Select(row => new IntervalLine(
                PrintableText.Escape(row["factor"]), Number(row, "first-low"), Number(row, "first"), Number(row, "first-high"), $"{PageWords.Number(Number(row, "first"))} · {PageWords.Number(Number(row, "total"))}",
                (Number(row, "total-low"), Number(row, "total"), Number(row, "total-high"))))], "share of the variance from inputs", ("first", "total"));
    }

    private IEnumerable<string> Sentences(IReadOnlyDictionary<string, string> share, IReadOnlyDictionary<string, string>[] rows)
    {
        string column = isMorris ? "mu-star" : "total";
        if (rows.Length > 0)
        {
            yield return $"Most depends on {string.Join("; ", rows.Take(3).Select(row => $"{PrintableText.Escape(row["factor"])} ({(isMorris ? "mu*" : "total index")} {PageWords.Number(Number(row, column))}{(isMorris ? "" : $", {PageWords.Number(Number(row, "total-low"))} to {PageWords.Number(Number(row, "total-high"))}")})"))}.";
        }

        string what = isMorris ? "the sum of mu*" : "the input variance";
        yield return $"{Share("assumed")} of {what} rest on assumed values, {Share("low-grade")} on assumed or low-grade ones.";
        if (double.IsFinite(Number(share, "chance-share")))
        {
            yield return $"{Percent(Number(share, "chance-share"))} of the whole variance is the luck of the draw; the rest comes from inputs.";
        }

        string Share(string name)
        {
            (string low, string high) = (Percent(Number(share, $"{name}-low")), Percent(Number(share, $"{name}-high")));
            return low == high ? low : $"{low} to {high}";
        }
    }

    private void Table(Markup page, IReadOnlyDictionary<string, string>[] rows)
    {
        (string Column, string Header)[] columns = isMorris
            ? [("mu-star", "mu*"), ("mu", "mu"), ("sigma", "sigma"), ("chance", "chance"), ("assumed-share", "assumed")]
            : [("first", "first"), ("total", "total"), ("assumed-share", "assumed")];
        page.Raw($"<details><summary>All factors ({rows.Length:N0})</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"All factors\"><table class=\"sortable\"><thead><tr><th scope=\"col\">Factor</th>");
        foreach ((_, string header) in columns)
        {
            page.Raw("<th scope=\"col\" class=\"number\">").Text(header).Raw("</th>");
        }

        page.Raw("</tr></thead><tbody>\n");
        foreach (var row in rows)
        {
            page.Raw("<tr>").Element("th scope=\"row\" class=\"address\"", row["factor"]);
            foreach ((string column, _) in columns)
            {
                double value = Number(row, column);
                page.Raw($"<td class=\"number\" data-value=\"{(double.IsFinite(value) ? value : -1):R}\">").Text(!double.IsFinite(value) ? "–" : column == "assumed-share" ? Percent(value) : PageWords.Number(value));
                if (row.ContainsKey($"{column}-low"))
                {
                    page.Element("small", $"{PageWords.Number(Number(row, $"{column}-low"))} to {PageWords.Number(Number(row, $"{column}-high"))}");
                }

                page.Raw("</td>");
            }

            page.Raw("</tr>\n");
        }

        page.Raw("</tbody></table></div></details>\n");
    }

    private IReadOnlyDictionary<string, string>[] RowsOf(IReadOnlyDictionary<string, string> share) =>
        [.. factors.Where(row => row["measure"] == share["measure"] && row["subject"] == share["subject"] && row["date"] == share["date"])];

    // The folder holds no names for people to read.
    private static string NameOf(string subject) => subject switch
    {
        SubjectNames.World => "world",
        SubjectNames.Eu => "European Union",
        _ when subject.StartsWith(SubjectNames.Region, StringComparison.Ordinal) => subject[SubjectNames.Region.Length..],
        _ => subject,
    };

    private static double Number(IReadOnlyDictionary<string, string> row, string column) =>
        double.TryParse(row.GetValueOrDefault(column), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN;

    private static string Percent(double share) => double.IsNaN(share) ? "–" : $"{share * 100:0} %";

    private static string Word(JsonElement manifest, string key) => manifest.GetProperty(key).GetString() ?? "";

    private static string Count(JsonElement manifest, string key) => manifest.GetProperty(key).GetInt64().ToString("N0", CultureInfo.InvariantCulture);
}
