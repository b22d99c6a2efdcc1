namespace Dispersal.Model;

/// <summary>The competing exits of the stages.</summary>
internal enum Exit : byte
{
    /// <summary>The ground is lost (M2).</summary>
    Dislodged,

    /// <summary>Wants to leave held territory (M4).</summary>
    Disillusioned,

    /// <summary>Reconsiders underground, with an affiliate, or after giving a goal up (M4, M5).</summary>
    Reconsiders,

    /// <summary>Killed in war or by a strike (M3).</summary>
    KilledInWar,

    /// <summary>Captured in war (M3).</summary>
    Captured,

    /// <summary>A novice becomes a veteran (M3).</summary>
    GainsExperience,

    /// <summary>Dies of another cause (M3).</summary>
    Dies,

    /// <summary>Comes to the end of a leg and crosses (M5, M6, M7).</summary>
    Crosses,

    /// <summary>Tries again after being stranded (M5).</summary>
    Retries,

    /// <summary>Arrested inside a transit state (M8).</summary>
    Arrested,

    /// <summary>Deported by the holder (M8).</summary>
    Deported,

    /// <summary>Freed or escaped (M8).</summary>
    Freed,

    /// <summary>Charged with having joined (M10).</summary>
    Charged,

    /// <summary>Tried at home (M10).</summary>
    Tried,

    /// <summary>Tried by the holder's court (M10).</summary>
    TriedByHolder,

    /// <summary>Serves a phase of the sentence to its end (M10).</summary>
    ServesPhase,

    /// <summary>Is admitted to a programme (M12).</summary>
    Enrols,

    /// <summary>Leaves a programme (M12).</summary>
    LeavesProgramme,

    /// <summary>Is no longer just back (M13).</summary>
    Settles,

    /// <summary>Joins a cell (M13).</summary>
    JoinsCell,

    /// <summary>Joins a cell again after disengaging (M13).</summary>
    Reengages,

    /// <summary>Disengages for good (M13).</summary>
    Disengages,

    /// <summary>Sets out again (M13).</summary>
    LeavesAgain,

    /// <summary>The authorities find out about a person at large (M13).</summary>
    Found,

    /// <summary>The authorities find out about a person in a cell (M13).</summary>
    FoundInCell,

    /// <summary>Plots, of his own accord or on an order (M14).</summary>
    Plots,

    /// <summary>Is sent home to attack (M14).</summary>
    Dispatched,

    /// <summary>Gives birth (M17).</summary>
    GivesBirth,

    /// <summary>A child becomes a youth, a youth an adult (M17).</summary>
    GrowsUp,

    /// <summary>Is fetched home by the own state (M17).</summary>
    Repatriated,
}

/// <summary>What about the person multiplies an exit's hazard.</summary>
internal enum PersonFactor : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Role and experience, in war (M3).</summary>
    War,

    /// <summary>Commitment and role, when disillusioned (M4).</summary>
    Disillusion,

    /// <summary>One for a man who is a novice, else zero (M3).</summary>
    NoviceMan,

    /// <summary>Zero in the own country, else one (M8).</summary>
    Foreigner,

    /// <summary>Cooperation of the origin, where it never changes (M8).</summary>
    Cooperation,

    /// <summary>Responsibility by age where evidence stands, at home; else zero (M10).</summary>
    Chargeable,

    /// <summary>The same for who has completed a programme (M10).</summary>
    ChargeableCompleted,

    /// <summary>Responsibility by age in the holder's country (M10).</summary>
    Responsible,

    /// <summary>Only the country's own nationals (M12).</summary>
    National,

    /// <summary>Commitment, role, age and time since arrival, when joining a cell (M13).</summary>
    Joining,

    /// <summary>Role, age and the programme completed, if any, when joining again (M13).</summary>
    Rejoining,

    /// <summary>Commitment, when disengaging (M13).</summary>
    Disengaging,

    /// <summary>Men by commitment, when leaving again (M13).</summary>
    LeavingAgain,

    /// <summary>One just after arrival, else zero (M13).</summary>
    Fresh,

    /// <summary>One for who was sent, else zero (M14).</summary>
    Directed,

    /// <summary>Zero for who was sent, else one (M14).</summary>
    NotDirected,

    /// <summary>Target weight of the origin, where it never changes, for men (M14).</summary>
    TargetMan,

    /// <summary>One for an adult woman (M17).</summary>
    Woman,

    /// <summary>One for a child (M17).</summary>
    Child,

    /// <summary>One for a youth (M17).</summary>
    Youth,

    /// <summary>Rate at which the origin fetches women and minors, where it never changes (M17).</summary>
    Repatriation,
}

/// <summary>What field of the day scales an exit's hazard down from its bound.</summary>
internal enum FieldFactor : byte
{
    /// <summary>Nothing: the bound is the hazard.</summary>
    None,

    /// <summary>The hub at the place, for speed (M8).</summary>
    HubSpeed,

    /// <summary>Threat and hub at the place, for arrests (M8).</summary>
    Arrest,

    /// <summary>Free places of the country's programme (M12).</summary>
    Admission,

    /// <summary>Ties, supply of the home-grown and watching (M13).</summary>
    Joining,

    /// <summary>The share of the person's class that is watched (M11).</summary>
    Watched,

    /// <summary>Today's order to the team of the country (M14).</summary>
    Order,

    /// <summary>Intensity of the war of the affiliate at the place (M16).</summary>
    Intensity,
}

/// <summary>One exit of a stage at a place or on a route: bound of its hazard = scale x series x factor of the person.</summary>
/// <param name="Exit">What happens.</param>
/// <param name="Series">The part that is known before the run.</param>
/// <param name="Scale">Constant multiplier.</param>
/// <param name="Person">Multiplier by the person.</param>
/// <param name="Field">Multiplier by the day's fields, at most one.</param>
/// <param name="ByOrigin">Series in place of <paramref name="Series"/> for origins that have one of their own; null for none.</param>
/// <param name="Lever">Lever of a modeller's own rule that scales it; -1 for none.</param>
internal readonly record struct HazardTerm(
    Exit Exit, HazardSeries Series, double Scale, PersonFactor Person = PersonFactor.None, FieldFactor Field = FieldFactor.None,
    HazardSeries?[]? ByOrigin = null, int Lever = -1)
{
    /// <summary>The series for a person of an origin.</summary>
    public HazardSeries SeriesOf(int origin) => ByOrigin?[origin] ?? Series;
}
