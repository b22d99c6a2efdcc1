using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Dispersal.Experiments;

namespace Dispersal.Reporting;

/// <summary>A scenario beside its targets: the report of a <see cref="Validation"/>, and its tables for other programs.</summary>
public static class ValidationReport
{
    /// <summary>The report.</summary>
    /// <param name="validation">The validation.</param>
    public static Document Of(Validation validation)
    {
        ArgumentNullException.ThrowIfNull(validation);
        List<Block> blocks =
        [
            new Heading($"{validation.Scenario.Name} beside its targets"),
            new Facts(
            [
                ("scenario", $"{validation.Scenario.Name} ({validation.Scenario.Fingerprint[..12]})"),
                ("parameters", validation.Posterior is { } posterior
                    ? $"{posterior.Sets.Length:N0} sets of {posterior.Addresses.Length} ({posterior.Digest[..12]}), drawn by weight" : "as the scenario has them"),
                ("replicates", $"{validation.Replicates:N0}, seed {validation.Seed}"),
            ]),
            new TextTable(
                [new("target", Wraps: true), new("date"), new("published", Side.Right), new("run, 90 % band", Side.Right), new("met"), new("pooled", Side.Right), new("region", Side.Right)],
                [.. validation.Checks.Select(Row)]),
            new Paragraph(
                "Published: the range, with the central figure before it where there is one. Met: the band touches the range; * the target is a check, not fitted. "
                + "Pooled, region: the origin's return if its share were that of all other origins, or of the others of its region."),
            new Paragraph(Summary(validation)),
        ];
        if (validation.Origins.Length > 0)
        {
            blocks.AddRange(Origins(validation));
        }

        return new([.. blocks]);
    }

