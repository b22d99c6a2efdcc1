namespace Dispersal;

/// <summary>Parameters of M5 Way: how travellers weigh routes.</summary>
[Section("way", "M5")]
public sealed record WayParameters
{
    /// <summary>Whether anybody travels; when off, travellers wait where they are.</summary>
    [Column] public bool On { get; init; } = true;

    /// <summary>Multiplier on the speed of every leg.</summary>
    [Column(Min = 0, Max = 100, Default = 1, Dated = true)] public required Parameter Pace { get; init; }

    /// <summary>Days of cost that a unit of -ln P(pass) weighs.</summary>
    [Column(Min = 0, Max = 10000, Default = 20)] public required Parameter RiskAversionDays { get; init; }

    /// <summary>Sensitivity of the choice among routes to a day of cost.</summary>
    [Column(Min = 0, Max = 100, Default = 0.15)] public required Parameter ChoiceSensitivityPerDay { get; init; }

    /// <summary>Hazard at which a stranded person tries again.</summary>
    [Column(Min = 0, Max = 10, Default = 0.05, Dated = true)] public required Parameter RetryPerDay { get; init; }

    /// <summary>Hazard at which a stranded person gives the goal up and reconsiders.</summary>
    [Column(Min = 0, Max = 10, Default = 0.01, Dated = true)] public required Parameter GiveUpPerDay { get; init; }
}
