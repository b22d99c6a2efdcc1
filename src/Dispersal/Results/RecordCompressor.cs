using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dispersal.Results;

/// <summary>Packs what a replicate recorded, so that hundreds of replicates fit into memory. One per thread: it reuses its buffers.</summary>
/// <remarks>
/// A cell of zeros takes no space. Of others the dates are kept on which they change, starting from zero, as a bit for each date; and then, of a cell of whole
/// numbers, the changes, seven bits to a byte; of any other cell its values on these dates, to the last bit.
/// </remarks>
internal sealed class RecordCompressor(RecordPlan plan)
{
    // A date's row is read in pieces of four lines of the cache.
    private const int CellsAtOnce = 32;

    // Of a change of a whole number.
    private const int MostBytes = 8;

    // Whole numbers up to here have exact differences.
    private const double GreatestWhole = 1L << 52;

    private readonly int dates = plan.Dates.Length;
    private readonly int mask = CompressedRecord.MaskLength(plan.Dates.Length);
    private readonly int room = MostBytes * plan.Dates.Length;
    private readonly double[] before = new double[CellsAtOnce];
    private readonly double[] column = new double[plan.Dates.Length];
    private readonly byte[] texts = new byte[CellsAtOnce * MostBytes * plan.Dates.Length];
    private readonly byte[] masks = new byte[CellsAtOnce * CompressedRecord.MaskLength(plan.Dates.Length)];
    private readonly Progress[] progress = new Progress[CellsAtOnce];
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
        byte[] bytes = GC.AllocateUninitializedArray<byte>(length);
        buffer.AsSpan(0, length).CopyTo(bytes);
        return new(bytes, ends, plan.CountCells);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pack(ReadOnlySpan<double> rows, Span<int> ends)
    {
        for (int first = 0; first < ends.Length; first += CellsAtOnce)
        {
            // (1) Piece by piece, from date to date: most values are as they were.
            int cells = Math.Min(CellsAtOnce, ends.Length - first);
            before.AsSpan().Clear();
            progress.AsSpan().Clear();
            masks.AsSpan().Clear();
            for (int date = 0; date < dates; date++)
            {
                ReadOnlySpan<double> row = rows.Slice((date * ends.Length) + first, cells);
                uint changed = 0;
                for (int piece = 0; piece < cells; piece += Vector512<double>.Count)
                    changed |= Changed(row, piece) << piece;
                for (; changed != 0; changed &= changed - 1)
                {
                    int cell = BitOperations.TrailingZeroCount(changed);
                    masks[(cell * mask) + (date >> 3)] |= (byte)(1 << (date & 7));
                    Change(cell, row[cell]);
                }
            }

            // (2) Cell after cell.
            for (int cell = 0; cell < cells; cell++)
            {
                if (progress[cell].IsReal)
                {
                    for (int date = 0; date < dates; date++)
                        column[date] = rows[(date * ends.Length) + first + cell];
                    WriteReal(column);
                }
                else if (progress[cell].Length > 0)
                {
                    Reserve(1 + mask + progress[cell].Length);
                    buffer[length++] = CompressedRecord.Whole;
                    masks.AsSpan(cell * mask, mask).CopyTo(buffer.AsSpan(length));
                    length += mask;
                    texts.AsSpan(cell * room, progress[cell].Length).CopyTo(buffer.AsSpan(length));
                    length += progress[cell].Length;
                }

                ends[first + cell] = length;
            }
        }
    }

    /// <summary>Bits of the cells of a piece whose values are not those of the date before; makes these the ones before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Changed(ReadOnlySpan<double> row, int piece)
    {
        if (row.Length - piece >= Vector512<double>.Count)
        {
            Vector512<double> values = Vector512.LoadUnsafe(in row[piece]);
            Vector512<double> were = Vector512.LoadUnsafe(in before[piece]);
            values.StoreUnsafe(ref before[piece]);
            return (uint)~Vector512.Equals(values, were).ExtractMostSignificantBits() & 0xFF;
        }

        uint changed = 0;
        for (int cell = piece; cell < row.Length; cell++)
        {
            changed |= row[cell] == before[cell] ? 0 : 1u << (cell - piece);
            before[cell] = row[cell];
        }

        return changed;
    }

    /// <summary>Writes a change of a cell, or notes that it holds other than whole numbers.</summary>
    private void Change(int cell, double value)
    {
        ref Progress state = ref progress[cell];
        if (state.IsReal)
            return;
        if ((long)value != value || Math.Abs(value) > GreatestWhole)
        {
            state.IsReal = true;
            return;
        }

        // Zig-zag: small numbers for small changes of either sign.
        long change = (long)value - state.Value;
        ulong number = (ulong)((change << 1) ^ (change >> 63));
        int at = (cell * room) + state.Length;
        int start = at;
        for (; number >= 0x80; number >>= 7)
            texts[at++] = (byte)(number | 0x80);
        texts[at++] = (byte)number;
        state.Length += at - start;
        state.Value = (long)value;
    }

    private void WriteReal(ReadOnlySpan<double> values)
    {
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
                throw new LostCountException($"The engine recorded {values[date]}, which is not a number to report.");
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

    /// <summary>How far a cell is packed.</summary>
    private struct Progress
    {
        /// <summary>Bytes written.</summary>
        public int Length;

        /// <summary>The value since the last change.</summary>
        public long Value;

        /// <summary>Whether the cell holds other than whole numbers.</summary>
        public bool IsReal;
    }
}
