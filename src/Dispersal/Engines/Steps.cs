using System.Diagnostics;
using System.Runtime.CompilerServices;
using Dispersal.Mechanisms;
using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Engines;

/// <summary>
/// What an exit leads to within the same day: the branches of the model, each with the probability that its mechanism gives. Written once, for whatever
/// decides: the luck of a person, or a walk through all that can happen.
/// </summary>
internal sealed class Steps
{
    private readonly CompiledModel model;
    private readonly Geography geography;
    private readonly Population population;
    private readonly Fields fields;
    private readonly FirstReturn firstReturn;
    private readonly double[] weights;
    private int rememberedDay = -1;
    private AlternativesOf remembered;
    private int rememberedNumber;

    public Steps(CompiledModel model, Fields fields)
    {
        this.model = model;
        this.fields = fields;
        geography = model.Geography;
        population = model.Population;
        firstReturn = new FirstReturn(model);
        weights = new double[model.Goal.MostAlternatives];
    }

    /// <summary>Draws what an exit of a person leads to, the toll of a plot included.</summary>
    public Transition Resolve(Exit exit, in PersonState state, int day, in PersonLuck luck)
    {
        PersonChooser chooser = new(luck);
        Transition transition = Resolve(exit, state, day, ref chooser);
        if (transition.Plot.Kind != PlotKind.None)
        {
            transition.Plot = model.Attacks.WithToll(transition.Plot, state, luck);
        }

        return transition;
    }

    /// <summary>What an exit leads to, as the chooser decides. A plot comes without its toll, which is counted rather than decided.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Transition Resolve<TChooser>(Exit exit, in PersonState state, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        // What follows is changed where it stands: a step is copied as little as can be.
        Transition transition = ResolveExit(exit, state, day, ref chooser);
        if (transition.Next.Stage == Stage.Known && !transition.Next.Has(Traits.Examined))
        {
            transition.Next = Examined(transition.Next, day, ref chooser);
        }

