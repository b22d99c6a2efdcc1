namespace Dispersal.Tests.Reference;

/// <summary>
/// A slow and obvious simulator of the whole model, M1 to M18, written from docs/model.md alone: one object per person, every person stepped
/// every day. One mechanism is one file. The engines must agree with it in law. The virtual members are the formulas that planted bugs replace.
/// </summary>
internal partial class ReferenceSimulator
{
    private readonly Scenario scenario;
    private readonly ReferenceTimeline timeline;
    private readonly Dictionary<string, ReferenceState> states;
    private readonly List<ReferenceSite> sites;
    private readonly List<ReferenceLeg> legs;
    private readonly Dictionary<string, List<ReferenceLeg>> legsFrom;
    private readonly List<ReferenceAffiliate> affiliates;
    private readonly List<ReferenceThirdCountry> thirdCountries;
    private readonly Dictionary<string, ReferenceSite> homes;
    private readonly Dictionary<string, ReferenceSite> siteById;
    private readonly HashSet<string> placesWithControlRows;
    private readonly int[] seasonOf;
    private readonly Dictionary<(ReferenceSite Goal, int Season), double[]> costToGo = [];
    private readonly List<ExpectedMonth> expectedMonths = [];
    private readonly int days;

    // The hazards of the person at hand.
    private readonly List<(ReferenceExit Exit, double Hazard)> hazards = [];

    // The state of one run.
    private ReferenceRandom random = new(0);
    private ReferenceResult result;
    private List<ReferencePerson> persons = [];
    private readonly int[,] alive;
    private readonly int[,,] settled;
    private readonly int[] foreignersWith;

    // Persons in cells at the start of the day, by origin, role and country.
    private readonly int[,,] inCells;

    public ReferenceSimulator(Scenario scenario)
    {
        this.scenario = scenario;
        days = scenario.Days;
        timeline = new ReferenceTimeline(scenario);
        result = new ReferenceResult(scenario);
        placesWithControlRows = [.. scenario.Control.Select(row => row.Place)];
        states = scenario.Countries.Select((c, i) => new ReferenceState(c, i, timeline)).ToDictionary(s => s.Id);
        var control = ControlByPlace(scenario);
        sites = [.. scenario.Places.Select((p, i) => new ReferenceSite(p, i, states[p.Country], control[p.Id], timeline))];
        siteById = sites.ToDictionary(s => s.Id);
        legs = [.. scenario.Routes.Select((r, i) => new ReferenceLeg(r, i, siteById[r.From], siteById[r.To], timeline))];
        legsFrom = sites.ToDictionary(s => s.Id, s => legs.Where(leg => leg.From == s).ToList());
        affiliates = [.. scenario.Affiliates.Select(a => new ReferenceAffiliate(a, siteById[a.Place], timeline))];
        thirdCountries = [.. scenario.ThirdCountries.Select(t => new ReferenceThirdCountry(t, siteById[t.Place], timeline))];
        homes = scenario.Groups.Select(g => g.Origin).Distinct()
            .ToDictionary(o => o, o => sites.Single(s => s.Row.Kind == PlaceKind.Country && s.State.Id == o));

        alive = new int[states.Count, 3];
        settled = new int[states.Count, 3, sites.Count];
        inCells = new int[states.Count, 3, states.Count];
        foreignersWith = new int[sites.Count];
        foreach (ReferenceAffiliate affiliate in affiliates)
        {
            affiliate.Place.Affiliate = affiliate;
        }

        foreach (ExitProgramme programme in scenario.ExitProgrammes)
        {
            states[programme.Country].Programme = new ReferenceProgramme(programme, timeline);
        }

        seasonOf = timeline.SeasonStarts();
        if (scenario.Inflow.On)
        {
            ExpectArrivals(scenario.Baseline is null ? null : new ReferenceSimulator(scenario.Baseline));
        }
    }

    /// <summary>One replicate.</summary>
    public ReferenceResult Run(ulong seed)
    {
        random = new ReferenceRandom(seed);
        result = new ReferenceResult(scenario);
        persons = [];
        List<Action>[] arrivals = DealArrivals();
        for (int day = 0; day < scenario.Days; day++)
        {
            // (1) Policies and forcing dated today stand in the courses.
            Fields(day);                                                                        // (2)
            OrderAttacks();
            foreach (ReferencePerson person in persons)
            {
                person.ExitToday = DrawExit(person, day);                                       // (3) and (4)
            }

            int before = persons.Count;
            for (int i = 0; i < before; i++)
            {
                if (persons[i].ExitToday != ReferenceExit.None)
                {
                    Apply(persons[i], day);                                                     // (5)
                }
            }

            CountDirectedPlots(day);
            HomeGrownPlots(day);
            arrivals[day].ForEach(arrive => arrive());                                          // (6)
            persons.ForEach(person => result.Stands(day, person));                              // (7)
            if (scenario.Start.AddDays(day + 1).Day == 1 || day == scenario.Days - 1)
            {
                RecordLevels(day);
            }
        }

        return result;
    }

