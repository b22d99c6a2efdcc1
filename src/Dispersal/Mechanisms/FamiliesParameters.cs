namespace Dispersal;

/// <summary>Parameters of M17 Families: births, growing up, repatriation, need of care.</summary>
[Section("families", "M17")]
public sealed record FamiliesParameters
{
    /// <summary>Whether anybody is born, grows up or is repatriated.</summary>
    [Column] public bool On { get; init; } = true;

    /// <summary>Hazard of a birth of a woman in the theatre, with an affiliate or held.</summary>
    [Column(Min = 0, Max = 1, Default = 0)] public required Parameter BirthsPerDay { get; init; }

    /// <summary>Of the minors who arrive, the share aged 12 to 17 (youths); the rest are children.</summary>
    [Column(Min = 0, Max = 1, Default = 0.25)] public required Parameter YouthShare { get; init; }

    /// <summary>Hazard at which a child becomes a youth.</summary>
    [Column(Min = 0, Max = 1, Default = 0)] public required Parameter ChildAgeingPerDay { get; init; }

    /// <summary>Hazard at which a youth becomes an adult.</summary>
    [Column(Min = 0, Max = 1, Default = 0)] public required Parameter YouthAgeingPerDay { get; init; }

    /// <summary>Share of minors back home who need care.</summary>
    [Column(Min = 0, Max = 1, Default = 0.7)] public required Parameter CareShare { get; init; }
}
