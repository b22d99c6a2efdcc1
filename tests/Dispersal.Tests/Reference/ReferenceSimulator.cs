namespace Dispersal.Tests.Reference;

/// <summary>
/// A slow and obvious simulator of mechanisms M1 to M9, written from docs/model.md alone: one object per person, every person stepped
/// every day. The engines must agree with it in law. The virtual members are the formulas that planted bugs replace.
/// </summary>
internal class ReferenceSimulator
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
    private readonly Dictionary<(string Goal, int Season), Dictionary<string, double>> costToGo = [];
    private readonly List<ExpectedMonth> expectedMonths = [];

    private readonly double[] pace;
    private readonly double[] retry;
    private readonly double[] giveUp;
    private readonly double[] mortality;
    private readonly double[] capture;
    private readonly double[] killedProbability;
    private readonly double[] capturedProbability;
    private readonly double[] disillusion;
    private readonly double[] exitControl;
    private readonly double[] leaveUnderground;
    private readonly double[] leaveAffiliate;
    private readonly double[] homeUtility;
    private readonly double[] retreatUtility;
    private readonly double[] undergroundUtility;
    private readonly double[] affiliateUtility;
    private readonly double[] thirdCountryUtility;
    private readonly double[] appeal;
    private readonly double[] refugees;
    private readonly double[] screeningCapacity;
    private readonly double[] screening;
    private readonly double[] stoppedShare;

    // The hazards of the person at hand.
    private readonly List<(ReferenceExit Exit, double Hazard)> hazards = [];

    // The state of one run.
    private ReferenceRandom random = new(0);
    private ReferenceResult result;
    private List<ReferencePerson> persons = [];
    private int[,] alive = new int[0, 0];
    private int[,,] settled = new int[0, 0, 0];
    private int[] foreignersWith = [];

    public ReferenceSimulator(Scenario scenario)
    {
        this.scenario = scenario;
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

        pace = timeline.Course("way/pace", scenario.Way.Pace);
        retry = timeline.Course("way/retry-per-day", scenario.Way.RetryPerDay);
        giveUp = timeline.Course("way/give-up-per-day", scenario.Way.GiveUpPerDay);
        mortality = timeline.Course("war/mortality-per-day", scenario.War.MortalityPerDay);
        capture = timeline.Course("war/capture-per-day", scenario.War.CapturePerDay);
        killedProbability = timeline.Course("territory/killed-probability", scenario.Territory.KilledProbability);
        capturedProbability = timeline.Course("territory/captured-probability", scenario.Territory.CapturedProbability);
        disillusion = timeline.Course("goal/disillusion-per-day", scenario.Goal.DisillusionPerDay);
        exitControl = timeline.Course("goal/exit-control-share", scenario.Goal.ExitControlShare);
        leaveUnderground = timeline.Course("goal/leave-underground-per-day", scenario.Goal.LeaveUndergroundPerDay);
        leaveAffiliate = timeline.Course("goal/leave-affiliate-per-day", scenario.Goal.LeaveAffiliatePerDay);
        homeUtility = timeline.Course("goal/home-utility", scenario.Goal.HomeUtility);
        retreatUtility = timeline.Course("goal/retreat-utility", scenario.Goal.RetreatUtility);
        undergroundUtility = timeline.Course("goal/underground-utility", scenario.Goal.UndergroundUtility);
        affiliateUtility = timeline.Course("goal/affiliate-utility", scenario.Goal.AffiliateUtility);
        thirdCountryUtility = timeline.Course("goal/third-country-utility", scenario.Goal.ThirdCountryUtility);
        appeal = timeline.Course("goal/appeal", scenario.Goal.Appeal);
        refugees = timeline.Course("legal-travel/refugees-per-day", scenario.LegalTravel.RefugeesPerDay);
        screeningCapacity =
            timeline.Course("legal-travel/screening-capacity-per-day", scenario.LegalTravel.ScreeningCapacityPerDay);
        screening = timeline.Course("legal-travel/screening-probability", scenario.LegalTravel.ScreeningProbability);
        stoppedShare = timeline.Course("inflow/stopped-share", scenario.Inflow.StoppedShare);

        seasonOf = timeline.SeasonStarts();
        foreach (ReferenceSite goal in Goals())
        {
            foreach (int season in seasonOf.Distinct())
            {
                costToGo[(goal.Id, season)] = CostToGo(goal, season);
            }
        }

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
            foreach (ReferencePerson person in persons)
            {
                person.ExitToday = DrawExit(person, day);                                       // (3) and (4)
            }

            foreach (ReferencePerson person in persons.Where(p => p.ExitToday != ReferenceExit.None))
            {
                Apply(person, day);                                                             // (5)
            }

            arrivals[day].ForEach(arrive => arrive());                                          // (6)
            persons.ForEach(person => result.Stands(day, person));                              // (7)
        }

        return result;
    }

    /// <summary>M6: P(stopped) of a traveller without a guide.</summary>
    protected virtual double StoppedAlone(ReferenceLeg leg, int day) =>
        scenario.Border.On ? (1 - leg.Floor[day]) * (1 - Math.Exp(-leg.Patrol[day] * (1 - leg.Row.Terrain))) : 0;

    /// <summary>M6: guided share.</summary>
    protected virtual double GuidedShare(double guides, double trying) =>
        guides <= 0 ? 0 : trying <= 0 ? 1 : Math.Min(1, guides / trying);

    /// <summary>M2: hazard of dislodgement while some control is left.</summary>
    protected virtual double DislodgementHazard(double controlToday, double controlTomorrow) =>
        controlTomorrow < controlToday ? Math.Log(controlToday / controlTomorrow) : 0;

    /// <summary>M4: share of the same origin and role who are settled at a place.</summary>
    protected virtual double TieShare(int settledThere, int allAlive) => allAlive == 0 ? 0 : settledThere / (double)allAlive;

    /// <summary>M3: hazard of death in war at a place.</summary>
    protected virtual double WarDeath(ReferencePerson p, int day)
    {
        if (!scenario.War.On)
        {
            return 0;
        }

        double stageRatio = p.Stage switch
        {
            ReferenceStage.Embedded => 1,
            ReferenceStage.Underground => scenario.War.UndergroundRatio,
            _ => scenario.War.AffiliateRatio,
        };
        double roleRatio = ByRole(p, scenario.War.WomenRatio, scenario.War.MinorsRatio);
        double veteranRatio = p.Veteran ? scenario.War.VeteranRatio : 1;
        return (mortality[day] * p.Place.WarIntensity[day] * stageRatio * roleRatio * veteranRatio) + p.Place.Strike[day];
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
        }

        foreach (ReferenceLeg leg in legs)
        {
            leg.Guides = GuidesToday(leg, day);
            leg.GuidedStopped = 0;
            leg.Travellers = 0;
            leg.Hazard = scenario.Way.On ? pace[day] / leg.Days[day] * (1 + (scenario.Transit.HubSpeed * leg.From.Hub)) : 0;
        }

        alive = new int[states.Count, 3];
        settled = new int[states.Count, 3, sites.Count];
        foreignersWith = new int[sites.Count];
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

        hazards.Clear();
        hazards.Add((ReferenceExit.Death, scenario.War.BaseMortalityPerDay));
        AddHazardOfDislodgement(p, day);
        AddHazardsOfWar(p, day);
        AddHazardsOfReconsidering(p, day);
        AddHazardsOfTravel(p, day);
        AddHazardsOfTransitStates(p, day);

        double sum = 0;
        foreach (var (_, hazard) in hazards)
        {
            sum += hazard;
        }

        if (!random.Chance(1 - Math.Exp(-sum)))
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
                Return(p, homes[p.Origin.Id], ReferenceStage.Known, day);
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
            Return(p, homes[p.Origin.Id], ReferenceStage.Known, day);
            return;
        }

        p.Stage = ReferenceStage.Held;
        p.Place = place;
        p.Route = null;
    }

    private void Return(ReferencePerson p, ReferenceSite place, ReferenceStage stage, int day)
    {
        p.Stage = stage;
        p.Place = place;
        p.Route = null;
        if (p.Departed && !p.Returned)
        {
            p.Returned = true;
            HappenedTo(p, "returned", day);
        }
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

    // ---- M1 Inflow ----

    /// <summary>What a group's month is expected to bring: arrivals, and persons stopped on the way in.</summary>
    private sealed record ExpectedMonth(FighterGroup Group, int FirstDay, int Days, double Arrivals, double Stopped);

    private void ExpectArrivals(ReferenceSimulator? baseline)
    {
        foreach (FighterGroup group in scenario.Groups)
        {
            var rows = scenario.Arrivals.Where(a => a.Group == (group.ArrivalsAs ?? group.Id)).ToList();
            double sum = rows.Sum(a => a.Share.Value);
            foreach (Arrival row in rows)
            {
                var (first, days) = DaysInside(row.Month);
                if (days == 0 || sum <= 0)
                {
                    continue;
                }

                double inside = days / (double)DateTime.DaysInMonth(row.Month.Year, row.Month.Month);
                double expected = group.DepartedPersons * row.Share / sum * inside;
                if (baseline is not null)
                {
                    var common = DatesInside(row.Month).Intersect(baseline.DatesInside(row.Month)).ToList();
                    expected *= Elastic(ControlledWeight(common), baseline.ControlledWeight(common), scenario.Inflow.ControlElasticity);
                    expected *= Elastic(OuterPermeability(common), baseline.OuterPermeability(common), scenario.Inflow.PermeabilityElasticity);
                }

                expectedMonths.Add(new ExpectedMonth(group, first, days, expected, expected * stoppedShare[first]));
            }
        }
    }

    private static double Elastic(double here, double baseline, double elasticity) =>
        baseline == 0 ? 1 : Math.Pow(here / baseline, elasticity);

    private (int First, int Days) DaysInside(DateOnly month)
    {
        int first = Math.Max(0, month.DayNumber - scenario.Start.DayNumber);
        int end = Math.Min(scenario.Days, month.AddMonths(1).DayNumber - scenario.Start.DayNumber);
        return (first, Math.Max(0, end - first));
    }

    private IEnumerable<DateOnly> DatesInside(DateOnly month)
    {
        var (first, days) = DaysInside(month);
        return Enumerable.Range(first, days).Select(scenario.Start.AddDays);
    }

    private int DayOf(DateOnly date) => date.DayNumber - scenario.Start.DayNumber;

    /// <summary>C: the mean over the dates of the sum over theatre places of weight x control.</summary>
    private double ControlledWeight(List<DateOnly> dates) => dates.Count == 0 ? 0 : dates
        .Average(date => sites.Where(s => s.InTheatre).Sum(s => s.Row.Weight * s.Control[DayOf(date)]));

    /// <summary>Q: the mean over the dates of the plain mean P(pass) of the theatre's outer land and sea routes.</summary>
    private double OuterPermeability(List<DateOnly> dates)
    {
        var outer = legs.Where(leg => leg.IsBorder && leg.From.InTheatre != leg.To.InTheatre).ToList();
        return dates.Count == 0 || outer.Count == 0 ? 0 : dates.Average(date => outer.Average(leg => PassAtBest(leg, DayOf(date))));
    }

    /// <summary>What happens at the end of each day: arrivals dealt to the days of their months.</summary>
    private List<Action>[] DealArrivals()
    {
        var byDay = Enumerable.Range(0, scenario.Days).Select(_ => new List<Action>()).ToArray();
        foreach (ExpectedMonth month in expectedMonths)
        {
            for (int n = random.Rounded(month.Arrivals); n > 0; n--)
            {
                int day = month.FirstDay + random.Below(month.Days);
                byDay[day].Add(() => ArriveInTheatre(month.Group, day));
            }

            for (int n = random.Rounded(month.Stopped); n > 0; n--)
            {
                int day = month.FirstDay + random.Below(month.Days);
                byDay[day].Add(() => StopOnTheWayIn(month.Group, day));
            }
        }

        return byDay;
    }

    private void ArriveInTheatre(FighterGroup group, int day)
    {
        var rows = scenario.FirstTheatres.Where(f => f.Origin == group.Origin).ToList();
        if (rows.Count == 0)
        {
            rows = [.. scenario.FirstTheatres.Where(f => f.Origin == "*")];
        }

        string country = rows[random.Weighted([.. rows.Select(r => r.Share.Value)])].Theatre;
        var theatre = sites.Where(s => s.InTheatre).ToList();
        var inCountry = theatre.Where(s => s.State.Id == country).ToList();
        ReferenceStage stage = ReferenceStage.Embedded;
        ReferenceSite? place = Draw(inCountry, s => s.Row.Weight * s.Control[day]) ?? Draw(theatre, s => s.Row.Weight * s.Control[day]);
        if (place is null)
        {
            stage = ReferenceStage.Underground;
            place = Draw(inCountry, s => s.Row.Weight)
                ?? throw new InvalidOperationException($"No theatre place of {country} has a weight.");
        }

        ReferencePerson person = NewPerson(group, place, departed: true, day);
        person.Stage = stage;
        HappenedTo(person, "departed", day);
    }

    private void StopOnTheWayIn(FighterGroup group, int day)
    {
        ReferenceSite place = siteById[scenario.Inflow.StoppedAt!];
        ReferencePerson person = NewPerson(group, place, departed: false, day);
        result.Happened(day, "stopped", place.State.Id);
        Hold(person, place, day);
    }

    private ReferencePerson NewPerson(FighterGroup group, ReferenceSite place, bool departed, int day)
    {
        ReferenceState origin = states[group.Origin];
        DateOnly date = scenario.Start.AddDays(day);
        double low = scenario.Inflow.LowCommitmentShare;
        double high = scenario.Inflow.HighCommitmentShare;
        var person = new ReferencePerson
        {
            Origin = origin,
            Role = group.Role,
            Commitment = group.Commitment switch
            {
                Commitment.Low => -1,
                Commitment.Middle => 0,
                Commitment.High => 1,
                _ => random.Weighted([low, 1 - low - high, high]) - 1,
            },
            Veteran = random.Chance(group.VeteranShare),
            Listed = random.Chance(origin.Listed[day]),
            LawApplies = origin.Row.JoiningLaw <= date || origin.Row.MembershipLaw <= date,
            Departed = departed,
            Place = place,
        };
        persons.Add(person);
        result.Happened(day, "entered", origin.Id);
        return person;
    }

    private ReferenceSite? Draw(List<ReferenceSite> from, Func<ReferenceSite, double> weight)
    {
        int index = random.Weighted([.. from.Select(weight)]);
        return index < 0 ? null : from[index];
    }

    // ---- M2 Territory ----

    internal static Dictionary<string, double[]> ControlByPlace(Scenario s)
    {
        var control = new Dictionary<string, double[]>();
        foreach (Place place in s.Places.Where(p => !p.Residual))
        {
            var rows = s.Control.Where(row => row.Place == place.Id).OrderBy(row => row.Date).ToList();
            control[place.Id] = [.. Enumerable.Range(0, s.Days).Select(d => ControlOn(s.Start.AddDays(d), place.InitialControl, rows))];
        }

        var others = s.Places.Where(p => !p.Residual).ToList();
        double residualArea = s.Places.Where(p => p.Residual).Sum(p => p.AreaKm2.Value);
        foreach (Place place in s.Places.Where(p => p.Residual))
        {
            control[place.Id] = [.. Enumerable.Range(0, s.Days).Select(d => PublishedAreaOn(s, s.Start.AddDays(d)) is double area
                ? Math.Clamp((area - others.Sum(o => o.AreaKm2 * control[o.Id][d])) / residualArea, 0, 1)
                : place.InitialControl.Value)];
        }

        if (!s.Territory.On)
        {
            foreach (double[] days in control.Values)
            {
                Array.Fill(days, days[0]);
            }
        }

        return control;
    }

    private static double ControlOn(DateOnly date, double initial, List<ControlEvent> rows)
    {
        double level = initial;
        DateOnly? previous = null;
        foreach (ControlEvent row in rows)
        {
            if (row.Date <= date)
            {
                level = row.Control;
                previous = row.Date;
                continue;
            }

            // The ramp that ends at the first row still to come.
            double start = row.Date.DayNumber - row.OverDays;
            if (previous is { } before)
            {
                start = Math.Max(start, before.DayNumber);
            }

            return date.DayNumber <= start
                ? level
                : level + ((row.Control - level) * (date.DayNumber - start) / (row.Date.DayNumber - start));
        }

        return level;
    }

    /// <summary>A(d); null before the first figure.</summary>
    private static double? PublishedAreaOn(Scenario s, DateOnly date)
    {
        PublishedArea? before = s.PublishedAreas.Where(a => a.Date <= date).MaxBy(a => a.Date);
        PublishedArea? after = s.PublishedAreas.Where(a => a.Date > date).MinBy(a => a.Date);
        if (before is null || after is null)
        {
            return before?.AreaKm2.Value;
        }

        double share = (date.DayNumber - before.Date.DayNumber) / (double)(after.Date.DayNumber - before.Date.DayNumber);
        return before.AreaKm2 + ((after.AreaKm2 - before.AreaKm2) * share);
    }

    private bool CanBeDislodged(ReferencePerson p, int day) =>
        scenario.Territory.On && day + 1 < scenario.Days
        && (p.Stage == ReferenceStage.Embedded
            || (p.Stage == ReferenceStage.WithAffiliate && placesWithControlRows.Contains(p.Place.Id)));

    private bool CertainlyDislodged(ReferencePerson p, int day) => CanBeDislodged(p, day) && p.Place.Control[day + 1] == 0;

    private void AddHazardOfDislodgement(ReferencePerson p, int day)
    {
        if (CanBeDislodged(p, day))
        {
            hazards.Add((ReferenceExit.Dislodged, DislodgementHazard(p.Place.Control[day], p.Place.Control[day + 1])));
        }
    }

    private void Dislodge(ReferencePerson p, int day)
    {
        double killed = killedProbability[day] * ByRole(p, scenario.Territory.FamiliesKilledRatio, scenario.Territory.FamiliesKilledRatio);
        double captured = capturedProbability[day]
            * ByRole(p, scenario.Territory.FamiliesCapturedRatio, scenario.Territory.FamiliesCapturedRatio);
        switch (random.Weighted([killed, captured, 1 - killed - captured]))
        {
            case 0:
                Die(p, p.Place, day);
                break;
            case 1:
                Capture(p, day);
                break;
            default:
                Reconsider(p, day);
                break;
        }
    }

    // ---- M3 War ----

    private void AddHazardsOfWar(ReferencePerson p, int day)
    {
        if (!scenario.War.On || p.Stage is not (ReferenceStage.Embedded or ReferenceStage.Underground or ReferenceStage.WithAffiliate))
        {
            return;
        }

        bool embedded = p.Stage == ReferenceStage.Embedded;
        hazards.Add((ReferenceExit.Death, WarDeath(p, day)));
        hazards.Add((ReferenceExit.Capture,
            capture[day] * p.Place.WarIntensity[day] * (embedded ? 1 : scenario.War.HiddenCaptureRatio)));
        if (embedded && p.Role == Role.Man && !p.Veteran)
        {
            hazards.Add((ReferenceExit.Experience, scenario.War.ExperiencePerDay));
        }
    }

    private void Capture(ReferencePerson p, int day)
    {
        result.Happened(day, "captured", p.Place.State.Id);
        Hold(p, p.Place, day);
    }

    // ---- M4 Goal ----

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
                double free = 1 - (exitControl[day] * p.Place.Control[day]);
                hazards.Add((ReferenceExit.Disillusion, disillusion[day] * byCommitment * byRole * free));
                break;
            case ReferenceStage.Underground:
                hazards.Add((ReferenceExit.LeaveUnderground, leaveUnderground[day]));
                break;
            case ReferenceStage.WithAffiliate:
                hazards.Add((ReferenceExit.LeaveAffiliate, leaveAffiliate[day]));
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
        double convicted = p.LawApplies ? p.Origin.Evidence[s] : 0;
        Add(home, homeUtility[s] + (goal.HomeCommitment * k) - (goal.JeopardyWeight * detected * convicted));

        foreach (ReferenceSite place in sites.Where(x => x.InTheatre && x.Row.Weight * x.Control[day] > 0))
        {
            Add(place, retreatUtility[s] + (goal.RetreatCommitment * k) + (goal.AppealWeight * appeal[s])
                + Math.Log(place.Row.Weight * place.Control[day]));
        }

        if (p.Place.InTheatre)
        {
            alternatives.Add((null, undergroundUtility[s] + (goal.UndergroundCommitment * k)));
        }

        foreach (ReferenceAffiliate affiliate in affiliates.Where(a => !Lost(a.Place, day)))
        {
            Add(affiliate.Place, affiliateUtility[s] + (goal.AffiliateCommitment * k) + (goal.AppealWeight * appeal[s])
                + affiliate.Pull[s] + (goal.StrengthWeight * Math.Log(1 + affiliate.Strength[day] + foreignersWith[affiliate.Place.Index])) + Affinity(p, affiliate.Place));
        }

        foreach (ReferenceThirdCountry third in thirdCountries.Where(t => t.Place.State != p.Origin))
        {
            Add(third.Place, thirdCountryUtility[s] + third.Pull[s] + Affinity(p, third.Place));
        }

        return alternatives;

        void Add(ReferenceSite place, double utility)
        {
            double cost = costToGo[(place.Id, s)][p.Place.Id];
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

    // ---- M5 Way ----

    private IEnumerable<ReferenceSite> Goals() =>
        homes.Values.Concat(sites.Where(s => s.InTheatre)).Concat(affiliates.Select(a => a.Place))
            .Concat(thirdCountries.Select(t => t.Place)).Distinct();

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

    /// <summary>V by place: relax every route until nothing improves.</summary>
    private Dictionary<string, double> CostToGo(ReferenceSite goal, int season)
    {
        var cost = sites.ToDictionary(s => s.Id, _ => double.PositiveInfinity);
        cost[goal.Id] = 0;
        for (bool improved = true; improved;)
        {
            improved = false;
            foreach (ReferenceLeg leg in legs)
            {
                double through = RouteCost(leg, goal, season) + cost[leg.To.Id];
                if (through < cost[leg.From.Id])
                {
                    cost[leg.From.Id] = through;
                    improved = true;
                }
            }
        }

        return cost;
    }

    /// <summary>The next route towards the goal; stranded where there is none.</summary>
    private void ChooseRoute(ReferencePerson p, int day)
    {
        int season = seasonOf[day];
        ReferenceSite goal = p.Goal!;
        var toGo = costToGo[(goal.Id, season)];
        var choices = new List<(ReferenceLeg Leg, double Cost)>();
        foreach (ReferenceLeg leg in legsFrom[p.Place.Id].Where(leg => toGo[leg.To.Id] < toGo[p.Place.Id]))
        {
            double cost = RouteCost(leg, goal, season) + toGo[leg.To.Id];
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
        int chosen = random.Weighted([.. choices.Select(c => Math.Exp(-scenario.Way.ChoiceSensitivityPerDay * (c.Cost - least)))]);
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
            hazards.Add((ReferenceExit.Retry, retry[day]));
            hazards.Add((ReferenceExit.GiveUp, giveUp[day]));
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

    // ---- M6 Border ----

    private double StoppedGuided(ReferenceLeg leg, int day) => StoppedAlone(leg, day) * (1 - leg.Smuggling[day]);

    /// <summary>P(pass) with a guide where there are guides, else alone.</summary>
    private double PassAtBest(ReferenceLeg leg, int day) =>
        1 - (leg.GuidesPerDay[day] > 0 ? StoppedGuided(leg, day) : StoppedAlone(leg, day));

    /// <summary>K of today from K of yesterday and yesterday's stops.</summary>
    private double GuidesToday(ReferenceLeg leg, int day)
    {
        double full = leg.GuidesPerDay[day];
        return day == 0
            ? full
            : Math.Clamp(
                (leg.Guides + (scenario.Border.RecoveryPerDay * (full - leg.Guides)))
                    / (1 + (leg.Guides > 0 ? scenario.Border.Wear * leg.GuidedStopped / leg.Guides : 0)),
                0, full);
    }

    /// <summary>False when he waits for a guide.</summary>
    private bool TriesTheBorder(ReferenceLeg leg, int day, out bool guided)
    {
        guided = false;
        if (!scenario.Border.On || leg.GuidesPerDay[day] == 0)
        {
            return true;
        }

        guided = random.Chance(leg.GuidedShare);
        return guided || !random.Chance(scenario.Border.WaitShare);
    }

    private double Permeability(ReferenceLeg leg, int day)
    {
        if (!scenario.Border.On || leg.GuidesPerDay[day] == 0)
        {
            return 1 - StoppedAlone(leg, day);
        }

        double guided = leg.GuidedShare;
        double alone = (1 - guided) * (1 - scenario.Border.WaitShare);
        return guided + alone == 0
            ? 0
            : ((guided * (1 - StoppedGuided(leg, day))) + (alone * (1 - StoppedAlone(leg, day)))) / (guided + alone);
    }

    private void Stop(ReferencePerson p, ReferenceLeg leg, int day)
    {
        result.Happened(day, "stopped", leg.StopsAt.State.Id);
        double killed = leg.KilledShare[day];
        double held = leg.HeldShare[day];
        switch (random.Weighted([killed, held, 1 - killed - held]))
        {
            case 0:
                result.Happened(day, "flow killed", leg.Id);
                Die(p, leg.StopsAt, day);
                break;
            case 1:
                result.Happened(day, "flow held", leg.Id);
                Hold(p, leg.StopsAt, day);
                break;
            default:
                result.Happened(day, "flow turned-back", leg.Id);
                Strand(p);
                break;
        }
    }

    // ---- M7 Legal travel ----

    /// <summary>P(stopped) of a listed national of a country on an air or refugee route.</summary>
    private double StoppedWhenListed(ReferenceLeg leg, ReferenceState origin, int day)
    {
        if (!scenario.LegalTravel.On)
        {
            return 0;
        }

        ReferenceState authority = leg.StopsAt.State;
        double recordsAtHand = authority == origin ? 1 : origin.Sharing[day] * authority.Use[day];
        if (leg.Row.Mode == RouteMode.Air)
        {
            return recordsAtHand * authority.Check[day];
        }

        double examined = refugees[day] > 0 ? Math.Min(1, screeningCapacity[day] / refugees[day]) : 1;
        return recordsAtHand * screening[day] * examined;
    }

    // ---- M8 Transit states ----

    /// <summary>H of today from H of yesterday and yesterday's arrests.</summary>
    private double HubToday(ReferenceSite site, int day)
    {
        if (!scenario.Transit.On)
        {
            return 0;
        }

        double full = site.HubStrength[day];
        return day == 0
            ? full
            : Math.Clamp(site.Hub + (scenario.Transit.HubRecoveryPerDay * (full - site.Hub)) - (scenario.Transit.HubWear * site.Arrests),
                0, full);
    }

    /// <summary>T of today from T of yesterday and yesterday's entries.</summary>
    private double ThreatToday(ReferenceState state, int day) => day == 0
        ? 0
        : Math.Clamp(state.Threat + (((scenario.Transit.ThreatPerEntry * state.Entries) - state.Threat) / scenario.Transit.ThreatLagDays),
            0, scenario.Transit.ThreatCeiling);

    private void AddHazardsOfTransitStates(ReferencePerson p, int day)
    {
        if (!scenario.Transit.On)
        {
            return;
        }

        ReferenceState here = p.Place.State;
        if (p.Stage is ReferenceStage.InTransit or ReferenceStage.Stranded && !p.Place.InTheatre && here != p.Origin)
        {
            hazards.Add((ReferenceExit.Arrest, here.InteriorArrest[day] * (1 + (scenario.Transit.ThreatResponse * here.Threat))
                * (1 - (scenario.Transit.HubHidingShare * p.Place.Hub))));
        }
        else if (p.Stage == ReferenceStage.Held)
        {
            hazards.Add((ReferenceExit.Deportation, here.Deportation[day] * p.Origin.Cooperation[day]));
            hazards.Add((ReferenceExit.Release, here.Release[day]));
        }
    }

    // ---- M9 Arrival ----

    private void ReachGoal(ReferencePerson p, ReferenceLeg by, int day)
    {
        ReferenceSite place = p.Goal!;
        p.Goal = null;
        p.Route = null;
        switch (place.Row.Kind)
        {
            case PlaceKind.Theatre:
                p.Stage = place.Control[day] > 0 ? ReferenceStage.Embedded : ReferenceStage.Underground;
                break;
            case PlaceKind.Affiliate when place.State == p.Origin:
                Return(p, place, ReferenceStage.WithAffiliate, day);
                break;
            case PlaceKind.Affiliate:
                p.Stage = ReferenceStage.WithAffiliate;
                result.Happened(day, "relocated", affiliates.Single(a => a.Place == place).Id);
                break;
            case PlaceKind.Country:
                ReferenceStage stage = Noticed(p, by, day) ? ReferenceStage.Known : ReferenceStage.AtLarge;
                if (place.State == p.Origin)
                {
                    Return(p, place, stage, day);
                }
                else
                {
                    p.Stage = stage;
                }

                break;
            default:
                throw new InvalidOperationException($"{place.Id} cannot be a goal.");
        }
    }

    private bool Noticed(ReferencePerson p, ReferenceLeg by, int day)
    {
        if (!scenario.Arrival.On)
        {
            return false;
        }

        ReferenceState country = p.Place.State;
        double recordsAtHand = country == p.Origin ? 1 : p.Origin.Sharing[day] * country.Use[day];
        double ratio = by.Row.Mode switch
        {
            RouteMode.Land or RouteMode.Sea => scenario.Arrival.IrregularRatio,
            RouteMode.Refugee => scenario.Arrival.RefugeeRatio,
            _ => scenario.Arrival.LegalRatio,
        };
        double recognised = p.Listed && random.Chance(recordsAtHand) ? 1 : country.OwnDetection[day];
        return random.Chance(ratio * recognised);
    }
}
