namespace Dispersal;

/// <summary>Parameters of M11 Watching: whom the authorities can keep in view.</summary>
[Section("watching", "M11")]
public sealed record WatchingParameters
{
    /// <summary>Whether anybody is watched.</summary>
    [Column] public bool On { get; init; } = true;

    /// <summary>Weight of a veteran in the load, and the mean of his score in triage.</summary>
    [Column(Min = 0, Max = 100, Default = 2)] public required Parameter VeteranRisk { get; init; }

    /// <summary>Weight and mean score of a man who is a novice.</summary>
    [Column(Min = 0, Max = 100, Default = 1)] public required Parameter NoviceRisk { get; init; }

    /// <summary>Weight and mean score of a woman or minor.</summary>
    [Column(Min = 0, Max = 100, Default = 0.3)] public required Parameter FamilyRisk { get; init; }

    /// <summary>Weight and mean score of a home-grown subject.</summary>
    [Column(Min = 0, Max = 100, Default = 0.5)] public required Parameter HomeGrownRisk { get; init; }

    /// <summary>Scale of the noise in scores; the larger, the less triage tells.</summary>
    [Column(Min = 0.01, Max = 100, Default = 0.5)] public required Parameter Noise { get; init; }
}
