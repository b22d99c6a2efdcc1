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
    private readonly ExpectedPlots? expectedPlots;
    private readonly double[] weights;
    private int rememberedDay = -1;
    private AlternativesOf remembered;
    private int rememberedNumber;

    /// <summary>Prepares steps.</summary>
    /// <param name="model">The model.</param>
    /// <param name="fields">Fields of the day.</param>
    /// <param name="expectedPlots">Where plots are noted whose tolls are expected rather than drawn.</param>
    public Steps(CompiledModel model, Fields fields, ExpectedPlots? expectedPlots = null)
    {
        this.expectedPlots = expectedPlots;
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
        Transition step = Transition.From(state);
        PersonChooser chooser = new(luck);
        ResolveAndCount(exit, ref step, day, ref chooser);
        return step;
    }

    /// <summary>Draws what an exit of a person leads to, the toll of a plot included, where it stands.</summary>
    /// <param name="exit">The exit.</param>
    /// <param name="step">From the person's state; receives the step.</param>
    /// <param name="day">Today.</param>
    /// <param name="chooser">Decides by the luck of the event.</param>
    public void ResolveAndCount(Exit exit, ref Transition step, int day, ref PersonChooser chooser)
    {
        bool plots = exit == Exit.Plots;
        PersonState before = plots ? step.Next : default;
        Resolve(exit, ref step, day, ref chooser);
        if (!plots || step.Plot.Kind == PlotKind.None)
        {
            return;
        }

        if (expectedPlots is null)
        {
            step.Plot = model.Attacks.WithToll(step.Plot, before, chooser.Luck);
            return;
        }

        expectedPlots.Add(step.Plot, before);
        step.Plot = default;
    }

    /// <summary>Most draws that <see cref="Foresee"/> foresees of an exit.</summary>
    public const int MostForeseen = 2;

    /// <summary>Foresees draws that an exit of a person mostly takes, and asks for what it will read.</summary>
    public void Foresee(Exit exit, in PersonState state, int day, ulong person, uint ordinal, ForeseenDraws draws)
    {
        switch (exit)
        {
            case Exit.Crosses:
                int next = geography.To[state.Route];
                draws.Add(person, ordinal, Purpose.Crossing);
                if (next == state.Goal)
                {
                    draws.Add(person, ordinal, Purpose.Arrival);
                    break;
                }

                draws.Add(person, ordinal, Purpose.Route);
                model.Way.Expect(model.Seasons.Of(day), next, state.Goal);
                break;
            case Exit.Dislodged:
                draws.Add(person, ordinal, Purpose.Dislodgement);
                draws.Add(person, ordinal, Purpose.Goal);
                break;
            case Exit.Disillusioned or Exit.Reconsiders or Exit.Freed or Exit.LeavesAgain:
                draws.Add(person, ordinal, Purpose.Goal);
                draws.Add(person, ordinal, Purpose.Route);
                break;
            case Exit.Retries:
                draws.Add(person, ordinal, Purpose.Route);
                break;
            case Exit.Deported or Exit.Repatriated:
                draws.Add(person, ordinal, Purpose.Evidence);
                break;
            case Exit.Tried or Exit.TriedByHolder:
                draws.Add(person, ordinal, Purpose.Verdict);
                break;
        }
    }

    /// <summary>What an exit leads to, as the chooser decides. A plot comes without its toll, which is counted rather than decided.</summary>
    /// <param name="exit">The exit.</param>
    /// <param name="step">From a state; receives the step, which is changed where it stands: copies wait for what has just been written.</param>
    /// <param name="day">Today.</param>
    /// <param name="chooser">Decides.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Resolve<TChooser>(Exit exit, ref Transition step, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        Take(exit, ref step, day, ref chooser);
        if (step.Next.Stage == Stage.Known && !step.Next.Has(Traits.Examined))
        {
            Examine(ref step.Next, day, ref chooser);
        }

        firstReturn.Mark(ref step.Next);
    }

    /// <summary>How a person of an intake enters on a day.</summary>
    public Transition Enter<TChooser>(Intake intake, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        PersonState state = model.Inflow.Enter(intake, day, ref chooser);
        if (state.Stage == Stage.Known)
        {
            Examine(ref state, day, ref chooser);
        }

        return new Transition(state, intake.StoppedOnTheWay ? Cause.StoppedOnTheWayIn : Cause.ReachedTheatre);
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
    private void Examine<TChooser>(ref PersonState state, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        if (state.Place != Home(state))
        {
            return;
        }

        double stands = model.Justice.EvidenceStands(population.OriginCountry[population.OriginOf[state.Group]], state, day);
        state.Traits |= Traits.Examined;
        if (chooser.Happens(Purpose.Evidence, Uniform.First, stands))
        {
            state.Traits |= Traits.Evidence;
        }
    }

    private void Take<TChooser>(Exit exit, ref Transition step, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        ref PersonState state = ref step.Next;
        switch (exit)
        {
            case Exit.Dislodged:
                Dislodge(ref step, day, ref chooser);
                return;
            case Exit.Disillusioned:
                step.Cause = Cause.Disillusioned;
                Reconsider(ref state, day, ref chooser);
                return;
            case Exit.Reconsiders:
                step.Cause = Cause.Reconsidered;
                Reconsider(ref state, day, ref chooser);
                return;
            case Exit.Freed:
                step.Cause = Cause.Freed;
                Reconsider(ref state, day, ref chooser);
                return;
            case Exit.KilledInWar:
                step.Cause = Cause.KilledInWar;
                state.MoveTo(Stage.Dead, state.Place);
                return;
            case Exit.Captured:
                step.Cause = Cause.CapturedInWar;
                Detain(ref state, state.Place);
                return;
            case Exit.GainsExperience:
                step.Cause = Cause.GainedExperience;
                state.Traits |= Traits.Veteran;
                return;
            case Exit.Crosses:
                Cross(ref step, day, ref chooser);
                return;
            case Exit.Retries:
                step.Cause = Cause.Retried;
                SetOut(ref state, state.Place, state.Goal, day, ref chooser);
                return;
            case Exit.Arrested:
                step.Cause = Cause.Arrested;
                Detain(ref state, state.Place);
                return;
            case Exit.Deported:
                step.Cause = Cause.Deported;
                state.MoveTo(Stage.Known, Home(state));
                return;
            case Exit.Repatriated:
                step.Cause = Cause.Repatriated;
                state.MoveTo(Stage.Known, Home(state));
                return;
            case Exit.Charged:
                step.Cause = Cause.Charged;
                Charge(ref state);
                return;
            case Exit.Tried:
                Try(ref step, day, ref chooser);
                return;
            case Exit.TriedByHolder:
                TryByHolder(ref step, day, ref chooser);
                return;
            case Exit.ServesPhase:
                ServePhase(ref step);
                return;
            case Exit.Enrols:
                step.Cause = Cause.Enrolled;
                state.MoveTo(Stage.InProgramme, state.Place);
                return;
            case Exit.LeavesProgramme:
                LeaveProgramme(ref step, ref chooser);
                return;
            case Exit.Settles:
                step.Cause = Cause.Settled;
                state.Phase = 1;
                return;
            case Exit.JoinsCell:
                step.Cause = Cause.JoinedCell;
                state.MoveTo(Stage.Clandestine, state.Place);
                return;
            case Exit.Reengages:
                step.Cause = Cause.RejoinedCell;
                state.MoveTo(Stage.Clandestine, state.Place);
                return;
            case Exit.Disengages:
                step.Cause = Cause.Disengaged;
                state.MoveTo(Stage.Disengaged, state.Place);
                return;
            case Exit.LeavesAgain:
                LeaveAgain(ref step, day, ref chooser);
                return;
            case Exit.Found:
                step.Cause = Cause.Found;
                byte phase = state.Phase;
                state.MoveTo(Stage.Known, state.Place);
                state.Phase = phase;
                return;
            case Exit.FoundInCell:
                step.Cause = Cause.FoundInCell;
                ChargeForPlotting(ref state, ref chooser);
                return;
            case Exit.Plots:
                Plot(ref step, ref chooser);
                return;
            case Exit.Dispatched:
                Dispatch(ref step, day, ref chooser);
                return;
            case Exit.GivesBirth:
                step.Cause = Cause.GaveBirth;
                return;
            case Exit.GrowsUp:
                step.Cause = Cause.GrewUp;
                GrowUp(ref state);
                return;
            default:
                step.Cause = Cause.Died;
                state.MoveTo(Stage.Dead, state.Place);
                return;
        }
    }

    private void Dislodge<TChooser>(ref Transition step, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        ref PersonState state = ref step.Next;
        (double killed, double captured) = model.Territory.OutcomeOfDislodgement(population.RoleOf[state.Group], day);
        switch (chooser.Split(Purpose.Dislodgement, Uniform.First, killed, killed + captured))
        {
            case 0:
                step.Cause = Cause.KilledWhenDislodged;
                state.MoveTo(Stage.Dead, state.Place);
                return;
            case 1:
                step.Cause = Cause.CapturedWhenDislodged;
                Detain(ref state, state.Place);
                return;
            default:
                step.Cause = Cause.Dislodged;
                Reconsider(ref state, day, ref chooser);
                return;
        }
    }

    // M4: the choice, then the first route towards it.
    private void Reconsider<TChooser>(ref PersonState state, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        int n = chooser.Happens(Purpose.Goal, Uniform.First, model.Goal.FreeShare) ? Alternatives(state, day) : 0;
        if (n == 0)
        {
            if (geography.IsTheatre[state.Place])
            {
                state.MoveTo(Stage.Underground, state.Place);
            }
            else
            {
                state.StrandAt(state.Place, state.Goal == PersonState.None ? Home(state) : state.Goal);
            }

            return;
        }

        int goal = model.Goal.GoalOf(state, chooser.Weigh(Purpose.Goal, Uniform.Second, weights.AsSpan(0, n)));
        if (goal == Goal.Underground)
        {
            state.MoveTo(Stage.Underground, state.Place);
        }
        else
        {
            SetOut(ref state, state.Place, goal, day, ref chooser);
        }
    }

    // M13: who finds nowhere to go stays as he was: nobody is stranded where he lives.
    private void LeaveAgain<TChooser>(ref Transition step, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        PersonState before = step.Next;
        step.Cause = Cause.LeftAgain;
        Reconsider(ref step.Next, day, ref chooser);
        if (step.Next.Stage == Stage.Stranded)
        {
            step.Next = before;
            step.Cause = Cause.Waited;
        }
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
    private void SetOut<TChooser>(ref PersonState state, int place, int goal, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        int route = model.Way.NextRoute(model.Seasons.Of(day), place, goal, ref chooser);
        if (route < 0)
        {
            state.StrandAt(place, goal);
        }
        else
        {
            state.TravelBy(route, place, goal);
        }
    }

    // M6 and M7: guided, waiting or alone; stopped or not; then the outcome.
    private void Cross<TChooser>(ref Transition step, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        ref PersonState state = ref step.Next;
        int route = state.Route;
        double stopped;
        if (model.Border.IsPatrolled(route))
        {
            double guidedShare = model.Border.HasGuides(route, day) ? fields.GuidedShare[route] : 0;
            double guidedOrWaiting = guidedShare + ((1 - guidedShare) * model.Border.WaitShare(route, day));
            int going = chooser.Split(Purpose.Crossing, Uniform.First, guidedShare, guidedOrWaiting);
            if (going == 1)
            {
                step.Cause = Cause.Waited;
                return;
            }

            step.Guided = going == 0;
            stopped = step.Guided ? model.Border.StoppedGuided(route, day) : model.Border.StoppedAlone(route, day);
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

        step.Route = route;
        if (!chooser.Happens(Purpose.Crossing, Uniform.Second, stopped))
        {
            step.Outcome = CrossingOutcome.Passed;
            Pass(ref step, day, ref chooser);
            return;
        }

        (double killed, double held) = model.Border.OutcomeOfStop(route, day);
        int checkedAt = geography.CheckedAt[route];
        switch (chooser.Split(Purpose.Stop, Uniform.First, killed, killed + held))
        {
            case 0:
                (step.Cause, step.Outcome) = (Cause.KilledAtCrossing, CrossingOutcome.Killed);
                state.MoveTo(Stage.Dead, checkedAt);
                return;
            case 1:
                (step.Cause, step.Outcome) = (Cause.HeldAtCrossing, CrossingOutcome.Held);
                Detain(ref state, checkedAt);
                return;
            default:
                (step.Cause, step.Outcome) = (Cause.TurnedBack, CrossingOutcome.TurnedBack);
                state.StrandAt(state.Place, state.Goal);
                return;
        }
    }

    private void Pass<TChooser>(ref Transition step, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        ref PersonState state = ref step.Next;
        int place = geography.To[step.Route];
        if (place == state.Goal)
        {
            step.Cause = Cause.ReachedGoal;
            Arrive(ref state, place, geography.Routes[step.Route].Mode, day, ref chooser);
        }
        else
        {
            step.Cause = Cause.Crossed;
            SetOut(ref state, place, state.Goal, day, ref chooser);
        }
    }

    // M9: noticed or not; in the theatre embedded where ground is held.
    private void Arrive<TChooser>(ref PersonState state, int place, RouteMode mode, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        if (geography.IsTheatre[place])
        {
            state.MoveTo(model.Territory.ControlOf(place, day) > 0 ? Stage.Embedded : Stage.Underground, place);
            return;
        }

        if (geography.AffiliateOf[place] >= 0)
        {
            state.MoveTo(Stage.WithAffiliate, place);
            return;
        }

        int origin = population.OriginCountry[population.OriginOf[state.Group]];
        double noticed = model.Arrival.Noticed(geography.CountryOf[place], origin, state.Has(Traits.Listed), mode, day);
        state.MoveTo(chooser.Happens(Purpose.Arrival, Uniform.First, noticed) ? Stage.Known : Stage.AtLarge, place);
    }

    // M10, M17: who was brought as a child has joined nothing that he could answer for once he is grown.
    private static void GrowUp(ref PersonState state)
    {
        if (state.Age == Age.Child)
        {
            state.Age = Age.Youth;
            state.Traits &= ~(Traits.JoiningLaw | Traits.MembershipLaw | Traits.Evidence);
            return;
        }

        state.Age = Age.Adult;
    }

    // M10: sentences pass in phases; who is released at home is known, and the evidence is spent.
    private static void Charge(ref PersonState state)
    {
        state.MoveTo(Stage.Charged, state.Place);
        state.Traits |= Traits.EverCharged;
    }

    private void ChargeForPlotting<TChooser>(ref PersonState state, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        double charged = model.Justice.PlottersCharged * model.Justice.Responsibility(geography.CountryOf[state.Place], state.Age);
        if (chooser.Happens(Purpose.Verdict, Uniform.First, charged))
        {
            Charge(ref state);
            return;
        }

        state.MoveTo(Stage.Known, state.Place);
        state.Phase = 1;
    }

    private void Try<TChooser>(ref Transition step, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        ref PersonState state = ref step.Next;
        if (chooser.Happens(Purpose.Verdict, Uniform.First, model.Justice.Convicted(geography.CountryOf[state.Place], day)))
        {
            step.Cause = Cause.Convicted;
            state.MoveTo(Stage.Imprisoned, state.Place);
            state.Traits |= Traits.Convicted;
            return;
        }

        step.Cause = Cause.Acquitted;
        state.MoveTo(Stage.Known, state.Place);
        state.Phase = 1;
        state.Traits &= ~Traits.Evidence;
    }

    private void TryByHolder<TChooser>(ref Transition step, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        ref PersonState state = ref step.Next;
        state.Traits |= Traits.EverCharged;
        if (chooser.Happens(Purpose.Verdict, Uniform.First, model.Justice.Convicted(geography.CountryOf[state.Place], day)))
        {
            step.Cause = Cause.ConvictedByHolder;
            state.MoveTo(Stage.Imprisoned, state.Place);
            state.Traits |= Traits.Convicted;
            return;
        }

        step.Cause = Cause.AcquittedByHolder;
    }

    private void ServePhase(ref Transition step)
    {
        ref PersonState state = ref step.Next;
        state.Phase++;
        if (state.Phase < Justice.SentencePhases)
        {
            step.Cause = Cause.ServedPhase;
            return;
        }

        bool abroad = geography.CountryOf[state.Place] != population.OriginCountry[population.OriginOf[state.Group]];
        step.Cause = abroad ? Cause.ReleasedAndDeported : Cause.Released;
        state.MoveTo(Stage.Known, Home(state));
        state.Phase = 1;
        state.Traits &= ~Traits.Evidence;

        // Nobody is tried twice for the same: a sentence served abroad settles the case at home.
        state.Traits |= Traits.Examined;
    }

    // M12: completed or dropped out.
    private void LeaveProgramme<TChooser>(ref Transition step, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        ref PersonState state = ref step.Next;
        if (chooser.Happens(Purpose.Programme, Uniform.First, model.Programmes.Completed(geography.CountryOf[state.Place])))
        {
            step.Cause = Cause.CompletedProgramme;
            state.MoveTo(Stage.Disengaged, state.Place);
            state.Traits |= Traits.Completed;
            return;
        }

        step.Cause = Cause.DroppedOut;
        state.MoveTo(Stage.Known, state.Place);
        state.Phase = 1;
    }

    // M14: foiled or failed plotters are charged; attackers die or are charged.
    private void Plot<TChooser>(ref Transition step, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        bool foiled;
        bool executed;
        if (step.Next.Has(Traits.Directed))
        {
            // What becomes of the plot on the day's order is the same for all who take part.
            Order order = fields.Orders[geography.CountryOf[step.Next.Place]];
            foiled = chooser.Happens(Purpose.Plot, Uniform.First, order.Foiled);
            executed = !foiled && chooser.Happens(Purpose.Plot, Uniform.Second, order.Executed);
        }
        else
        {
            step.Plot = model.Attacks.OutcomeOf(step.Next, model.Networks.Watched(step.Next, fields), ref chooser, out foiled);
            executed = step.Plot.Executed;
        }

        if (executed && chooser.Happens(Purpose.Stop, Uniform.First, model.Attacks.AttackerDies))
        {
            step.Cause = Cause.KilledInAttack;
            step.Next.MoveTo(Stage.Dead, step.Next.Place);
            return;
        }

        step.Cause = executed ? Cause.Attacked : foiled ? Cause.PlotFoiled : Cause.PlotFailed;
        ChargeForPlotting(ref step.Next, ref chooser);
    }

    private void Dispatch<TChooser>(ref Transition step, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        step.Cause = Cause.SentHome;
        step.Next.MoveTo(Stage.Clandestine, Home(step.Next));
        step.Next.Traits |= Traits.Directed;
        if (chooser.Happens(Purpose.Arrival, Uniform.First, model.Attacks.Posing(day)))
        {
            step.Next.Traits |= Traits.Posed;
        }
    }

    // Whoever is taken by his own country is home and known; others are held where they were taken.
    private void Detain(ref PersonState state, int place)
    {
        if (geography.CountryOf[place] == population.OriginCountry[population.OriginOf[state.Group]])
        {
            state.MoveTo(Stage.Known, Home(state));
        }
        else
        {
            state.MoveTo(Stage.Held, place);
        }
    }

    private int Home(in PersonState state) => population.Home[population.OriginOf[state.Group]];

    private readonly record struct AlternativesOf(bool Any, int OriginRole, int Place, int Commitment, Traits Law, bool Listed);
}
