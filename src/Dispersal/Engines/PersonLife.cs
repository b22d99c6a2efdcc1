using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Dispersal.Mechanisms;
using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Engines;

/// <summary>
/// The lives of the persons of one thread: who they are, and what becomes of them at a candidate event. Reads the stocks and fields as they stood at the
/// start of the day; what it changes is seen the day after.
/// </summary>
/// <remarks>
/// A candidate: (1) the bound and the actual hazard of each exit; (2) accept with (1 - e^-actual) / (1 - e^-bound), else wait for the next candidate;
/// (3) which exit; (4) what it leads to; (5) note what it changes.
/// </remarks>
[SkipLocalsInit]    // its buffers on the stack are written before they are read
internal sealed class PersonLife
{
    private const double PerWord = 1.0 / 4294967296.0;

    // Below one by more than sums are rounded.
    private const double Surely = 1 - 1e-12;

    // How many persons ahead what is needed of one is asked for.
    private const int Ahead = 4;

    private readonly CompiledModel model;
    private readonly Steps steps;
    private readonly Fields fields;
    private readonly EventCells events;
    private readonly FirstReturn firstReturn;
    private readonly HistorySample histories;
    private readonly IArrivals whoArrives;
    private readonly List<LoggedStep> log = [];
    private readonly StateCells states;
    private readonly StateTable table = new();
    private readonly PersonalExits exits;
    private readonly uint expected;
    private readonly uint living;
    private readonly bool tiesByPerson;
    private readonly List<(int Person, PersonState State)> moved = [];
    private Pinned<ulong> keys = new(1024);
    private int[] intakeOf = [];
    private int[] firstOfIntake = [];
    private Pinned<PersonState> stateOf = new(1024);
    private PersonState[] seenOf = [];
    private int population;
    private StreamKey luck;

    // Of one size for every state, so not on the stack, where a buffer of any size has to be asked for each time.
    private readonly Pinned<double> hazardBuffer;

    // Of a group of candidates: who arrives, who leaves, by which exit, and what that leads to.
    private readonly uint[] arrivals = new uint[EventLoop<Link>.Width];
    private readonly uint[] leavers = new uint[EventLoop<Link>.Width];
    private readonly Exit[] exitsTaken = new Exit[EventLoop<Link>.Width];
    private readonly int[] drawsFrom = new int[EventLoop<Link>.Width + 1];
    private readonly ForeseenDraws draws = new(Steps.MostForeseen * EventLoop<Link>.Width);
    private readonly ForeseenDraws drawsOfArrivals = new(Inflow.DrawsForeseen * EventLoop<Link>.Width);
    private readonly Transition[] transitions = new Transition[EventLoop<Link>.Width];

    // For checkpoints: the exponential number with which each person waits, and since when.
    private readonly bool remembersWaits;
    private double[] exponentialOf = [];
    private int[] sinceOf = [];

    /// <summary>Prepares lives.</summary>
    /// <param name="model">The model.</param>
    /// <param name="fields">Fields of the day.</param>
    /// <param name="histories">Whose lives are kept.</param>
    /// <param name="whoArrives">Who arrives, and when.</param>
    /// <param name="expectedPlots">Where plots are noted whose tolls are expected rather than drawn.</param>
    /// <param name="remembersWaits">Whether the lives can be saved on the way.</param>
    public PersonLife(
        CompiledModel model, Fields fields, HistorySample histories, IArrivals whoArrives, ExpectedPlots? expectedPlots = null, bool remembersWaits = false)
    {
        this.remembersWaits = remembersWaits;
        this.whoArrives = whoArrives;
        this.model = model;
        this.fields = fields;
        this.histories = histories;
        steps = new Steps(model, fields, expectedPlots);
        events = new EventCells(model, model.Layout);
        firstReturn = new FirstReturn(model);
        states = new StateCells(model, model.Layout);
        exits = new PersonalExits(model);
        hazardBuffer = new Pinned<double>(model.OpenExits.Most);
        Deltas = new CellDeltas(model.Layout.Count);
        expected = table.Add(double.NaN, []);

        // The living are numbered by the list of exits that is open to them: where no hazard of it changes, their wait is known without asking further.
        living = (uint)table.Count;
        tiesByPerson = model.Networks.TiesByPerson;

        // Whoever waits beyond the end is of no interest to this run, but may be to one that goes on from a checkpoint: a day of their own keeps them.
        Loop = new EventLoop<Link>(table, Deltas, remembersWaits ? model.Days + 1 : model.Days, new Link(this));
        firstOfIntake = new int[model.Inflow.Intakes.Count + 1];
    }

