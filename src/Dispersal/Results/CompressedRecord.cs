using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dispersal.Results;

/// <summary>What one replicate recorded, packed by <see cref="RecordCompressor"/>; cells are unpacked one at a time when asked for.</summary>
/// <param name="bytes">Cells of counts, then of reals, one after another.</param>
/// <param name="ends">Where each cell ends.</param>
/// <param name="countCells">Number of cells of counts.</param>
internal sealed class CompressedRecord(byte[] bytes, int[] ends, int countCells)
{
    /// <summary>First byte of a cell of whole numbers: its changes follow.</summary>
    public const byte Whole = 0;

    /// <summary>First byte of a cell of other numbers: a bit for each date, set where the value changes, and then the values at those dates.</summary>
    public const byte Real = 1;

    /// <summary>Bytes taken.</summary>
    public long Size => bytes.Length + (sizeof(int) * (long)ends.Length);

    /// <summary>Where a series' cell stands among all cells.</summary>
    public int Place(RecordedSeries series, int cell) => series.IsReal ? countCells + cell : cell;

    /// <summary>Whether a cell holds nothing but zeros.</summary>
    public bool IsZero(int place) => Start(place) == ends[place];

    /// <summary>Whether a cell holds whole numbers only, so that <see cref="AddChanges"/> can read it.</summary>
    public bool IsWhole(int place) => IsZero(place) || bytes[Start(place)] == Whole;

    /// <summary>Adds a cell's changes from date to date, the first from zero, so that cells are summed before the running sum is taken once.</summary>
    /// <param name="place">A cell of whole numbers.</param>
    /// <param name="changes">Where they are added: the change at date t to entry t x <paramref name="stride"/>.</param>
    /// <param name="stride">Distance between dates.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddChanges(int place, Span<double> changes, int stride)
    {
        ReadOnlySpan<byte> packed = bytes.AsSpan(Start(place)..ends[place]);
        int entry = 0;
        for (int at = 1; at < packed.Length; at++)
        {
            ulong number = packed[at];
            if (number >= 0x80)
            {
                number &= 0x7F;
                for (int shift = 7; packed[at++] >= 0x80; shift += 7)
                    number |= (packed[at] & 0x7Ful) << shift;
                at--;
            }

            ulong operand = number >> 1;
            if ((number & 1) == 0)
            {
                entry += ((int)operand + 1) * stride;
                continue;
            }

            changes[entry] += (long)(operand >> 1) ^ -(long)(operand & 1);
            entry += stride;
        }
    }

    /// <summary>Adds a cell's values, date by date.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddValues(int place, Span<double> sums, Span<double> scratch)
    {
        if (IsZero(place))
            return;
        double value = 0;
        if (IsWhole(place))
        {
            scratch.Clear();
            AddChanges(place, scratch, 1);
            for (int date = 0; date < sums.Length; date++)
            {
                value += scratch[date];
                sums[date] += value;
            }

            return;
        }

        ReadOnlySpan<byte> changed = bytes.AsSpan(Start(place) + 1, (sums.Length + 7) / 8);
        ReadOnlySpan<double> values = MemoryMarshal.Cast<byte, double>(bytes.AsSpan((Start(place) + 1 + changed.Length)..ends[place]));
        int next = 0;
        for (int date = 0; date < sums.Length; date++)
        {
            if ((changed[date >> 3] >> (date & 7) & 1) != 0)
                value = values[next++];
            sums[date] += value;
        }
    }

    private int Start(int place) => place == 0 ? 0 : ends[place - 1];
}
