namespace Dispersal.Tests.Reference;

/// <summary>A country with its dated values, and today's threat.</summary>
internal sealed class ReferenceState(Country row, int index, ReferenceTimeline timeline)
{
    public Country Row { get; } = row;

    public string Id => Row.Id;

    public int Index { get; } = index;

    public ReferenceCourse Evidence { get; } = timeline.Course($"countries/{row.Id}/evidence-probability", row.EvidenceProbability);

    public ReferenceCourse Listed { get; } = timeline.Course($"countries/{row.Id}/listed-probability", row.ListedProbability);

    public ReferenceCourse Sharing { get; } = timeline.Course($"countries/{row.Id}/record-sharing-share", row.RecordSharingShare);

    public ReferenceCourse Use { get; } = timeline.Course($"countries/{row.Id}/record-use-share", row.RecordUseShare);

    public ReferenceCourse Check { get; } = timeline.Course($"countries/{row.Id}/check-share", row.CheckShare);

    public ReferenceCourse OwnDetection { get; } =
        timeline.Course($"countries/{row.Id}/own-detection-probability", row.OwnDetectionProbability);

    public ReferenceCourse InteriorArrest { get; } = timeline.Course($"countries/{row.Id}/interior-arrest-per-day", row.InteriorArrestPerDay);

    public ReferenceCourse Deportation { get; } = timeline.Course($"countries/{row.Id}/deportation-per-day", row.DeportationPerDay);

    public ReferenceCourse Cooperation { get; } = timeline.Course($"countries/{row.Id}/cooperation-share", row.CooperationShare);

    public ReferenceCourse Release { get; } = timeline.Course($"countries/{row.Id}/release-per-day", row.ReleasePerDay);

    public ReferenceCourse Charge { get; } =
        timeline.Course($"countries/{row.Id}/charge-per-day", row.ChargePerDay);

    public ReferenceCourse Trial { get; } =
        timeline.Course($"countries/{row.Id}/trial-per-day", row.TrialPerDay);

    public ReferenceCourse Conviction { get; } =
        timeline.Course($"countries/{row.Id}/conviction-probability", row.ConvictionProbability);

    public ReferenceCourse Sentence { get; } =
        timeline.Course($"countries/{row.Id}/sentence-days", row.SentenceDays);

    public ReferenceCourse HolderTrial { get; } =
        timeline.Course($"countries/{row.Id}/holder-trial-per-day", row.HolderTrialPerDay);

    public ReferenceCourse WatchCapacity { get; } =
        timeline.Course($"countries/{row.Id}/watch-capacity-persons", row.WatchCapacityPersons);

    public ReferenceCourse HomeGrown { get; } =
        timeline.Course($"countries/{row.Id}/home-grown-persons", row.HomeGrownPersons);

    public ReferenceCourse Fragility { get; } =
        timeline.Course($"countries/{row.Id}/fragility", row.Fragility);

    public ReferenceCourse TargetWeight { get; } =
        timeline.Course($"countries/{row.Id}/target-weight", row.TargetWeight);

    public ReferenceCourse Repatriation { get; } =
        timeline.Course($"countries/{row.Id}/repatriation-per-day", row.RepatriationPerDay);

    /// <summary>What becomes of the plot on today's order to the team of the country; null without an order.</summary>
    public ReferenceOrder? Order { get; set; }

    /// <summary>The exit programme; null where there is none.</summary>
    public ReferenceProgramme? Programme { get; set; }

    /// <summary>T at the start of today.</summary>
    public double Threat { get; set; }

    /// <summary>Persons who crossed into it from another country so far today.</summary>
    public int Entries { get; set; }

    /// <summary>Attacks executed in it so far today.</summary>
    public int Attacks { get; set; }

    /// <summary>Known or in a programme at the start of today, by class of risk.</summary>
    public int[] AtLibertyByRisk { get; } = new int[3];

    /// <summary>P(watched) today by class of risk; the home-grown come last.</summary>
    public double[] Watched { get; } = new double[4];

    /// <summary>Load of the authorities today.</summary>
    public double WatchLoad { get; set; }

    /// <summary>Share of the load that is watched today.</summary>
    public double WatchCoverage { get; set; }

    /// <summary>Nationals known at home at the start of today.</summary>
    public int KnownAtHome { get; set; }

    /// <summary>Participants of the programme at the start of today.</summary>
    public int Participants { get; set; }

    /// <summary>Prominent persons who are fresh and at large or known at the start of today.</summary>
    public int FreshProminent { get; set; }

    /// <summary>H at the start of today.</summary>
    public double Mobilised { get; set; }
}

/// <summary>An exit programme with its dated places.</summary>
internal sealed class ReferenceProgramme(ExitProgramme row, ReferenceTimeline timeline)
{
    public ExitProgramme Row { get; } = row;

    public ReferenceCourse Places { get; } = timeline.Course($"exit-programmes/{row.Id}/places-persons", row.Places);
}

/// <summary>A place with its dated values, and today's hub.</summary>
internal sealed class ReferenceSite(Place row, int index, ReferenceState state, double[] control, ReferenceTimeline timeline)
{
    public Place Row { get; } = row;

    public string Id => Row.Id;

