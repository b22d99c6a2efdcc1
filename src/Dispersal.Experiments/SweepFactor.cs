namespace Dispersal.Experiments;

/// <summary>A factor as a store has it.</summary>
/// <param name="Name">Its name: an address, or a column such as <c>routes/*/patrol</c>.</param>
/// <param name="IsQuantile">Whether its values are quantiles of the ranges of its cells.</param>
/// <param name="Unit">Unit of its values; empty for a pure number or a quantile.</param>
/// <param name="Cells">Number of cells that it moves.</param>
public sealed record SweepFactor(string Name, bool IsQuantile, string Unit, long Cells);
