namespace Dispersal.Tests.Reference;

/// <summary>A country with its dated values, and today's threat.</summary>
internal sealed class ReferenceState(Country row, int index, ReferenceTimeline timeline)
{
    public Country Row { get; } = row;

    public string Id => Row.Id;

    public int Index { get; } = index;

    public double[] Evidence { get; } = timeline.Course($"countries/{row.Id}/evidence-probability", row.EvidenceProbability);

    public double[] Listed { get; } = timeline.Course($"countries/{row.Id}/listed-probability", row.ListedProbability);

    public double[] Sharing { get; } = timeline.Course($"countries/{row.Id}/record-sharing-share", row.RecordSharingShare);

    public double[] Use { get; } = timeline.Course($"countries/{row.Id}/record-use-share", row.RecordUseShare);

    public double[] Check { get; } = timeline.Course($"countries/{row.Id}/check-share", row.CheckShare);

    public double[] OwnDetection { get; } =
        timeline.Course($"countries/{row.Id}/own-detection-probability", row.OwnDetectionProbability);

    public double[] InteriorArrest { get; } = timeline.Course($"countries/{row.Id}/interior-arrest-per-day", row.InteriorArrestPerDay);

    public double[] Deportation { get; } = timeline.Course($"countries/{row.Id}/deportation-per-day", row.DeportationPerDay);

    public double[] Cooperation { get; } = timeline.Course($"countries/{row.Id}/cooperation-share", row.CooperationShare);

    public double[] Release { get; } = timeline.Course($"countries/{row.Id}/release-per-day", row.ReleasePerDay);

    /// <summary>T at the start of today.</summary>
    public double Threat { get; set; }

    /// <summary>Persons who crossed into it from another country so far today.</summary>
    public int Entries { get; set; }
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

    public double[] WarIntensity { get; } = timeline.Course($"places/{row.Id}/war-intensity", row.WarIntensity);

    public double[] Strike { get; } = timeline.Course($"places/{row.Id}/strike-per-day", row.StrikePerDay);

    public double[] HubStrength { get; } = timeline.Course($"places/{row.Id}/hub-strength", row.HubStrength);

    /// <summary>H at the start of today.</summary>
    public double Hub { get; set; }

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

    public double[] Days { get; } = timeline.Course($"routes/{row.Id}/days", row.Days);

    public double[] MoneyDays { get; } = timeline.Course($"routes/{row.Id}/money-days", row.MoneyDays);

    public double[] Patrol { get; } = timeline.Course($"routes/{row.Id}/patrol", row.Patrol);

    public double[] Smuggling { get; } = timeline.Course($"routes/{row.Id}/smuggling", row.Smuggling);

    public double[] GuidesPerDay { get; } = timeline.Course($"routes/{row.Id}/guides-per-day", row.GuidesPerDay);

    public double[] Floor { get; } = timeline.Course($"routes/{row.Id}/floor-share", row.FloorShare);

    public double[] HeldShare { get; } = timeline.Course($"routes/{row.Id}/held-share", row.HeldShare);

    public double[] KilledShare { get; } = timeline.Course($"routes/{row.Id}/killed-share", row.KilledShare);

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

    public double[] Strength { get; } = timeline.Course($"affiliates/{row.Id}/strength-persons", row.StrengthPersons);

    public double[] Pull { get; } = timeline.Course($"affiliates/{row.Id}/pull", row.Pull);
}

/// <summary>A third country with its dated values.</summary>
internal sealed class ReferenceThirdCountry(ThirdCountry row, ReferenceSite place, ReferenceTimeline timeline)
{
    public ReferenceSite Place { get; } = place;

    public double[] Pull { get; } = timeline.Course($"third-countries/{row.Place}/pull", row.Pull);
}
