using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>
/// Whole-number stocks of people and counts of events. People change place and stage only through <see cref="Move"/>, so none is made or lost.
/// </summary>
internal sealed class Stocks
{
    /// <summary>Number of fates by origin: see <see cref="FateNames"/>.</summary>
    public const int Fates = 9;

    /// <summary>Number of outcomes of a crossing.</summary>
    public const int Outcomes = 4;

    private const int FateHome = 6;
    private const int FateThirdCountry = 7;
    private const int FateDead = 8;

    private readonly Geography geography;
    private readonly Population population;
    private readonly int[] cells;
    private int entered;

    public Stocks(CompiledModel model, Fields fields)
    {
        geography = model.Geography;
        population = model.Population;
        Fields = fields;
        Layout = new CellLayout(model);
        cells = new int[Layout.Count];
    }

    /// <summary>Fates of those who departed, in the order in which they are counted.</summary>
    public static IReadOnlyList<string> FateNames { get; } =
        ["embedded", "underground", "in-transit", "stranded", "with-affiliate", "held", "home", "third-country", "dead"];

    /// <summary>Where each count stands.</summary>
    public CellLayout Layout { get; }

    /// <summary>Stocks that persons see, kept here as they change.</summary>
    public Fields Fields { get; }

    /// <summary>Persons alive in the system.</summary>
    public int Alive { get; private set; }

    /// <summary>All counts.</summary>
    public ReadOnlySpan<int> Cells => cells;

    /// <summary>Forgets everything, for the next replicate.</summary>
    public void Clear()
    {
        Array.Clear(cells);
        Alive = 0;
        entered = 0;
    }

    /// <summary>Starts counting the crossings of the next period.</summary>
    public void ClearFlows() => cells.AsSpan(Layout.Flows, geography.Routes.Length * Outcomes).Clear();

    /// <summary>Adds persons who enter the system.</summary>
    public void Enter(in PersonState state, Cause cause, int number)
    {
        Add(state, number);
        entered += number;
        int origin = population.OriginOf[state.Group];
        if (cause == Cause.ReachedTheatre)
        {
            cells[Layout.Departed + population.OriginRole[state.Group]] += number;
        }
        else if (cause == Cause.StoppedOnTheWayIn)
        {
            int country = state.Stage == Stage.Held ? geography.CountryOf[state.Place] : population.OriginCountry[origin];
            cells[Layout.Stopped + country] += number;
        }
    }

    /// <summary>Moves persons from one state to another and counts what happened. Marks who is back in the origin for the first time.</summary>
    public void Move(in PersonState from, ref Transition transition, int number)
    {
        PersonState next = transition.Next;
        int origin = population.OriginOf[next.Group];
        if (next.Has(Traits.Departed) && !next.Has(Traits.Returned) && IsBack(next, origin))
        {
            next.Traits |= Traits.Returned;
            transition = transition with { Next = next };
            cells[Layout.Returned + population.OriginRole[next.Group]] += number;
        }

        Add(from, -number);
        Add(next, number);
        Count(from, next, transition, origin, number);
    }

    /// <summary>Checks that nobody was made or lost: by origin, fates sum to those who departed; in all, stages sum to those who entered.</summary>
    /// <exception cref="InvalidOperationException">People were made or lost; says where and when.</exception>
    public void CheckConservation(DateOnly date)
    {
        for (int o = 0; o < population.Origins.Length; o++)
        {
            int departed = Sum(Layout.Departed + (o * Population.Roles), Population.Roles);
            int fates = Sum(Layout.Fate + (o * Fates), Fates);
            if (departed != fates)
            {
                throw new InvalidOperationException(
                    $"On {date:yyyy-MM-dd} {departed} persons of {population.Origins[o]} have departed but {fates} have a fate: the engine lost count. Please report this.");
            }
        }

        int present = Sum(Layout.PlaceStage, geography.Places.Length * StageNames.Count);
        if (present != entered)
        {
            throw new InvalidOperationException(
                $"On {date:yyyy-MM-dd} {entered} persons have entered but {present} are somewhere: the engine lost count. Please report this.");
        }
    }

