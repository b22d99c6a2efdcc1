namespace Dispersal;

/// <summary>A state: where persons come from, pass through, are held or settle. One row of <c>countries.csv</c>.</summary>
[Table("countries.csv", "id")]
public sealed record Country
{
    /// <summary>ISO 3166-1 alpha-3 code (user-assigned codes such as XKX are allowed).</summary>
    [Column(Required = true)] public required string Id { get; init; }

    /// <summary>Name for people to read.</summary>
    [Column(Required = true)] public required string Name { get; init; }

    /// <summary>Region in which results are also summed, as <c>region:NAME</c>; blank for none.</summary>
    [Column] public string? Region { get; init; }

    /// <summary>Whether results are also summed under <c>EU</c> (the 28 members of 2017).</summary>
    [Column] public bool Eu { get; init; }

    /// <summary>Language group used by the affinity of origin and destination; blank for none.</summary>
    [Column] public string? Language { get; init; }

    /// <summary>Countries that share a land border with this one, separated by spaces; used by affinity.</summary>
    [Column(RefersTo = "countries", IsList = true)] public string? Neighbours { get; init; }

    /// <summary>First day on which travel to or joining a foreign armed group was punishable; blank when it never was.</summary>
    [Column] public DateOnly? JoiningLaw { get; init; }

    /// <summary>First day on which membership in or support of such a group was punishable; blank when it never was.</summary>
    [Column] public DateOnly? MembershipLaw { get; init; }

    /// <summary>P(intelligence on a returnee can be turned into evidence that a court accepts).</summary>
    [Column(Min = 0, Max = 1, Default = 0.2, Dated = true)] public required Parameter EvidenceProbability { get; init; }

    /// <summary>P(a national is on the own state's record of travellers when he reaches the theatre).</summary>
    [Column(Min = 0, Max = 1, Default = 0.3, Dated = true)] public required Parameter ListedProbability { get; init; }

    /// <summary>Share of the own records that other states can see.</summary>
    [Column(Min = 0, Max = 1, Default = 0.3, Dated = true)] public required Parameter RecordSharingShare { get; init; }

    /// <summary>Share of the records shared by others that this state's checks consult.</summary>
    [Column(Min = 0, Max = 1, Default = 0.3, Dated = true)] public required Parameter RecordUseShare { get; init; }

    /// <summary>Share of legal travellers leaving this country who are checked against records.</summary>
    [Column(Min = 0, Max = 1, Default = 0.3, Dated = true)] public required Parameter CheckShare { get; init; }

    /// <summary>P(the own authorities recognise a returning national who is not on any record) on legal arrival.</summary>
    [Column(Min = 0, Max = 1, Default = 0.3, Dated = true)] public required Parameter OwnDetectionProbability { get; init; }

    /// <summary>Hazard of arrest of a foreigner in transit or stranded here, before hubs and threat modify it.</summary>
    [Column(Min = 0, Max = 10, Default = 0, Dated = true)] public required Parameter InteriorArrestPerDay { get; init; }

    /// <summary>Hazard at which this country, as holder, deports a person whose origin cooperates fully.</summary>
    [Column(Min = 0, Max = 10, Default = 0, Dated = true)] public required Parameter DeportationPerDay { get; init; }

    /// <summary>Share of deportations to this country, as origin, that its cooperation lets happen.</summary>
    [Column(Min = 0, Max = 1, Default = 1, Dated = true)] public required Parameter CooperationShare { get; init; }

    /// <summary>Hazard at which a person held here is freed or escapes.</summary>
    [Column(Min = 0, Max = 10, Default = 0, Dated = true)] public required Parameter ReleasePerDay { get; init; }

    /// <summary>Hazard at which a known person is charged when a law applies and evidence stands.</summary>
    [Column(Min = 0, Max = 10, Default = 0, Dated = true)] public required Parameter ChargePerDay { get; init; }

    /// <summary>Hazard at which a charged person is tried.</summary>
    [Column(Min = 0, Max = 10, Default = 0.004, Dated = true)] public required Parameter TrialPerDay { get; init; }

    /// <summary>P(conviction at trial).</summary>
    [Column(Min = 0, Max = 1, Default = 0.94, Dated = true)] public required Parameter ConvictionProbability { get; init; }

    /// <summary>Mean length of a sentence, served in three phases.</summary>
    [Column(Min = 1, Max = 36525, Default = 1500, Dated = true)] public required Parameter SentenceDays { get; init; }

    /// <summary>Hazard at which this country, as holder, tries a person it holds.</summary>
    [Column(Min = 0, Max = 10, Default = 0, Dated = true)] public required Parameter HolderTrialPerDay { get; init; }

    /// <summary>Age of criminal responsibility.</summary>
    [Column(Min = 0, Max = 21, Default = 14)] public required Parameter ResponsibilityYears { get; init; }

    /// <summary>Persons whom the authorities can keep in full view at one time.</summary>
    [Column(Min = 0, Max = 1e7, Default = 0, Dated = true)] public required Parameter WatchCapacityPersons { get; init; }

    /// <summary>Home-grown subjects of interest.</summary>
    [Column(Min = 0, Max = 1e8, Default = 0, Dated = true)] public required Parameter HomeGrownPersons { get; init; }

    /// <summary>How easily clandestine networks form here, relative to a state of middling strength.</summary>
    [Column(Min = 0, Max = 100, Default = 1, Dated = true)] public required Parameter Fragility { get; init; }

    /// <summary>How much the country is a target of plots, relative to others.</summary>
    [Column(Min = 0, Max = 1000, Default = 1, Dated = true)] public required Parameter TargetWeight { get; init; }

    /// <summary>Hazard at which this country, as origin, fetches home a woman or minor who is held abroad.</summary>
    [Column(Min = 0, Max = 10, Default = 0, Dated = true)] public required Parameter RepatriationPerDay { get; init; }

    /// <summary>
    /// What a returnee has to fear here besides courts, such as detention without trial or loss of nationality: 0 little, 1 some, 2 much. A judgement on a scale
    /// of three steps, not a measurement.
    /// </summary>
    [Column(Min = 0, Max = 2, Default = 0)] public required Parameter ReEntryRisk { get; init; }

    /// <summary>
    /// What draws people of this origin home, or keeps them away, and nothing else here explains: added to the utility of home. A range says how far origins differ
    /// for reasons that are not known; a value is for those who know them.
    /// </summary>
    [Column(Min = -10, Max = 10, Default = 0)] public required Parameter HomeDifference { get; init; }

    /// <summary>Source of the row's numbers that carry none of their own.</summary>
    [Column] public string? Source { get; init; }

    /// <summary>Grade of the row's numbers that carry none of their own.</summary>
    [Column] public Grade Grade { get; init; }

    /// <summary>Reason for the row's numbers that carry none of their own.</summary>
    [Column] public string? Reason { get; init; }
}
