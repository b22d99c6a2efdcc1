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
            hazards.Add((ReferenceExit.Plot,
                p.Sent ? scenario.Attacks.DirectedPlotPerDay : PlotPerDay[day] * p.Place.State.TargetWeight[day]));
        }
        else if (p.Stage == ReferenceStage.Embedded && p.Role == Role.Man)
        {
            hazards.Add((ReferenceExit.Dispatch, DispatchPerDay[day] * p.Origin.TargetWeight[day]));
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
        double foiled = p.Veteran && attacks.VeteransNoticed ? attacks.WatchedFoiledProbability : Foiled(Watched(p));
        bool skilled = p.Veteran && !attacks.VeteransNoticed;
        bool executed = CountPlot(p.Place.State, p.Sent ? "directed" : "returnee", p, foiled,
            attacks.ExecutedProbability * (skilled ? attacks.VeteranExecutionRatio : 1),
            attacks.DeathsPerAttack * (skilled ? attacks.VeteranLethalityRatio : 1), day);
        if (executed && random.Chance(attacks.AttackerDeathProbability))
        {
            Die(p, p.Place, day);
        }
        else
        {
            BeCaughtPlotting(p, day);
        }
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
                    CountPlot(state, kind, null, Foiled(state.Watched[HomeGrownClass]), scenario.Attacks.ExecutedProbability,
                        scenario.Attacks.DeathsPerAttack, day);
                }
            }
        }
    }

    private bool CountPlot(
        ReferenceState state, string kind, ReferencePerson? plotter, double foiledProbability, double executedProbability, double meanDeaths, int day)
    {
        bool executed = !random.Chance(foiledProbability) && random.Chance(executedProbability);
        int homeGrown = Poisson(scenario.Attacks.AccomplicesPerPlot) + (plotter is null ? 1 : 0);
        int known = plotter is { Examined: true } ? 1 : 0;
        int refugees = plotter is { Posed: true } ? 1 : 0;
        for (int i = 0; i < homeGrown; i++)
        {
            known += random.Chance(scenario.Attacks.HomeGrownKnownShare) ? 1 : 0;
            refugees += random.Chance(scenario.Attacks.HomeGrownRefugeeShare) ? 1 : 0;
        }

        int returnees = plotter is null ? 0 : 1;
        Count("plots", 1);
        Count("plots-returnee", returnees);
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

        return executed;

        void Count(string measure, int number)
        {
            for (int i = 0; i < number; i++)
            {
                result.Happened(day, measure, state.Id);
            }
        }
    }
}
