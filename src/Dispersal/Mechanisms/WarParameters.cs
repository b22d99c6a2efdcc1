namespace Dispersal;

/// <summary>Parameters of M3 War: death, capture and experience where there is fighting, and base mortality everywhere.</summary>
[Section("war", "M3")]
public sealed record WarParameters
{
    /// <summary>Whether there is war; when off, only base mortality kills.</summary>
    [Column] public bool On { get; init; } = true;

    /// <summary>Hazard of death in war of an embedded man at a place of war intensity 1.</summary>
    [Column(Min = 0, Max = 10, Default = 0, Dated = true)] public required Parameter MortalityPerDay { get; init; }

    /// <summary>War mortality while underground, relative to embedded.</summary>
    [Column(Min = 0, Max = 100, Default = 0.5)] public required Parameter UndergroundRatio { get; init; }

    /// <summary>War mortality with an affiliate, relative to embedded.</summary>
    [Column(Min = 0, Max = 100, Default = 0.5)] public required Parameter AffiliateRatio { get; init; }

    /// <summary>War mortality of women, relative to men.</summary>
    [Column(Min = 0, Max = 10, Default = 0.15)] public required Parameter WomenRatio { get; init; }

    /// <summary>War mortality of minors, relative to men.</summary>
    [Column(Min = 0, Max = 10, Default = 0.15)] public required Parameter MinorsRatio { get; init; }

    /// <summary>War mortality of veterans, relative to novices.</summary>
    [Column(Min = 0, Max = 10, Default = 0.8)] public required Parameter VeteranRatio { get; init; }

    /// <summary>Hazard of capture of an embedded person at a place of war intensity 1.</summary>
    [Column(Min = 0, Max = 10, Default = 0, Dated = true)] public required Parameter CapturePerDay { get; init; }

    /// <summary>Capture while underground or with an affiliate, relative to embedded.</summary>
    [Column(Min = 0, Max = 100, Default = 1)] public required Parameter HiddenCaptureRatio { get; init; }

    /// <summary>Hazard at which an embedded man becomes a veteran.</summary>
    [Column(Min = 0, Max = 10, Default = 0.004)] public required Parameter ExperiencePerDay { get; init; }

    /// <summary>Hazard of death from all other causes, in every stage; stays when war is off.</summary>
    [Column(Min = 0, Max = 10, Default = 0.000005)] public required Parameter BaseMortalityPerDay { get; init; }
}
