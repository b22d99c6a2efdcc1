using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Dispersal.Results;

/// <summary>Writes the rows of series: their key, the date, and mean and quantiles over replicates. One per thread: it reuses its buffers.</summary>
internal sealed class SeriesRows
{
    private readonly int dates;
    private readonly int replicates;
    private readonly SeriesReader reader;
    private readonly ReplicateStatistics statistics;
    private readonly TableText key = new();
    private readonly TableText dateTexts = new();
    private readonly int dateLength;
    private readonly double[] values;

    public SeriesRows(ImmutableArray<DateOnly> dates, ImmutableArray<CompressedRecord> records)
    {
        this.dates = dates.Length;
        replicates = records.Length;
        reader = new(dates.Length, records);
        values = new double[dates.Length * replicates];
        statistics = new(replicates);
        foreach (DateOnly date in dates)
            dateTexts.Date(date);
        dateLength = dateTexts.Written.Length / dates.Length;
    }

    /// <summary>The rows written so far.</summary>
    public TableText Text { get; } = new();

    /// <summary>Adds a row for each date.</summary>
    public void Add(RecordedSeries series, bool keepZeros)
    {
        bool any = reader.Read(series, values, out bool isWhole);
        if (!any && !keepZeros)
            return;

        key.Clear();
        foreach (string column in series.Key)
        {
            key.Field(column);
            key.Comma();
        }

        int statisticsLength = 0;
        for (int date = 0; date < dates; date++)
        {
            Text.Add(key.Written);
            Text.Add(dateTexts.Written.Slice(date * dateLength, dateLength));
            if (!any)
            {
                Text.Add(",0,0,0,0"u8);
            }
            else if (date > 0 && IsAsBefore(date))
            {
                // Quiet months have the statistics of the month before: those that end the row before, from its first comma after the date.
                int before = Text.Written.Length - key.Written.Length - dateLength - 1 - statisticsLength;
                Text.AddAgain(before, statisticsLength);
            }
            else
            {
                int start = Text.Written.Length;
                AddStatistics(values.AsSpan(date * replicates, replicates), isWhole, series.IsReal);
                statisticsLength = Text.Written.Length - start;
            }

            Text.EndLine();
        }
    }

    private bool IsAsBefore(int date) =>
        MemoryMarshal.AsBytes(values.AsSpan((date - 1) * replicates, replicates))
            .SequenceEqual(MemoryMarshal.AsBytes(values.AsSpan(date * replicates, replicates)));

    private void AddStatistics(ReadOnlySpan<double> row, bool isWhole, bool isReal)
    {
        statistics.Take(row, isWhole);
        int start = Text.Written.Length;
        AddStatistic(statistics.Mean, isReal);
        int length = Text.Written.Length - start;
        foreach (double quantile in statistics.Quantiles)
        {
            if (statistics.IsConstant)
                Text.AddAgain(start, length);
            else
                AddStatistic(quantile, isReal);
        }
    }

    private void AddStatistic(double value, bool isReal)
    {
        Text.Comma();
        if (isReal)
            Text.Real(value);
        else
            Text.CountStatistic(value);
    }
}
