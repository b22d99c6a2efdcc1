using System.Collections.Immutable;
using Dispersal.Mechanisms;
using Dispersal.Model;
using Dispersal.Randomness;
using Dispersal.Results;

namespace Dispersal.Engines;

/// <summary>
/// Persons as agents, event by event: each waits in the bucket of the day of his next candidate event, so that cost follows events rather than
/// person-days. Draws are keyed by person, event ordinal, candidate number and purpose.
/// </summary>
/// <remarks>
/// A day: for every person in its bucket, (a) the bound and the actual hazard of each exit; (b) accept the candidate with
/// (1 - e^-actual) / (1 - e^-bound), else look for the next candidate; (c) which exit; (d) what it leads to. Only when all are drawn are
/// they applied: nobody sees another's step of the same day.
/// </remarks>
internal sealed class Individuals : IReplicateWorker, IFlowDraw
{
    private const int Nobody = -1;

    private readonly CompiledModel model;
    private readonly Steps steps;
    private readonly Fields fields;
    private readonly Stocks stocks;
    private readonly Recorder recorder;
    private readonly int[] bucket;
    private readonly int[] arriving;
    private readonly double[] actual;
    private readonly int[] intakeStart;
    private int population;

    private PersonState[] states = [];
    private ulong[] keys = [];
    private uint[] ordinals = [];
    private uint[] candidates = [];
    private int[] next = [];
    private int[] intakeOf = [];
    private (int Person, Transition Transition)[] drawn = new (int, Transition)[64];
    private int drawnCount;
    private StreamKey luck;

    public Individuals(CompiledModel model, RecordPlanBuilder plan)
    {
        this.model = model;
        fields = new Fields(model.Geography, model.Population, model.Scenario.Affiliates.Length, model.Rules.Count);
        stocks = new Stocks(model, fields);
        steps = new Steps(model, fields);
        recorder = new Recorder(model, plan);
        bucket = new int[model.Days];
        arriving = new int[model.Days];
        actual = new double[model.MostTerms];
        intakeStart = new int[model.Inflow.Intakes.Count + 1];
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
        fields.Clear();
        stocks.Clear();
        int persons = Populate();
        recorder.Begin(replicate == 0 ? keys.AsSpan(0, persons) : []);
        long personDays = DayLoop.Run(model, stocks, draw, recorder, cancellation);
        return recorder.Finish(personDays);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Buffers are managed; the contract allows for engines whose buffers are not.
    }

    /// <inheritdoc/>
    public void DrawExits(int day)
    {
        drawnCount = 0;
        for (int person = bucket[day]; person != Nobody;)
        {
            int following = next[person];
            Draw(person, day);
            person = following;
        }
    }

    /// <inheritdoc/>
    public void ApplyExits(int day)
    {
        for (int i = 0; i < drawnCount; i++)
        {
            ref (int Person, Transition Transition) step = ref drawn[i];
            int person = step.Person;
            PersonState before = states[person];
            stocks.Move(before, ref step.Transition, 1);
            states[person] = step.Transition.Next;
            ordinals[person]++;
            candidates[person] = 0;
            recorder.Step(person, day, before, step.Transition);
            if (step.Transition.Cause == Cause.GaveBirth)
            {
                Born(person, day);
            }

            Schedule(person, day + 1);
        }

        if (model.Scenario.Attacks.On)
        {
            DrawHomeGrown(day);
        }
    }

    /// <inheritdoc/>
    public void AddArrivals(int day)
    {
        for (int person = arriving[day]; person != Nobody;)
        {
            int following = next[person];
            Intake intake = model.Inflow.Intakes[intakeOf[person]];
            PersonState state = model.Inflow.Enter(intake, keys[person], day, luck);
            if (state.Stage == Stage.Known)
            {
                state = steps.Examined(state, day, new PersonLuck(luck, keys[person], 0));
            }

            Cause cause = intake.StoppedOnTheWay ? Cause.StoppedOnTheWayIn : Cause.ReachedTheatre;
            states[person] = state;
            ordinals[person] = 1;
            stocks.Enter(state, cause, 1);
            recorder.Enter(person, keys[person], day, state, cause);
            Schedule(person, day + 1);
            person = following;
        }
    }

    // M17: the child enters where the mother is, in her stage.
    private void Born(int mother, int day)
    {
        Reserve(population + 1);
        int child = population++;
        keys[child] = ContentHash.With(keys[mother], ordinals[mother]);
        ordinals[child] = 1;
        candidates[child] = 0;
        intakeOf[child] = Nobody;
        PersonState state = states[mother];
        state.Group = (ushort)model.Population.BornTo(model.Population.OriginOf[state.Group]);
        state.Traits = Traits.Born;
        state.Commitment = 0;
        state.Age = Age.Child;

        // Who is born with an affiliate inside the origin is there from the first day, not from his first step.
        stocks.MarkReturned(ref state, 1);
        states[child] = state;
        stocks.Enter(state, Cause.Born, 1);
        recorder.Enter(child, keys[child], day, state, Cause.Born);
        Schedule(child, day + 1);
    }

    // M14: plots of the home-grown, by country.
    private void DrawHomeGrown(int day)
    {
        for (int c = 0; c < fields.Mobilised.Length; c++)
        {
            (double linked, double inspired) = model.Attacks.HomeGrown(c, day, fields);
            if (linked + inspired <= 0)
            {
                continue;
            }

            PersonLuck number = model.Attacks.CountryLuck(luck, c, day);
            RandomBlock draw = number.For(Purpose.HomeGrown);
            int plots = Attacks.Poisson(linked + inspired, draw.First);
            for (int i = 0; i < plots; i++)
            {
                PersonLuck own = model.Attacks.PlotLuck(luck, c, day, i);
                PlotKind kind = own.For(Purpose.HomeGrown, 1).First * (linked + inspired) < linked ? PlotKind.Linked : PlotKind.Inspired;
                double watched = fields.Watched[(c * Fields.RiskClasses) + Watching.HomeGrown];
                stocks.CountHomeGrown(c, model.Attacks.OfHomeGrown(kind, watched, own));
            }
        }
    }

