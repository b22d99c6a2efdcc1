using System.Collections.Immutable;
using Dispersal.Experiments;
using Dispersal.Reporting.Drawing;

namespace Dispersal.Reporting.Pages;

/// <summary>The page of a sweep: how figures go with what was varied.</summary>
internal sealed class SweepPage
{
    private const int MostFigures = 6;
    private const int MostFactors = 6;

    private static readonly (string Measure, string Subject)[] Preferred =
    [
        ("returned", SubjectNames.World), ("returned", SubjectNames.Eu), ("dead", SubjectNames.World), ("held", SubjectNames.World), ("in-theatre", SubjectNames.World),
        ("plots", SubjectNames.Eu), ("attack-deaths", SubjectNames.World), ("at-large", SubjectNames.World),
    ];

    private readonly SweepTable table;
    private readonly (Measure Measure, string Subject)[] figures;

    public SweepPage(SweepTable table)
    {
        this.table = table;
        ImmutableArray<(Measure Measure, string Subject)> all = table.Figures();
        figures =
        [
            .. Preferred.Select(wanted => (new Measure(wanted.Measure), wanted.Subject)).Where(all.Contains).Concat(all).Distinct().Take(MostFigures),
        ];
    }

    /// <summary>Figures of their own.</summary>
    public IEnumerable<(string Name, string Text)> Figures() =>
        from figure in figures.Index()
        from drawing in Drawings(figure.Item.Measure, figure.Item.Subject, table.Responses(figure.Item.Measure, figure.Item.Subject)).Index()
        select ($"figures/response-{figure.Index + 1}-{drawing.Index + 1}.svg", drawing.Item.Standalone());

    /// <summary>The page, as one HTML file.</summary>
    public string Html()
    {
        string scenario = table.Provenance.GetValueOrDefault("scenario", "");
        string title = $"A sweep over {scenario}";
        Markup page = new();
        page.Raw("<header class=\"head\">\n<p class=\"kicker\">").Text($"Dispersal · {scenario} · sweep").Raw("</p>\n").Element("h1", title)
            .Element("p class=\"origin\"", $"{table.Points.Length:N0} points, {table.Factors.Length:N0} {(table.Factors.Length == 1 ? "factor" : "factors")}, {table.Provenance.GetValueOrDefault("replicates")} replicates of each point with the same luck at every point · design {table.Provenance.GetValueOrDefault("design")}, seed {table.Provenance.GetValueOrDefault("seed")}, dispersal {table.Provenance.GetValueOrDefault("version")}, scenario {RunPage.Short(table.Provenance.GetValueOrDefault("fingerprint", ""))}")
            .Raw("</header>\n<main id=\"content\">\n");
        if (figures.Length == 0)
        {
            page.Element("p", "No run of this sweep has ended without failing; there is nothing to show yet.");
        }

        foreach ((int at, (Measure measure, string subject)) in figures.Index())
        {
            ImmutableArray<ResponseCurve> curves = table.Responses(measure, subject);
            Estimate all = Estimate.Of([.. table.Values(measure, subject).SelectMany(runs => runs)]);
            page.Raw($"<section class=\"long\" aria-labelledby=\"h-figure-{at}\"><h2 id=\"h-figure-{at}\">").Text($"{MeasureNames.Of(measure.Name)}, {NameOf(subject)}").Raw("</h2>\n")
                .Element("p", $"Over all runs {PageWords.Of(all)}: the median, and from the 5 % to the 95 % quantile of all points and replicates together, on the last recorded day.")
                .Element("p class=\"soft\"", $"Each dot is a point of the design, the line the median and the band 90 % of the runs in a part of the span, whatever the other factors were. "
                    + (curves.Length > MostFactors ? $"The {MostFactors} of {curves.Length:N0} factors that it goes with most. " : "") + "With few points the share is too large, since parts of the span differ by chance.")
                .Raw("<div class=\"stills\">");
            foreach (Svg drawing in Drawings(measure, subject, curves))
            {
                page.Raw("<figure class=\"still\">").Raw(drawing.Inline()).Raw("</figure>");
            }

            page.Raw("</div>\n");
            Table(page, curves);
            page.Raw("</section>\n");
        }

        page.Raw("</main>\n");
        RunPage.Footer(page);
        return PageFrame.Around($"{title} · Dispersal", page.ToString());
    }

    private IEnumerable<Svg> Drawings(Measure measure, string subject, ImmutableArray<ResponseCurve> curves)
    {
        ImmutableArray<double[]> values = table.Values(measure, subject);
        double[] all = [.. values.SelectMany(runs => runs)];
        if (all.Length == 0)
        {
            yield break;
        }

        // The same axis for all, from the least to the greatest mean of a point or end of a band.
        double least = Math.Min(values.Where(runs => runs.Length > 0).Min(runs => runs.Average()), curves.Take(MostFactors).SelectMany(curve => curve.Points).Select(point => point.Figure.Low).Min());
        double most = Math.Max(values.Where(runs => runs.Length > 0).Max(runs => runs.Average()), curves.Take(MostFactors).SelectMany(curve => curve.Points).Select(point => point.Figure.High).Max());
        foreach (ResponseCurve curve in curves.Take(MostFactors))
        {
            int factor = table.Factors.IndexOf(curve.Factor);
            yield return ResponseFigure.Of(
                $"{MeasureNames.Of(measure.Name)}, {NameOf(subject)}", curve,
                [.. table.Points.Zip(values).Where(point => point.Second.Length > 0).Select(point => (point.First[factor], point.Second.Average()))], least, most);
        }
    }

    private static void Table(Markup page, ImmutableArray<ResponseCurve> curves)
    {
        page.Raw($"<details><summary>All factors ({curves.Length:N0})</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"All factors\"><table class=\"sortable\"><thead><tr><th scope=\"col\">Factor</th><th scope=\"col\" class=\"number\">Share</th><th scope=\"col\" class=\"number\">At the lower end</th><th scope=\"col\" class=\"number\">At the upper end</th></tr></thead><tbody>\n");
        foreach (ResponseCurve curve in curves.Where(curve => !curve.Points.IsEmpty))
        {
            page.Raw("<tr>").Element("th scope=\"row\" class=\"address\"", curve.Factor.Name).Raw($"<td class=\"number\" data-value=\"{curve.Share:R}\">").Text($"{curve.Share * 100:0} %").Raw("</td>");
            foreach (Estimate end in (Estimate[])[curve.Points[0].Figure, curve.Points[^1].Figure])
            {
                page.Raw($"<td class=\"number\" data-value=\"{end.Median:R}\">").Element("b", PageWords.Number(end.Median)).Element("small", PageWords.Interval(end)).Raw("</td>");
            }

            page.Raw("</tr>\n");
        }

        page.Raw("</tbody></table></div></details>\n");
    }

    // A store holds no names for people to read.
    private static string NameOf(string subject) => PrintableText.Escape(subject switch
    {
        SubjectNames.World => "world",
        SubjectNames.Eu => "European Union",
        _ when subject.StartsWith(SubjectNames.Region, StringComparison.Ordinal) => subject[SubjectNames.Region.Length..],
        _ => subject,
    });
}