    /// <summary>Changes of counts drawn today.</summary>
    public CellDeltas Deltas { get; }

    /// <summary>The event loop.</summary>
    public EventLoop<Link> Loop { get; }

    /// <summary>Keys of all persons expected or born.</summary>
    public unsafe ReadOnlySpan<ulong> Keys => new(keys.Pointer, population);

    /// <summary>Steps of sampled persons in the current replicate.</summary>
    public IReadOnlyList<LoggedStep> Log => log;

    /// <summary>Starts a replicate: everybody waits for the day of arrival.</summary>
    /// <param name="key">The luck of the replicate.</param>
    /// <param name="intakes">Intakes whose persons live here, ascending.</param>
    /// <param name="saved">Those who have come already, when the replicate goes on from a checkpoint.</param>
    public unsafe void Begin(in StreamKey key, ReadOnlySpan<int> intakes, SavedLives? saved)
    {
        // (1) Who is expected.
        luck = key;
        log.Clear();
        population = 0;
        IReadOnlyList<Intake> all = model.Inflow.Intakes;
        foreach (int i in intakes)
        {
            int number = whoArrives.Number(i, luck);
            Reserve(population + number);
            firstOfIntake[i] = population;
            for (int j = 0; j < number; j++, population++)
            {
                keys.Pointer[population] = Inflow.PersonKey(all[i], j);
                intakeOf[population] = i;
            }

            firstOfIntake[i + 1] = population;
        }

        // (2) On which day.
        Loop.Begin(luck, population);
        if (tiesByPerson)
        {
            Array.Clear(seenOf);
        }

        for (int person = 0; person < population; person++)
        {
            int intake = intakeOf[person];
            int day = whoArrives.Day(intake, person - firstOfIntake[intake], keys.Pointer[person], luck);
            if (saved is null || day >= saved.Day)
            {
                Loop.Calendar.Put((uint)day, EventCalendar.Record((uint)person, expected), 0);
            }
            else if (saved.Take(keys.Pointer[person]) is { } life)
            {
                Resume(person, life, saved.Day);
            }
        }
    }

    /// <summary>Takes in persons of a checkpoint whom no intake of the scenario knows, such as children born before it.</summary>
    public unsafe void Adopt(IEnumerable<SavedPerson> persons, IEnumerable<LoggedStep> steps, int day)
    {
        foreach (SavedPerson life in persons)
        {
            Reserve(population + 1);
            int person = population++;
            keys.Pointer[person] = life.Key;
            intakeOf[person] = -1;
            Resume(person, life, day);
        }

        log.AddRange(steps);
    }

    /// <summary>Adds everybody alive to those saved at the start of a day.</summary>
    public unsafe void SaveTo(List<SavedPerson> persons, int day)
    {
        for (int waitingFor = day; waitingFor <= model.Days; waitingFor++)
        {
            foreach ((ulong record, uint tag) in Loop.Calendar.Waiting(waitingFor))
            {
                uint person = (uint)(record >> 32);
                if ((uint)record >= living)
                {
                    int since = sinceOf[person];
                    persons.Add(SavedPerson.Of(
                        KeyOf(person), stateOf.Pointer[person], tag, since, exponentialOf[person], Passed(stateOf.Pointer[person], since, day)));
                }
            }
        }
    }

