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
    Charged,
    Imprisoned,
    InProgramme,
    Clandestine,
    Disengaged,
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
    Charge,
    Trial,
    HolderTrial,
    PhaseServed,
    Admission,
    EndOfProgramme,
    Settle,
    Join,
    Disengage,
    Found,
    FoundInCell,
    Reengage,
    LeaveAgain,
    Plot,
    Dispatch,
    Birth,
    GrowUp,
    Repatriation,
}

/// <summary>How old a person is, as far as law and networks care (M10, M13, M17).</summary>
internal enum ReferenceAge
{
    Child,
    Youth,
    Adult,
}

/// <summary>Those of a group who come in one month, in their order; ties by person are among them (M13).</summary>
internal sealed class ReferenceIntake(int size)
{
    /// <summary>The persons by number; null until they arrive.</summary>
    public ReferencePerson?[] Persons { get; } = new ReferencePerson?[size];
}

/// <summary>One person: traits, where he is, and what he wants.</summary>
internal sealed class ReferencePerson
{
    public required ReferenceState Origin { get; init; }

    public required Role Role { get; init; }

    public required int Commitment { get; init; }

    public required bool Listed { get; init; }

    /// <summary>The law on travel or joining was in force when he arrived in the theatre.</summary>
    public required bool JoiningLaw { get; set; }

    /// <summary>The law on membership was.</summary>
    public required bool MembershipLaw { get; set; }


    /// <summary>False for those stopped on the way in and those born there.</summary>
    public required bool Departed { get; init; }

    public bool Born { get; init; }

    public bool Prominent { get; init; }

    public required ReferenceSite Place { get; set; }

    public ReferenceAge Age { get; set; } = ReferenceAge.Adult;

    public ReferenceStage Stage { get; set; }

    public bool Veteran { get; set; }

    public bool Returned { get; set; }

    /// <summary>The last goal, until it is reached; kept while stranded.</summary>
    public ReferenceSite? Goal { get; set; }

    /// <summary>The next route while in transit.</summary>
    public ReferenceLeg? Route { get; set; }

    /// <summary>Not long at large or known.</summary>
    public bool Fresh { get; set; }

    /// <summary>Whether evidence against him has been weighed, since he has been known at home or served a sentence.</summary>
    public bool Examined { get; set; }

    /// <summary>Evidence stands against him.</summary>
    public bool Evidence { get; set; }

    public bool EverCharged { get; set; }

    public bool Convicted { get; set; }

    /// <summary>Phases served of the present sentence.</summary>
    public int PhasesServed { get; set; }

    /// <summary>Completed an exit programme.</summary>
    public bool Completed { get; set; }

    /// <summary>Was sent home to attack.</summary>
    public bool Sent { get; set; }

    /// <summary>Came posing as a refugee.</summary>
    public bool Posed { get; set; }

    /// <summary>Those with whom he came; null for those born there.</summary>
    public ReferenceIntake? Intake { get; init; }

    /// <summary>His number among them.</summary>
    public int Number { get; init; }

    public ReferenceExit ExitToday { get; set; }
}