        firstReturn.Mark(ref transition.Next);
        return transition;
    }

    /// <summary>How a person of an intake enters on a day.</summary>
    public Transition Enter<TChooser>(Intake intake, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        PersonState state = model.Inflow.Enter(intake, day, ref chooser);
        return new Transition(
            state.Stage == Stage.Known ? Examined(state, day, ref chooser) : state,
            intake.StoppedOnTheWay ? Cause.StoppedOnTheWayIn : Cause.ReachedTheatre);
    }

    /// <summary>
    /// Remembers the alternatives of the last who reconsidered, for as long as the day is this one and nothing is applied: who comes next is often his like, and
    /// the same person is asked for branch after branch.
    /// </summary>
    public void Remember(int day)
    {
        rememberedDay = day;
        remembered = default;
    }

    /// <summary>M10: on first being known at home, whether evidence stands against the person, once and for all.</summary>
    public PersonState Examined(in PersonState state, int day, in PersonLuck luck)
    {
        PersonChooser chooser = new(luck);
        return Examined(state, day, ref chooser);
    }

    private PersonState Examined<TChooser>(in PersonState state, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        if (state.Place != Home(state))
        {
            return state;
        }

        PersonState next = state;
        next.Traits |= Traits.Examined;
        double stands = model.Justice.EvidenceStands(population.OriginCountry[population.OriginOf[state.Group]], state, day);
        if (chooser.Happens(Purpose.Evidence, Uniform.First, stands))
        {
            next.Traits |= Traits.Evidence;
        }

        return next;
    }

    private Transition ResolveExit<TChooser>(Exit exit, in PersonState state, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        switch (exit)
        {
            case Exit.Dislodged:
                return Dislodged(state, day, ref chooser);
            case Exit.Disillusioned:
                return new Transition(Reconsider(state, day, ref chooser), Cause.Disillusioned);
            case Exit.Reconsiders:
                return new Transition(Reconsider(state, day, ref chooser), Cause.Reconsidered);
            case Exit.Freed:
                return new Transition(Reconsider(state, day, ref chooser), Cause.Freed);
            case Exit.KilledInWar:
                return new Transition(state.At(Stage.Dead, state.Place), Cause.KilledInWar);
            case Exit.Captured:
                return new Transition(Detained(state, state.Place), Cause.CapturedInWar);
            case Exit.GainsExperience:
                PersonState veteran = state;
                veteran.Traits |= Traits.Veteran;
                return new Transition(veteran, Cause.GainedExperience);
            case Exit.Crosses:
                return Crossing(state, day, ref chooser);
            case Exit.Retries:
                return new Transition(SetOut(state, state.Place, state.Goal, day, ref chooser), Cause.Retried);
            case Exit.Arrested:
                return new Transition(Detained(state, state.Place), Cause.Arrested);
            case Exit.Deported:
                return new Transition(state.At(Stage.Known, Home(state)), Cause.Deported);
            case Exit.Repatriated:
                return new Transition(state.At(Stage.Known, Home(state)), Cause.Repatriated);
            case Exit.Charged:
                return new Transition(Charged(state), Cause.Charged);
            case Exit.Tried:
                return Tried(state, day, ref chooser);
            case Exit.TriedByHolder:
                return TriedByHolder(state, day, ref chooser);
            case Exit.ServesPhase:
                return ServesPhase(state);
            case Exit.Enrols:
                return new Transition(state.At(Stage.InProgramme, state.Place), Cause.Enrolled);
            case Exit.LeavesProgramme:
                return LeavesProgramme(state, ref chooser);
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
                PersonState leaving = Reconsider(state, day, ref chooser);

                // Who finds nowhere to go stays as he was: nobody is stranded where he lives.
                return leaving.Stage == Stage.Stranded ? new Transition(state, Cause.Waited) : new Transition(leaving, Cause.LeftAgain);
            case Exit.Found:
                PersonState found = state.At(Stage.Known, state.Place);
                found.Phase = state.Phase;
                return new Transition(found, Cause.Found);
            case Exit.FoundInCell:
                return new Transition(ChargedForPlotting(state, ref chooser), Cause.FoundInCell);
            case Exit.Plots:
                return Plots(state, ref chooser);
            case Exit.Dispatched:
                return Dispatched(state, day, ref chooser);
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

    private Transition Dislodged<TChooser>(in PersonState state, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        (double killed, double captured) = model.Territory.OutcomeOfDislodgement(population.RoleOf[state.Group], day);
        return chooser.Split(Purpose.Dislodgement, Uniform.First, killed, killed + captured) switch
        {
            0 => new Transition(state.At(Stage.Dead, state.Place), Cause.KilledWhenDislodged),
            1 => new Transition(Detained(state, state.Place), Cause.CapturedWhenDislodged),
            _ => new Transition(Reconsider(state, day, ref chooser), Cause.Dislodged),
        };
    }

    // M4: the choice, then the first route towards it.
    private PersonState Reconsider<TChooser>(in PersonState state, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        bool inTheatre = geography.IsTheatre[state.Place];
        int n = chooser.Happens(Purpose.Goal, Uniform.First, model.Goal.FreeShare) ? Alternatives(state, day) : 0;
        if (n == 0)
        {
            return inTheatre
                ? state.At(Stage.Underground, state.Place)
                : state.StrandedAt(state.Place, state.Goal == PersonState.None ? Home(state) : state.Goal);
        }

        int goal = model.Goal.GoalOf(state, chooser.Weigh(Purpose.Goal, Uniform.Second, weights.AsSpan(0, n)));
        return goal == Goal.Underground
            ? state.At(Stage.Underground, state.Place)
            : SetOut(state, state.Place, goal, day, ref chooser);
    }

    // Whose alternatives are equal: they depend on no more of a person than this.
    private int Alternatives(in PersonState state, int day)
    {
        Debug.Assert(remembered == default || day == rememberedDay, "What is remembered holds for one day.");
        AlternativesOf whose = new(
            true, population.OriginRole[state.Group], state.Place, state.Commitment, state.Law, state.Has(Traits.Listed));
        if (whose == remembered)
        {
            return rememberedNumber;
        }

        remembered = day == rememberedDay ? whose : default;
        rememberedNumber = model.Goal.Alternatives(state, day, fields, weights);
        return rememberedNumber;
    }

    // M5: the next route, or stranded where there is none.
    private PersonState SetOut<TChooser>(in PersonState state, int place, int goal, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        int route = model.Way.NextRoute(model.Seasons.Of(day), place, goal, ref chooser);
        return route < 0 ? state.StrandedAt(place, goal) : state.Travelling(place, route, goal);
    }

    // M6 and M7: guided, waiting or alone; stopped or not; then the outcome.
    private Transition Crossing<TChooser>(in PersonState state, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        int route = state.Route;
        bool guided = false;
        double stopped;
        if (model.Border.IsPatrolled(route))
        {
            double guidedShare = model.Border.HasGuides(route, day) ? fields.GuidedShare[route] : 0;
            double guidedOrWaiting = guidedShare + ((1 - guidedShare) * model.Border.WaitShare(route, day));
            int going = chooser.Split(Purpose.Crossing, Uniform.First, guidedShare, guidedOrWaiting);
            if (going == 1)
            {
                return new Transition(state, Cause.Waited);
            }

            guided = going == 0;
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

        if (!chooser.Happens(Purpose.Crossing, Uniform.Second, stopped))
        {
            return Passed(state, route, day, ref chooser);
        }

        (double killed, double held) = model.Border.OutcomeOfStop(route, day);
        int checkedAt = geography.CheckedAt[route];
        return chooser.Split(Purpose.Stop, Uniform.First, killed, killed + held) switch
        {
            0 => new Transition(state.At(Stage.Dead, checkedAt), Cause.KilledAtCrossing, route, CrossingOutcome.Killed, guided),
            1 => new Transition(Detained(state, checkedAt), Cause.HeldAtCrossing, route, CrossingOutcome.Held, guided),
            _ => new Transition(state.StrandedAt(state.Place, state.Goal), Cause.TurnedBack, route, CrossingOutcome.TurnedBack, guided),
        };
    }

    private Transition Passed<TChooser>(in PersonState state, int route, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        int place = geography.To[route];
        return place == state.Goal
            ? new Transition(Arrived(state, place, geography.Routes[route].Mode, day, ref chooser), Cause.ReachedGoal, route, CrossingOutcome.Passed)
            : new Transition(SetOut(state, place, state.Goal, day, ref chooser), Cause.Crossed, route, CrossingOutcome.Passed);
    }

    // M9: noticed or not; in the theatre embedded where ground is held.
    private PersonState Arrived<TChooser>(in PersonState state, int place, RouteMode mode, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
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
        return state.At(chooser.Happens(Purpose.Arrival, Uniform.First, noticed) ? Stage.Known : Stage.AtLarge, place);
    }

    // M10: sentences pass in phases; who is released at home is known, and the evidence is spent.
    private static PersonState Charged(in PersonState state)
    {
        PersonState next = state.At(Stage.Charged, state.Place);
        next.Traits |= Traits.EverCharged;
        return next;
    }

    private PersonState ChargedForPlotting<TChooser>(in PersonState state, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        if (chooser.Happens(Purpose.Verdict, Uniform.First, model.Justice.PlottersCharged))
        {
            return Charged(state);
        }

        PersonState next = state.At(Stage.Known, state.Place);
        next.Phase = 1;
        return next;
    }

    private Transition Tried<TChooser>(in PersonState state, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        PersonState next;
        if (chooser.Happens(Purpose.Verdict, Uniform.First, model.Justice.Convicted(geography.CountryOf[state.Place], day)))
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

    private Transition TriedByHolder<TChooser>(in PersonState state, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        if (chooser.Happens(Purpose.Verdict, Uniform.First, model.Justice.Convicted(geography.CountryOf[state.Place], day)))
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
    private Transition LeavesProgramme<TChooser>(in PersonState state, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        if (chooser.Happens(Purpose.Programme, Uniform.First, model.Programmes.Completed(geography.CountryOf[state.Place])))
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
    private Transition Plots<TChooser>(in PersonState state, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        if (state.Has(Traits.Directed))
        {
            return TakesPart(state, ref chooser);
        }

        Plot plot = model.Attacks.OutcomeOf(state, model.Networks.Watched(state, fields), ref chooser, out bool foiled);
        if (!plot.Executed)
        {
            return new Transition(ChargedForPlotting(state, ref chooser), foiled ? Cause.PlotFoiled : Cause.PlotFailed, Plot: plot);
        }

        return chooser.Happens(Purpose.Stop, Uniform.First, model.Attacks.AttackerDies)
            ? new Transition(state.At(Stage.Dead, state.Place), Cause.KilledInAttack, Plot: plot)
            : new Transition(ChargedForPlotting(state, ref chooser), Cause.Attacked, Plot: plot);
    }

    // M14: what becomes of the plot on the day's order is the same for all who take part.
    private Transition TakesPart<TChooser>(in PersonState state, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        Order order = fields.Orders[geography.CountryOf[state.Place]];
        bool foiled = chooser.Happens(Purpose.Plot, Uniform.First, order.Foiled);
        if (foiled || !chooser.Happens(Purpose.Plot, Uniform.Second, order.Executed))
        {
            return new Transition(ChargedForPlotting(state, ref chooser), foiled ? Cause.PlotFoiled : Cause.PlotFailed);
        }

        return chooser.Happens(Purpose.Stop, Uniform.First, model.Attacks.AttackerDies)
            ? new Transition(state.At(Stage.Dead, state.Place), Cause.KilledInAttack)
            : new Transition(ChargedForPlotting(state, ref chooser), Cause.Attacked);
    }

    private Transition Dispatched<TChooser>(in PersonState state, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        PersonState next = state.At(Stage.Clandestine, Home(state));
        next.Traits |= Traits.Directed;
        if (chooser.Happens(Purpose.Arrival, Uniform.First, model.Attacks.Posing(day)))
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

    private readonly record struct AlternativesOf(bool Any, int OriginRole, int Place, int Commitment, Traits Law, bool Listed);
}
