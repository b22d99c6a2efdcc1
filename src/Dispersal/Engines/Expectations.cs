using Dispersal.Mechanisms;
using Dispersal.Model;
using Dispersal.Randomness;
using Dispersal.Results;

namespace Dispersal.Engines;

/// <summary>
/// Expectations instead of draws: one run, the same for every seed. Follows the expected number of persons in every state where that can be done within a
/// stated amount of work; else divides the expected persons into grains, a fraction of a person each, who live as persons do, all in the same fields.
/// </summary>
/// <remarks>
/// Grains arrive as counted off, and their plots kill as is to be expected; what becomes of each is left to a fixed table of luck. Persons in hundreds of thousands
/// of states leave nothing to be dealt more evenly: hardly two are in one state, and less than one leaves it on a day.
/// </remarks>
internal sealed class Expectations : IReplicateWorker
{
    /// <summary>The work within which every state is followed.</summary>
    // Visits of states and branches walked: half a second or so. Counted, not timed, so that a scenario always takes the same way.
    public const long MostWork = 4_000_000;

    /// <summary>Grains in a run, about: the finer they are, the closer, and the dearer.</summary>
    // Four to a person in raqqa-2017, which cost less than five replicates: measured, see the docs on performance.
    public const double MostGrains = 200_000;

    // Where states are so many that visiting a tenth of them each day would be more than that, following them is not tried.
    private const double Hopeless = 10;

    private readonly CompiledModel model;
    private readonly Stocks stocks;
    private readonly Recorder recorder;
    private readonly HomeGrownPlots homeGrown;
    private readonly DirectedOrders orders;
    private readonly Action<string> tell;
    private readonly long mostWork;
    private readonly Func<CompiledModel, Stocks, IExpectedMasses> followed;

    /// <summary>Prepares a run.</summary>
    /// <param name="model">The scenario, compiled.</param>
    /// <param name="plan">What is recorded.</param>
    /// <param name="tell">Told how it went.</param>
    /// <param name="mostWork">The work within which every state is followed.</param>
    /// <param name="mostGrains">Grains in a run, about, where it is not.</param>
    /// <param name="followed">Makes what follows states; tests put faults in its place.</param>
    public Expectations(
        CompiledModel model, RecordPlanBuilder plan, Action<string>? tell = null, long mostWork = MostWork, double mostGrains = MostGrains,
        Func<CompiledModel, Stocks, IExpectedMasses>? followed = null)
    {
        this.model = model;
        this.tell = tell ?? (_ => { });
        this.mostWork = mostWork;
        this.followed = followed ?? ((m, s) => new ExpectedMasses<PooledDivision>(m, s));
        stocks = new Stocks(model, model.Layout);
        recorder = new Recorder(model, plan);
        homeGrown = new HomeGrownPlots(model, stocks);
        orders = new DirectedOrders(model, stocks);
        double persons = model.Inflow.Intakes.Sum(intake => intake.Expected);
        Grain = 1;
        while (persons / Grain < mostGrains / 2 && Grain > 1.0 / 64)
        {
            Grain /= 2;    // a power of two, so that grains sum without rounding
        }

        while (persons / Grain > mostGrains)
        {
            Grain *= 2;
        }
    }

    /// <summary>Persons in a grain, a power of two, where states are too many to follow each.</summary>
    public double Grain { get; }

    /// <inheritdoc/>
    public RunRecord Run(ulong seed, int replicate, CancellationToken cancellation)
    {
        if (EngineChoice.States(model) * model.Days <= Hopeless * mostWork)
        {
            using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            IExpectedMasses masses = followed(model, stocks);
            try
            {
                RunRecord record = Run(new Exactly(this, masses, enough), enough.Token);
                enough.Token.ThrowIfCancellationRequested();    // the last day may have been the one that was too much
                tell($"every one of {masses.StatesMet} states followed");
                return record;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // They were too many.
            }
        }

        tell(FormattableString.Invariant($"too many states to follow each: expectations live in grains of {Grain} person"));
        return Run(new ByGrains(this), cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private RunRecord Run<TDraw>(TDraw draw, CancellationToken cancellation)
        where TDraw : IFlowDraw
    {
        stocks.Clear();
        recorder.Begin();
        double personDays = DayLoop.Run(model, stocks, draw, recorder, cancellation);
        return recorder.Finish(personDays, []);
    }

    private sealed class Exactly(Expectations owner, IExpectedMasses masses, CancellationTokenSource enough) : IFlowDraw
    {
        public void DrawFlows(int day)
        {
            owner.orders.Expect();

            // A pace at which twice the work would be needed is seen early on.
            if (!masses.Draw(day, Math.Min(owner.mostWork, (owner.mostWork / 16) + (2.0 * owner.mostWork * day / owner.model.Days))))
            {
                enough.Cancel();
            }
        }

        public void ApplyFlows(int day)
        {
            masses.Apply();
            owner.orders.CountExpected();
            owner.homeGrown.Expect(day);
        }
    }

    private sealed class ByGrains : IFlowDraw
    {
        private readonly Expectations owner;
        private readonly ExpectedPlots plots;
        private readonly PersonLife life;

        public ByGrains(Expectations owner)
        {
            this.owner = owner;
            CompiledModel model = owner.model;
            plots = new ExpectedPlots(model, owner.Grain);
            life = new PersonLife(
                model, owner.stocks.Fields, new HistorySample(model, 0), new GrainArrivals(model.Inflow, model.Population, owner.Grain), plots);
            life.Begin(new StreamKey(0, 0), [.. Enumerable.Range(0, model.Inflow.Intakes.Count)], saved: null);
        }

        public void DrawFlows(int day)
        {
            owner.orders.Expect();
            life.Day(day);
        }

        public void ApplyFlows(int day)
        {
            life.Deltas.MoveTo(owner.stocks.Cells, owner.Grain);
            plots.MoveTo(owner.stocks.Cells);
            owner.orders.CountExpected();
            owner.homeGrown.Expect(day);
        }
    }
}
