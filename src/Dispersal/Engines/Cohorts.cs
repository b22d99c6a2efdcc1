using Dispersal.Mechanisms;
using Dispersal.Randomness;
using Dispersal.Results;

namespace Dispersal.Engines;

/// <summary>
/// Persons as numbers by state: exact where they are exchangeable. Cost follows states and their events, not heads. Nobody has a history.
/// </summary>
/// <typeparam name="TDealing">How persons are dealt; tests put faults in its place.</typeparam>
internal sealed class Cohorts<TDealing> : IReplicateWorker, IFlowDraw
    where TDealing : struct, IDealing<TDealing>
{
    private readonly CompiledModel model;
    private readonly Stocks stocks;
    private readonly Recorder recorder;
    private readonly HomeGrownPlots homeGrown;
    private readonly DirectedOrders orders;
    private readonly CohortLife<TDealing> life;
    private readonly List<(int Intake, long Number)>[] arrivals;
    private StreamKey luck;

    public Cohorts(CompiledModel model, RecordPlanBuilder plan)
    {
        this.model = model;
        stocks = new Stocks(model, model.Layout);
        recorder = new Recorder(model, plan);
        homeGrown = new HomeGrownPlots(model, stocks);
        orders = new DirectedOrders(model, stocks);
        life = new CohortLife<TDealing>(model, stocks.Fields);
        arrivals = [.. Enumerable.Range(0, model.Days).Select(_ => new List<(int, long)>())];
    }

    /// <summary>The stocks of the current replicate.</summary>
    public Stocks Stocks => stocks;

    /// <inheritdoc/>
    public RunRecord Run(ulong seed, int replicate, CancellationToken cancellation) => Run(seed, replicate, this, cancellation);

    /// <summary>Runs a replicate through a draw that wraps this one.</summary>
    public RunRecord Run<TDraw>(ulong seed, int replicate, TDraw draw, CancellationToken cancellation)
        where TDraw : IFlowDraw
    {
        luck = new StreamKey(seed, replicate);
        stocks.Clear();
        homeGrown.Begin(luck);
        orders.Begin(luck);
        life.Begin(luck);
        DealArrivals();
        recorder.Begin();
        double personDays = DayLoop.Run(model, stocks, draw, recorder, cancellation);
        return recorder.Finish(personDays, []);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <inheritdoc/>
    public void DrawFlows(int day)
    {
        orders.Draw();
        life.Day(day);
        foreach ((int intake, long number) in arrivals[day])
        {
            life.Arrive(model.Inflow.Intakes[intake], number, day);
        }
    }

    /// <inheritdoc/>
    public void ApplyFlows(int day)
    {
        life.Apply(day, stocks.Cells);
        orders.Count();
        homeGrown.Draw(day);
    }

    // An intake's persons are dealt to its days: one by one where they are few.
    private void DealArrivals()
    {
        foreach (List<(int, long)> day in arrivals)
        {
            day.Clear();
        }

        IReadOnlyList<Intake> intakes = model.Inflow.Intakes;
        Span<long> byDay = stackalloc long[31];
        for (int i = 0; i < intakes.Count; i++)
        {
            Intake intake = intakes[i];
            long number = Inflow.Persons(intake, luck);
            Span<long> days = byDay[..intake.Days];
            days.Clear();
            LuckStream stream = new(luck, intake.Key, 0, Purpose.ArrivalDay);
            if (number < intake.Days)
            {
                for (long person = 0; person < number; person++)
                {
                    days[Math.Min(intake.Days - 1, (int)(stream.Next() * intake.Days))]++;
                }
            }
            else
            {
                Multinomial.DealEvenly(number, days, ref stream);
            }

            for (int day = 0; day < days.Length; day++)
            {
                if (days[day] > 0)
                {
                    arrivals[intake.FirstDay + day].Add((i, days[day]));
                }
            }
        }
    }
}
