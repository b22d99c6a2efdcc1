namespace Dispersal;

/// <summary>Parameters of M10 Justice: law, evidence, trial, sentence, release.</summary>
[Section("justice", "M10")]
public sealed record JusticeParameters
{
    /// <summary>Whether anybody is charged or tried.</summary>
    [Column] public bool On { get; init; } = true;

    /// <summary>P(evidence) under the membership law alone, relative to the law on travel or joining.</summary>
    [Column(Min = 0, Max = 1, Default = 0.5)] public required Parameter MembershipRatio { get; init; }

    /// <summary>How well evidence from the theatre can be had at this time, relative to the countries' own figures.</summary>
    [Column(Min = 0, Max = 1, Default = 1, Dated = true)] public required Parameter TheatreEvidence { get; init; }

    /// <summary>P(a person who is found plotting is charged with it); else he is known.</summary>
    [Column(Min = 0, Max = 1, Default = 1)] public required Parameter PlottersChargedProbability { get; init; }
}