    // ---- (2) Fields, from the stocks at the start of the day ----

    private void Fields(int day)
    {
        foreach (ReferenceSite site in sites)
        {
            site.Hub = HubToday(site, day);
            site.Arrests = 0;
        }

        foreach (ReferenceState state in states.Values)
        {
            state.Threat = ThreatToday(state, day);
            state.Entries = 0;
            state.Attacks = 0;
        }

        foreach (ReferenceLeg leg in legs)
        {
            leg.Guides = GuidesToday(leg, day);
            leg.GuidedStopped = 0;
            leg.Travellers = 0;
            leg.Hazard = scenario.Way.On ? Pace[day] / leg.Days[day] * (1 + (scenario.Transit.HubSpeed * leg.From.Hub)) : 0;
        }

        Array.Clear(alive);
        Array.Clear(settled);
        Array.Clear(foreignersWith);
        foreach (ReferencePerson p in persons)
        {
            if (p.Stage == ReferenceStage.Dead)
            {
                continue;
            }

            alive[p.Origin.Index, (int)p.Role]++;
            if (p.Stage == ReferenceStage.InTransit)
            {
                p.Route!.Travellers++;
            }
            else if (p.Stage != ReferenceStage.Stranded)
            {
                settled[p.Origin.Index, (int)p.Role, p.Place.Index]++;
                foreignersWith[p.Place.Index] += p.Stage == ReferenceStage.WithAffiliate ? 1 : 0;
            }
        }

        foreach (ReferenceLeg leg in legs.Where(leg => leg.IsBorder))
        {
            leg.GuidedShare = GuidedShare(leg.Guides, leg.Travellers * leg.Hazard);
            result.WasPermeable(day, leg, Permeability(leg, day));
        }

        CountAtLiberty();
        CountCells();
        Watch(day);
        MoveAppeal(day);
        GrowAffiliates(day);
    }

    // ---- (3) and (4) Competing risks ----

    private ReferenceExit DrawExit(ReferencePerson p, int day)
    {
        if (p.Stage == ReferenceStage.Dead)
        {
            return ReferenceExit.None;
        }

        if (CertainlyDislodged(p, day))
        {
            return ReferenceExit.Dislodged;
        }

        if (CertainlyTakesPart(p))
        {
            return ReferenceExit.Plot;
        }

        hazards.Clear();
        hazards.Add((ReferenceExit.Death, scenario.War.BaseMortalityPerDay));
        AddHazardOfDislodgement(p, day);
        AddHazardsOfWar(p, day);
        AddHazardsOfReconsidering(p, day);
        AddHazardsOfTravel(p, day);
        AddHazardsOfTransitStates(p, day);
        AddHazardsOfJustice(p, day);
        AddHazardsOfProgrammes(p, day);
        AddHazardsOfNetworks(p, day);
        AddHazardsOfAttacks(p, day);
        AddHazardsOfFamilies(p);
        AddHazardsOfRepatriation(p, day);

        double sum = 0;
        foreach (var (_, hazard) in hazards)
        {
            sum += hazard;
        }

        if (sum <= 0 || !random.Chance(1 - Math.Exp(-sum)))
        {
            return ReferenceExit.None;
        }

        return hazards[random.Weighted([.. hazards.Select(h => h.Hazard)])].Exit;
    }

    // ---- (5) Exits and their branches ----

