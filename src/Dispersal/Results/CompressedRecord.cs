using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dispersal.Results;

/// <summary>What one replicate recorded, packed by <see cref="RecordCompressor"/>; cells are unpacked one at a time when asked for.</summary>
/// <param name="bytes">Cells of counts, then of reals, one after another.</param>
/// <param name="ends">Where each cell ends.</param>
/// <param name="countCells">Number of cells of counts.</param>
internal sealed class CompressedRecord(byte[] bytes, int[] ends, int countCells)
{
    /// <summary>First byte of a cell of whole numbers: a bit for each date, set where the value changes, and then the changes.</summary>
    public const byte Whole = 0;

    /// <summary>First byte of a cell of other numbers: a bit for each date, set where the value changes, and then the values at those dates.</summary>
    public const byte Real = 1;

    /// <summary>Bytes taken.</summary>
    public long Size => bytes.Length + (sizeof(int) * (long)ends.Length);

    /// <summary>Where the cells of a series' kind begin among all cells.</summary>
    public int FirstPlace(RecordedSeries series) => series.IsReal ? countCells : 0;

    /// <summary>Bytes of a bit for each date.</summary>
    public static int MaskLength(int dates) => (dates + 7) / 8;

    /// <summary>Whether a cell holds nothing but zeros.</summary>
    public bool IsZero(int place) => Start(place) == ends[place];

    /// <summary>Whether a cell holds whole numbers only, so that <see cref="AddChanges"/> can read it.</summary>
    public bool IsWhole(int place) => IsZero(place) || bytes[Start(place)] == Whole;

    /// <summary>Adds a cell's changes from date to date, the first from zero, so that cells are summed before the running sum is taken once.</summary>
    /// <param name="place">A cell of whole numbers.</param>
    /// <param name="dates">Number of dates.</param>
    /// <param name="changes">Where they are added: the change at date t to entry t x <paramref name="stride"/>.</param>
    /// <param name="stride">Distance between dates.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddChanges(int place, int dates, Span<double> changes, int stride)
    {
        if (IsZero(place))
            return;
        ReadOnlySpan<byte> cell = bytes.AsSpan((Start(place) + 1)..ends[place]);
        int at = MaskLength(dates);
        for (int eight = 0; eight < MaskLength(dates); eight++)
        {
            for (uint changed = cell[eight]; changed != 0; changed &= changed - 1)
            {
                ulong number = cell[at++];
                if (number >= 0x80)
                {
                    number &= 0x7F;
                    int shift = 7;
                    for (; cell[at] >= 0x80; shift += 7)
                        number |= (cell[at++] & 0x7Ful) << shift;
                    number |= (ulong)cell[at++] << shift;
                }

                changes[((8 * eight) + BitOperations.TrailingZeroCount(changed)) * stride] += (long)(number >> 1) ^ -(long)(number & 1);
            }
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
            AddChanges(place, sums.Length, scratch, 1);
            for (int date = 0; date < sums.Length; date++)
            {
                value += scratch[date];
                sums[date] += value;
            }

            return;
        }

        ReadOnlySpan<byte> changed = bytes.AsSpan(Start(place) + 1, MaskLength(sums.Length));
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