    // Goes on with the wait that was drawn before the checkpoint. Under the same hazards it ends on the same day; where a policy has changed them, what is left of
    // the exponential number is used up by the new ones from today on.
    private unsafe void Resume(int person, in SavedPerson life, int day)
    {
        PersonState state = life.State.State();
        stateOf.Pointer[person] = state;
        if (tiesByPerson)
        {
            seenOf[person] = state;
        }

        uint when = Passed(state, life.Since, day) == life.Passed
            ? Wait((uint)person, NumberOf(state), life.Since, life.Exponential)
            : Wait((uint)person, NumberOf(state), day, Math.Max(double.Epsilon, life.Exponential - life.Passed));    // never nothing: no day without hazards ends a wait
        Loop.Calendar.Put(Math.Max(when, (uint)day), EventCalendar.Record((uint)person, NumberOf(state)), life.Tag);
    }

    // The sum of the bounds of a person's hazards from one day to the day before another.
    private double Passed(in PersonState state, int since, int before)
    {
        if (since >= before)
        {
            return 0;
        }

        ref readonly ExitList list = ref exits[exits.NumberOf(state)];
        return new WaitingTime(exits.ChangingOf(list), list.Constant, since, model.Days).SumTo(before - 1);
    }

    /// <summary>Draws a day.</summary>
    public void Day(int day)
    {
        steps.Remember(day);
        Loop.Day(day);
        model.Hazards.Expect(day + 1);
        foreach ((int person, PersonState state) in moved)
        {
            seenOf[person] = state;
        }

        moved.Clear();
    }

    // Loops of their own, short enough for the processor to have several persons under way at once.
    private unsafe void Meet(uint* which, int number, ulong* records, uint* states, uint* tags, int day, uint* accept, uint* pick)
    {
        // (1) to (3) Who leaves, and by which exit.
        int arriving = 0;
        int leaving = 0;
        draws.Clear();
        drawsOfArrivals.Clear();
        for (int k = 0; k < number; k++)
        {
            if (k + Ahead < number && (uint)records[which[k + Ahead]] >= living)
            {
                exits.Expect((int)((uint)records[which[k + Ahead]] - living));
            }

            uint i = which[k];
            if ((uint)records[i] == expected)
            {
                arrivals[arriving++] = i;
                Inflow.Foresee(KeyOf((uint)(records[i] >> 32)), drawsOfArrivals);
                continue;
            }

            int exit = ExitOf((uint)(records[i] >> 32), (uint)records[i], day, accept[i], pick[i]);
            if (exit < 0)
            {
                tags[i] = EventTag.Again(tags[i]);
                states[i] = (uint)records[i];
                continue;
            }

            uint person = (uint)(records[i] >> 32);
            (leavers[leaving], exitsTaken[leaving], drawsFrom[leaving]) = (i, (Exit)exit, draws.Count);
            steps.Foresee((Exit)exit, stateOf.Pointer[person], day, KeyOf(person), EventTag.Ordinal(tags[i]), draws);
            leaving++;
        }

        drawsFrom[leaving] = draws.Count;
        draws.Draw(luck);
        drawsOfArrivals.Draw(luck);

        // (4) What it leads to.
        PersonChooser chooser = new(luck, draws);
        for (int k = 0; k < leaving; k++)
        {
            uint i = leavers[k];
            uint person = (uint)(records[i] >> 32);
            ref Transition step = ref transitions[k];
            step.Begin(stateOf.Pointer[person]);
            chooser.Turn(KeyOf(person), EventTag.Ordinal(tags[i]), drawsFrom[k], drawsFrom[k + 1]);
            steps.ResolveAndCount(exitsTaken[k], ref step, day, ref chooser);
            tags[i] = EventTag.Next(tags[i]);
        }

        // (5) What it changes.
        for (int k = 0; k < leaving; k++)
        {
            uint i = leavers[k];
            Note((uint)(records[i] >> 32), transitions[k], EventTag.Ordinal(tags[i]), day);
        }

        // (6) Where the leavers are now, apart from what they leave: each looks up other tables.
        for (int k = 0; k < leaving; k++)
        {
            uint i = leavers[k];
            states[i] = Settle((int)(records[i] >> 32), transitions[k].Next);
        }

        // (7) Who arrives.
        PersonChooser chooserOfArrivals = new(luck, drawsOfArrivals);
        for (int k = 0; k < arriving; k++)
        {
            uint i = arrivals[k];
            int person = (int)(records[i] >> 32);
            chooserOfArrivals.Turn(KeyOf((uint)person), 0, k * Inflow.DrawsForeseen, (k + 1) * Inflow.DrawsForeseen);
            states[i] = Arrive(person, day, ref chooserOfArrivals);
            tags[i] = EventTag.Next(tags[i]);
        }
    }

