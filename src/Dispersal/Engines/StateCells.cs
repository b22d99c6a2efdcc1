using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>The counts that a person in a state belongs to. A step takes him out of those of his old state and puts him into those of the new one,
/// so that nobody is made or lost.</summary>
internal sealed class StateCells(CompiledModel model, CellLayout layout)
{
    /// <summary>Greatest number of counts that a state belongs to.</summary>
    public const int Most = 16;

    private const int FateThirdCountry = 13;
    private const int FateImprisonedAbroad = 14;
    private const int FateDead = 15;

    private readonly Geography geography = model.Geography;
    private readonly Population population = model.Population;

    /// <summary>Writes the counts of a state, each once, and returns their number.</summary>
    public int Of(in PersonState state, Span<int> cells)
    {
        int originRole = population.OriginRole[state.Group];
        if (state.Stage == Stage.Dead)
        {
            return OfWhereabouts(state, cells);
        }

        cells[0] = layout.Present;
        cells[1] = layout.Fields.Alive + originRole;
        return 2 + OfWhereabouts(state, cells[2..]);
    }

    /// <summary>Of the counts of a state, those that depend on more than that the person is alive: between two states of life only these change.</summary>
    public int OfWhereabouts(in PersonState state, Span<int> cells)
    {
        int n = 0;
        int origin = population.OriginOf[state.Group];
        int originRole = population.OriginRole[state.Group];
        cells[n++] = layout.PlaceStage + (state.Place * StageNames.Count) + (int)state.Stage;
        if (state.Has(Traits.Departed))
        {
            cells[n++] = layout.Fate + (origin * Stocks.Fates) + FateOf(state, origin);
        }

        if (state.Stage == Stage.Dead)
        {
            return n;
        }

        FieldCells seen = layout.Fields;
        Role role = population.RoleOf[state.Group];
        if (state.Stage.IsSettled())
        {
            int settled = seen.SettledAt(originRole, state.Place);
            cells[n] = settled;
            n += settled >= 0 ? 1 : 0;
        }

        if (geography.IsTheatre[state.Place])
        {
            cells[n++] = layout.InTheatre + origin;
            if (role == Role.Man && state.Stage is Stage.Embedded or Stage.Underground)
            {
                cells[n++] = layout.ActiveInTheatre + origin;
            }
        }

        int country = geography.CountryOf[state.Place];
        bool home = state.Place == population.Home[origin];
        if (role == Role.Minor && home)
        {
            cells[n++] = layout.MinorsHome + origin;
        }

        if (state.Stage == Stage.InTransit)
        {
            cells[n++] = OnLeg(state.Route);
            return n;
        }

        int watchedAs = seen.AtLibertyByRisk + (country * Fields.RiskClasses) + Mechanisms.Watching.ClassOf(role, state.Has(Traits.Veteran));
        bool freshProminent = state.Phase == 0 && state.Has(Traits.Prominent);
        switch (state.Stage)
        {
            case Stage.WithAffiliate:
                cells[n++] = seen.ForeignersWith + geography.AffiliateOf[state.Place];
                break;
            case Stage.Held when role != Role.Man:
                cells[n++] = layout.HeldFamilies + country;
                break;
            case Stage.AtLarge:
                cells[n++] = layout.AtLarge + origin;
                break;
            case Stage.Known:
                cells[n++] = layout.Known + origin;
                cells[n++] = watchedAs;
                if (home)
                {
                    cells[n++] = seen.KnownAtHome + country;
                }

                break;
            case Stage.Imprisoned:
                cells[n++] = layout.Imprisoned + origin;
                break;
            case Stage.InProgramme:
                cells[n++] = layout.InProgramme + origin;
                cells[n++] = seen.Participants + country;
                cells[n++] = watchedAs;
                break;
            case Stage.Clandestine:
                cells[n++] = layout.Clandestine + origin;
                int inCells = seen.InCellsOf(originRole, country);
                cells[n] = inCells;
                n += inCells >= 0 ? 1 : 0;
                if (state.Has(Traits.Directed))
                {
                    cells[n++] = seen.Team + (country * Fields.TeamClasses) + (state.Has(Traits.Veteran) ? 0 : 1);
                    if (state.Has(Traits.Posed))
                    {
                        cells[n++] = seen.PosedInTeam + country;
                    }
                }

                break;
            case Stage.Disengaged:
                cells[n++] = layout.Disengaged + origin;
                break;
        }

        if (freshProminent && state.Stage is Stage.AtLarge or Stage.Known)
        {
            cells[n++] = seen.FreshProminent + country;
        }

        return n;
    }

    /// <summary>Whether two states of one person belong to the same counts for certain: they differ in nothing that any count looks at.</summary>
    public static bool AreAlike(in PersonState from, in PersonState to)
    {
        // Experience is counted of the watched and of who was sent: both are at liberty.
        Traits counted = Traits.Departed | (to.Stage < Stage.AtLarge ? Traits.None : Traits.Veteran | Traits.Prominent | Traits.Directed | Traits.Posed);
        bool freshBefore = from.Phase == 0 && from.Has(Traits.Prominent);
        bool freshAfter = to.Phase == 0 && to.Has(Traits.Prominent);
        return from.Stage == to.Stage && from.Place == to.Place && from.Route == to.Route && ((from.Traits ^ to.Traits) & counted) == Traits.None
            && freshBefore == freshAfter;
    }

    /// <summary>
    /// Whether a step leads from one leg to the next outside the theatre: then no more changes than the counts of the two places and legs. Most steps of all
    /// lives are such steps.
    /// </summary>
    public bool TravelsOn(in PersonState from, in PersonState to) =>
        from.Stage == Stage.InTransit && to.Stage == Stage.InTransit && !geography.IsTheatre[from.Place] && !geography.IsTheatre[to.Place]
        && population.RoleOf[from.Group] != Role.Minor;

    /// <summary>The count of those on the way at a place.</summary>
    public int OnTheWayAt(int place) => layout.PlaceStage + (place * StageNames.Count) + (int)Stage.InTransit;

    /// <summary>The count of those on a leg.</summary>
    public int OnLeg(int route) => layout.Fields.OnLeg + route;

    private int FateOf(in PersonState state, int origin) => state.Stage switch
    {
        Stage.Dead => FateDead,
        < Stage.AtLarge => (int)state.Stage,
        Stage.Imprisoned when state.Place != population.Home[origin] => FateImprisonedAbroad,
        _ => state.Place == population.Home[origin] ? (int)state.Stage : FateThirdCountry,
    };
}
