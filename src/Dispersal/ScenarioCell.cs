namespace Dispersal;

/// <summary>What stands at an address: a number, a date, a switch or words.</summary>
/// <param name="Address">The address, without a wildcard.</param>
/// <param name="Text">What stands there as written in files, a number with its range; null for a blank cell.</param>
public sealed record ScenarioCell(string Address, string? Text);
