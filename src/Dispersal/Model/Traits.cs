namespace Dispersal.Model;

/// <summary>Yes-or-no attributes of a person.</summary>
[Flags]
internal enum Traits : byte
{
    None = 0,

    /// <summary>Has fought long enough to be experienced.</summary>
    Veteran = 1,

    /// <summary>Is on the own state's record of travellers.</summary>
    Listed = 2,

    /// <summary>Left when travel, joining or membership was already punishable at home.</summary>
    LawApplies = 4,

    /// <summary>Reached the theatre.</summary>
    Departed = 8,

    /// <summary>Has been back in the origin since.</summary>
    Returned = 16,
}
