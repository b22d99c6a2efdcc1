namespace Dispersal.Model;

/// <summary>A block of counts inside the one array that holds every count of a run.</summary>
/// <remarks>Counts are whole numbers held as doubles, which are exact to 2^53 and sum to the same in any order; an engine of expectations holds fractions
/// in the same places.</remarks>
internal readonly struct Counts(double[] cells, int first, int length)
{
    /// <summary>Number of counts.</summary>
    public int Length => length;

    /// <summary>One count.</summary>
    public ref double this[int index] => ref cells[first + index];

    /// <summary>Some of the counts.</summary>
    public Span<double> AsSpan(int start, int number) => cells.AsSpan(first + start, number);

    /// <summary>Sets all to zero.</summary>
    public void Clear() => cells.AsSpan(first, length).Clear();
}