    private void Apply(ReferencePerson p, int day)
    {
        switch (p.ExitToday)
        {
            case ReferenceExit.Dislodged:
                Dislodge(p, day);
                break;
            case ReferenceExit.Death:
                Die(p, p.Place, day);
                break;
            case ReferenceExit.Capture:
                Capture(p, day);
                break;
            case ReferenceExit.Experience:
                p.Veteran = true;
                break;
            case ReferenceExit.Disillusion:
            case ReferenceExit.LeaveUnderground:
            case ReferenceExit.LeaveAffiliate:
            case ReferenceExit.GiveUp:
            case ReferenceExit.Release:
                Reconsider(p, day);
                break;
            case ReferenceExit.LegEnds:
                Cross(p, day);
                break;
            case ReferenceExit.Retry:
                ChooseRoute(p, day);
                break;
            case ReferenceExit.Arrest:
                p.Place.Arrests++;
                Hold(p, p.Place, day);
                break;
            case ReferenceExit.Deportation:
                result.Happened(day, "deported", p.Place.State.Id);
                BecomeKnown(p, homes[p.Origin.Id], fresh: true, day);
                break;
            case ReferenceExit.Charge:
                BeCharged(p, day);
                break;
            case ReferenceExit.Trial:
                BeTried(p, day);
                break;
            case ReferenceExit.HolderTrial:
                BeTriedByHolder(p, day);
                break;
            case ReferenceExit.PhaseServed:
                ServePhase(p, day);
                break;
            case ReferenceExit.Admission:
                Settle(p, p.Place, ReferenceStage.InProgramme, day);
                break;
            case ReferenceExit.EndOfProgramme:
                LeaveProgramme(p, day);
                break;
            case ReferenceExit.Settle:
                p.Fresh = false;
                break;
            case ReferenceExit.Join:
            case ReferenceExit.Reengage:
                EnterCell(p, p.Place, day);
                break;
            case ReferenceExit.Disengage:
                Settle(p, p.Place, ReferenceStage.Disengaged, day);
                break;
            case ReferenceExit.Found:
                BecomeKnown(p, p.Place, p.Fresh, day);
                break;
            case ReferenceExit.FoundInCell:
                BeCaughtPlotting(p, day);
                break;
            case ReferenceExit.LeaveAgain:
                LeaveAgain(p, day);
                break;
            case ReferenceExit.Plot:
                Plot(p, day);
                break;
            case ReferenceExit.Dispatch:
                BeSentHome(p, day);
                break;
            case ReferenceExit.Birth:
                GiveBirth(p, day);
                break;
            case ReferenceExit.GrowUp:
                GrowUp(p);
                break;
            case ReferenceExit.Repatriation:
                result.Happened(day, "repatriated", p.Origin.Id);
                BecomeKnown(p, homes[p.Origin.Id], fresh: true, day);
                break;
            default:
                throw new InvalidOperationException($"No such exit: {p.ExitToday}.");
        }
    }

    private void Die(ReferencePerson p, ReferenceSite place, int day)
    {
        p.Stage = ReferenceStage.Dead;
        p.Place = place;
        p.Route = null;
        if (p.Departed)
        {
            result.Happened(day, "dead", p.Origin.Id);
        }
    }

    /// <summary>Whoever is taken by his own country is not held but known at home: he has returned.</summary>
    private void Hold(ReferencePerson p, ReferenceSite place, int day)
    {
        if (place.State == p.Origin)
        {
            BecomeKnown(p, homes[p.Origin.Id], fresh: true, day);
            return;
        }

        Settle(p, place, ReferenceStage.Held, day);
    }

    /// <summary>Puts a person at a place in a stage in which nobody is on the way anywhere; home for the first time, he has returned.</summary>
    private void Settle(ReferencePerson p, ReferenceSite place, ReferenceStage stage, int day)
    {
        p.Stage = stage;
        p.Place = place;
        p.Route = null;
        p.Goal = null;
        bool home = stage == ReferenceStage.WithAffiliate
            ? place.State == p.Origin
            : stage is >= ReferenceStage.AtLarge and < ReferenceStage.Dead && place == homes[p.Origin.Id];
        if (home && !p.Returned && (p.Departed || p.Born))
        {
            p.Returned = true;
            HappenedTo(p, "returned", day);
        }
    }

    private void BecomeKnown(ReferencePerson p, ReferenceSite place, bool fresh, int day)
    {
        Settle(p, place, ReferenceStage.Known, day);
        p.Fresh = fresh;
        WeighEvidence(p, day);
    }

    private static void Strand(ReferencePerson p)
    {
        p.Stage = ReferenceStage.Stranded;
        p.Route = null;
    }

    private void HappenedTo(ReferencePerson p, string measure, int day)
    {
        result.Happened(day, measure, p.Origin.Id);
        if (p.Role != Role.Man)
        {
            result.Happened(day, measure + (p.Role == Role.Woman ? "-women" : "-minors"), p.Origin.Id);
        }
    }

    private static double ByRole(ReferencePerson p, double women, double minors) =>
        p.Role switch { Role.Woman => women, Role.Minor => minors, _ => 1 };
}
