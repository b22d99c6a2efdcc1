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
    public static Document Of(Validation validation) => Of(validation, null);

    /// <summary>The report, with what a rival hypothesis makes of the targets.</summary>
    /// <param name="validation">The validation.</param>
    /// <param name="rival">What the rival is called and its own validation; null for none.</param>
    public static Document Of(Validation validation, (string Name, Validation Validation)? rival) =>
        new([.. Parts(validation, rival).SelectMany(part => part.Blocks.Prepend(new Heading(part.Heading)))]);

    /// <summary>The names under which a page can have parts of the report.</summary>
    public static ImmutableArray<string> PartNames { get; } = ["targets", "coverage", "forecasts", "origins", "parameters", "headlines", "rival"];

    /// <summary>The parts of the report by their names.</summary>
    /// <param name="validation">The validation.</param>
    /// <param name="rival">What the rival is called and its own validation; null for none.</param>
    /// <returns>Those parts of which there is something to say, without headings.</returns>
    public static ImmutableDictionary<string, Document> PartsOf(Validation validation, (string Name, Validation Validation)? rival) =>
        Parts(validation, rival).ToImmutableDictionary(part => part.Name, part => new Document(part.Blocks), StringComparer.Ordinal);

    private static IEnumerable<(string Name, string Heading, ImmutableArray<Block> Blocks)> Parts(Validation validation, (string Name, Validation Validation)? rival)
    {
        ArgumentNullException.ThrowIfNull(validation);
        yield return ("targets", $"{validation.Scenario.Name} beside its targets", Targets(validation));
        yield return ("coverage", "What the bands hold", [new Paragraph(Summary(validation))]);
        if (validation.Origins.Length > 0)
        {
            yield return ("forecasts", "Forecasts of origins left out", [.. Forecasts(validation)]);
            yield return ("origins", "Origins left out one at a time",
            [
                OriginTable(validation),
                new Paragraph("Error: log(forecast / published). Floor: the error that the width of the published range alone implies. Weight: the origin's share of what all published figures tell."),
            ]);
        }

        if (validation.Parameters.Length > 0)
        {
            yield return ("parameters", "Parameters that all origins share", Parameters(validation));
            if (validation.Checks.Any(check => check.Target.Figure.Headline))
            {
                yield return ("headlines", "What moves the headlines", Headlines(validation));
            }
        }

        if (rival is { } other)
        {
            yield return ("rival", $"Beside a rival: {other.Name}", Rival(validation, other.Name, other.Validation));
        }
    }

    private static ImmutableArray<Block> Targets(Validation validation) =>
    [
        new Facts(
        [
            ("scenario", $"{validation.Scenario.Name} ({validation.Scenario.Fingerprint[..12]})"),
            ("parameters", validation.Posterior is { } posterior
                ? $"{posterior.Sets.Length:N0} sets of {posterior.Addresses.Length} ({posterior.Digest[..12]}), drawn by weight" : "as the scenario has them"),
            ("replicates", $"{validation.Replicates:N0}, seed {validation.Seed}"),
        ]),
        new TextTable(
            [
                new("target", Wraps: true), new("date"), new("published", Side.Right), new("run, 90 % band", Side.Right), new("met"), new("as published, 90 %", Side.Right), new("held"),
                new("pooled", Side.Right), new("region", Side.Right),
            ],
            [.. validation.Checks.Select(Row)]),
        new Paragraph(
            "Published: the range, with the central figure before it where there is one. Met: the band touches the range; * the target is a check, not fitted. As published: the band with the error that "
            + "the range admits; held: it holds the central figure. Pooled, region: the origin's return if its share were that of all other origins, or of the others of its region."),
    ];

    /// <summary>The text of <c>validation.csv</c>: a row for each target.</summary>
    /// <param name="validation">The validation.</param>
    public static string Csv(Validation validation)
    {
        ArgumentNullException.ThrowIfNull(validation);
        StringBuilder text = new("id,role,measure,subject,date,low,central,high,p05,median,p95,met,covers,published-p05,published-p95,foreseen,pooled,regional\n");
        foreach (TargetCheck check in validation.Checks)
        {
            PublishedFigure figure = check.Target.Figure;
            text.AppendJoin(
                ',', figure.Id, figure.Role == TargetRole.Check ? "check" : "calibration", Quoted(figure.Measure), Quoted(figure.Subject), Quoted(figure.Date), Number(figure.Low),
                Number(figure.Central), Number(figure.High), Number(check.Band.Low), Number(check.Band.Median), Number(check.Band.High), Word(check.IsMet),
                check.Covers is { } covers ? Word(covers) : "", Number(check.PublishedLow), Number(check.PublishedHigh), check.IsForeseen is { } foreseen ? Word(foreseen) : "",
                Number(check.Pooled), Number(check.Regional)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The text of <c>parameters.csv</c>: a row for each parameter that all origins share, with its rank correlation with every target.</summary>
    /// <param name="validation">The validation.</param>
    public static string ParametersCsv(Validation validation)
    {
        ArgumentNullException.ThrowIfNull(validation);
        StringBuilder text = new("address,p05,median,p95");
        text.Append(string.Concat(validation.Checks.Select(check => "," + Quoted(check.Target.Id)))).Append('\n');
        foreach (ParameterSpread parameter in validation.Parameters)
        {
            text.AppendJoin(',', [Quoted(parameter.Info.Address), Number(parameter.Low), Number(parameter.Median), Number(parameter.High), .. parameter.Correlations.Select(c => Number(c))]).Append('\n');
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
            figure.Id, figure.Date, Published(figure), Band(check.Band),
            (check.IsMet ? "yes" : check.Band.Median > check.Target.High ? "above" : "below") + mark,
            check.PublishedLow is { } least && check.PublishedHigh is { } most ? $"{Short(least)}–{Short(most)}" : "", check.IsForeseen is { } held ? (held ? "yes" : "no") + mark : "",
            check.Pooled is { } pooled ? Short(pooled) : "", check.Regional is { } near ? Short(near) : "",
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
        int withRange = validation.Fitted.Count(check => check.IsForeseen is not null);
        return $"Of {fitted} fitted targets {validation.Fitted.Count(check => check.IsMet)} are met ({Percent(validation.ShareMet)}): the band of the runs touches the range. "
            + $"Of {withCentral} published figures the bands of the runs hold {validation.Fitted.Count(check => check.Covers == true)} ({Percent(validation.Coverage)}). "
            + $"Of {withRange} with a bound on either side the bands of what would be published, runs with the figure's own error, hold {validation.Fitted.Count(check => check.IsForeseen == true)} ({Percent(validation.Foreseen)}).";
    }

    private static IEnumerable<Block> Forecasts(Validation validation)
    {
        bool forecasts = validation.HasForecasts;
        string floor = Error(validation.Origins.Average(o => o.Floor));
        if (!forecasts)
        {
            yield return new Paragraph(
                $"Mean |log error| of the return share: model, fitted to all, {Error(validation.MeanError(o => o.FittedError))}, pooled share {Error(validation.MeanError(o => o.PooledError))}, "
                + $"region's share {Error(validation.MeanError(o => o.RegionalError))}; the published ranges alone imply {floor}. Leaving origins out needs a posterior and four replicates for each of its parameters.");
            yield break;
        }

        if (validation is { AgainstPooled: { } pooled, AgainstRegional: { } regional, AgainstPooledByInformation: { } pooledBy, AgainstRegionalByInformation: { } regionalBy })
        {
            yield return new TextTable(
                [
                    new("forecast", Wraps: true), new("mean |log error|", Side.Right), new("model better", Side.Right), new("sign test", Side.Right), new("swapping", Side.Right),
                    new("weighted error", Side.Right), new("swapping", Side.Right),
                ],
                [
                    ["model, the origin left out", Error(pooled.ModelError), "", "", "", Error(pooledBy.ModelError), ""],
                    Contest("one pooled share for all", pooled, pooledBy),
                    Contest("share of the region, pooled where alone", regional, regionalBy),
                ]);
        }

        yield return new Paragraph(
            $"Mean |log error| of the return share: model {Error(validation.MeanError(o => o.LeftOutError))} (fitted, nothing left out, {Error(validation.MeanError(o => o.FittedError))}), "
            + $"pooled share {Error(validation.MeanError(o => o.PooledError))}, region's share {Error(validation.MeanError(o => o.RegionalError))}; the published ranges alone imply {floor}.");
        yield return new Paragraph(
            "Sign test and swapping: how often the model would look so good if neither were better, one-sided; below 0.05 it is clearly better. The sign test counts origins, swapping weighs how much better "
            + "(every way to swap the two errors of origins). Weighted: an origin counts by what its published figure tells, 1 / (w^2 + 0.2^2), w the width of its range as a standard deviation.");

        static ImmutableArray<TableCell> Contest(string name, ForecastContest alike, ForecastContest weighted) =>
        [
            name, Error(alike.NaiveError), $"{alike.Better} of {alike.Origins}", Level(alike.SignLevel), Level(alike.GainLevel), Error(weighted.NaiveError), Level(weighted.GainLevel),
        ];
    }

    private static TextTable OriginTable(Validation validation)
    {
        bool forecasts = validation.HasForecasts;
        List<TableColumn> columns =
            [new("origin"), new("departed", Side.Right), new("published", Side.Right), new("share", Side.Right), new("fitted", Side.Right), new("error", Side.Right)];
        if (forecasts)
        {
            columns.AddRange([new("left out", Side.Right), new("error", Side.Right)]);
        }

        columns.AddRange([new("pooled", Side.Right), new("error", Side.Right), new("region", Side.Right), new("error", Side.Right), new("floor", Side.Right), new("weight", Side.Right)]);
        double all = validation.Origins.Sum(origin => origin.Information);
        return new([.. columns], [.. validation.Origins.Select(Line)]);

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

            cells.AddRange([
                Short(origin.Pooled), Signed(origin.PooledError), Short(origin.Regional), Signed(origin.RegionalError), Error(origin.Floor), Error(origin.Information / all)]);
            return [.. cells];
        }
    }

    private static ImmutableArray<Block> Parameters(Validation validation) =>
    [
        new TextTable(
            [new("parameter"), new("in the files", Side.Right), new("middle of the sets", Side.Right), new("90 % of the sets", Side.Right), new("what it is", Wraps: true)],
            [
                .. validation.Parameters.Select(parameter => (ImmutableArray<TableCell>)
                [
                    parameter.Info.Address, Figure(parameter.Info.Parameter.Value), Figure(parameter.Median), $"{Figure(parameter.Low)} to {Figure(parameter.High)}", What(validation.Scenario, parameter.Info),
                ]),
            ]),
    ];

    // What a dated value of a parameter is, its own description does not say: 'forcing/goal/home-utility/2014-06-30/value' is of goal/home-utility.
    private static string What(Scenario scenario, ParameterInfo info)
    {
        string[] parts = info.Address.Split('/');
        string of = string.Join('/', parts.Skip(1).SkipLast(2));
        return parts is ["forcing", _, .., _, "value"] && scenario.Parameters.FirstOrDefault(parameter => parameter.Address == of) is { } dated ? $"By {parts[^2]}: {dated.Description}" : info.Description;
    }

    private static ImmutableArray<Block> Headlines(Validation validation)
    {
        int[] headlines = [.. Enumerable.Range(0, validation.Checks.Length).Where(t => validation.Checks[t].Target.Figure.Headline)];
        return
        [
            new TextTable(
                [new("parameter"), .. headlines.Select(t => new TableColumn(validation.Checks[t].Target.Id, Side.Right))],
                [
                    .. validation.Parameters.Select(parameter => (ImmutableArray<TableCell>)
                        [parameter.Info.Address, .. headlines.Select(t => (TableCell)Signed(parameter.Correlations[t]))]),
                ]),
            new Paragraph(
                $"Rank correlations over the {validation.Replicates:N0} replicates, each with a set of its own. Beyond {(2 / Math.Sqrt(validation.Replicates)).ToString("0.00", CultureInfo.InvariantCulture)} "
                + "either way one in twenty is chance."),
        ];
    }

    private static ImmutableArray<Block> Rival(Validation validation, string name, Validation rival)
    {
        ImmutableArray<RivalCheck> differing = validation.Beside(rival);
        int ours = differing.Count(check => check.IsRivalNearer == false);
        int theirs = differing.Count(check => check.IsRivalNearer == true);
        return
        [
            new TextTable(
                [new("target", Wraps: true), new("published", Side.Right), new("as it is, 90 % band", Side.Right), new("rival, 90 % band", Side.Right), new("mean difference", Side.Right), new("nearer")],
                [
                    .. differing.Select(check => (ImmutableArray<TableCell>)
                    [
                        check.Ours.Target.Id, Published(check.Ours.Target.Figure), Band(check.Ours.Band), Band(check.Rival.Band), (check.Difference > 0 ? "+" : "") + Short(check.Difference),
                        check.IsRivalNearer switch { true => "rival", false => "as it is", null => "" },
                    ]),
                ]),
            new Paragraph(
                $"{name}: with the same parameter sets and the same luck {differing.Length} of {validation.Checks.Length} targets differ by a twentieth or more. The median of the scenario as it is comes nearer to the "
                + $"published figure in {ours}, that of the rival in {theirs}; the rival meets {rival.Fitted.Count(check => check.IsMet)} of {rival.Fitted.Count()} fitted targets ({Percent(rival.ShareMet)})."),
        ];
    }

    private static string Band(Estimate band) => $"{Short(band.Median)} [{Short(band.Low)}–{Short(band.High)}]";

    // Two digits that count: more are not known of a parameter.
    private static string Figure(double value) => (value == 0 ? 0 : double.Parse(value.ToString("E1", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)).ToString("0.##########", CultureInfo.InvariantCulture);

    private static string Level(double level) => double.IsNaN(level) ? "–" : level < 0.001 ? "< 0.001" : level.ToString(level < 0.1 ? "0.000" : "0.00", CultureInfo.InvariantCulture);

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