    // The exit that a person takes; below zero where he stays.
    private unsafe int ExitOf(uint person, uint number, int day, uint accept, uint pick)
    {
        // (1) Bounds and actual hazards of today.
        ref readonly ExitList list = ref exits[(int)(number - living)];
        ReadOnlySpan<StateTerm> terms = exits.TermsOf(list);
        double* actual = hazardBuffer.Pointer;
        ReadOnlySpan<double> today = model.Hazards.On(day);
        double bound = 0;
        for (int i = 0; i < terms.Length; i++)
        {
            ref readonly StateTerm term = ref terms[i];
            double hazard = term.Series < 0 ? term.Factor : term.Factor * today[term.Series];
            actual[i] = hazard;
            bound += hazard;
        }

        double sum = list.IsScaled ? Scaled(terms, person, actual) : bound;

        // (2) Thin the candidate where fields hold the hazard below its bound. Whoever is accepted with sum / bound is accepted anyway, as 1 - e^-x bends down.
        double drawn = accept * PerWord;
        if (sum < bound && drawn * bound >= sum * Surely && drawn >= Elementary.OneMinusExpMinus(sum) / Elementary.OneMinusExpMinus(bound))
        {
            return -1;
        }

        // (3) Which exit: with probability proportional to its hazard; certain dislodgement comes before all others.
        double target = pick * PerWord * sum;
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

        return (int)terms[chosen].Exit;
    }

    // What fields of the day and rules leave of the hazards, in their place; returns their sum.
    private unsafe double Scaled(ReadOnlySpan<StateTerm> terms, uint person, double* actual)
    {
        ref readonly PersonState state = ref stateOf.Pointer[person];
        double sum = 0;
        for (int i = 0; i < terms.Length; i++)
        {
            ref readonly StateTerm term = ref terms[i];
            if (term.Field != FieldFactor.None)
            {
                double? ties = term.Field == FieldFactor.Joining && tiesByPerson ? TiesToContacts((int)person, state) : null;
                actual[i] *= model.ShareOfCeiling(term.Field, state, fields, ties);
            }

            if (term.Lever >= 0)
            {
                actual[i] *= model.Rules.ShareOfCeiling(term.Lever, fields);
            }

            sum += actual[i];
        }

        return sum;
    }

    // Notes what a step changes.
    private unsafe void Note(uint person, in Transition transition, uint ordinal, int day)
    {
        PersonState state = stateOf.Pointer[person];
        if (histories.IsOn && transition.Cause != Cause.Waited && histories.Holds(KeyOf(person)))
        {
            log.Add(new LoggedStep(KeyOf(person), day, state, transition.Next, transition.Cause, IsEntry: false));
        }

        Move(state, transition.Next);
        Span<int> cells = stackalloc int[CellChanges.Most];
        Span<int> amounts = stackalloc int[CellChanges.Most];
        CellChanges changes = new(cells, amounts);
        events.OfStep(state, transition, ref changes);
        Deltas.Add(changes);
        if (transition.Cause == Cause.GaveBirth)
        {
            Born(person, ordinal, transition.Next, day);
        }
    }

