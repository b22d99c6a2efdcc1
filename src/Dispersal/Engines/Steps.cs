using Dispersal.Mechanisms;
using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Engines;

/// <summary>
/// What an exit leads to within the same day: the branches of the model, each drawn with the probabilities that its mechanism gives.
/// </summary>
internal sealed class Steps
{
    private readonly CompiledModel model;
    private readonly Geography geography;
    private readonly Population population;
    private readonly Fields fields;
    private readonly FirstReturn firstReturn;
    private readonly int[] goals;
    private readonly double[] weights;

    public Steps(CompiledModel model, Fields fields)
    {
        this.model = model;
        this.fields = fields;
        geography = model.Geography;
        population = model.Population;
        firstReturn = new FirstReturn(model);
        goals = new int[model.Goal.MostAlternatives];
        weights = new double[model.Goal.MostAlternatives];
    }

    /// <summary>Draws what an exit of a person leads to.</summary>
    public Transition Resolve(Exit exit, in PersonState state, int day, in PersonLuck luck)
    {
        Transition transition = ResolveExit(exit, state, day, luck);
        PersonState next = transition.Next.Stage == Stage.Known && !transition.Next.Has(Traits.Examined)
            ? Examined(transition.Next, day, luck)
            : transition.Next;
        return transition with { Next = firstReturn.Marked(next) };
    }

    /// <summary>M10: on first being known at home, whether evidence stands against the person, once and for all.</summary>
    public PersonState Examined(in PersonState state, int day, in PersonLuck luck)
    {
        if (state.Place != Home(state))
        {
            return state;
        }

        PersonState next = state;
        next.Traits |= Traits.Examined;
        double stands = model.Justice.EvidenceStands(population.OriginCountry[population.OriginOf[state.Group]], state, day);
        if (luck.For(Purpose.Evidence).First < stands)
        {
            next.Traits |= Traits.Evidence;
        }

        return next;
    }

    private Transition ResolveExit(Exit exit, in PersonState state, int day, in PersonLuck luck)
    {
        switch (exit)
        {
            case Exit.Dislodged:
                return Dislodged(state, day, luck);
            case Exit.Disillusioned:
                return new Transition(Reconsider(state, day, luck), Cause.Disillusioned);
            case Exit.Reconsiders:
                return new Transition(Reconsider(state, day, luck), Cause.Reconsidered);
            case Exit.Freed:
                return new Transition(Reconsider(state, day, luck), Cause.Freed);
            case Exit.KilledInWar:
                return new Transition(state.At(Stage.Dead, state.Place), Cause.KilledInWar);
            case Exit.Captured:
                return new Transition(Detained(state, state.Place), Cause.CapturedInWar);
            case Exit.GainsExperience:
                PersonState veteran = state;
                veteran.Traits |= Traits.Veteran;
                return new Transition(veteran, Cause.GainedExperience);
            case Exit.Crosses:
                return Crossing(state, day, luck);
            case Exit.Retries:
                return new Transition(SetOut(state, state.Place, state.Goal, day, luck), Cause.Retried);
            case Exit.Arrested:
                return new Transition(Detained(state, state.Place), Cause.Arrested);
            case Exit.Deported:
                return new Transition(state.At(Stage.Known, Home(state)), Cause.Deported);
            case Exit.Repatriated:
                return new Transition(state.At(Stage.Known, Home(state)), Cause.Repatriated);
            case Exit.Charged:
                return new Transition(Charged(state), Cause.Charged);
            case Exit.Tried:
                return Tried(state, day, luck);
            case Exit.TriedByHolder:
                return TriedByHolder(state, day, luck);
            case Exit.ServesPhase:
                return ServesPhase(state);
            case Exit.Enrols:
                return new Transition(state.At(Stage.InProgramme, state.Place), Cause.Enrolled);
            case Exit.LeavesProgramme:
                return LeavesProgramme(state, luck);
            case Exit.Settles:
                PersonState settled = state;
                settled.Phase = 1;
                return new Transition(settled, Cause.Settled);
            case Exit.JoinsCell:
                return new Transition(state.At(Stage.Clandestine, state.Place), Cause.JoinedCell);
            case Exit.Reengages:
                return new Transition(state.At(Stage.Clandestine, state.Place), Cause.RejoinedCell);
            case Exit.Disengages:
                return new Transition(state.At(Stage.Disengaged, state.Place), Cause.Disengaged);
            case Exit.LeavesAgain:
                PersonState leaving = Reconsider(state, day, luck);

                // Who finds nowhere to go stays as he was: nobody is stranded where he lives.
                return leaving.Stage == Stage.Stranded ? new Transition(state, Cause.Waited) : new Transition(leaving, Cause.LeftAgain);
            case Exit.Found:
                PersonState found = state.At(Stage.Known, state.Place);
                found.Phase = state.Phase;
                return new Transition(found, Cause.Found);
            case Exit.FoundInCell:
                return new Transition(ChargedForPlotting(state, luck), Cause.FoundInCell);
            case Exit.Plots:
                return Plots(state, luck);
            case Exit.Dispatched:
                return Dispatched(state, day, luck);
            case Exit.GivesBirth:
                return new Transition(state, Cause.GaveBirth);
            case Exit.GrowsUp:
                PersonState older = state;
                older.Age = state.Age == Age.Child ? Age.Youth : Age.Adult;
                return new Transition(older, Cause.GrewUp);
            default:
                return new Transition(state.At(Stage.Dead, state.Place), Cause.Died);
        }
    }

