namespace Dispersal.Tests.Reference;

/// <content>M14 Attacks.</content>
internal partial class ReferenceSimulator
{
    private ReferenceCourse PlotPerDay => field ??= timeline.Course("attacks/plot-per-day", scenario.Attacks.PlotPerDay);

    private ReferenceCourse DispatchPerDay => field ??= timeline.Course("attacks/dispatch-per-day", scenario.Attacks.DispatchPerDay);

    private ReferenceCourse PosingShare => field ??= timeline.Course("attacks/posing-share", scenario.Attacks.PosingShare);

    private ReferenceCourse LinkedPerDay => field ??= timeline.Course("attacks/linked-per-day", scenario.Attacks.LinkedPerDay);

    private ReferenceCourse InspiredPerDay => field ??= timeline.Course("attacks/inspired-per-day", scenario.Attacks.InspiredPerDay);

    /// <summary>P(a plot is foiled) by P(watched) of its plotter.</summary>
    protected virtual double Foiled(double watched) => scenario.Attacks.FoiledProbability
        + ((scenario.Attacks.WatchedFoiledProbability - scenario.Attacks.FoiledProbability) * watched);

    /// <summary>Deaths of an executed attack: geometric, from none.</summary>
    protected virtual int Deaths(double mean)
    {
        int deaths = 0;
        while (random.Chance(mean / (1 + mean)))
        {
            deaths++;
        }

        return deaths;
    }

    /// <summary>A number of a Poisson law: the events of a unit of time.</summary>
    private int Poisson(double mean)
    {
        int number = 0;
        for (double time = Wait(); time < mean; time += Wait())
        {
            number++;
        }

        return number;

        double Wait() => -Math.Log(1 - random.Uniform());
    }

    private void AddHazardsOfAttacks(ReferencePerson p, int day)
    {
        if (!scenario.Attacks.On)
        {
            return;
        }

        if (p.Stage == ReferenceStage.Clandestine)
        {
            hazards.Add((ReferenceExit.Plot, p.Sent ? HazardOfTakingPart(p) : PlotPerDay[day] * p.Place.State.TargetWeight[day]));
        }
        else if (p.Stage == ReferenceStage.Embedded && p.Role == Role.Man)
        {
            hazards.Add((ReferenceExit.Dispatch, DispatchPerDay[day] * p.Origin.TargetWeight[day]));
        }
    }

    /// <summary>Hazard of an order to a country's team of so many.</summary>
    protected virtual double OrdersPerDay(int team) => scenario.Attacks.DirectedPlotPerDay;

    /// <summary>P(a member of the team takes part on the day of an order), were there nothing else that could happen to him.</summary>
    protected virtual double TeamShare => scenario.Attacks.TeamShare;

    /// <summary>Plots that so many make who take part on one order.</summary>
    protected virtual int PlotsOf(int plotters) => Math.Min(1, plotters);

    private static bool HasOrder(ReferencePerson p) => p.Stage == ReferenceStage.Clandestine && p.Sent && p.Place.State.Order is not null;

    private bool CertainlyTakesPart(ReferencePerson p) => HasOrder(p) && TeamShare == 1;

    private double HazardOfTakingPart(ReferencePerson p) => HasOrder(p) ? -Math.Log(1 - TeamShare) : 0;

    /// <summary>Orders of the day, to those sent who are in cells of a country as it begins, and what becomes of the plots.</summary>
    private void OrderAttacks()
    {
        AttacksParameters attacks = scenario.Attacks;
        foreach (ReferenceState state in states.Values)
        {
            state.Order = null;
            ReferencePerson[] team = [.. persons.Where(p => p.Stage == ReferenceStage.Clandestine && p.Sent && p.Place.State == state)];
            if (!attacks.On || team.Length == 0 || !random.Chance(1 - Math.Exp(-OrdersPerDay(team.Length))))
            {
                continue;
            }

            bool veterans = team.Any(p => p.Veteran);
            bool skilled = veterans && !attacks.VeteransNoticed;
            double foiledProbability = veterans && attacks.VeteransNoticed ? attacks.WatchedFoiledProbability : Foiled(team.Average(Watched));
            bool foiled = random.Chance(foiledProbability);
            bool executed = !foiled && random.Chance(attacks.ExecutedProbability * (skilled ? attacks.VeteranExecutionRatio : 1));
            state.Order = new ReferenceOrder(foiled, executed, attacks.DeathsPerAttack * (skilled ? attacks.VeteranLethalityRatio : 1));
        }
    }

