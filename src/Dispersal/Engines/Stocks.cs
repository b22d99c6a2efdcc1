using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>
/// Whole-number stocks of people and counts of events. People change place and stage only through <see cref="Move"/>, so none is made or lost.
/// </summary>
internal sealed class Stocks
{
    /// <summary>Number of fates by origin: see <see cref="FateNames"/>.</summary>
    public const int Fates = 16;

    /// <summary>Number of outcomes of a crossing.</summary>
    public const int Outcomes = 4;

    /// <summary>Number of counts of plots and attacks by country: see <see cref="PlotCounts"/>.</summary>
    public const int PlotCountsPerCountry = 13;

    private const int FateThirdCountry = 13;
    private const int FateImprisonedAbroad = 14;
    private const int FateDead = 15;

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
    [
        "embedded", "underground", "in-transit", "stranded", "with-affiliate", "held", "at-large", "known", "charged", "imprisoned", "in-programme",
        "clandestine", "disengaged", "third-country", "imprisoned-abroad", "dead",
    ];

    /// <summary>Counts of plots and attacks of a country, in the order in which they are kept.</summary>
    public static IReadOnlyList<Measure> PlotCounts { get; } =
    [
        Measure.Plots, Measure.PlotsReturnee, Measure.PlotsRefugee, Measure.PlottersReturnee, Measure.AttacksDirected, Measure.AttacksReturnee,
        Measure.AttacksLinked, Measure.AttacksInspired, Measure.Attackers, Measure.AttackersReturnee, Measure.AttackersKnown,
        Measure.AttackersRefugee, Measure.AttackDeaths,
    ];

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

    /// <summary>Marks and counts who is back in the origin for the first time.</summary>
    public void MarkReturned(ref PersonState state, int number)
    {
        int origin = population.OriginOf[state.Group];
        if ((state.Has(Traits.Departed) || state.Has(Traits.Born)) && !state.Has(Traits.Returned) && IsBack(state, origin))
        {
            state.Traits |= Traits.Returned;
            cells[Layout.Returned + population.OriginRole[state.Group]] += number;
        }
    }

    /// <summary>Moves persons from one state to another and counts what happened. Marks who is back in the origin for the first time.</summary>
    public void Move(in PersonState from, ref Transition transition, int number)
    {
        PersonState next = transition.Next;
        int origin = population.OriginOf[next.Group];
        MarkReturned(ref next, number);
        transition = transition with { Next = next };
        Add(from, -number);
        Add(next, number);
        Count(from, next, transition, origin, number);
    }

    /// <summary>Foreigners embedded or underground in theatre places.</summary>
    public int ForeignersInCore()
    {
        int number = 0;
        for (int p = 0; p < geography.Places.Length; p++)
        {
            int first = Layout.PlaceStage + (p * StageNames.Count);
            number += geography.IsTheatre[p] ? cells[first + (int)Stage.Embedded] + cells[first + (int)Stage.Underground] : 0;
        }

        return number;
    }

    /// <summary>Counts a plot of the home-grown.</summary>
    public void CountHomeGrown(int country, in Plot plot) => CountPlot(country, plot, 0, 0, 0, 1);

