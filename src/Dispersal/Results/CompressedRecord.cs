using System.Runtime.InteropServices;

namespace Dispersal.Results;

/// <summary>What one replicate recorded, packed by <see cref="RecordCompressor"/>; cells are unpacked one at a time when asked for.</summary>
internal sealed class CompressedRecord(byte[] counts, int[] countEnds, byte[] reals, int[] realEnds)
{
    /// <summary>Bytes taken.</summary>
    public long Size => counts.Length + reals.Length + (sizeof(int) * (long)(countEnds.Length + realEnds.Length));

    /// <summary>Adds a cell's changes from date to date, the first from zero, so that cells are summed before the running sum is taken once.</summary>
    /// <returns>Whether there was any change, that is, whether the cell holds anything but zeros.</returns>
    public bool AddChanges(int cell, Span<long> changes)
    {
        ReadOnlySpan<byte> bytes = Cell(counts, countEnds, cell);
        int date = 0;
        for (int at = 0; at < bytes.Length;)
        {
            ulong number = bytes[at] & 0x7Fu;
            for (int shift = 7; bytes[at++] >= 0x80; shift += 7)
                number |= (bytes[at] & 0x7Ful) << shift;

            ulong operand = number >> 1;
            if ((number & 1) == 0)
                date += (int)operand + 1;
            else
                changes[date++] += (long)(operand >> 1) ^ -(long)(operand & 1);
        }

        return !bytes.IsEmpty;
    }

    /// <summary>Adds a cell of reals, date by date.</summary>
    /// <returns>Whether the cell holds anything but zeros.</returns>
    public bool AddReals(int cell, Span<double> sums)
    {
        ReadOnlySpan<double> values = MemoryMarshal.Cast<byte, double>(Cell(reals, realEnds, cell));
        for (int date = 0; date < sums.Length && !values.IsEmpty; date++)
            sums[date] += values[values.Length == 1 ? 0 : date];
        return !values.IsEmpty;
    }

    private static ReadOnlySpan<byte> Cell(byte[] bytes, int[] ends, int cell) =>
        bytes.AsSpan((cell == 0 ? 0 : ends[cell - 1])..ends[cell]);
}