    private void CountDirectedPlots(int day)
    {
        foreach (ReferenceState state in states.Values)
        {
            if (state.Order is { } order)
            {
                for (int n = PlotsOf(order.Plotters); n > 0; n--)
                {
                    CountPlot(state, "directed", order.Plotters, order.Known, order.Posed, order.Executed, order.MeanDeaths, day);
                }
            }
        }
    }

    private void BeSentHome(ReferencePerson p, int day)
    {
        p.Sent = true;
        p.Posed |= random.Chance(PosingShare[day]);
        EnterCell(p, homes[p.Origin.Id], day);
    }

    private void Plot(ReferencePerson p, int day)
    {
        AttacksParameters attacks = scenario.Attacks;
        bool executed;
        if (p.Sent)
        {
            ReferenceOrder order = p.Place.State.Order!;
            order.Join(p);
            executed = order.Executed;
        }
        else
        {
            executed = PlotOfHisOwnAccord(p, day);
        }

        if (executed && random.Chance(attacks.AttackerDeathProbability))
        {
            Die(p, p.Place, day);
        }
        else
        {
            BeCaughtPlotting(p, day);
        }
    }

    private bool PlotOfHisOwnAccord(ReferencePerson p, int day)
    {
        AttacksParameters attacks = scenario.Attacks;
        double foiled = p.Veteran && attacks.VeteransNoticed ? attacks.WatchedFoiledProbability : Foiled(Watched(p));
        bool skilled = p.Veteran && !attacks.VeteransNoticed;
        bool executed = !random.Chance(foiled) && random.Chance(attacks.ExecutedProbability * (skilled ? attacks.VeteranExecutionRatio : 1));
        CountPlot(p.Place.State, "returnee", 1, p.Examined ? 1 : 0, p.Posed ? 1 : 0, executed,
            attacks.DeathsPerAttack * (skilled ? attacks.VeteranLethalityRatio : 1), day);
        return executed;
    }

    private void HomeGrownPlots(int day)
    {
        if (!scenario.Attacks.On)
        {
            return;
        }

        foreach (ReferenceState state in states.Values)
        {
            double exposed = state.Mobilised * state.TargetWeight[day];
            foreach (var (kind, perDay) in new[] { ("linked", LinkedPerDay[day]), ("inspired", InspiredPerDay[day]) })
            {
                for (int n = Poisson(exposed * perDay); n > 0; n--)
                {
                    bool executed = !random.Chance(Foiled(state.Watched[HomeGrownClass])) && random.Chance(scenario.Attacks.ExecutedProbability);
                    CountPlot(state, kind, 0, 0, 0, executed, scenario.Attacks.DeathsPerAttack, day);
                }
            }
        }
    }

    private void CountPlot(ReferenceState state, string kind, int returnees, int known, int refugees, bool executed, double meanDeaths, int day)
    {
        state.Attacks += executed ? 1 : 0;
        int homeGrown = Poisson(scenario.Attacks.AccomplicesPerPlot) + (returnees == 0 ? 1 : 0);
        for (int i = 0; i < homeGrown; i++)
        {
            known += random.Chance(scenario.Attacks.HomeGrownKnownShare) ? 1 : 0;
            refugees += random.Chance(scenario.Attacks.HomeGrownRefugeeShare) ? 1 : 0;
        }

        Count("plots", 1);
        Count("plots-returnee", Math.Min(1, returnees));
        Count("plotters-returnee", returnees);
        Count("plots-refugee", Math.Min(1, refugees));
        if (executed)
        {
            Count("attacks-" + kind, 1);
            Count("attackers", returnees + homeGrown);
            Count("attackers-returnee", returnees);
            Count("attackers-known", known);
            Count("attackers-refugee", refugees);
            Count("attack-deaths", Deaths(meanDeaths));
        }

        void Count(string measure, int number)
        {
            for (int i = 0; i < number; i++)
            {
                result.Happened(day, measure, state.Id);
            }
        }
    }
}