    private Transition Dislodged(in PersonState state, int day, in PersonLuck luck)
    {
        (double killed, double captured) = model.Territory.OutcomeOfDislodgement(population.RoleOf[state.Group], day);
        double u = luck.For(Purpose.Dislodgement).First;
        return u < killed ? new Transition(state.At(Stage.Dead, state.Place), Cause.KilledWhenDislodged)
            : u < killed + captured ? new Transition(Detained(state, state.Place), Cause.CapturedWhenDislodged)
            : new Transition(Reconsider(state, day, luck), Cause.Dislodged);
    }

    // M4: the choice, then the first route towards it.
    private PersonState Reconsider(in PersonState state, int day, in PersonLuck luck)
    {
        bool inTheatre = geography.IsTheatre[state.Place];
        RandomBlock draw = luck.For(Purpose.Goal);
        double total = 0;
        int n = 0;
        if (draw.First < model.Goal.FreeShare)
        {
            n = model.Goal.Alternatives(state, day, fields, goals, weights);
            for (int i = 0; i < n; i++)
            {
                total += weights[i];
            }
        }

        if (total <= 0)
        {
            return inTheatre
                ? state.At(Stage.Underground, state.Place)
                : state.StrandedAt(state.Place, state.Goal == PersonState.None ? Home(state) : state.Goal);
        }

        int goal = goals[Choice.Among(weights.AsSpan(0, n), draw.Second)];
        return goal == Goal.Underground
            ? state.At(Stage.Underground, state.Place)
            : SetOut(state, state.Place, goal, day, luck);
    }

    // M5: the next route, or stranded where there is none.
    private PersonState SetOut(in PersonState state, int place, int goal, int day, in PersonLuck luck)
    {
        int route = model.Way.NextRoute(model.Seasons.Of(day), place, goal, luck.For(Purpose.Route).First);
        return route < 0 ? state.StrandedAt(place, goal) : state.Travelling(place, route, goal);
    }

    // M6 and M7: guided, waiting or alone; stopped or not; then the outcome.
    private Transition Crossing(in PersonState state, int day, in PersonLuck luck)
    {
        int route = state.Route;
        RandomBlock draw = luck.For(Purpose.Crossing);
        bool guided = false;
        double stopped;
        if (model.Border.IsPatrolled(route))
        {
            double guidedShare = model.Border.HasGuides(route, day) ? fields.GuidedShare[route] : 0;
            guided = draw.First < guidedShare;
            if (!guided && draw.First < guidedShare + ((1 - guidedShare) * model.Border.WaitShare(route, day)))
            {
                return new Transition(state, Cause.Waited);
            }

            stopped = guided ? model.Border.StoppedGuided(route, day) : model.Border.StoppedAlone(route, day);
        }
        else
        {
            int country = population.OriginCountry[population.OriginOf[state.Group]];
            stopped = model.LegalTravel.Stopped(route, country, state.Has(Traits.Listed) ? 1 : 0, day);
        }

        double passing = model.Rules.Passing(route, fields);
        if (passing != 1)
        {
            stopped = 1 - ((1 - stopped) * passing);
        }

        if (draw.Second >= stopped)
        {
            return Passed(state, route, day, luck);
        }

        (double killed, double held) = model.Border.OutcomeOfStop(route, day);
        double u = luck.For(Purpose.Stop).First;
        return u < killed ? new Transition(state.At(Stage.Dead, geography.CheckedAt[route]), Cause.KilledAtCrossing, route, CrossingOutcome.Killed, guided)
            : u < killed + held
                ? new Transition(Detained(state, geography.CheckedAt[route]), Cause.HeldAtCrossing, route, CrossingOutcome.Held, guided)
            : new Transition(state.StrandedAt(state.Place, state.Goal), Cause.TurnedBack, route, CrossingOutcome.TurnedBack, guided);
    }

    private Transition Passed(in PersonState state, int route, int day, in PersonLuck luck)
    {
        int place = geography.To[route];
        return place == state.Goal
            ? new Transition(Arrived(state, place, geography.Routes[route].Mode, day, luck), Cause.ReachedGoal, route, CrossingOutcome.Passed)
            : new Transition(SetOut(state, place, state.Goal, day, luck), Cause.Crossed, route, CrossingOutcome.Passed);
    }