    // Counts a step from one state to another.
    private void Move(in PersonState from, in PersonState to)
    {
        if (StateCells.AreAlike(from, to))
        {
            return;
        }

        if (to.Stage == Stage.Dead)
        {
            Count(from, -1);
            Count(to, 1);
            return;
        }

        CellDeltas.Writer counts = Deltas.Write();
        if (states.TravelsOn(from, to))
        {
            counts.Add(states.OnTheWayAt(from.Place), -1);
            counts.Add(states.OnTheWayAt(to.Place), 1);
            counts.Add(states.OnLeg(from.Route), -1);
            counts.Add(states.OnLeg(to.Route), 1);
            return;
        }

        Span<int> cells = stackalloc int[StateCells.Most];
        foreach (int cell in cells[..states.OfWhereabouts(from, cells)])
        {
            counts.Add(cell, -1);
        }

        foreach (int cell in cells[..states.OfWhereabouts(to, cells)])
        {
            counts.Add(cell, 1);
        }
    }

    private uint Arrive(int person, int day, ref PersonChooser chooser)
    {
        Transition entry = steps.Enter(model.Inflow.Intakes[intakeOf[person]], day, ref chooser);
        return Enter(person, entry.Next, entry.Cause, day);
    }

    // M17: the child enters where the mother is, in her stage.
    private unsafe void Born(uint mother, uint ordinal, in PersonState mothers, int day)
    {
        Reserve(population + 1);
        int child = population++;
        keys.Pointer[child] = ContentHash.With(KeyOf(mother), ordinal);
        intakeOf[child] = -1;

        // Who is born with an affiliate inside the origin is there from the first day, not from his first step.
        uint number = Enter(child, firstReturn.Marked(model.Families.Child(mothers)), Cause.Born, day);

        // The wait belongs to the child's entry, as everybody's.
        uint when = Wait((uint)child, number, day + 1, -luck.Draw(KeyOf((uint)child), 0, Purpose.Event).LogFirst);
        Loop.Calendar.Put(when, EventCalendar.Record((uint)child, number), EventTag.Next(0));
    }

    private uint Enter(int person, in PersonState state, Cause cause, int day)
    {
        Span<int> cells = stackalloc int[CellChanges.Most];
        Span<int> amounts = stackalloc int[CellChanges.Most];
        CellChanges changes = new(cells, amounts);
        events.OfEntry(state, cause, ref changes);
        Deltas.Add(changes);
        if (histories.IsOn && histories.Holds(KeyOf((uint)person)))
        {
            log.Add(new LoggedStep(KeyOf((uint)person), day, default, state, cause, IsEntry: true));
        }

        Count(state, 1);
        return Settle(person, state);
    }

    private unsafe uint Settle(int person, in PersonState state)
    {
        stateOf.Pointer[person] = state;
        if (tiesByPerson)
        {
            moved.Add((person, state));    // contacts see where he was at the start of the day
        }

        return state.Stage == Stage.Dead ? StateTable.Nowhere : NumberOf(state);
    }

    private uint NumberOf(in PersonState state)
    {
        uint number = living + (uint)exits.NumberOf(state);
        while ((uint)table.Count <= number)
        {
            table.Add(remembersWaits ? double.NaN : exits[table.Count - (int)living].MeanWait, []);
        }

        return number;
    }

    private void Count(in PersonState state, int number)
    {
        Span<int> cells = stackalloc int[StateCells.Most];
        CellDeltas.Writer counts = Deltas.Write();
        foreach (int cell in cells[..states.Of(state, cells)])
        {
            counts.Add(cell, number);
        }
    }

    // Many at once, in two rounds: (1) where each search begins, which is asked for; (2) the searches, when what they read has come.
    private unsafe void Wait(uint* which, int number, ulong* records, uint* states, int from, double* logUniform, uint* when)
    {
        if (remembersWaits)
        {
            for (int k = 0; k < number; k++)
            {
                uint i = which[k];
                when[i] = Wait((uint)(records[i] >> 32), states[i], from, -logUniform[i]);
            }

            return;
        }

        for (int k = 0; k < number; k++)
        {
            uint i = which[k];
            WaitingTime wait = WaitOf(states[i], from);
            int guess = wait.Guess(-logUniform[i]);
            wait.Expect(guess);
            when[i] = (uint)guess;
        }

        for (int k = 0; k < number; k++)
        {
            uint i = which[k];
            when[i] = (uint)WaitOf(states[i], from).Day(-logUniform[i], (int)when[i]);
        }
    }

