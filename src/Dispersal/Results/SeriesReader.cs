using System.Collections.Immutable;

namespace Dispersal.Results;

/// <summary>Unpacks a series of all replicates: the value at date t of replicate r comes to stand at t x replicates + r. One per thread.</summary>
internal sealed class SeriesReader(int dates, ImmutableArray<CompressedRecord> records)
{
    private readonly long[] changes = new long[dates];
    private readonly double[] sums = new double[dates];

    /// <summary>Reads a series of counts.</summary>
    /// <returns>False when it is zero at every date in every replicate; then nothing was written.</returns>
    public bool ReadCounts(RecordedSeries series, Span<long> values)
    {
        bool any = false;
        for (int replicate = 0; replicate < records.Length; replicate++)
        {
            changes.AsSpan().Clear();
            bool changed = false;
            foreach (int cell in series.Cells)
                changed |= records[replicate].AddChanges(cell, changes);

            if (changed && !any)
            {
                values.Clear();
                any = true;
            }

            if (!changed)
                continue;
            long running = 0;
            for (int date = 0; date < changes.Length; date++)
            {
                running += changes[date];
                values[(date * records.Length) + replicate] = running;
            }
        }

        return any;
    }

    /// <summary>Reads a series of reals.</summary>
    /// <returns>False when it is zero at every date in every replicate; then nothing was written.</returns>
    public bool ReadReals(RecordedSeries series, Span<double> values)
    {
        bool any = false;
        for (int replicate = 0; replicate < records.Length; replicate++)
        {
            sums.AsSpan().Clear();
            bool filled = false;
            foreach (int cell in series.Cells)
                filled |= records[replicate].AddReals(cell, sums);

            if (filled && !any)
            {
                values.Clear();
                any = true;
            }

            for (int date = 0; filled && date < sums.Length; date++)
                values[(date * records.Length) + replicate] = sums[date];
        }

        return any;
    }

    /// <summary>Reads a series of either kind as numbers, zeros included.</summary>
    public double[] Read(RecordedSeries series)
    {
        double[] values = new double[changes.Length * records.Length];
        if (series.IsReal)
        {
            ReadReals(series, values);
            return values;
        }

        long[] counts = new long[values.Length];
        if (ReadCounts(series, counts))
        {
            for (int i = 0; i < counts.Length; i++)
                values[i] = counts[i];
        }

        return values;
    }
}