    public int Index { get; } = index;

    public ReferenceState State { get; } = state;

    public bool InTheatre => Row.Kind == PlaceKind.Theatre;

    /// <summary>Control by day.</summary>
    public double[] Control { get; } = control;

    public ReferenceCourse WarIntensity { get; } = timeline.Course($"places/{row.Id}/war-intensity", row.WarIntensity);

    public ReferenceCourse Strike { get; } = timeline.Course($"places/{row.Id}/strike-per-day", row.StrikePerDay);

    public ReferenceCourse HubStrength { get; } = timeline.Course($"places/{row.Id}/hub-strength", row.HubStrength);

    /// <summary>H at the start of today.</summary>
    public double Hub { get; set; }

    /// <summary>The affiliate whose ground it is; null elsewhere.</summary>
    public ReferenceAffiliate? Affiliate { get; set; }

    /// <summary>Interior arrests so far today.</summary>
    public int Arrests { get; set; }
}

/// <summary>A route with its dated values, and today's guides.</summary>
internal sealed class ReferenceLeg(Route row, int index, ReferenceSite from, ReferenceSite to, ReferenceTimeline timeline)
{
    public Route Row { get; } = row;

    public string Id => Row.Id;

    public int Index { get; } = index;

    public ReferenceSite From { get; } = from;

    public ReferenceSite To { get; } = to;

    public bool IsBorder => Row.Mode is RouteMode.Land or RouteMode.Sea;

    /// <summary>The end whose authorities stop, and at which those held are held.</summary>
    public ReferenceSite StopsAt => Row.Mode == RouteMode.Air ? From : To;

    public ReferenceCourse Days { get; } = timeline.Course($"routes/{row.Id}/days", row.Days);

    public ReferenceCourse MoneyDays { get; } = timeline.Course($"routes/{row.Id}/money-days", row.MoneyDays);

    public ReferenceCourse Patrol { get; } = timeline.Course($"routes/{row.Id}/patrol", row.Patrol);

    public ReferenceCourse Smuggling { get; } = timeline.Course($"routes/{row.Id}/smuggling", row.Smuggling);

    public ReferenceCourse GuidesPerDay { get; } = timeline.Course($"routes/{row.Id}/guides-per-day", row.GuidesPerDay);

    public ReferenceCourse Floor { get; } = timeline.Course($"routes/{row.Id}/floor-share", row.FloorShare);

    public ReferenceCourse HeldShare { get; } = timeline.Course($"routes/{row.Id}/held-share", row.HeldShare);

    public ReferenceCourse KilledShare { get; } = timeline.Course($"routes/{row.Id}/killed-share", row.KilledShare);

    /// <summary>K today.</summary>
    public double Guides { get; set; }

    /// <summary>g today.</summary>
    public double GuidedShare { get; set; }

    /// <summary>Guided travellers stopped so far today.</summary>
    public int GuidedStopped { get; set; }

    /// <summary>Persons on the leg at the start of today.</summary>
    public int Travellers { get; set; }

    /// <summary>Hazard at which the leg is left today.</summary>
    public double Hazard { get; set; }
}

/// <summary>An affiliate with its dated values.</summary>
internal sealed class ReferenceAffiliate(Affiliate row, ReferenceSite place, ReferenceTimeline timeline)
{
    public string Id => row.Id;

    public ReferenceSite Place { get; } = place;

    /// <summary>P, the published strength.</summary>
    public ReferenceCourse Published { get; } = timeline.Course($"affiliates/{row.Id}/strength-persons", row.StrengthPersons);

    public ReferenceCourse Pull { get; } = timeline.Course($"affiliates/{row.Id}/pull", row.Pull);

    /// <summary>L at the start of today.</summary>
    public double Locals { get; set; }

    /// <summary>Locals and foreigners at the start of today.</summary>
    public double Strength { get; set; }

    /// <summary>Multiple of war intensity at the place today.</summary>
    public double Intensity { get; set; } = 1;

    /// <summary>Veterans who arrived so far today.</summary>
    public int VeteransArrived { get; set; }
}

/// <summary>A third country with its dated values.</summary>
internal sealed class ReferenceThirdCountry(ThirdCountry row, ReferenceSite place, ReferenceTimeline timeline)
{
    public ReferenceSite Place { get; } = place;

    public ReferenceCourse Pull { get; } = timeline.Course($"third-countries/{row.Place}/pull", row.Pull);
}

/// <summary>An order to the team of a country, and who of it takes part.</summary>
internal sealed class ReferenceOrder(bool foiled, bool executed, double meanDeaths)
{
    public bool Foiled { get; } = foiled;

    public bool Executed { get; } = executed;

    public double MeanDeaths { get; } = meanDeaths;

    /// <summary>Members who have taken part so far today.</summary>
    public int Plotters { get; private set; }

    /// <summary>Those of them whom the authorities knew before.</summary>
    public int Known { get; private set; }

    /// <summary>Those of them who posed as refugees.</summary>
    public int Posed { get; private set; }

    public void Join(ReferencePerson p)
    {
        Plotters++;
        Known += p.Examined ? 1 : 0;
        Posed += p.Posed ? 1 : 0;
    }
}
