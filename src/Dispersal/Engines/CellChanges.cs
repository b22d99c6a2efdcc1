namespace Dispersal.Engines;

/// <summary>Counts and by how much each changes, in a buffer of the caller.</summary>
internal ref struct CellChanges(Span<int> cells, Span<int> amounts)
{
    /// <summary>Greatest number of counts that one step of a life changes beside those of its two states.</summary>
    public const int Most = 32;

    private readonly Span<int> cells = cells;
    private readonly Span<int> amounts = amounts;

    /// <summary>Number of changes.</summary>
    public int Length { get; private set; }

    /// <summary>The counts.</summary>
    public readonly ReadOnlySpan<int> Cells => cells[..Length];

    /// <summary>By how much each changes.</summary>
    public readonly ReadOnlySpan<int> Amounts => amounts[..Length];

    /// <summary>Notes a change; none by zero.</summary>
    public void Add(int cell, int amount)
    {
        if (amount != 0)
        {
            cells[Length] = cell;
            amounts[Length++] = amount;
        }
    }
}
