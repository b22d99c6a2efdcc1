namespace Dispersal.Tests.Reference;

/// <summary>The stages of section 1.</summary>
internal enum ReferenceStage
{
    Embedded,
    Underground,
    InTransit,
    Stranded,
    WithAffiliate,
    Held,
    AtLarge,
    Known,
    Dead,
}

/// <summary>The exits that compete within a day.</summary>
internal enum ReferenceExit
{
    None,
    Dislodged,
    Death,
    Capture,
    Experience,
    Disillusion,
    LeaveUnderground,
    LeaveAffiliate,
    LegEnds,
    Retry,
    GiveUp,
    Arrest,
    Deportation,
    Release,
}

/// <summary>One person: traits, where he is, and what he wants.</summary>
internal sealed class ReferencePerson
{
    public required ReferenceState Origin { get; init; }

    public required Role Role { get; init; }

    public required int Commitment { get; init; }

    public required bool Listed { get; init; }

    public required bool LawApplies { get; init; }

    /// <summary>False for those stopped on the way in.</summary>
    public required bool Departed { get; init; }

    public required ReferenceSite Place { get; set; }

    public ReferenceStage Stage { get; set; }

    public bool Veteran { get; set; }

    public bool Returned { get; set; }

    /// <summary>The last goal, until it is reached; kept while stranded.</summary>
    public ReferenceSite? Goal { get; set; }

    /// <summary>The next route while in transit.</summary>
    public ReferenceLeg? Route { get; set; }

    public ReferenceExit ExitToday { get; set; }
}
