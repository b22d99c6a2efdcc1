using System.Collections.Immutable;
using Dispersal.Experiments.Analysis;
using Dispersal.Experiments.Files;
using Dispersal.Experiments.Notebooks;
using Dispersal.Notebooks;

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

    /// <summary>Whether the 95 % interval of the mean difference lies on one side of zero: more replicates would not turn its sign.</summary>
    public bool IsSettled => Difference.Mean != 0 && Math.Abs(Difference.Mean) > Precision.HalfWidth(Difference);

    /// <summary>
    /// Replicates that would settle the sign of the mean difference four times out of five, were it and its spread what they are here; null where no
    /// replicate differs or there is only one.
    /// </summary>
    /// <remarks>Paired replicates as for a t-test of 5 % and power 80 %, normal quantiles: ((1.960 + 0.842) s / d)^2.</remarks>
    public long? ReplicatesToSettle
    {
        get
        {
            double ratio = (Student.Normal + Student.Power) * Difference.MonteCarloError * Math.Sqrt(Difference.Replicates) / Difference.Mean;
            return Difference.Mean == 0 || Difference.Replicates < 2 ? null : (long)Math.Min(1e15, Math.Max(2, Math.Ceiling(ratio * ratio)));
        }
    }
}

/// <summary>What a change of the scenario changes in the results: the paired difference of two ensembles. Immutable.</summary>
/// <remarks>Replicate r has the same luck before and after, so that what differs comes from the change. Figures are those that
/// both ensembles have, ordered by the size of their mean difference, then by measure and subject.</remarks>
[TypeFormatterSource(typeof(ExperimentFormatters))]
public sealed class Comparison
{
    private readonly Lazy<ImmutableArray<Shift>> shifts;

    private Comparison(Ensemble before, Ensemble after, DateOnly date, ImmutableArray<ComparedFigure> figures)
    {
        shifts = new(ListShifts);
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

    /// <summary>Routes, places and fates that have more or fewer persons in any replicate, those with the largest mean difference of each first.</summary>
    public ImmutableArray<Shift> Shifts => shifts.Value;

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

    /// <summary>
    /// Writes a folder: <c>before/</c> and <c>after/</c>, each a result folder; <c>difference/</c>, the paired differences in tables of the same form, series that are
    /// zero throughout left out; <c>shifts.csv</c>; <c>manifest.json</c>.
    /// </summary>
    /// <param name="directory">The folder; it appears whole or not at all, and replaces an earlier result folder of that name.</param>
    /// <exception cref="IOException">The folder holds anything but results, or cannot be written.</exception>
    public void Save(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        using ResultPlace place = ResultPlace.Hold(directory);
        Save(place);
    }

    /// <summary>Writes the same into a folder that is held already.</summary>
    /// <param name="place">The folder, held since before the runs began, so that nobody else writes there meanwhile.</param>
    /// <exception cref="IOException">The folder cannot be written; what was there is untouched.</exception>
    public void Save(ResultPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        place.Save(folder => ComparisonFiles.Write(this, folder));
    }

    private ImmutableArray<Shift> ListShifts()
    {
        // (1) Sums by route, place and fate, replicate by replicate, (2) paired where both have them, (3) those that differ.
        Dictionary<(ShiftOf Of, string Name), double[]> before = Sums(Before);
        Dictionary<(ShiftOf Of, string Name), double[]> after = Sums(After);
        return
        [
            .. from sum in before
               where after.ContainsKey(sum.Key)
               let difference = after[sum.Key].Zip(sum.Value, (a, b) => a - b).ToArray()
               where difference.Any(d => d != 0)
               let shift = new Shift(sum.Key.Of, sum.Key.Name, Estimate.Of(sum.Value), Estimate.Of(after[sum.Key]), Estimate.Of(difference))
               orderby shift.Of, Math.Abs(shift.Difference.Mean) descending, shift.Name
               select shift,
        ];
    }

    private static Dictionary<(ShiftOf Of, string Name), double[]> Sums(Ensemble ensemble)
    {
        Dictionary<(ShiftOf Of, string Name), double[]> sums = [];
        Add(ResultTable.Flows, key => key[4] == "passed" ? (ShiftOf.Route, key[0]) : null, isWholeRun: true);
        Add(ResultTable.Stocks, key => (ShiftOf.Place, key[0]), isWholeRun: false);
        Add(ResultTable.Fates, key => (ShiftOf.Fate, key[1]), isWholeRun: false);
        return sums;

        void Add(ResultTable table, Func<ImmutableArray<string>, (ShiftOf, string)?> name, bool isWholeRun)
        {
            foreach ((int series, ImmutableArray<string> key) in ensemble.Keys(table).Index())
            {
                if (name(key) is not { } to)
                {
                    continue;
                }

                if (!sums.TryGetValue(to, out double[]? sum))
                {
                    sums[to] = sum = new double[ensemble.Replicates];
                }

                double[][] values = ensemble.Values(table, series);
                foreach (double[] date in isWholeRun ? values : [values[^1]])
                {
                    for (int replicate = 0; replicate < sum.Length; replicate++)
                    {
                        sum[replicate] += date[replicate];
                    }
                }
            }
        }
    }
}
