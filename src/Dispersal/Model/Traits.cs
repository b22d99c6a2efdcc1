namespace Dispersal.Model;

/// <summary>Yes-or-no attributes of a person.</summary>
[Flags]
internal enum Traits : ushort
{
    None = 0,

    /// <summary>Has fought long enough to be experienced.</summary>
    Veteran = 1,

    /// <summary>Is on the own state's record of travellers.</summary>
    Listed = 2,

    /// <summary>Left when travel or joining was already punishable at home.</summary>
    JoiningLaw = 4,

    /// <summary>Left when membership or support was already punishable at home.</summary>
    MembershipLaw = 8,

    /// <summary>Reached the theatre.</summary>
    Departed = 16,

    /// <summary>Has been back in the origin since.</summary>
    Returned = 32,

    /// <summary>Was born in the theatre, with an affiliate or in a camp.</summary>
    Born = 64,

    /// <summary>Has been known to the authorities at home, so that the evidence against the person has been weighed.</summary>
    Examined = 128,

    /// <summary>Evidence against the person stands.</summary>
    Evidence = 256,

    /// <summary>Has been charged.</summary>
    EverCharged = 512,

    /// <summary>Has been convicted.</summary>
    Convicted = 1024,

    /// <summary>Completed a programme.</summary>
    Completed = 2048,

    /// <summary>Was sent home to attack.</summary>
    Directed = 4096,

    /// <summary>Came posing as a refugee.</summary>
    Posed = 8192,

    /// <summary>Is prominent among enthusiasts at home.</summary>
    Prominent = 16384,
}

/// <summary>How old a person is, as far as law and networks care.</summary>
internal enum Age : byte
{
    /// <summary>Below 12.</summary>
    Child,

    /// <summary>From 12 to 17.</summary>
    Youth,

    /// <summary>18 and over.</summary>
    Adult,
}
