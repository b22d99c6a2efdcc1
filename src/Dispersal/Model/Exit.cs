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

    /// <summary>Greatest cooperation of the origin (M8).</summary>
    Cooperation,
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

    /// <summary>Cooperation of the origin on the day (M8).</summary>
    Cooperation,
}

/// <summary>One exit of a stage at a place or on a route: bound of its hazard = scale x series x factor of the person.</summary>
/// <param name="Exit">What happens.</param>
/// <param name="Series">The part that is known before the run.</param>
/// <param name="Scale">Constant multiplier.</param>
/// <param name="Person">Multiplier by the person.</param>
/// <param name="Field">Multiplier by the day's fields, at most one.</param>
internal readonly record struct HazardTerm(
    Exit Exit, HazardSeries Series, double Scale, PersonFactor Person = PersonFactor.None, FieldFactor Field = FieldFactor.None);
