using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dispersal.Results;

/// <summary>Unpacks a series of all replicates: the value at date t of replicate r comes to stand at t x replicates + r. One per thread.</summary>
internal sealed class SeriesReader(int dates, ImmutableArray<CompressedRecord> records)
{
    private readonly double[] sums = new double[dates];
    private readonly double[] scratch = new double[dates];

    /// <summary>Reads a series.</summary>
    /// <param name="series">The series.</param>
    /// <param name="values">Where to; overwritten as a whole, unless the series is zero.</param>
    /// <param name="isWhole">Whether all values are whole numbers that the cells' packing proves to be such.</param>
    /// <returns>False when it is zero at every date in every replicate; then nothing was written.</returns>
    public bool Read(RecordedSeries series, Span<double> values, out bool isWhole)
    {
        (bool any, isWhole) = ReadWhole(series, values);
        if (!isWhole)
            ReadReal(series, values);
        return any;
    }

    /// <summary>Reads a series as numbers, zeros included.</summary>
    public double[] Read(RecordedSeries series)
    {
        double[] values = new double[dates * records.Length];
        Read(series, values, out _);
        return values;
    }

    // Changes are few, and summing them up along the dates takes several replicates at a time: sums of whole numbers are exact in any order.
    private (bool Any, bool IsWhole) ReadWhole(RecordedSeries series, Span<double> values)
    {
        bool any = false;
        ReadOnlySpan<int> cells = series.Cells.AsSpan();
        for (int replicate = 0; replicate < records.Length; replicate++)
        {
            CompressedRecord record = records[replicate];
            int first = record.FirstPlace(series);
            foreach (int cell in cells)
            {
                if (record.IsZero(first + cell))
                    continue;
                if (!record.IsWhole(first + cell))
                    return (true, false);
                if (!any)
                    values.Clear();
                any = true;
                record.AddChanges(first + cell, dates, values[replicate..], records.Length);
            }
        }

        for (int date = 1; any && date < dates; date++)
            Add(values.Slice((date - 1) * records.Length, records.Length), values.Slice(date * records.Length, records.Length));
        return (any, true);
    }

    private void ReadReal(RecordedSeries series, Span<double> values)
    {
        for (int replicate = 0; replicate < records.Length; replicate++)
        {
            CompressedRecord record = records[replicate];
            sums.AsSpan().Clear();
            foreach (int cell in series.Cells)
                record.AddValues(record.FirstPlace(series) + cell, sums, scratch);
            Scatter(sums, values[replicate..], records.Length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter(ReadOnlySpan<double> from, Span<double> to, int stride)
    {
        for (int date = 0, entry = 0; date < from.Length; date++, entry += stride)
            to[entry] = from[date];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(ReadOnlySpan<double> from, Span<double> to)
    {
        int done = 0;
        if (from.Length >= Vector<double>.Count)
        {
            ReadOnlySpan<Vector<double>> wideFrom = MemoryMarshal.Cast<double, Vector<double>>(from);
            Span<Vector<double>> wideTo = MemoryMarshal.Cast<double, Vector<double>>(to);
            for (int i = 0; i < wideTo.Length; i++)
                wideTo[i] += wideFrom[i];
            done = wideTo.Length * Vector<double>.Count;
        }

        for (; done < to.Length; done++)
            to[done] += from[done];
    }
}