    private WaitingTime WaitOf(uint number, int from)
    {
        ref readonly ExitList list = ref exits[(int)(number - living)];
        return new WaitingTime(exits.ChangingOf(list), list.Constant, from, model.Days);
    }

    private uint Wait(uint person, uint number, int from, double exponential)
    {
        if (remembersWaits)
        {
            (sinceOf[person], exponentialOf[person]) = (from, exponential);
        }

        ref readonly ExitList list = ref exits[(int)(number - living)];
        if (list.NumberChanging == 0)
        {
            // As where the wait is known from the list alone: whoever goes on from a checkpoint waits to the same day.
            uint when = (uint)from + (uint)Math.Min(exponential * (1 / list.Constant), 1e9);
            return remembersWaits ? Math.Min(when, (uint)model.Days) : when;
        }

        return (uint)WaitOf(number, from).Day(exponential);
    }

    // M13, ties by person: the share of those who came next to him who are in cells of his country now, as of the start of the day.
    private double TiesToContacts(int person, in PersonState state)
    {
        int intake = intakeOf[person];
        if (intake < 0)
        {
            return 0;
        }

        int first = firstOfIntake[intake];
        int size = firstOfIntake[intake + 1] - first;
        int contacts = Math.Min(model.Networks.Contacts, size - 1);
        int country = model.Geography.CountryOf[state.Place];
        int inCells = 0;
        for (int i = 1; i <= contacts; i++)
        {
            // One to the right, one to the left, two to the right, ... around the intake.
            int offset = (i + 1) / 2;
            int contact = first + ((person - first + ((i & 1) == 1 ? offset : size - offset)) % size);
            ref readonly PersonState his = ref seenOf[contact];
            inCells += his.Stage == Stage.Clandestine && model.Geography.CountryOf[his.Place] == country ? 1 : 0;
        }

        return contacts == 0 ? 0 : (double)inCells / contacts;
    }

    private unsafe ulong KeyOf(uint person) => keys.Pointer[person];

    private void Reserve(int persons)
    {
        if (persons > keys.Length)
        {
            keys = keys.Grown(Math.Max(persons, keys.Length + (keys.Length / 4)));
            stateOf = stateOf.Grown(keys.Length);
        }

        if (persons > intakeOf.Length)
        {
            int size = (int)keys.Length;
            Array.Resize(ref intakeOf, size);
            if (tiesByPerson)
            {
                Array.Resize(ref seenOf, size);
            }

            if (remembersWaits)
            {
                Array.Resize(ref sinceOf, size);
                Array.Resize(ref exponentialOf, size);
            }
        }
    }

    /// <summary>The life as the event loop sees it: a value, so that its calls are bound when the loop is compiled.</summary>
    internal readonly unsafe struct Link(PersonLife life) : ILife
    {
        /// <inheritdoc/>
        public void Keys(ulong* records, int number, ulong* keys)
        {
            for (int i = 0; i < number; i++)
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(life.stateOf.Pointer + (records[i] >> 32));
                }

                keys[i] = life.keys.Pointer[records[i] >> 32];
            }
        }

        /// <inheritdoc/>
        public void Meet(uint* which, int number, ulong* records, uint* states, uint* tags, int day, uint* accept, uint* pick) =>
            life.Meet(which, number, records, states, tags, day, accept, pick);

        /// <inheritdoc/>
        public void Wait(uint* which, int number, ulong* records, uint* states, int from, double* logUniform, uint* when) =>
            life.Wait(which, number, records, states, from, logUniform, when);
    }
}
