namespace Dispersal;

/// <summary>One difference in meaning between two scenarios.</summary>
/// <param name="Address">Address of the value, or of the whole row where one scenario does not have it.</param>
/// <param name="Before">What the first scenario says; null where it has no such row or the cell is blank.</param>
/// <param name="After">What the second scenario says; null where it has no such row or the cell is blank.</param>
public sealed record Difference(string Address, string? Before, string? After)
{
    /// <summary>The difference in a line: <c>address: before -> after</c>.</summary>
    public override string ToString() => $"{Address}: {Before ?? "none"} -> {After ?? "none"}";
}
