using Dispersal.Mechanisms;
using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Engines;

/// <summary>
/// Expected numbers of persons by state, day by day: everything that can happen takes its share. Exact means where no field feeds back; where one does,
/// fields follow from expected counts.
/// </summary>
/// <remarks>
/// Each day, for each state that holds anybody: (1) the actual hazard; (2) the part 1 - e^-hazard leaves; (3) divided among exits by hazards; (4) each
/// through all that it leads to. States that hold less than <see cref="Least"/> persons are left alone until they hold more, and of those who take an exit less
/// than a tenth of that goes with the largest branch: millions of such moves shift no count by a tenth of a person.
/// </remarks>
/// <typeparam name="TDivision">How those who leave are divided; tests put faults in its place.</typeparam>
internal sealed class ExpectedMasses<TDivision> : IExpectedMasses
    where TDivision : struct, IPooling<TDivision>
{
    /// <summary>Persons below which a state waits for more: what is late for it is less than rounding shows.</summary>
    private const double Least = 1e-7;

    // Of those who leave, the least number that is followed down a branch of its own.
    private const double FollowedShare = 0.1;

    private readonly double least;
    private readonly double followed;
    private readonly CompiledModel model;
    private readonly Stocks stocks;
    private readonly EventCells events;
    private readonly FlowCounts counts;
    private readonly FirstReturn firstReturn;
    private readonly BranchWalker<TDivision> walker;
    private readonly CohortStates states;
    private readonly double[] actual;
    private double[] masses = new double[64];
    private double[] pending = new double[64];

    public ExpectedMasses(CompiledModel model, Stocks stocks, double least = Least)
    {
        this.least = least;
        followed = least * FollowedShare;
        this.model = model;
        this.stocks = stocks;
        events = new EventCells(model, model.Layout);
        counts = new FlowCounts(model.Layout.Count);
        firstReturn = new FirstReturn(model);
        walker = new BranchWalker<TDivision>(new Steps(model, stocks.Fields));
        states = new CohortStates(model);
        actual = new double[model.OpenExits.Most];
    }

    /// <summary>Steps taken so far: states visited and branches walked.</summary>
    public long Work { get; private set; }

    /// <inheritdoc/>
    public int StatesMet => states.Count;

    /// <inheritdoc/>
    public bool Draw(int day, double mostWork)
    {
        walker.StartDay(day);
        int known = Math.Min(states.Count, masses.Length);
        for (int number = 0; number < known; number++)
        {
            if (masses[number] >= least)
            {
                Leave((uint)number, day);
                if (Work > mostWork)
                {
                    return false;
                }
            }
        }

        foreach (Intake intake in model.Inflow.Intakes)
        {
            if (day >= intake.FirstDay && day < intake.FirstDay + intake.Days)
            {
                walker.Start(intake, intake.Expected / intake.Days, TDivision.From(followed));
                while (walker.Next(out double number, out Transition transition))
                {
                    Work++;
                    Enter(transition.Next, transition.Cause, number);
                }
            }

            if (Work > mostWork)
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public void Apply()
    {
        Span<double> cells = stocks.Cells;
        counts.MoveTo(cells);
        for (int number = 0; number < Math.Min(states.Count, pending.Length); number++)
        {
            double change = pending[number];
            if (change != 0)
            {
                pending[number] = 0;
                double before = masses[number];
                masses[number] = Math.Max(0, before + change);
                states.Table.Count((uint)number, masses[number] - before, cells);
            }
        }
    }

    private void Leave(uint number, int day)
    {
        // (1) Hazards of today.
        Work++;
        PersonState state = states[number];
        ReadOnlySpan<StateTerm> terms = states.TermsOf(number);
        Span<double> shares = actual.AsSpan(0, terms.Length);
        (_, double hazard) = ExitHazards.Today(model, state, terms, day, stocks.Fields, shares);
        if (hazard <= 0)
        {
            return;
        }

        // (2) Who leaves, (3) by which exit, (4) and what it leads to.
        double leaving = masses[number] * Elementary.OneMinusExpMinus(hazard);
        ExitHazards.Unite(terms, shares);
        for (int i = 0; i < shares.Length; i++)
        {
            if (shares[i] > 0)
            {
                walker.Start(terms[i].Exit, state, leaving * (shares[i] / hazard), TDivision.From(followed));
                while (walker.Next(out double some, out Transition transition))
                {
                    Work++;
                    Step(number, state, transition, some);
                }
            }
        }
    }

    private void Step(uint number, in PersonState state, in Transition transition, double persons)
    {
        Add(number, -persons);
        Add(states.NumberOf(transition.Next), persons);
        Span<int> cells = stackalloc int[CellChanges.Most];
        Span<int> amounts = stackalloc int[CellChanges.Most];
        CellChanges changes = new(cells, amounts);
        events.OfStep(state, transition with { Plot = default }, ref changes);
        counts.Add(changes, persons);
        if (transition.Plot.Kind != PlotKind.None)
        {
            counts.Add(model.Layout, model.Geography.CountryOf[state.Place], model.Attacks.MeansOfPerson(transition.Plot, state), persons);
        }

        if (transition.Cause == Cause.GaveBirth)
        {
            Enter(firstReturn.Marked(model.Families.Child(transition.Next)), Cause.Born, persons);
        }
    }

    private void Enter(in PersonState state, Cause cause, double persons)
    {
        Span<int> cells = stackalloc int[CellChanges.Most];
        Span<int> amounts = stackalloc int[CellChanges.Most];
        CellChanges changes = new(cells, amounts);
        events.OfEntry(state, cause, ref changes);
        counts.Add(changes, persons);
        Add(states.NumberOf(state), persons);
    }

    private void Add(uint number, double persons)
    {
        if (number >= masses.Length)
        {
            Array.Resize(ref masses, Math.Max((int)number + 1, 2 * masses.Length));
            Array.Resize(ref pending, masses.Length);
        }

        pending[number] += persons;
    }
}
