using Dispersal.Mechanisms;
using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Engines;

/// <summary>
/// What becomes of the cohorts of a scenario: how many leave, by which exits, and what each exit leads to. Reads stocks and fields as they stood at the start of
/// the day; what it changes is seen the day after.
/// </summary>
internal sealed class CohortLife<TDealing>
    where TDealing : struct, IDealing<TDealing>
{
    // A list of states that has grown beyond this by the end of a replicate is begun anew.
    private const int MostKept = 1 << 18;

    private readonly CompiledModel model;
    private readonly Fields fields;
    private readonly EventCells events;
    private readonly FlowCounts counts;
    private readonly FirstReturn firstReturn;
    private readonly BranchWalker<TDealing> walker;
    private readonly double[] actual;
    private CohortStates states;
    private StreamKey luck;

    /// <summary>Makes the life of cohorts.</summary>
    /// <param name="model">The model.</param>
    /// <param name="fields">Fields of the day.</param>
    public CohortLife(CompiledModel model, Fields fields)
    {
        this.model = model;
        this.fields = fields;
        events = new EventCells(model, model.Layout);
        counts = new FlowCounts(model.Layout.Count);
        firstReturn = new FirstReturn(model);
        walker = new BranchWalker<TDealing>(new Steps(model, fields));
        actual = new double[model.OpenExits.Most];
        states = new CohortStates(model);
        Loop = MakeLoop();
    }

    /// <summary>The loop of the cohorts.</summary>
    public CohortLoop<Link> Loop { get; private set; }

    /// <summary>Starts a replicate.</summary>
    public void Begin(in StreamKey key)
    {
        luck = key;
        if (states.Count > MostKept)
        {
            states = new CohortStates(model);
            Loop = MakeLoop();
        }

        Loop.Begin(key);
    }

    /// <summary>Draws the exits of all cohorts that are due.</summary>
    public void Day(int day)
    {
        walker.StartDay(day);
        Loop.Day(day);
    }

    /// <summary>Draws the states in which persons of an intake arrive today.</summary>
    public void Arrive(Intake intake, long number, int day)
    {
        walker.Start(intake, number, TDealing.By(new LuckStream(luck, intake.Key, (uint)day, Purpose.FirstPlace)));
        while (walker.Next(out double some, out Transition transition))
        {
            Enter(transition.Next, transition.Cause, (long)some);
        }
    }

    /// <summary>Applies what was drawn.</summary>
    public void Apply(int day, Span<double> cells)
    {
        counts.MoveTo(cells);
        Loop.Apply(day, cells);
    }

    private CohortLoop<Link> MakeLoop() => new(states.Table, model.Days, new Link(this));

    private void Leave(uint number, long persons, bool anyone, double howMany, int day)
    {
        // (1) Bound and actual hazards of today.
        PersonState state = states[number];
        ReadOnlySpan<StateTerm> terms = states.TermsOf(number);
        Span<double> shares = actual.AsSpan(0, terms.Length);
        (double bound, double hazard) = ExitHazards.Today(model, state, terms, day, fields, shares);

        // (2) Who leaves: all who would, or those candidates whom fields do not hold back.
        ulong key = states.KeyOf(number);
        TDealing dealing = TDealing.By(new LuckStream(luck, key, (uint)day, Purpose.Exit));
        long leaving = dealing.Leaving(persons, anyone ? bound : hazard, anyone, howMany);
        if (anyone && hazard < bound)
        {
            leaving = dealing.Thinned(leaving, Elementary.OneMinusExpMinus(hazard) / Elementary.OneMinusExpMinus(bound));
        }

        if (leaving == 0)
        {
            return;
        }

        // (3) By which exits, (4) and what they lead to.
        dealing.Divide(leaving, shares);
        ExitHazards.Unite(terms, shares);
        uint plots = 0;
        for (int i = 0; i < shares.Length; i++)
        {
            if (shares[i] > 0)
            {
                Exit exit = terms[i].Exit;
                LuckStream stream = new(luck, ContentHash.With(key, (ulong)exit), (uint)day, Purpose.Exit);
                walker.Start(exit, state, shares[i], TDealing.By(stream));
                while (walker.Next(out double some, out Transition transition))
                {
                    Step(number, state, transition, (long)some, ref plots, key, day);
                }
            }
        }
    }

    // (5) Notes what it changes.
    private void Step(uint number, in PersonState state, in Transition transition, long persons, ref uint plots, ulong key, int day)
    {
        Loop.Add(number, -persons);
        Loop.Add(states.NumberOf(transition.Next), persons);
        if (transition.Plot.Kind != PlotKind.None)
        {
            // Plots are few, and each has a toll of its own.
            for (long i = 0; i < persons; i++)
            {
                PersonLuck own = new(luck, ContentHash.With(key, plots++), (uint)day);
                Count(state, transition with { Plot = model.Attacks.WithToll(transition.Plot, state, own) }, 1);
            }

            return;
        }

        Count(state, transition, persons);
        if (transition.Cause == Cause.GaveBirth)
        {
            Enter(firstReturn.Marked(model.Families.Child(transition.Next)), Cause.Born, persons);
        }
    }

    private void Count(in PersonState state, in Transition transition, long persons)
    {
        Span<int> cells = stackalloc int[CellChanges.Most];
        Span<int> amounts = stackalloc int[CellChanges.Most];
        CellChanges changes = new(cells, amounts);
        events.OfStep(state, transition, ref changes);
        counts.Add(changes, persons);
    }

    private void Enter(in PersonState state, Cause cause, long persons)
    {
        Span<int> cells = stackalloc int[CellChanges.Most];
        Span<int> amounts = stackalloc int[CellChanges.Most];
        CellChanges changes = new(cells, amounts);
        events.OfEntry(state, cause, ref changes);
        counts.Add(changes, persons);
        Loop.Add(states.NumberOf(state), persons);
    }

    /// <summary>The life as the loop sees it: a value, so that its calls are bound when the loop is compiled.</summary>
    internal readonly struct Link(CohortLife<TDealing> life) : ICohortLife
    {
        /// <inheritdoc/>
        public ulong KeyOf(uint state) => life.states.KeyOf(state);

        /// <inheritdoc/>
        public double Bound(uint state, int day) => ExitHazards.Bound(life.model, life.states.TermsOf(state), day);

        /// <inheritdoc/>
        public int Wait(uint state, int from, double exponential)
        {
            ReadOnlySpan<StateTerm> terms = life.states.TermsOf(state);
            double constant = 0;
            foreach (ref readonly StateTerm term in terms)
            {
                constant += term.Series < 0 ? term.Factor : 0;
            }

            ReadOnlySpan<ChangingHazard> changing = ChangingHazard.Among(life.model.Hazards, terms, stackalloc ChangingHazard[terms.Length]);
            return new WaitingTime(changing, constant, from, life.model.Days).Day(exponential);
        }

        /// <inheritdoc/>
        public void Leave(uint state, long number, bool anyone, double howMany, int day) => life.Leave(state, number, anyone, howMany, day);
    }
}
