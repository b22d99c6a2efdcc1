namespace Dispersal.Tests.Reference;

/// <content>M13 Networks.</content>
internal partial class ReferenceSimulator
{
    private ReferenceCourse JoinPerDay => field ??= timeline.Course("networks/join-per-day", scenario.Networks.JoinPerDay);

    private ReferenceCourse LeaveAgainPerDay => field ??= timeline.Course("networks/leave-again-per-day", scenario.Networks.LeaveAgainPerDay);

    private ReferenceCourse FoundPerDay => field ??= timeline.Course("networks/found-per-day", scenario.Networks.FoundPerDay);

    /// <summary>T by group, from the persons of the same origin and role in cells of the country.</summary>
    protected virtual double TiesToCells(int sameInCells) => Math.Min(1, sameInCells / scenario.Networks.TiesScalePersons);

    /// <summary>T by person: the share of a person's contacts who are in cells of the country.</summary>
    protected virtual double ContactsInCells(int inCells, int contacts) => contacts == 0 ? 0 : inCells / (double)contacts;

    /// <summary>Joining by the time since arrival.</summary>
    protected virtual double JoiningByTime(ReferencePerson p) => p.Fresh ? 1 : scenario.Networks.LaterRatio;

    private bool FreshnessMatters => Enumerable.Range(0, days).Any(day => JoinPerDay[day] > 0) || scenario.Networks.CelebrityWeight > 0;

    private void CountCells()
    {
        Array.Clear(inCells);
        foreach (ReferencePerson p in persons.Where(p => p.Stage == ReferenceStage.Clandestine))
        {
            inCells[p.Origin.Index, (int)p.Role, p.Place.State.Index]++;
        }
    }

    private void AddHazardsOfNetworks(ReferencePerson p, int day)
    {
        NetworksParameters networks = scenario.Networks;
        if (!networks.On)
        {
            return;
        }

        ReferenceState here = p.Place.State;
        double byCommitment = Math.Pow(networks.CommitmentRatio, p.Commitment);
        switch (p.Stage)
        {
            case ReferenceStage.AtLarge:
            case ReferenceStage.Known:
                hazards.Add((ReferenceExit.Join, JoiningHazard(p, byCommitment, day)));
                hazards.Add((ReferenceExit.Disengage, networks.DisengagePerDay / byCommitment));
                hazards.Add((ReferenceExit.LeaveAgain, p.Role == Role.Man ? LeaveAgainPerDay[day] * byCommitment : 0));
                hazards.Add((ReferenceExit.Settle, p.Fresh && FreshnessMatters ? 1 / networks.FreshDays : 0));
                hazards.Add((ReferenceExit.Found, p.Stage == ReferenceStage.AtLarge ? FoundPerDay[day] : 0));
                break;
            case ReferenceStage.Clandestine:
                hazards.Add((ReferenceExit.Disengage, networks.LeaveCellPerDay));
                hazards.Add((ReferenceExit.FoundInCell, FoundPerDay[day] * Watched(p)));
                break;
            case ReferenceStage.Disengaged:
                double effect = p.Completed && here.Programme is { } programme ? programme.Row.EffectRatio : 1;
                hazards.Add((ReferenceExit.Reengage, networks.ReengagePerDay * ByRoleAndAge(p) * here.Fragility[day] * effect));
                break;
        }
    }

    private double ByRoleAndAge(ReferencePerson p) => p.Age switch
    {
        ReferenceAge.Child => 0,
        ReferenceAge.Youth => scenario.Networks.FamiliesRatio,
        _ => p.Role == Role.Woman ? scenario.Networks.FamiliesRatio : 1,
    };

    private double JoiningHazard(ReferencePerson p, double byCommitment, int day)
    {
        NetworksParameters networks = scenario.Networks;
        ReferenceState here = p.Place.State;
        double unwatched = p.Stage == ReferenceStage.Known ? 1 - ((1 - networks.WatchedRatio) * Watched(p)) : 1;
        double ties = networks.TiesByPerson ? TiesToContacts(p) : TiesToCells(inCells[p.Origin.Index, (int)p.Role, here.Index]);
        double supply = Math.Min(1, here.Mobilised / networks.SupplyScalePersons);
        return JoinPerDay[day] * byCommitment * ByRoleAndAge(p) * here.Fragility[day] * JoiningByTime(p) * unwatched
            * (1 + (networks.TiesWeight * ties)) * (1 + (networks.SupplyWeight * supply));
    }

    /// <summary>Contacts stand next to him in number, to either side in turn, around the intake.</summary>
    private double TiesToContacts(ReferencePerson p)
    {
        if (p.Intake is null)
        {
            return 0;
        }

        ReferencePerson?[] all = p.Intake.Persons;
        int contacts = Math.Min((int)scenario.Networks.Contacts.Value, all.Length - 1);
        int clandestine = 0;
        for (int n = 0; n < contacts; n++)
        {
            int step = (n / 2) + 1;
            ReferencePerson? contact = all[(p.Number + (n % 2 == 0 ? step : all.Length - step)) % all.Length];
            clandestine += contact is { Stage: ReferenceStage.Clandestine } && contact.Place.State == p.Place.State ? 1 : 0;
        }

        return ContactsInCells(clandestine, contacts);
    }

    private void EnterCell(ReferencePerson p, ReferenceSite place, int day)
    {
        if (p.Convicted)
        {
            result.Happened(day, "reengaged", place.State.Id);
        }

        Settle(p, place, ReferenceStage.Clandestine, day);
    }

    /// <summary>Sets out anew; who has no choice or no way stays as he was.</summary>
    private void LeaveAgain(ReferencePerson p, int day)
    {
        ReferenceStage stage = p.Stage;
        Reconsider(p, day);
        if (p.Stage == ReferenceStage.Stranded)
        {
            p.Stage = stage;
            p.Goal = null;
        }
    }

    /// <summary>Celebrity of a country's prominent returnees, as it multiplies mobilisation (M15).</summary>
    protected virtual double Celebrity(ReferenceState state) => !scenario.Networks.On ? 1
        : 1 + (scenario.Networks.CelebrityWeight * Math.Min(1, state.FreshProminent / scenario.Networks.CelebrityScalePersons));
}
