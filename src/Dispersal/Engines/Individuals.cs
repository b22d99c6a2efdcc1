using Dispersal.Randomness;
using Dispersal.Results;

namespace Dispersal.Engines;

/// <summary>
/// Persons as agents, event by event: each waits in a calendar for his next candidate event, so that cost follows events rather than person-days. Draws
/// are keyed by person, event ordinal, candidate number and purpose, so the number of threads never shows.
/// </summary>
internal sealed class Individuals : IReplicateWorker, IFlowDraw
{
    private readonly CompiledModel model;
    private readonly Stocks stocks;
    private readonly Recorder recorder;
    private readonly int historyPersons;
    private readonly HistorySample histories;
    private readonly HomeGrownPlots homeGrown;
    private readonly DirectedOrders orders;
    private readonly PersonLife[] lives;
    private readonly int[][] intakes;
    private readonly Crew crew;
    private readonly Action<int> drawDay;
    private readonly Continuation continuation;
    private int today;
    private int toSave;
    private int replicate;
    private StreamKey luck;

    public Individuals(CompiledModel model, RecordPlanBuilder plan, int threads = 1, Continuation? continuation = null)
    {
        this.model = model;
        this.continuation = continuation ?? Continuation.None;
        stocks = new Stocks(model, model.Layout);
        recorder = new Recorder(model, plan);
        historyPersons = plan.HistoryPersons;
        histories = new HistorySample(model, historyPersons);
        homeGrown = new HomeGrownPlots(model, stocks);
        orders = new DirectedOrders(model, stocks);
        intakes = Shared(threads);
        lives = [.. intakes.Select(_ => new PersonLife(
            model, stocks.Fields, histories, new PersonArrivals(model.Inflow), remembersWaits: this.continuation != Continuation.None))];
        crew = new Crew(lives.Length);
        drawDay = i => lives[i].Day(today);
    }

    /// <summary>The stocks of the current replicate.</summary>
    public Stocks Stocks => stocks;

    /// <inheritdoc/>
    public RunRecord Run(ulong seed, int replicate, CancellationToken cancellation) => Run(seed, replicate, this, cancellation);

    /// <summary>Runs a replicate through a draw that wraps this one.</summary>
    public RunRecord Run<TDraw>(ulong seed, int number, TDraw draw, CancellationToken cancellation)
        where TDraw : IFlowDraw
    {
        replicate = number;
        toSave = 0;
        luck = new StreamKey(seed, replicate);
        stocks.Clear();
        homeGrown.Begin(luck);
        orders.Begin(luck);
        recorder.Begin();
        SavedReplicate? saved = continuation.From is { } from ? SavedReplicate.FromBytes(from(replicate, SavedReplicate.MostBytes(model, recorder.Values, historyPersons))) : null;
        if (saved?.Fits(model) == false)
        {
            throw SavedReplicate.Damaged();
        }

        SavedLives? savedLives = saved is null ? null : new SavedLives(saved);
        crew.Do(i => lives[i].Begin(luck, intakes[i], savedLives));
        histories.Begin(replicate == 0 && histories.IsWanted ? [.. lives.SelectMany(life => life.Keys.ToArray())] : []);
        if (saved is not null)
        {
            Resume(saved, savedLives!);
        }

        double personDays = DayLoop.Run(model, stocks, draw, recorder, cancellation, saved?.Day ?? 0, saved?.PersonDays ?? 0);
        return recorder.Finish(personDays, histories.Of(lives.Select(life => life.Log)));
    }

    /// <inheritdoc/>
    public void Start(int day, double personDays)
    {
        for (; toSave < continuation.SaveOn.Count && continuation.SaveOn[toSave] <= day; toSave++)
        {
            if (continuation.SaveOn[toSave] == day)
            {
                continuation.Save(toSave, replicate, Saved(day, personDays).ToBytes());
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => crew.Dispose();

    /// <inheritdoc/>
    public void DrawFlows(int day)
    {
        today = day;
        orders.Draw();
        crew.Do(drawDay);
    }

    /// <inheritdoc/>
    public void ApplyFlows(int day)
    {
        foreach (PersonLife life in lives)
        {
            life.Deltas.MoveTo(stocks.Cells);
        }

        orders.Count();
        homeGrown.Draw(day);
    }

    private void Resume(SavedReplicate saved, SavedLives savedLives)
    {
        stocks.Fields.Remember(saved.Levels);
        saved.Cells.CopyTo(stocks.Cells);    // yesterday's events among them, which the fields of the first day read
        homeGrown.Resume(saved.PlotWaits, saved.Plots);
        orders.Resume(saved.OrderWaits, saved.Orders);
        recorder.Resume(saved.Day, saved.Counts, saved.Reals);
        lives[0].Adopt(savedLives.Left, saved.Steps.Select(step => step.Logged()), saved.Day);
    }

    private SavedReplicate Saved(int day, double personDays)
    {
        List<SavedPerson> persons = [];
        foreach (PersonLife life in lives)
        {
            life.SaveTo(persons, day);
        }

        (double[] counts, double[] reals) = recorder.SoFar();
        return new SavedReplicate
        {
            Day = day,
            PersonDays = personDays,
            Cells = stocks.Cells.ToArray(),
            Levels = stocks.Fields.Remembered(),
            PlotWaits = homeGrown.Waits,
            Plots = homeGrown.Numbers,
            OrderWaits = orders.Waits,
            Orders = orders.Numbers,
            Counts = counts,
            Reals = reals,
            Persons = [.. persons.OrderBy(person => person.Key)],
            Steps = [.. lives.SelectMany(life => life.Log).OrderBy(step => step.Key).ThenBy(step => step.Day).Select(SavedStep.Of)],
        };
    }

    // Whole intakes, dealt so that threads have about the same number of persons: contacts are people of one intake.
    private int[][] Shared(int threads)
    {
        List<int>[] shares = [.. Enumerable.Range(0, threads).Select(_ => new List<int>())];
        double[] persons = new double[threads];
        for (int i = 0; i < model.Inflow.Intakes.Count; i++)
        {
            int least = Array.IndexOf(persons, persons.Min());
            shares[least].Add(i);
            persons[least] += model.Inflow.Intakes[i].Expected;
        }

        return [.. shares.Select(share => share.ToArray())];
    }
}
