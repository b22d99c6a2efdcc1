namespace Dispersal;

/// <summary>Parameters of M13 Networks: who joins a clandestine cell at home, who stops, who begins again.</summary>
[Section("networks", "M13")]
public sealed record NetworksParameters
{
    /// <summary>Whether anybody joins, leaves or disengages.</summary>
    [Column] public bool On { get; init; } = true;

    /// <summary>Hazard at which a man of middle commitment, just back and not watched, joins a cell in a country of fragility 1.</summary>
    [Column(Min = 0, Max = 10, Default = 0, Dated = true)] public required Parameter JoinPerDay { get; init; }

    /// <summary>Factor by which a step of commitment raises joining.</summary>
    [Column(Min = 1, Max = 1000, Default = 3)] public required Parameter CommitmentRatio { get; init; }

    /// <summary>Joining of women and of youths, relative to men; children do not join.</summary>
    [Column(Min = 0, Max = 10, Default = 0.1)] public required Parameter FamiliesRatio { get; init; }

    /// <summary>Mean length of the time after arrival in which joining is likely.</summary>
    [Column(Min = 1, Max = 36525, Default = 180)] public required Parameter FreshDays { get; init; }

    /// <summary>Joining later on, relative to the time just after arrival.</summary>
    [Column(Min = 0, Max = 10, Default = 0.2)] public required Parameter LaterRatio { get; init; }

    /// <summary>Joining of a known person who is watched, relative to one who is not.</summary>
    [Column(Min = 0, Max = 1, Default = 0.2)] public required Parameter WatchedRatio { get; init; }

    /// <summary>Increase of joining by ties when they are complete.</summary>
    [Column(Min = 0, Max = 100, Default = 1)] public required Parameter TiesWeight { get; init; }

    /// <summary>Persons of the same origin and role in cells of the country that make ties complete.</summary>
    [Column(Min = 1, Max = 1e6, Default = 20)] public required Parameter TiesScalePersons { get; init; }

    /// <summary>Rival hypothesis: ties are those to a person's own contacts, not to his group. Needs identities.</summary>
    [Column] public bool TiesByPerson { get; init; }

    /// <summary>Contacts of a person when ties are by person: those of his group who arrived next to him.</summary>
    [Column(Min = 1, Max = 64, Default = 4)] public required Parameter Contacts { get; init; }

    /// <summary>Increase of joining by a full supply of home-grown mobilised.</summary>
    [Column(Min = 0, Max = 100, Default = 0.5)] public required Parameter SupplyWeight { get; init; }

    /// <summary>Home-grown mobilised of the country that make the supply full.</summary>
    [Column(Min = 1, Max = 1e7, Default = 1000)] public required Parameter SupplyScalePersons { get; init; }

    /// <summary>Hazard at which persons at large or known, of middle commitment, disengage for good.</summary>
    [Column(Min = 0, Max = 10, Default = 0)] public required Parameter DisengagePerDay { get; init; }

    /// <summary>Hazard at which a person in a cell disengages.</summary>
    [Column(Min = 0, Max = 10, Default = 0)] public required Parameter LeaveCellPerDay { get; init; }

    /// <summary>Hazard at which a disengaged person joins a cell again.</summary>
    [Column(Min = 0, Max = 10, Default = 0)] public required Parameter ReengagePerDay { get; init; }

    /// <summary>Hazard at which a person at large or known sets out again.</summary>
    [Column(Min = 0, Max = 10, Default = 0, Dated = true)] public required Parameter LeaveAgainPerDay { get; init; }

    /// <summary>Hazard at which the authorities find out about a person at large or in a cell.</summary>
    [Column(Min = 0, Max = 10, Default = 0, Dated = true)] public required Parameter FoundPerDay { get; init; }

    /// <summary>Increase of home-grown mobilisation in a country by prominent returnees, when they are many.</summary>
    [Column(Min = 0, Max = 100, Default = 0)] public required Parameter CelebrityWeight { get; init; }

    /// <summary>Prominent persons just back and at liberty that make celebrity complete.</summary>
    [Column(Min = 0.1, Max = 1e6, Default = 5)] public required Parameter CelebrityScalePersons { get; init; }
}