    private void CountPlot(int country, in Plot plot, int returnees, int known, int refugees, int number)
    {
        Span<int> counts = cells.AsSpan(Layout.Plots + (country * PlotCountsPerCountry), PlotCountsPerCountry);
        counts[0] += number;
        counts[1] += returnees > 0 ? number : 0;
        counts[2] += refugees + plot.HomeGrownRefugees > 0 ? number : 0;
        counts[3] += number * returnees;
        if (plot.Executed)
        {
            counts[3 + (int)plot.Kind] += number;
            counts[8] += number * (returnees + plot.HomeGrown);
            counts[9] += number * returnees;
            counts[10] += number * (known + plot.HomeGrownKnown);
            counts[11] += number * (refugees + plot.HomeGrownRefugees);
            counts[12] += number * plot.Deaths;
        }
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
        >= Stage.AtLarge and < Stage.Dead => state.Place == population.Home[origin],
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
            case Cause.Deported or Cause.ReleasedAndDeported:
                cells[Layout.Deported + geography.CountryOf[from.Place]] += number;
                break;
            case Cause.Arrested:
                Fields.InteriorArrests[from.Place] += number;
                break;
            case Cause.Repatriated:
                cells[Layout.Repatriated + origin] += number;
                break;
            case Cause.ReachedGoal when next.Stage == Stage.WithAffiliate:
                int affiliate = geography.AffiliateOf[next.Place];
                cells[Layout.Relocated + affiliate] += geography.CountryOf[next.Place] != population.OriginCountry[origin] ? number : 0;
                Fields.VeteransReached[affiliate] += next.Has(Traits.Veteran) ? number : 0;
                break;
        }

        int court = geography.CountryOf[from.Place];
        cells[Layout.Charged + court] += next.Has(Traits.EverCharged) && !from.Has(Traits.EverCharged) ? number : 0;
        cells[Layout.Convicted + court] += next.Has(Traits.Convicted) && !from.Has(Traits.Convicted) ? number : 0;
        if (next.Stage == Stage.Clandestine && from.Stage != Stage.Clandestine && next.Has(Traits.Convicted))
        {
            cells[Layout.Reengaged + geography.CountryOf[next.Place]] += number;
        }

        if (transition.Plot.Kind != PlotKind.None)
        {
            CountPlot(geography.CountryOf[from.Place], transition.Plot, 1, from.Has(Traits.Examined) ? 1 : 0, from.Has(Traits.Posed) ? 1 : 0, number);
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
        bool veteran = state.Has(Traits.Veteran);
        bool fresh = state.Phase == 0 && state.Has(Traits.Prominent);
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

        int country = geography.CountryOf[state.Place];
        if (role == Role.Minor && state.Place == population.Home[origin])
        {
            cells[Layout.MinorsHome + origin] += number;
        }

        switch (state.Stage)
        {
            case Stage.InTransit:
                Fields.OnLeg[state.Route] += number;
                break;
            case Stage.WithAffiliate:
                Fields.ForeignersWith[geography.AffiliateOf[state.Place]] += number;
                break;
            case Stage.Held when role != Role.Man:
                cells[Layout.HeldFamilies + country] += number;
                break;
            case Stage.AtLarge:
                cells[Layout.AtLarge + origin] += number;
                AddProminent();
                break;
            case Stage.Known:
                cells[Layout.Known + origin] += number;
                Fields.KnownAtHome[country] += state.Place == population.Home[origin] ? number : 0;
                AddWatched();
                AddProminent();
                break;
            case Stage.Imprisoned:
                cells[Layout.Imprisoned + origin] += number;
                break;
            case Stage.InProgramme:
                cells[Layout.InProgramme + origin] += number;
                Fields.Participants[country] += number;
                AddWatched();
                break;
            case Stage.Clandestine:
                cells[Layout.Clandestine + origin] += number;
                Fields.InCells[(originRole * geography.Countries.Length) + country] += number;
                break;
            case Stage.Disengaged:
                cells[Layout.Disengaged + origin] += number;
                break;
        }

        // By trait as it is now: a trait changes only through a step, which takes the person out and puts him back.
        void AddWatched() => Fields.AtLibertyByRisk[(country * Fields.RiskClasses) + Mechanisms.Watching.ClassOf(role, veteran)] += number;
        void AddProminent() => Fields.FreshProminent[country] += fresh ? number : 0;
    }

    private int FateOf(in PersonState state, int origin) => state.Stage switch
    {
        Stage.Dead => FateDead,
        < Stage.AtLarge => (int)state.Stage,
        Stage.Imprisoned when state.Place != population.Home[origin] => FateImprisonedAbroad,
        _ => state.Place == population.Home[origin] ? (int)state.Stage : FateThirdCountry,
    };
}
