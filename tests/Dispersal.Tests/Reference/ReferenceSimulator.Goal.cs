namespace Dispersal.Tests.Reference;

/// <content>M4 Goal.</content>
internal partial class ReferenceSimulator
{
    private ReferenceCourse Disillusion => field ??= timeline.Course("goal/disillusion-per-day", scenario.Goal.DisillusionPerDay);

    private ReferenceCourse ExitControl => field ??= timeline.Course("goal/exit-control-share", scenario.Goal.ExitControlShare);

    private ReferenceCourse LeaveUnderground => field ??= timeline.Course("goal/leave-underground-per-day", scenario.Goal.LeaveUndergroundPerDay);

    private ReferenceCourse LeaveAffiliate => field ??= timeline.Course("goal/leave-affiliate-per-day", scenario.Goal.LeaveAffiliatePerDay);

    private ReferenceCourse HomeUtility => field ??= timeline.Course("goal/home-utility", scenario.Goal.HomeUtility);

    private ReferenceCourse RetreatUtility => field ??= timeline.Course("goal/retreat-utility", scenario.Goal.RetreatUtility);

    private ReferenceCourse UndergroundUtility => field ??= timeline.Course("goal/underground-utility", scenario.Goal.UndergroundUtility);

    private ReferenceCourse AffiliateUtility => field ??= timeline.Course("goal/affiliate-utility", scenario.Goal.AffiliateUtility);

    private ReferenceCourse ThirdCountryUtility => field ??= timeline.Course("goal/third-country-utility", scenario.Goal.ThirdCountryUtility);

    private ReferenceCourse GoalAppeal => field ??= timeline.Course("goal/appeal", scenario.Goal.Appeal);

    /// <summary>M4: share of the same origin and role who are settled at a place.</summary>
    protected virtual double TieShare(int settledThere, int allAlive) => allAlive == 0 ? 0 : settledThere / (double)allAlive;

    private void AddHazardsOfReconsidering(ReferencePerson p, int day)
    {
        if (!scenario.Goal.On)
        {
            return;
        }

        switch (p.Stage)
        {
            case ReferenceStage.Embedded:
                double byCommitment = Math.Pow(scenario.Goal.CommitmentRatio, -p.Commitment);
                double byRole = ByRole(p, scenario.Goal.WomenRatio, scenario.Goal.MinorsRatio);
                double free = 1 - (ExitControl[day] * p.Place.Control[day]);
                hazards.Add((ReferenceExit.Disillusion, Disillusion[day] * byCommitment * byRole * free));
                break;
            case ReferenceStage.Underground:
                hazards.Add((ReferenceExit.LeaveUnderground, LeaveUnderground[day]));
                break;
            case ReferenceStage.WithAffiliate:
                hazards.Add((ReferenceExit.LeaveAffiliate, LeaveAffiliate[day]));
                break;
        }
    }

    private void Reconsider(ReferencePerson p, int day)
    {
        if (!scenario.Goal.On || !random.Chance(scenario.Goal.FreeShare))
        {
            GoNowhere(p);
            return;
        }

        var alternatives = Alternatives(p, day);
        double best = alternatives.Count == 0 ? 0 : alternatives.Max(a => a.Utility);
        int chosen = random.Weighted([.. alternatives.Select(a => Math.Exp(a.Utility - best))]);
        if (chosen < 0)
        {
            GoNowhere(p);
        }
        else if (alternatives[chosen].Goal is { } goal)
        {
            p.Goal = goal;
            ChooseRoute(p, day);
        }
        else
        {
            GoUnderground(p);
        }
    }

    private static void GoUnderground(ReferencePerson p)
    {
        p.Stage = ReferenceStage.Underground;
        p.Route = null;
        p.Goal = null;
    }

    private void GoNowhere(ReferencePerson p)
    {
        if (p.Place.InTheatre)
        {
            GoUnderground(p);
            return;
        }

        p.Goal ??= homes[p.Origin.Id];
        Strand(p);
    }

    /// <summary>The alternatives of finite utility; the goal null stands for underground here.</summary>
    private List<(ReferenceSite? Goal, double Utility)> Alternatives(ReferencePerson p, int day)
    {
        int s = seasonOf[day];
        int k = p.Commitment;
        GoalParameters goal = scenario.Goal;
        var alternatives = new List<(ReferenceSite? Goal, double Utility)>();

        ReferenceSite home = homes[p.Origin.Id];
        double detected = scenario.Arrival.On ? scenario.Arrival.LegalRatio * (p.Listed ? 1 : p.Origin.OwnDetection[s]) : 0;
        double convicted = p.Origin.Evidence[s] * (p.JoiningLaw ? 1 : p.MembershipLaw ? scenario.Justice.MembershipRatio : 0);
        Add(home, HomeUtility[s] + (goal.HomeCommitment * k) - (goal.JeopardyWeight * detected * convicted)
            - (goal.ReEntryWeight * p.Origin.Row.ReEntryRisk) + p.Origin.Row.HomeDifference);

        foreach (ReferenceSite place in sites.Where(x => x.InTheatre && x.Row.Weight * x.Control[day] > 0))
        {
            Add(place, RetreatUtility[s] + (goal.RetreatCommitment * k) + (goal.AppealWeight * GoalAppeal[s] * appeal)
                + Math.Log(place.Row.Weight * place.Control[day]));
        }

        if (p.Place.InTheatre)
        {
            alternatives.Add((null, UndergroundUtility[s] + (goal.UndergroundCommitment * k)));
        }

        foreach (ReferenceAffiliate affiliate in affiliates.Where(a => !Lost(a.Place, day)))
        {
            Add(affiliate.Place, AffiliateUtility[s] + (goal.AffiliateCommitment * k) + (goal.AppealWeight * GoalAppeal[s] * appeal)
                + affiliate.Pull[s] + (goal.StrengthWeight * Math.Log(1 + affiliate.Strength))
                + ProvincePull(affiliate) + Affinity(p, affiliate.Place));
        }

        foreach (ReferenceThirdCountry third in thirdCountries.Where(t => t.Place.State != p.Origin))
        {
            Add(third.Place, ThirdCountryUtility[s] + third.Pull[s] + Affinity(p, third.Place));
        }

        return alternatives;

        void Add(ReferenceSite place, double utility)
        {
            double cost = CostsToGo(place, s)[p.Place.Index];
            if (place != p.Place && !double.IsInfinity(cost))
            {
                double ties = TieShare(settled[p.Origin.Index, (int)p.Role, place.Index], alive[p.Origin.Index, (int)p.Role]);
                alternatives.Add((place, utility + (goal.TiesWeight * ties) - (goal.CostWeightPerDay * cost)));
            }
        }
    }

    /// <summary>Whether an affiliate has lost ground of which control.csv tells.</summary>
    private bool Lost(ReferenceSite place, int day) => placesWithControlRows.Contains(place.Id) && place.Control[day] == 0;

    private double Affinity(ReferencePerson p, ReferenceSite destination)
    {
        Country origin = p.Origin.Row;
        Country there = destination.State.Row;
        bool border = (origin.Neighbours ?? "").Split(' ').Contains(there.Id);
        bool language = !string.IsNullOrEmpty(origin.Language) && origin.Language == there.Language;
        bool region = !string.IsNullOrEmpty(origin.Region) && origin.Region == there.Region;
        return (border ? scenario.Goal.BorderAffinity : 0)
            + (language ? scenario.Goal.LanguageAffinity : 0)
            + (region ? scenario.Goal.RegionAffinity : 0);
    }
}
