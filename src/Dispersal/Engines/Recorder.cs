using System.Collections.Immutable;
using Dispersal.Results;

namespace Dispersal.Engines;

/// <summary>Copies the counts and levels at each recorded date. Its buffers are reused by the next replicate.</summary>
internal sealed class Recorder
{
    private readonly CompiledModel model;
    private readonly RecordPlanBuilder plan;
    private readonly int dates;
    private readonly int[] counts;
    private readonly double[] reals;
    private int date;

    public Recorder(CompiledModel model, RecordPlanBuilder plan)
    {
        this.model = model;
        this.plan = plan;
        dates = plan.Plan.Dates.Length;
        counts = new int[plan.Plan.CountCells * dates];
        reals = new double[plan.Plan.RealCells * dates];
    }

    /// <summary>Starts a replicate.</summary>
    public void Begin() => date = 0;

    /// <summary>Step (6) of the day: copies the counts when the day is a recorded date.</summary>
    public void Take(int day, Stocks stocks)
    {
        if (plan.DateOf[day] is null)
        {
            return;
        }

        stocks.CheckConservation(model.Scenario.Start.AddDays(day));
        ReadOnlySpan<double> cells = stocks.Cells[..plan.Plan.CountCells];
        for (int c = 0; c < cells.Length; c++)
        {
            counts[(c * dates) + date] = (int)cells[c];
        }

        for (int i = 0; i < plan.Reals.Count; i++)
        {
            reals[(i * dates) + date] = plan.Reals[i](day, stocks);
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