    private int Sum(int first, int number)
    {
        int sum = 0;
        foreach (int cell in cells.AsSpan(first, number))
        {
            sum += cell;
        }

        return sum;
    }

    private bool IsBack(in PersonState state, int origin) => state.Stage switch
    {
        Stage.AtLarge or Stage.Known => state.Place == population.Home[origin],
        Stage.WithAffiliate => geography.CountryOf[state.Place] == population.OriginCountry[origin],
        _ => false,
    };

    private void Count(in PersonState from, in PersonState next, in Transition transition, int origin, int number)
    {
        switch (transition.Cause)
        {
            case Cause.CapturedInWar or Cause.CapturedWhenDislodged:
                cells[Layout.Captured + geography.CountryOf[from.Place]] += number;
                break;
            case Cause.Deported:
                cells[Layout.Deported + geography.CountryOf[from.Place]] += number;
                break;
            case Cause.Arrested:
                Fields.InteriorArrests[from.Place] += number;
                break;
            case Cause.ReachedGoal when next.Stage == Stage.WithAffiliate && geography.CountryOf[next.Place] != population.OriginCountry[origin]:
                cells[Layout.Relocated + geography.AffiliateOf[next.Place]] += number;
                break;
        }

        if (next.Stage == Stage.Dead && next.Has(Traits.Departed))
        {
            cells[Layout.Dead + origin] += number;
        }

        if (transition.Route >= 0)
        {
            cells[Layout.Flows + (transition.Route * Outcomes) + (int)transition.Outcome] += number;
            if (transition.Outcome == CrossingOutcome.Passed)
            {
                int country = geography.CountryOf[geography.To[transition.Route]];
                Fields.Entries[country] += country != geography.CountryOf[geography.From[transition.Route]] ? number : 0;
            }
            else
            {
                cells[Layout.Stopped + geography.CountryOf[geography.CheckedAt[transition.Route]]] += number;
                Fields.GuidedStops[transition.Route] += transition.Guided ? number : 0;
            }
        }
    }

    private void Add(in PersonState state, int number)
    {
        int origin = population.OriginOf[state.Group];
        int originRole = population.OriginRole[state.Group];
        cells[Layout.PlaceStage + (state.Place * StageNames.Count) + (int)state.Stage] += number;
        if (state.Has(Traits.Departed))
        {
            cells[Layout.Fate + (origin * Fates) + FateOf(state, origin)] += number;
        }

        if (state.Stage == Stage.Dead)
        {
            return;
        }

        Alive += number;
        Fields.Alive[originRole] += number;
        Role role = population.RoleOf[state.Group];
        if (state.Stage.IsSettled())
        {
            Fields.Settled[(originRole * geography.Places.Length) + state.Place] += number;
        }

        if (geography.IsTheatre[state.Place])
        {
            cells[Layout.InTheatre + origin] += number;
            if (role == Role.Man && state.Stage is Stage.Embedded or Stage.Underground)
            {
                cells[Layout.ActiveInTheatre + origin] += number;
            }
        }

        switch (state.Stage)
        {
            case Stage.InTransit:
                Fields.OnLeg[state.Route] += number;
                break;
            case Stage.AtLarge:
                cells[Layout.AtLarge + origin] += number;
                break;
            case Stage.Known:
                cells[Layout.Known + origin] += number;
                break;
            case Stage.Held when role != Role.Man:
                cells[Layout.HeldFamilies + geography.CountryOf[state.Place]] += number;
                break;
        }
    }

    private int FateOf(in PersonState state, int origin) => state.Stage switch
    {
        Stage.Dead => FateDead,
        Stage.AtLarge or Stage.Known => state.Place == population.Home[origin] ? FateHome : FateThirdCountry,
        _ => (int)state.Stage,
    };
}
