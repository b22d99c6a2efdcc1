using System.Collections.Immutable;
using Dispersal.Experiments;

namespace Dispersal.Reporting;

/// <summary>What a change changes: the report of a comparison.</summary>
public static class ComparisonReport
{
    private const int MostRows = 30;

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
            + "* marks those whose interval lies on one side of zero." + rest));
        return new([.. blocks]);
    }

    /// <summary>Compared figures as a table.</summary>
    public static TextTable Table(IEnumerable<ComparedFigure> figures) => new(
        [
            new("measure"), new("subject"), new("before", Side.Right), new("after", Side.Right), new("difference", Side.Right), new(""),
        ],
        [
            .. figures.Select(figure => (ImmutableArray<TableCell>)
            [
                figure.Measure.Name, figure.Subject, figure.Before.ToString(), figure.After.ToString(), figure.Difference.ToString(),
                figure.IsClear ? "*" : "",
            ]),
        ]);
}