    // M9: noticed or not; in the theatre embedded where ground is held.
    private PersonState Arrived(in PersonState state, int place, RouteMode mode, int day, in PersonLuck luck)
    {
        if (geography.IsTheatre[place])
        {
            return state.At(model.Territory.ControlOf(place, day) > 0 ? Stage.Embedded : Stage.Underground, place);
        }

        if (geography.AffiliateOf[place] >= 0)
        {
            return state.At(Stage.WithAffiliate, place);
        }

        int origin = population.OriginCountry[population.OriginOf[state.Group]];
        double noticed = model.Arrival.Noticed(geography.CountryOf[place], origin, state.Has(Traits.Listed), mode, day);
        return state.At(luck.For(Purpose.Arrival).First < noticed ? Stage.Known : Stage.AtLarge, place);
    }

    // M10: sentences pass in phases; who is released at home is known, and the evidence is spent.
    private static PersonState Charged(in PersonState state)
    {
        PersonState next = state.At(Stage.Charged, state.Place);
        next.Traits |= Traits.EverCharged;
        return next;
    }

    private PersonState ChargedForPlotting(in PersonState state, in PersonLuck luck)
    {
        if (luck.For(Purpose.Verdict).First < model.Justice.PlottersCharged)
        {
            return Charged(state);
        }

        PersonState next = state.At(Stage.Known, state.Place);
        next.Phase = 1;
        return next;
    }

    private Transition Tried(in PersonState state, int day, in PersonLuck luck)
    {
        PersonState next;
        if (luck.For(Purpose.Verdict).First < model.Justice.Convicted(geography.CountryOf[state.Place], day))
        {
            next = state.At(Stage.Imprisoned, state.Place);
            next.Traits |= Traits.Convicted;
            return new Transition(next, Cause.Convicted);
        }

        next = state.At(Stage.Known, state.Place);
        next.Phase = 1;
        next.Traits &= ~Traits.Evidence;
        return new Transition(next, Cause.Acquitted);
    }

    private Transition TriedByHolder(in PersonState state, int day, in PersonLuck luck)
    {
        if (luck.For(Purpose.Verdict).First < model.Justice.Convicted(geography.CountryOf[state.Place], day))
        {
            PersonState next = state.At(Stage.Imprisoned, state.Place);
            next.Traits |= Traits.Convicted | Traits.EverCharged;
            return new Transition(next, Cause.ConvictedByHolder);
        }

        PersonState held = state;
        held.Traits |= Traits.EverCharged;
        return new Transition(held, Cause.AcquittedByHolder);
    }

    private Transition ServesPhase(in PersonState state)
    {
        PersonState next = state;
        next.Phase++;
        if (next.Phase < Justice.SentencePhases)
        {
            return new Transition(next, Cause.ServedPhase);
        }

        bool abroad = geography.CountryOf[state.Place] != population.OriginCountry[population.OriginOf[state.Group]];
        next = state.At(Stage.Known, Home(state));
        next.Phase = 1;
        next.Traits &= ~Traits.Evidence;

        // Nobody is tried twice for the same: a sentence served abroad settles the case at home.
        next.Traits |= Traits.Examined;
        return new Transition(next, abroad ? Cause.ReleasedAndDeported : Cause.Released);
    }

    // M12: completed or dropped out.
    private Transition LeavesProgramme(in PersonState state, in PersonLuck luck)
    {
        if (luck.For(Purpose.Programme).First < model.Programmes.Completed(geography.CountryOf[state.Place]))
        {
            PersonState completed = state.At(Stage.Disengaged, state.Place);
            completed.Traits |= Traits.Completed;
            return new Transition(completed, Cause.CompletedProgramme);
        }

        PersonState known = state.At(Stage.Known, state.Place);
        known.Phase = 1;
        return new Transition(known, Cause.DroppedOut);
    }

    // M14: foiled or failed plotters are charged; attackers die or are charged.
    private Transition Plots(in PersonState state, in PersonLuck luck)
    {
        Plot plot = model.Attacks.OfPerson(state, model.Networks.Watched(state, fields), luck, out bool foiled);
        if (!plot.Executed)
        {
            return new Transition(ChargedForPlotting(state, luck), foiled ? Cause.PlotFoiled : Cause.PlotFailed, Plot: plot);
        }

        return luck.For(Purpose.Stop).First < model.Attacks.AttackerDies
            ? new Transition(state.At(Stage.Dead, state.Place), Cause.KilledInAttack, Plot: plot)
            : new Transition(ChargedForPlotting(state, luck), Cause.Attacked, Plot: plot);
    }

    private Transition Dispatched(in PersonState state, int day, in PersonLuck luck)
    {
        PersonState next = state.At(Stage.Clandestine, Home(state));
        next.Traits |= Traits.Directed;
        if (luck.For(Purpose.Arrival).First < model.Attacks.Posing(day))
        {
            next.Traits |= Traits.Posed;
        }

        return new Transition(next, Cause.SentHome);
    }

    // Whoever is taken by his own country is home and known; others are held where they were taken.
    private PersonState Detained(in PersonState state, int place) =>
        geography.CountryOf[place] == population.OriginCountry[population.OriginOf[state.Group]]
            ? state.At(Stage.Known, Home(state))
            : state.At(Stage.Held, place);

    private int Home(in PersonState state) => population.Home[population.OriginOf[state.Group]];
}
