namespace Dispersal;

/// <summary>Parameters of M16 Affiliates: how groups elsewhere grow by arrivals and shrink by losses.</summary>
[Section("affiliate-growth", "M16")]
public sealed record AffiliateGrowthParameters
{
    /// <summary>Whether locals change otherwise than as published.</summary>
    [Column] public bool On { get; init; } = true;

    /// <summary>Local recruits won by each experienced arrival while the group is small.</summary>
    [Column(Min = 0, Max = 100, Default = 0)] public required Parameter RecruitsPerArrival { get; init; }

    /// <summary>Multiple of the published strength at which recruits cease.</summary>
    [Column(Min = 0.01, Max = 1000, Default = 3)] public required Parameter SaturationRatio { get; init; }

    /// <summary>Share of the difference between locals and the published course that is made up in a day.</summary>
    [Column(Min = 0, Max = 1, Default = 0.002)] public required Parameter RecoveryPerDay { get; init; }

    /// <summary>Elasticity of war intensity at the place to strength, relative to the published strength.</summary>
    [Column(Min = 0, Max = 5, Default = 0)] public required Parameter IntensityElasticity { get; init; }

    /// <summary>Greatest multiple of war intensity.</summary>
    [Column(Min = 1, Max = 100, Default = 3)] public required Parameter IntensityCeiling { get; init; }

    /// <summary>Strength from which a group counts as a province.</summary>
    [Column(Min = 1, Max = 1e7, Default = 500)] public required Parameter ProvinceThresholdPersons { get; init; }

    /// <summary>Utility that a province adds for those who look for a goal.</summary>
    [Column(Min = -50, Max = 50, Default = 0)] public required Parameter ProvincePull { get; init; }
}
