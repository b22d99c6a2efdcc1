using System.Collections.Immutable;

namespace Dispersal.Experiments;

/// <summary>One figure before and after a change.</summary>
/// <param name="Measure">What is counted.</param>
/// <param name="Subject">Of whom or what.</param>
/// <param name="Before">The figure before the change.</param>
/// <param name="After">The figure after the change.</param>
/// <param name="Difference">After minus before, replicate by replicate: its interval is that of the differences, and so mostly
/// narrower than the intervals of the two figures suggest.</param>
public sealed record ComparedFigure(Measure Measure, string Subject, Estimate Before, Estimate After, Estimate Difference)
{
    /// <summary>Whether any replicate differs.</summary>
    public bool IsChanged => Difference.Mean != 0 || Difference.Low != 0 || Difference.High != 0;

    /// <summary>Whether at least 95 % of replicates differ to the same side.</summary>
    public bool IsClear => Difference.Low > 0 || Difference.High < 0;
}

/// <summary>What a change of the scenario changes in the results: the paired difference of two ensembles. Immutable.</summary>
/// <remarks>Replicate r has the same luck before and after, so that what differs comes from the change. Figures are those that
/// both ensembles have, ordered by the size of their mean difference, then by measure and subject.</remarks>
public sealed class Comparison
{
    private Comparison(Ensemble before, Ensemble after, DateOnly date, ImmutableArray<ComparedFigure> figures)
    {
        Before = before;
        After = after;
        Date = date;
        Figures = figures;
    }

    /// <summary>The ensemble before the change.</summary>
    public Ensemble Before { get; }

    /// <summary>The ensemble after the change.</summary>
    public Ensemble After { get; }

    /// <summary>The recorded date on which the figures stand.</summary>
    public DateOnly Date { get; }

    /// <summary>Every figure that both ensembles have, the largest difference first.</summary>
    public ImmutableArray<ComparedFigure> Figures { get; }

    /// <summary>Compares two ensembles on their last date.</summary>
    /// <exception cref="ArgumentException">Seeds, replicates or dates of the ensembles differ.</exception>
    public static Comparison Of(Ensemble before, Ensemble after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        EnsembleDifference difference = after.Minus(before);
        DateOnly date = difference.Dates[^1];
        IEnumerable<ComparedFigure> figures =
            from measure in difference.Measures
            from subject in difference.Subjects(measure)
            select new ComparedFigure(
                measure, subject, before.At(measure, subject, date), after.At(measure, subject, date), difference.At(measure, subject, date));

        // The sort is stable: ties keep the order of measures and subjects in the results.
        return new(before, after, date, [.. figures.OrderByDescending(figure => Math.Abs(figure.Difference.Mean))]);
    }
}
