namespace Dispersal.Tests.Reference;

/// <content>M5 Way.</content>
internal partial class ReferenceSimulator
{
    private ReferenceCourse Pace => field ??= timeline.Course("way/pace", scenario.Way.Pace);

    private ReferenceCourse Retry => field ??= timeline.Course("way/retry-per-day", scenario.Way.RetryPerDay);

    private ReferenceCourse GiveUp => field ??= timeline.Course("way/give-up-per-day", scenario.Way.GiveUpPerDay);

    /// <summary>Generalised cost of a route for a goal as known at the start of a season.</summary>
    private double RouteCost(ReferenceLeg leg, ReferenceSite goal, int season)
    {
        double pass = leg.IsBorder
            ? PassAtBest(leg, season)
            : 1 - (goal.State.Listed[season] * StoppedWhenListed(leg, goal.State, season));
        return pass <= 0
            ? double.PositiveInfinity
            : leg.Days[season] + leg.MoneyDays[season] + (scenario.Way.RiskAversionDays * -Math.Log(pass));
    }

    /// <summary>V by place; worked out when first asked for.</summary>
    private double[] CostsToGo(ReferenceSite goal, int season) => costToGo.TryGetValue((goal, season), out double[]? cost)
        ? cost
        : costToGo[(goal, season)] = CostToGo(goal, season);

    /// <summary>V by place: relax every route until nothing improves.</summary>
    private double[] CostToGo(ReferenceSite goal, int season)
    {
        double[] ofRoute = [.. legs.Select(leg => RouteCost(leg, goal, season))];
        double[] cost = new double[sites.Count];
        Array.Fill(cost, double.PositiveInfinity);
        cost[goal.Index] = 0;
        for (bool improved = true; improved;)
        {
            improved = false;
            foreach (ReferenceLeg leg in legs)
            {
                double through = ofRoute[leg.Index] + cost[leg.To.Index];
                if (through < cost[leg.From.Index])
                {
                    cost[leg.From.Index] = through;
                    improved = true;
                }
            }
        }

        return cost;
    }

    /// <summary>Weight of a route whose whole way costs so many days more than the cheapest.</summary>
    protected virtual double RouteWeight(double dearerDays) => Math.Exp(-scenario.Way.ChoiceSensitivityPerDay * dearerDays);

    /// <summary>The next route towards the goal; stranded where there is none.</summary>
    private void ChooseRoute(ReferencePerson p, int day)
    {
        int season = seasonOf[day];
        ReferenceSite goal = p.Goal!;
        double[] toGo = CostsToGo(goal, season);
        var choices = new List<(ReferenceLeg Leg, double Cost)>();
        foreach (ReferenceLeg leg in legsFrom[p.Place.Id].Where(leg => toGo[leg.To.Index] < toGo[p.Place.Index]))
        {
            double cost = RouteCost(leg, goal, season) + toGo[leg.To.Index];
            if (!double.IsInfinity(cost))
            {
                choices.Add((leg, cost));
            }
        }

        if (choices.Count == 0)
        {
            Strand(p);
            return;
        }

        double least = choices.Min(c => c.Cost);
        int chosen = random.Weighted([.. choices.Select(c => RouteWeight(c.Cost - least))]);
        p.Stage = ReferenceStage.InTransit;
        p.Route = choices[chosen].Leg;
    }

    private void AddHazardsOfTravel(ReferencePerson p, int day)
    {
        if (p.Stage == ReferenceStage.InTransit)
        {
            hazards.Add((ReferenceExit.LegEnds, p.Route!.Hazard));
        }
        else if (p.Stage == ReferenceStage.Stranded && scenario.Way.On)
        {
            hazards.Add((ReferenceExit.Retry, Retry[day]));
            hazards.Add((ReferenceExit.GiveUp, GiveUp[day]));
        }
    }

    /// <summary>The crossing at the end of a leg: pass, wait, or be stopped.</summary>
    private void Cross(ReferencePerson p, int day)
    {
        ReferenceLeg leg = p.Route!;
        bool stopped;
        if (leg.IsBorder)
        {
            if (TriesTheBorder(leg, day, out bool guided))
            {
                stopped = random.Chance(guided ? StoppedGuided(leg, day) : StoppedAlone(leg, day));
                leg.GuidedStopped += stopped && guided ? 1 : 0;
            }
            else
            {
                return; // waits on the leg
            }
        }
        else
        {
            stopped = p.Listed && random.Chance(StoppedWhenListed(leg, p.Origin, day));
        }

        if (stopped)
        {
            Stop(p, leg, day);
        }
        else
        {
            Pass(p, leg, day);
        }
    }

    private void Pass(ReferencePerson p, ReferenceLeg leg, int day)
    {
        result.Happened(day, "flow passed", leg.Id);
        if (leg.From.State != leg.To.State)
        {
            leg.To.State.Entries++;
        }

        p.Place = leg.To;
        p.Route = null;
        if (p.Place == p.Goal)
        {
            ReachGoal(p, leg, day);
        }
        else
        {
            ChooseRoute(p, day);
        }
    }
}