    // M13, ties by person: the share of those who came next to him who are in cells of his country now, as of the start of the day.
    private double TiesToContacts(int person)
    {
        int intake = intakeOf[person];
        if (intake == Nobody)
        {
            return 0;
        }

        int first = intakeStart[intake];
        int size = intakeStart[intake + 1] - first;
        int contacts = Math.Min(model.Networks.Contacts, size - 1);
        int country = model.Geography.CountryOf[states[person].Place];
        int inCells = 0;
        for (int i = 1; i <= contacts; i++)
        {
            // One to the right, one to the left, two to the right, ... around the intake.
            int offset = (i + 1) / 2;
            int contact = first + ((person - first + ((i & 1) == 1 ? offset : size - offset)) % size);
            inCells += states[contact].Stage == Stage.Clandestine && model.Geography.CountryOf[states[contact].Place] == country ? 1 : 0;
        }

        return contacts == 0 ? 0 : (double)inCells / contacts;
    }

    private int Populate()
    {
        Array.Fill(bucket, Nobody);
        Array.Fill(arriving, Nobody);
        IReadOnlyList<Intake> intakes = model.Inflow.Intakes;
        int persons = 0;
        for (int i = 0; i < intakes.Count; i++)
        {
            Intake intake = intakes[i];
            int number = Inflow.Number(intake, luck);
            intakeStart[i] = persons;
            Reserve(persons + number);
            for (int j = 0; j < number; j++, persons++)
            {
                keys[persons] = Inflow.PersonKey(intake, j);
                states[persons] = default;
                intakeOf[persons] = i;
                candidates[persons] = 0;
                int day = Inflow.ArrivalDay(intake, keys[persons], luck);
                next[persons] = arriving[day];
                arriving[day] = persons;
            }
        }

        intakeStart[intakes.Count] = persons;
        population = persons;
        return persons;
    }

    private void Reserve(int persons)
    {
        if (persons <= keys.Length)
        {
            return;
        }

        int size = Math.Max(persons, Math.Max(1024, keys.Length * 2));
        Array.Resize(ref states, size);
        Array.Resize(ref keys, size);
        Array.Resize(ref ordinals, size);
        Array.Resize(ref candidates, size);
        Array.Resize(ref next, size);
        Array.Resize(ref intakeOf, size);
    }

    private void Schedule(int person, int from)
    {
        if (states[person].Stage == Stage.Dead || from >= model.Days)
        {
            return;
        }

        Span<double> factors = stackalloc double[model.MostTerms];
        Span<double> bases = stackalloc double[model.MostTerms];
        RandomBlock block = luck.Draw(keys[person], ordinals[person], Purpose.Wait, candidates[person]);
        int day = new WaitingTime(model, states[person], from, factors, bases).Day(block.Exponential);
        if (day < model.Days)
        {
            next[person] = bucket[day];
            bucket[day] = person;
        }
    }

    private void Draw(int person, int day)
    {
        ref PersonState state = ref states[person];
        int origin = model.Population.OriginOf[state.Group];

        // (a) Bounds and actual hazards of today.
        HazardTerm[] terms = model.ExitsOf(state);
        double bound = 0;
        double sum = 0;
        for (int i = 0; i < terms.Length; i++)
        {
            ref readonly HazardTerm term = ref terms[i];
            double hazard = term.Scale * term.SeriesOf(origin).On(day);
            if (term.Person != PersonFactor.None)
            {
                hazard *= model.FactorOf(term.Person, state);
            }

            bound += hazard;
            if (term.Field != FieldFactor.None)
            {
                double? ties = term.Field == FieldFactor.Joining && model.Networks.TiesByPerson ? TiesToContacts(person) : null;
                hazard *= model.ShareOfCeiling(term.Field, state, fields, ties);
            }

            if (term.Lever >= 0)
            {
                hazard *= model.Rules.ShareOfCeiling(term.Lever, fields);
            }

            actual[i] = hazard;
            sum += hazard;
        }

        // (b) Thin the candidate where fields hold the hazard below its bound.
        if (sum < bound)
        {
            double accepted = Elementary.OneMinusExpMinus(sum) / Elementary.OneMinusExpMinus(bound);
            if (luck.Draw(keys[person], ordinals[person], Purpose.Wait, candidates[person]).Second >= accepted)
            {
                candidates[person]++;
                Schedule(person, day + 1);
                return;
            }
        }

        // (c) Which exit: with probability proportional to its hazard; certain dislodgement comes before all others.
        double target = luck.Draw(keys[person], ordinals[person], Purpose.Exit).First * sum;
        int chosen = -1;
        for (int i = 0; i < terms.Length; i++)
        {
            if (actual[i] > 0)
            {
                chosen = i;
                target -= actual[i];
                if (target < 0 || HazardSeries.IsCertain(actual[i]))
                {
                    break;
                }
            }
        }

        // (d) What it leads to.
        if (drawnCount == drawn.Length)
        {
            Array.Resize(ref drawn, drawn.Length * 2);
        }

        drawn[drawnCount++] = (person, steps.Resolve(terms[chosen].Exit, state, day, new PersonLuck(luck, keys[person], ordinals[person])));
    }
}
