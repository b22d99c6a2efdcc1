namespace Dispersal.Experiments;

/// <summary>A number of a scenario that a factor moves.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Parameter">Its value with the range over which it moves.</param>
public sealed record FactorCell(string Address, Parameter Parameter);
