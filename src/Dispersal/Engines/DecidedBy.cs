namespace Dispersal.Engines;

/// <summary>What of a person the exits of a row depend on. The first seven bits stand as <see cref="OpenExits.TraitsOf"/> writes them for a person.</summary>
[Flags]
internal enum DecidedBy : ushort
{
    /// <summary>On nothing: equal for everybody.</summary>
    Nothing = 0,

    /// <summary>Experience of war.</summary>
    Veteran = 1,

    /// <summary>Whether commitment is in the middle.</summary>
    MiddleCommitment = 2,

    /// <summary>Whether commitment is high.</summary>
    HighCommitment = 4,

    /// <summary>Commitment.</summary>
    Commitment = MiddleCommitment | HighCommitment,

    /// <summary>Whether the person has just come.</summary>
    Fresh = 8,

    /// <summary>Whether evidence stands.</summary>
    Evidence = 16,

    /// <summary>Whether a programme has been completed.</summary>
    Completed = 32,

    /// <summary>Whether the person was sent.</summary>
    Directed = 64,

    /// <summary>All of the above.</summary>
    Traits = Veteran | Commitment | Fresh | Evidence | Completed | Directed,

    /// <summary>The origin.</summary>
    Origin = 128,

    /// <summary>The role.</summary>
    Role = 256,

    /// <summary>The age.</summary>
    Age = 512,

    /// <summary>The country where the person is.</summary>
    Country = 1024,
}
