using System.Collections.Immutable;
using Dispersal.Results;

namespace Dispersal.Engines;

/// <summary>Copies the counts and levels at each recorded date. Its buffers are reused by the next replicate.</summary>
internal sealed class Recorder
{
    private readonly CompiledModel model;
    private readonly RecordPlanBuilder plan;
    private readonly double[] counts;
    private readonly double[] reals;
    private int date;

    public Recorder(CompiledModel model, RecordPlanBuilder plan)
    {
        this.model = model;
        this.plan = plan;
        counts = new double[plan.Plan.CountCells * plan.Plan.Dates.Length];
        reals = new double[plan.Plan.RealCells * plan.Plan.Dates.Length];
    }

    /// <summary>Values of a whole replicate.</summary>
    public long Values => (long)counts.Length + reals.Length;

    /// <summary>Starts a replicate.</summary>
    public void Begin() => date = 0;

    /// <summary>What has been recorded so far.</summary>
    public (double[] Counts, double[] Reals) SoFar() =>
        (counts[..(date * plan.Plan.CountCells)], reals[..(date * plan.Plan.RealCells)]);

    /// <summary>Goes on at the start of a day, after what was recorded before it.</summary>
    public void Resume(int day, double[] countsBefore, double[] realsBefore)
    {
        date = plan.DateOf.Take(day).Count(recorded => recorded is not null);
        if (countsBefore.Length != date * plan.Plan.CountCells || realsBefore.Length != date * plan.Plan.RealCells)
        {
            throw SavedReplicate.Damaged();
        }

        countsBefore.CopyTo(counts, 0);
        realsBefore.CopyTo(reals, 0);
    }

    /// <summary>Step (6) of the day: copies the counts when the day is a recorded date.</summary>
    public void Take(int day, Stocks stocks)
    {
        if (plan.DateOf[day] is null)
        {
            return;
        }

        stocks.CheckConservation(model.Scenario.Start.AddDays(day));
        ReadOnlySpan<double> cells = stocks.Cells;
        Span<double> row = counts.AsSpan(date * plan.Plan.CountCells, plan.Plan.CountCells);
        foreach ((int first, int number) in plan.CountRuns)
        {
            cells.Slice(first, number).CopyTo(row);
            row = row[number..];
        }

        row = reals.AsSpan(date * plan.Plan.RealCells, plan.Plan.RealCells);
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = plan.Reals[i](day, stocks);
        }

        stocks.ClearFlows();
        date++;
    }

    /// <summary>What the replicate recorded.</summary>
    public RunRecord Finish(double personDays, ImmutableArray<HistoryStep> histories) => new()
    {
        Counts = counts,
        Reals = reals,
        PersonDays = (long)personDays,
        Histories = histories,
    };
}
