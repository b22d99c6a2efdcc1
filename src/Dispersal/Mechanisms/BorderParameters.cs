namespace Dispersal;

/// <summary>Parameters of M6 Border: patrols and guides on land and sea routes.</summary>
[Section("border", "M6")]
public sealed record BorderParameters
{
    /// <summary>Whether patrols stop anybody.</summary>
    [Column] public bool On { get; init; } = true;

    /// <summary>Guide capacity per day lost for each guided traveller stopped.</summary>
    [Column(Min = 0, Max = 1000, Default = 0.2)] public required Parameter Wear { get; init; }

    /// <summary>Share of the worn capacity that recovers in a day.</summary>
    [Column(Min = 0, Max = 1, Default = 0.02)] public required Parameter RecoveryPerDay { get; init; }

    /// <summary>Of those who find no guide, the share who wait rather than go alone.</summary>
    [Column(Min = 0, Max = 1, Default = 0.5)] public required Parameter WaitShare { get; init; }
}
