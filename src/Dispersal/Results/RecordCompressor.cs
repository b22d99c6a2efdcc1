namespace Dispersal.Results;

/// <summary>Packs what a replicate recorded, so that hundreds of replicates fit into memory. One per thread: it reuses its buffer.</summary>
internal sealed class RecordCompressor(RecordPlan plan)
{
    private byte[] buffer = new byte[1 << 16];
    private int length;

    /// <summary>Packs a record; afterwards the record's arrays may be reused.</summary>
    /// <remarks>
    /// A cell of counts becomes the differences from date to date, starting from zero: a number that ends in bit 0 stands for a run of dates
    /// without change, in bit 1 for a change (zig-zag); what never changes any more takes no space, so a cell of zeros takes none.
    /// A cell of reals is empty when zero, one number when constant, else all numbers.
    /// </remarks>
    public CompressedRecord Compress(RunRecord record)
    {
        int dates = plan.Dates.Length;
        if (record.Counts.Length != plan.CountCells * dates || record.Reals.Length != plan.RealCells * dates)
        {
            throw new InvalidOperationException(
                $"The engine recorded {record.Counts.Length} counts and {record.Reals.Length} reals where the plan asks for "
                + $"{plan.CountCells * dates} and {plan.RealCells * dates}.");
        }

        length = 0;
        int[] countEnds = new int[plan.CountCells];
        for (int cell = 0; cell < countEnds.Length; cell++)
        {
            WriteCounts(record.Counts.AsSpan(cell * dates, dates));
            countEnds[cell] = length;
        }

        byte[] counts = buffer.AsSpan(0, length).ToArray();

        length = 0;
        int[] realEnds = new int[plan.RealCells];
        for (int cell = 0; cell < realEnds.Length; cell++)
        {
            WriteReals(record.Reals.AsSpan(cell * dates, dates));
            realEnds[cell] = length;
        }

        return new(counts, countEnds, buffer.AsSpan(0, length).ToArray(), realEnds);
    }

    private void WriteCounts(ReadOnlySpan<int> values)
    {
        long previous = 0;
        int unchanged = 0;
        foreach (int value in values)
        {
            long change = value - previous;
            if (change == 0)
            {
                unchanged++;
                continue;
            }

            if (unchanged > 0)
                WriteNumber((ulong)(unchanged - 1) << 1);
            ulong zigZag = (ulong)((change << 1) ^ (change >> 63));
            WriteNumber((zigZag << 1) | 1);
            unchanged = 0;
            previous = value;
        }
    }

    private void WriteNumber(ulong number)
    {
        Reserve(10);
        while (number >= 0x80)
        {
            buffer[length++] = (byte)(number | 0x80);
            number >>= 7;
        }

        buffer[length++] = (byte)number;
    }

    private void WriteReals(ReadOnlySpan<double> values)
    {
        bool constant = true;
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
                throw new InvalidOperationException($"The engine recorded {value}, which is not a number to report.");
            constant &= BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(values[0]);
        }

        int kept = !constant ? values.Length : values.IsEmpty || BitConverter.DoubleToInt64Bits(values[0]) == 0 ? 0 : 1;
        Reserve(kept * sizeof(double));
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(values[..kept]).CopyTo(buffer.AsSpan(length));
        length += kept * sizeof(double);
    }

    private void Reserve(int bytes)
    {
        if (buffer.Length - length < bytes)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + bytes));
    }
}