    /// <summary>The text of <c>validation.csv</c>: a row for each target.</summary>
    /// <param name="validation">The validation.</param>
    public static string Csv(Validation validation)
    {
        ArgumentNullException.ThrowIfNull(validation);
        StringBuilder text = new("id,role,measure,subject,date,low,central,high,p05,median,p95,met,covers,pooled,regional\n");
        foreach (TargetCheck check in validation.Checks)
        {
            PublishedFigure figure = check.Target.Figure;
            text.AppendJoin(
                ',', figure.Id, figure.Role == TargetRole.Check ? "check" : "calibration", Quoted(figure.Measure), Quoted(figure.Subject), Quoted(figure.Date), Number(figure.Low),
                Number(figure.Central), Number(figure.High), Number(check.Band.Low), Number(check.Band.Median), Number(check.Band.High), Word(check.IsMet),
                check.Covers is { } covers ? Word(covers) : "", Number(check.Pooled), Number(check.Regional)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The text of <c>leave-one-out.csv</c>: a row for each origin with a published return.</summary>
    /// <param name="validation">The validation.</param>
    public static string OriginsCsv(Validation validation)
    {
        ArgumentNullException.ThrowIfNull(validation);
        StringBuilder text = new("origin,departed,published,fitted,left-out,pooled,regional,floor\n");
        foreach (OriginForecast origin in validation.Origins)
        {
            text.AppendJoin(
                ',', origin.Origin, Number(origin.Departed), Number(origin.Published), Number(origin.Fitted), Number(origin.LeftOut), Number(origin.Pooled),
                Number(origin.Regional), Number(origin.Floor)).Append('\n');
        }

        return text.ToString();
    }

    private static ImmutableArray<TableCell> Row(TargetCheck check)
    {
        PublishedFigure figure = check.Target.Figure;
        string mark = check.Target.IsFitted ? "" : "*";
        return
        [
            figure.Id, figure.Date, Published(figure), $"{Short(check.Band.Median)} [{Short(check.Band.Low)}–{Short(check.Band.High)}]",
            (check.IsMet ? "yes" : check.Band.Median > check.Target.High ? "above" : "below") + mark, check.Pooled is { } pooled ? Short(pooled) : "", check.Regional is { } near ? Short(near) : "",
        ];
    }

    internal static string Published(PublishedFigure figure)
    {
        string range = (figure.Low, figure.High) switch
        {
            ({ } low, { } high) => $"{Short(low)}–{Short(high)}",
            ({ } low, null) => $"{Short(low)} or more",
            (null, { } high) => $"{Short(high)} or fewer",
            _ => "",
        };
        return figure.Central is { } central ? $"{Short(central)} ({range})" : range;
    }

    private static string Summary(Validation validation)
    {
        int fitted = validation.Fitted.Count();
        int withCentral = validation.Fitted.Count(check => check.Covers is not null);
        return $"Of {fitted} fitted targets {validation.Fitted.Count(check => check.IsMet)} are met ({Percent(validation.ShareMet)}). "
            + $"Of {withCentral} published figures the bands hold {validation.Fitted.Count(check => check.Covers == true)} ({Percent(validation.Coverage)}).";
    }

    private static IEnumerable<Block> Origins(Validation validation)
    {
        bool forecasts = validation.HasForecasts;
        yield return new Heading("Origins left out one at a time");
        List<TableColumn> columns =
            [new("origin"), new("departed", Side.Right), new("published", Side.Right), new("share", Side.Right), new("fitted", Side.Right), new("error", Side.Right)];
        if (forecasts)
        {
            columns.AddRange([new("left out", Side.Right), new("error", Side.Right)]);
        }

        columns.AddRange([new("pooled", Side.Right), new("error", Side.Right), new("region", Side.Right), new("error", Side.Right)]);
        yield return new TextTable([.. columns], [.. validation.Origins.Select(Line)]);
        string without = forecasts ? $"model {Error(validation.MeanError(o => o.LeftOutError))} (fitted, nothing left out, {Error(validation.MeanError(o => o.FittedError))})"
            : $"model, fitted to all, {Error(validation.MeanError(o => o.FittedError))}";
        string why = forecasts ? "" : " Leaving origins out needs a posterior and four replicates for each of its parameters.";
        yield return new Paragraph(
            $"Mean |log error| of the return share: {without}, pooled share {Error(validation.MeanError(o => o.PooledError))}, "
            + $"region's share {Error(validation.MeanError(o => o.RegionalError))}; the published ranges alone imply {Error(validation.Origins.Average(o => o.Floor))}.{why}");

        ImmutableArray<TableCell> Line(OriginForecast origin)
        {
            List<TableCell> cells =
            [
                origin.Origin, Short(origin.Departed), Short(origin.Published), (origin.Published / origin.Departed).ToString("0.00", CultureInfo.InvariantCulture),
                Short(origin.Fitted), Signed(origin.FittedError),
            ];
            if (forecasts)
            {
                cells.AddRange([Short(origin.LeftOut), Signed(origin.LeftOutError)]);
            }

            cells.AddRange([Short(origin.Pooled), Signed(origin.PooledError), Short(origin.Regional), Signed(origin.RegionalError)]);
            return [.. cells];
        }
    }

    // Persons and events: tenths say something of small numbers only.
    private static string Short(double value) => double.IsNaN(value) ? "–" : Math.Abs(value) >= 20
        ? Math.Round(value).ToString("#,##0", CultureInfo.InvariantCulture) : (Math.Round(value, 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Signed(double error) => double.IsNaN(error) ? "–" : (Math.Round(error, 2) + 0.0).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);

    private static string Error(double error) => double.IsNaN(error) ? "unknown" : error.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Percent(double share) => double.IsNaN(share) ? "none" : $"{Math.Round(share * 100).ToString("0", CultureInfo.InvariantCulture)} %";

    private static string Number(double? value) => value is { } number && !double.IsNaN(number) ? number.ToString("G10", CultureInfo.InvariantCulture) : "";

    private static string Word(bool yes) => yes ? "true" : "false";

    // Measures, subjects and dates of a scenario that loads hold letters, digits, signs between words and spaces: nothing that a spreadsheet would take for a formula.
    private static string Quoted(string cell) => cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
