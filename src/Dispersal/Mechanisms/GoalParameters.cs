namespace Dispersal;

/// <summary>Parameters of M4 Goal: when a person reconsiders, and where he then wants to go.</summary>
[Section("goal", "M4")]
public sealed record GoalParameters
{
    /// <summary>Whether anybody reconsiders; when off, who is dislodged goes underground and nobody else leaves.</summary>
    [Column] public bool On { get; init; } = true;

    /// <summary>Hazard at which an embedded person of middle commitment, free to leave, is disillusioned.</summary>
    [Column(Min = 0, Max = 10, Default = 0, Dated = true)] public required Parameter DisillusionPerDay { get; init; }

    /// <summary>Factor by which a step of commitment lowers the hazard of disillusion.</summary>
    [Column(Min = 1, Max = 1000, Default = 3)] public required Parameter CommitmentRatio { get; init; }

    /// <summary>Disillusion of women, relative to men.</summary>
    [Column(Min = 0, Max = 10, Default = 0.3)] public required Parameter WomenRatio { get; init; }

    /// <summary>Disillusion of minors, relative to men.</summary>
    [Column(Min = 0, Max = 10, Default = 0.3)] public required Parameter MinorsRatio { get; init; }

    /// <summary>Share of those who would leave whom the group holds back where its control is full.</summary>
    [Column(Min = 0, Max = 1, Default = 0, Dated = true)] public required Parameter ExitControlShare { get; init; }

    /// <summary>Hazard at which a person underground reconsiders.</summary>
    [Column(Min = 0, Max = 10, Default = 0, Dated = true)] public required Parameter LeaveUndergroundPerDay { get; init; }

    /// <summary>Hazard at which a person with an affiliate reconsiders.</summary>
    [Column(Min = 0, Max = 10, Default = 0, Dated = true)] public required Parameter LeaveAffiliatePerDay { get; init; }

    /// <summary>Share of those who reconsider who may choose at all; the rest go underground in the theatre and stay put elsewhere.</summary>
    [Column(Min = 0, Max = 1, Default = 1)] public required Parameter FreeShare { get; init; }

    /// <summary>Utility of home.</summary>
    [Column(Min = -50, Max = 50, Default = 0, Dated = true)] public required Parameter HomeUtility { get; init; }

    /// <summary>Change of the utility of home by a step of commitment.</summary>
    [Column(Min = -50, Max = 50, Default = -1)] public required Parameter HomeCommitment { get; init; }

    /// <summary>Utility of a theatre place still held, before the logarithm of its weight times control.</summary>
    [Column(Min = -50, Max = 50, Default = 0, Dated = true)] public required Parameter RetreatUtility { get; init; }

    /// <summary>Change of the utility of retreat by a step of commitment.</summary>
    [Column(Min = -50, Max = 50, Default = 1)] public required Parameter RetreatCommitment { get; init; }

    /// <summary>Utility of going underground where one is.</summary>
    [Column(Min = -50, Max = 50, Default = 0, Dated = true)] public required Parameter UndergroundUtility { get; init; }

    /// <summary>Change of the utility of going underground by a step of commitment.</summary>
    [Column(Min = -50, Max = 50, Default = 0.5)] public required Parameter UndergroundCommitment { get; init; }

    /// <summary>Utility of an affiliate, before its pull and strength.</summary>
    [Column(Min = -50, Max = 50, Default = -6, Dated = true)] public required Parameter AffiliateUtility { get; init; }

    /// <summary>Change of the utility of affiliates by a step of commitment.</summary>
    [Column(Min = -50, Max = 50, Default = 1)] public required Parameter AffiliateCommitment { get; init; }

    /// <summary>Utility of a third country, before its pull.</summary>
    [Column(Min = -50, Max = 50, Default = -4, Dated = true)] public required Parameter ThirdCountryUtility { get; init; }

    /// <summary>Weight of log(1 + strength) of an affiliate.</summary>
    [Column(Min = 0, Max = 10, Default = 0.5)] public required Parameter StrengthWeight { get; init; }

    /// <summary>Appeal of the cause, 1 at its height; moves retreat and affiliates.</summary>
    [Column(Min = 0, Max = 10, Default = 1, Dated = true)] public required Parameter Appeal { get; init; }

    /// <summary>Weight of appeal.</summary>
    [Column(Min = 0, Max = 50, Default = 0.5)] public required Parameter AppealWeight { get; init; }

    /// <summary>Utility of a destination whose country borders the origin.</summary>
    [Column(Min = -50, Max = 50, Default = 1)] public required Parameter BorderAffinity { get; init; }

    /// <summary>Utility of a destination that shares the origin's language.</summary>
    [Column(Min = -50, Max = 50, Default = 1)] public required Parameter LanguageAffinity { get; init; }

    /// <summary>Utility of a destination in the origin's region.</summary>
    [Column(Min = -50, Max = 50, Default = 0.5)] public required Parameter RegionAffinity { get; init; }

    /// <summary>Weight of the share of persons of the same origin and role who are settled at the destination.</summary>
    [Column(Min = 0, Max = 50, Default = 1)] public required Parameter TiesWeight { get; init; }

    /// <summary>Weight of P(detected) x P(convicted) at home.</summary>
    [Column(Min = 0, Max = 50, Default = 1)] public required Parameter JeopardyWeight { get; init; }

    /// <summary>Weight of a step of the origin's re-entry risk.</summary>
    [Column(Min = 0, Max = 50, Default = 0)] public required Parameter ReEntryWeight { get; init; }

    /// <summary>Weight of the generalised cost of the way, per day of cost.</summary>
    [Column(Min = 0, Max = 10, Default = 0.05)] public required Parameter CostWeightPerDay { get; init; }
}
