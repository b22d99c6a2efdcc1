using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dispersal.Results;

/// <summary>Packs what a replicate recorded, so that hundreds of replicates fit into memory. One per thread: it reuses its buffers.</summary>
/// <remarks>
/// A cell of zeros takes no space. A cell of whole numbers becomes the differences from date to date, starting from zero: a number that ends in bit 0
/// stands for a run of dates without change, in bit 1 for a change (zig-zag); what never changes any more takes no space. Of any other cell the dates on
/// which it changes and its values on them are kept, to the last bit.
/// </remarks>
internal sealed class RecordCompressor(RecordPlan plan)
{
    // Two lines of the cache: a date's row is read in pieces that long.
    private const int CellsAtOnce = 16;

    // Whole numbers up to here have exact differences.
    private const double GreatestWhole = 1L << 52;

    private readonly int dates = plan.Dates.Length;
    private readonly double[] columns = new double[CellsAtOnce * plan.Dates.Length];
    private byte[] buffer = new byte[1 << 16];
    private int length;

    /// <summary>Packs a record; afterwards the record's arrays may be reused.</summary>
    public CompressedRecord Compress(RunRecord record)
    {
        if (record.Counts.Length != plan.CountCells * dates || record.Reals.Length != plan.RealCells * dates)
        {
            throw new InvalidOperationException(
                $"The engine recorded {record.Counts.Length} counts and {record.Reals.Length} reals where the plan asks for "
                + $"{plan.CountCells * dates} and {plan.RealCells * dates}.");
        }

        length = 0;
        int[] ends = new int[plan.CountCells + plan.RealCells];
        Pack(record.Counts, ends.AsSpan(0, plan.CountCells));
        Pack(record.Reals, ends.AsSpan(plan.CountCells));
        return new(buffer.AsSpan(0, length).ToArray(), ends, plan.CountCells);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pack(ReadOnlySpan<double> rows, Span<int> ends)
    {
        for (int first = 0; first < ends.Length; first += CellsAtOnce)
        {
            // (1) Turn a piece of all rows into columns, unless it holds nothing but zeros.
            int cells = Math.Min(CellsAtOnce, ends.Length - first);
            bool any = false;
            for (int date = 0; date < dates; date++)
            {
                ReadOnlySpan<double> row = rows.Slice((date * ends.Length) + first, cells);
                if (!any)
                {
                    if (!row.ContainsAnyExcept(0))
                        continue;
                    any = true;
                    columns.AsSpan().Clear();
                }

                ref double column = ref columns[date];
                for (int cell = 0; cell < row.Length; cell++)
                    Unsafe.Add(ref column, cell * dates) = row[cell];
            }

            // (2) Pack each column.
            for (int cell = 0; cell < cells; cell++)
            {
                if (any)
                {
                    ReadOnlySpan<double> column = columns.AsSpan(cell * dates, dates);
                    if (!WriteWhole(column))
                        WriteReal(column);
                }

                ends[first + cell] = length;
            }
        }
    }

    /// <summary>Writes a cell of whole numbers.</summary>
    /// <returns>False, with nothing written, when there is another number among them.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool WriteWhole(ReadOnlySpan<double> values)
    {
        // At most ten bytes each.
        Reserve((10 * values.Length) + 1);
        Span<byte> bytes = buffer.AsSpan(length);
        int at = 0;
        int unchanged = 0;
        double previous = 0;
        foreach (double value in values)
        {
            if (value == previous)
            {
                unchanged++;
                continue;
            }

            if ((long)value != value || Math.Abs(value) > GreatestWhole)
                return false;
            if (at == 0)
                bytes[at++] = CompressedRecord.Whole;
            if (unchanged > 0)
                WriteNumber((ulong)(unchanged - 1) << 1, bytes, ref at);
            long change = (long)(value - previous);
            WriteNumber(((ulong)((change << 1) ^ (change >> 63)) << 1) | 1, bytes, ref at);
            unchanged = 0;
            previous = value;
        }

        length += at;
        return true;
    }

    private static void WriteNumber(ulong number, Span<byte> bytes, ref int at)
    {
        while (number >= 0x80)
        {
            bytes[at++] = (byte)(number | 0x80);
            number >>= 7;
        }

        bytes[at++] = (byte)number;
    }

    private void WriteReal(ReadOnlySpan<double> values)
    {
        int mask = (values.Length + 7) / 8;
        Reserve(1 + mask + (values.Length * sizeof(double)));
        buffer[length] = CompressedRecord.Real;
        Span<byte> changed = buffer.AsSpan(length + 1, mask);
        Span<double> kept = MemoryMarshal.Cast<byte, double>(buffer.AsSpan(length + 1 + mask));
        changed.Clear();
        int next = 0;
        long previous = 0;
        for (int date = 0; date < values.Length; date++)
        {
            if (!double.IsFinite(values[date]))
                throw new InvalidOperationException($"The engine recorded {values[date]}, which is not a number to report.");
            long bits = BitConverter.DoubleToInt64Bits(values[date]);
            if (bits == previous)
                continue;
            changed[date >> 3] |= (byte)(1 << (date & 7));
            kept[next++] = values[date];
            previous = bits;
        }

        length += 1 + mask + (next * sizeof(double));
    }

    private void Reserve(int bytes)
    {
        if (buffer.Length - length < bytes)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + bytes));
    }
}
