namespace Dispersal;

/// <summary>What a run records besides the tables that every run writes.</summary>
[Section("observation", "")]
public sealed record ObservationParameters
{
    /// <summary>Persons whose life histories are kept, chosen by their keys; one replicate.</summary>
    [Column(Min = 0, Max = 1e6, Default = 200)] public required Parameter HistoryPersons { get; init; }
}
