using System.Collections.Immutable;

namespace Dispersal.Results;

/// <summary>Summarises the values of a series date by date.</summary>
internal static class RecordedSeriesPoints
{
    /// <summary>One point for each date; the value at date t of replicate r stands at t x replicates + r.</summary>
    public static ImmutableArray<SeriesPoint> Of(ImmutableArray<DateOnly> dates, int replicates, double[] values)
    {
        ImmutableArray<SeriesPoint>.Builder points = ImmutableArray.CreateBuilder<SeriesPoint>(dates.Length);
        for (int date = 0; date < dates.Length; date++)
        {
            Estimate estimate = Estimate.Of(values.AsSpan(date * replicates, replicates));
            points.Add(new(dates[date], estimate.Low, estimate.Median, estimate.High) { Mean = estimate.Mean });
        }

        return points.MoveToImmutable();
    }
}
