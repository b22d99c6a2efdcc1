using System.Runtime.CompilerServices;

namespace Dispersal.Results;

/// <summary>Sorts the values of replicates, by where they lie between the lowest and the highest of them. One per thread: it reuses its buffers.</summary>
/// <remarks>
/// Whole numbers close together are tallied. Others are (1) counted into as many classes of equal width as there are values, (2) put class after class, and
/// (3) put into order by insertion, which moves a value within its class only. Both take time in proportion to the number of values, where values are
/// not heaped on a few classes; heaps are left to the library.
/// </remarks>
internal sealed class ReplicateSort
{
    private const int WidestTally = 1024;
    private const int HighestHeap = 32;

    private int[] tally = new int[WidestTally];
    private int[] classOf = [];

    /// <summary>Sorts.</summary>
    /// <param name="values">The values, finite.</param>
    /// <param name="lowest">The lowest of them.</param>
    /// <param name="highest">The highest of them, above the lowest.</param>
    /// <param name="isWhole">Whether all are whole numbers.</param>
    /// <param name="sorted">Where to; as long as the values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sort(ReadOnlySpan<double> values, double lowest, double highest, bool isWhole, Span<double> sorted)
    {
        double range = highest - lowest;
        if (isWhole && range < Math.Min(WidestTally, 4.0 * values.Length))
            Tally(values, lowest, (int)range + 1, sorted);
        else
            Spread(values, lowest, range, sorted);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Tally(ReadOnlySpan<double> values, double lowest, int width, Span<double> sorted)
    {
        Span<int> tallies = tally.AsSpan(0, width);
        tallies.Clear();
        foreach (double value in values)
            tallies[(int)(value - lowest)]++;
        int at = 0;
        for (int step = 0; step < tallies.Length; step++)
        {
            for (int n = tallies[step]; n > 0; n--)
                sorted[at++] = lowest + step;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Spread(ReadOnlySpan<double> values, double lowest, double range, Span<double> sorted)
    {
        double perUnit = (values.Length - 1) / range;
        if (!double.IsNormal(perUnit))
        {
            // The range is no number, or next to nothing.
            values.CopyTo(sorted);
            sorted.Sort();
            return;
        }

        // (1) Rounding keeps order: of two values the higher is never put into a lower class.
        if (classOf.Length < values.Length)
            (tally, classOf) = (new int[Math.Max(WidestTally, values.Length)], new int[values.Length]);
        Span<int> starts = tally.AsSpan(0, values.Length);
        starts.Clear();
        Span<int> classes = classOf.AsSpan(0, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            int step = Math.Min((int)((values[i] - lowest) * perUnit), values.Length - 1);
            classes[i] = step;
            starts[step]++;
        }

        // (2)
        int start = 0;
        int heap = 0;
        for (int step = 0; step < starts.Length; step++)
        {
            int number = starts[step];
            heap = Math.Max(heap, number);
            starts[step] = start;
            start += number;
        }

        for (int i = 0; i < values.Length; i++)
            sorted[starts[classes[i]]++] = values[i];

        // (3)
        if (heap > HighestHeap)
        {
            sorted.Sort();
            return;
        }

        for (int i = 1; i < sorted.Length; i++)
        {
            double value = sorted[i];
            int at = i;
            for (; at > 0 && sorted[at - 1] > value; at--)
                sorted[at] = sorted[at - 1];
            sorted[at] = value;
        }
    }
}
