using System.Collections.Immutable;
using Dispersal.Experiments;

namespace Dispersal.Reporting;

/// <summary>How many replicates figures need.</summary>
public static class ReplicatesReport
{
    /// <summary>The report of what figures of a pilot need.</summary>
    /// <param name="pilot">The pilot.</param>
    /// <param name="within">Half the width of the interval wanted, as a share of the mean.</param>
    /// <param name="needs">What the figures need.</param>
    public static Document Of(Ensemble pilot, double within, IEnumerable<ReplicateNeed> needs)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        ArgumentNullException.ThrowIfNull(needs);
        return new([
            new Heading($"Replicates for a mean within {within * 100:0.###} %"),
            new Facts([("pilot", Origin.Line(pilot))]),
            new TextTable(
                [new("measure"), new("subject"), new("mean", Side.Right), new("deviation", Side.Right), new("replicates", Side.Right)],
                [
                    .. needs.Select(need => (ImmutableArray<TableCell>)
                    [
                        need.Measure.Name, need.Subject, Figures.Text(need.Mean), Figures.Text(need.Deviation),
                        need.Replicates is { } replicates ? replicates.ToString("N0") : "never seen",
                    ]),
                ]),
            new Paragraph(
                "Replicates whose 95 % interval of the mean is that narrow on either side, if the spread of the pilot is the true one; from 20 replicates "
                + "that may be off by a factor of two."),
        ]);
    }
}
