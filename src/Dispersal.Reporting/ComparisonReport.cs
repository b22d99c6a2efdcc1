using System.Collections.Immutable;
using Dispersal.Experiments;

namespace Dispersal.Reporting;

/// <summary>What a change changes: the report of a comparison.</summary>
public static class ComparisonReport
{
    private const int MostRows = 30;
    private const int MostShifts = 8;

    /// <summary>The report of a comparison, the largest differences first.</summary>
    public static Document Of(Comparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ComparedFigure[] changed = [.. comparison.Figures.Where(figure => figure.IsChanged)];
        List<Block> blocks =
        [
            new Heading($"What changes by {comparison.Date:yyyy-MM-dd}"),
            new Facts([("before", Origin.Line(comparison.Before)), ("after", Origin.Line(comparison.After))]),
        ];
        if (changed.Length == 0)
        {
            blocks.Add(new Paragraph("Nothing: no figure differs in any replicate."));
            return new([.. blocks]);
        }

        blocks.Add(Table(changed.Take(MostRows)));
        string rest = changed.Length > MostRows ? $" {changed.Length - MostRows:N0} smaller differences are not shown." : "";
        blocks.Add(new Paragraph(
            "Median [5 %, 95 %] over replicates; differences are taken pair by pair, replicates with the same luck. "
            + "* marks those whose interval lies on one side of zero. Sign: settled when the 95 % interval of the mean difference lies on one side of "
            + "zero, else the replicates that would settle it four times out of five." + rest));
        blocks.AddRange(Shifts(comparison));
        return new([.. blocks]);
    }

    /// <summary>Compared figures as a table.</summary>
    public static TextTable Table(IEnumerable<ComparedFigure> figures) => new(
        [
            new("measure"), new("subject"), new("before", Side.Right), new("after", Side.Right), new("difference", Side.Right), new(""), new("sign", Side.Right),
        ],
        [
            .. figures.Select(figure => (ImmutableArray<TableCell>)
            [
                figure.Measure.Name, figure.Subject, figure.Before.ToString(), figure.After.ToString(), figure.Difference.ToString(),
                figure.IsClear ? "*" : "", Sign(figure),
            ]),
        ])
    {
        Keys = 2,
    };

    private static string Sign(ComparedFigure figure) => figure.IsSettled ? "settled"
        : figure.ReplicatesToSettle is { } replicates ? (replicates < 1_000_000 ? $"{replicates:N0}" : "> 1 million") : "";

    private static IEnumerable<Block> Shifts(Comparison comparison)
    {
        foreach (IGrouping<ShiftOf, Shift> shifts in comparison.Shifts.GroupBy(shift => shift.Of))
        {
            Shift[] all = [.. shifts];
            yield return new Heading(
                shifts.Key switch
                {
                    ShiftOf.Route => "Between routes",
                    ShiftOf.Place => "Between places",
                    _ => "Between fates",
                }, 3);
            yield return new TextTable(
                [
                    new(shifts.Key.ToString().ToLowerInvariant()), new("before", Side.Right), new("after", Side.Right), new("difference", Side.Right),
                ],
                [
                    .. all.Take(MostShifts).Select(shift => (ImmutableArray<TableCell>)
                    [
                        shift.Name, shift.Before.ToString(), shift.After.ToString(), shift.Difference.ToString(),
                    ]),
                ]);
            string others = all.Length > MostShifts ? $" {all.Length - MostShifts:N0} smaller ones are not shown." : "";
            yield return new Paragraph(
                $"On the mean {Figures.Text(all.Sum(shift => Math.Max(0, shift.Difference.Mean)))} more where there are more, "
                + $"{Figures.Text(all.Sum(shift => Math.Max(0, -shift.Difference.Mean)))} fewer where there are fewer ({Counted(shifts.Key, comparison)}).{others}");
        }
    }

    private static string Counted(ShiftOf shift, Comparison comparison) => shift switch
    {
        ShiftOf.Route => "crossings, the whole run",
        ShiftOf.Place => $"persons alive on {comparison.Date:yyyy-MM-dd}",
        _ => $"persons who departed, on {comparison.Date:yyyy-MM-dd}",
    };
}
