using System.Collections.Immutable;

namespace Dispersal.Results;

/// <summary>One series of a result table: its key columns, and the recorded cells whose sum it is.</summary>
/// <param name="Key">Values of the table's key columns, such as measure and subject.</param>
/// <param name="Cells">Indices into <see cref="RunRecord.Counts"/>, or into <see cref="RunRecord.Reals"/> when <paramref name="IsReal"/>.</param>
/// <param name="IsReal">Whether the series is a real number rather than a count of persons or events.</param>
internal sealed record RecordedSeries(ImmutableArray<string> Key, ImmutableArray<int> Cells, bool IsReal);

/// <summary>What is recorded, decided before the run: the dates, and the series of each result table in the order they are written.</summary>
internal sealed class RecordPlan
{
    /// <summary>What was asked for: tables that were not have no series here and are not written.</summary>
    public Recording Recording { get; init; } = Recording.All;

    /// <summary>Recorded dates, in order.</summary>
    public required ImmutableArray<DateOnly> Dates { get; init; }

    /// <summary>Number of cells of counts per date.</summary>
    public required int CountCells { get; init; }

    /// <summary>Number of real cells per date.</summary>
    public required int RealCells { get; init; }

    /// <summary>Series of <c>summary.csv</c>; key: measure, subject.</summary>
    public required ImmutableArray<RecordedSeries> Summary { get; init; }

    /// <summary>Series of <c>flows.csv</c>; key: route, from, to, mode, outcome.</summary>
    public required ImmutableArray<RecordedSeries> Flows { get; init; }

    /// <summary>Series of <c>stocks.csv</c>; key: place, stage.</summary>
    public required ImmutableArray<RecordedSeries> Stocks { get; init; }

    /// <summary>Series of <c>fates.csv</c>; key: origin, fate.</summary>
    public required ImmutableArray<RecordedSeries> Fates { get; init; }

    /// <summary>Whether a record of another plan reads as one of this.</summary>
    public bool IsLike(RecordPlan other)
    {
        return CountCells == other.CountCells && RealCells == other.RealCells && Dates.AsSpan().SequenceEqual(other.Dates.AsSpan())
            && AreLike(Summary, other.Summary) && AreLike(Flows, other.Flows) && AreLike(Stocks, other.Stocks) && AreLike(Fates, other.Fates);

        static bool AreLike(ImmutableArray<RecordedSeries> a, ImmutableArray<RecordedSeries> b) => a.Length == b.Length
            && a.Zip(b).All(pair => pair.First.IsReal == pair.Second.IsReal && pair.First.Key.AsSpan().SequenceEqual(pair.Second.Key.AsSpan())
                && pair.First.Cells.AsSpan().SequenceEqual(pair.Second.Cells.AsSpan()));
    }
}

/// <summary>One step of a life history, texts resolved.</summary>
/// <param name="Person">Key of the person in this run; says nothing about anybody.</param>
/// <param name="Origin">Country of origin.</param>
/// <param name="Role">Role, as written in files.</param>
/// <param name="Date">Day of the step.</param>
/// <param name="FromStage">Stage left; blank for the first step.</param>
/// <param name="ToStage">Stage entered.</param>
/// <param name="Place">Place after the step.</param>
/// <param name="Cause">What caused the step.</param>
internal readonly record struct HistoryStep(
    string Person, string Origin, string Role, DateOnly Date, string FromStage, string ToStage, string Place, string Cause);

/// <summary>What one replicate recorded.</summary>
internal sealed class RunRecord
{
    /// <summary>
    /// Counts, date by date: the value of cell c at date t stands at t x cells + c. Whole numbers, unless an engine computes what is to be expected.
    /// </summary>
    public required double[] Counts { get; init; }

    /// <summary>Real values in the same layout.</summary>
    public required double[] Reals { get; init; }

    /// <summary>Person-days simulated: persons alive in the system, summed over days.</summary>
    public required long PersonDays { get; init; }

    /// <summary>Life histories of the sampled persons, sorted by person and date; empty in all replicates but the first.</summary>
    public required ImmutableArray<HistoryStep> Histories { get; init; }
}
