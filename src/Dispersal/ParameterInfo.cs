namespace Dispersal;

/// <summary>A number of a scenario: where it is, what it is, and what is known about it.</summary>
/// <param name="Address">Address, such as <c>routes/syr-tur-west/patrol</c>.</param>
/// <param name="Parameter">Value, range and provenance.</param>
/// <param name="Unit">Unit, from the last part of the name; empty for a pure number.</param>
/// <param name="Min">Least value allowed.</param>
/// <param name="Max">Greatest value allowed.</param>
/// <param name="Dated">Whether forcing and policies may change it over time.</param>
/// <param name="Description">What it means, in a sentence.</param>
/// <param name="Factor">The factor it belongs to in designs: the column of its table, as <c>routes/*/patrol</c>, or its own address.</param>
public sealed record ParameterInfo(
    string Address, Parameter Parameter, string Unit, double Min, double Max, bool Dated, string Description, string Factor);
