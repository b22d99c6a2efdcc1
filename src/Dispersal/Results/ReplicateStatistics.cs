using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dispersal.Results;

/// <summary>Mean and quantiles of what the replicates say about one number. One per thread: it reuses its buffers.</summary>
/// <remarks>
/// Whole numbers close together are tallied and the tallies walked up to the ranks wanted. Others are sorted: (1) counted into as many classes of
/// equal width as there are values, (2) put class after class, and (3) put into order by insertion, which moves a value within its class only. Both take
/// time in proportion to the number of values; where values are heaped on a few classes, sorting is left to the library.
/// </remarks>
internal sealed class ReplicateStatistics
{
    private const int WidestTally = 1024;
    private const int HighestHeap = 32;

    // Equal values follow one another, and each count would wait for the one before: neighbours are counted apart.
    private const int Lanes = 4;

    private readonly (int Index, double Fraction)[] positions;
    private readonly double[] quantiles;
    private readonly double[] sorted;
    private readonly int[] tally;
    private readonly int[] classOf;

    public ReplicateStatistics(int replicates)
    {
        positions = Array.ConvertAll(Percentages.ToArray(), percent => Quantile.Position(replicates, percent));
        quantiles = new double[positions.Length];
        sorted = new double[replicates];
        tally = new int[Math.Max(Lanes * WidestTally, replicates)];
        classOf = new int[replicates];
    }

    /// <summary>The quantiles taken.</summary>
    public static ReadOnlySpan<int> Percentages => [5, 50, 95];

    /// <summary>Mean of the values last taken.</summary>
    public double Mean { get; private set; }

    /// <summary>Whether all values last taken are equal; then there are no quantiles.</summary>
    public bool IsConstant { get; private set; }

    /// <summary>Quantiles of the values last taken, one for each of <see cref="Percentages"/>.</summary>
    public ReadOnlySpan<double> Quantiles => quantiles;

    /// <summary>Takes the values of all replicates.</summary>
    /// <param name="values">The values, finite, in the order of replicates.</param>
    /// <param name="isWhole">Whether all are whole numbers, small enough for their sum to be exact.</param>
    public void Take(ReadOnlySpan<double> values, bool isWhole)
    {
        (double lowest, double highest, double sum) = isWhole ? RangeAndExactSum(values) : RangeAndSum(values);
        IsConstant = lowest == highest;
        Mean = IsConstant ? lowest : sum / values.Length;
        if (IsConstant)
            return;

        double range = highest - lowest;
        if (isWhole && range < Math.Min(WidestTally, 4.0 * values.Length))
        {
            Tally(values, lowest, (int)range + 1);
            return;
        }

        Sort(values, lowest, range);
        for (int i = 0; i < positions.Length; i++)
            quantiles[i] = Quantile.OfSorted(sorted, Percentages[i]);
    }

    // Reals are summed in the order of replicates, so that the sum is the same on every machine.
    private static (double Lowest, double Highest, double Sum) RangeAndSum(ReadOnlySpan<double> values)
    {
        double lowest = values[0], highest = values[0], sum = 0;
        foreach (double value in values)
        {
            lowest = value < lowest ? value : lowest;
            highest = value > highest ? value : highest;
            sum += value;
        }

        return (lowest, highest, sum);
    }

    // Sums of whole numbers are exact in any order.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Lowest, double Highest, double Sum) RangeAndExactSum(ReadOnlySpan<double> values)
    {
        ReadOnlySpan<Vector<double>> wide = MemoryMarshal.Cast<double, Vector<double>>(values);
        Vector<double> lows = new(values[0]), highs = lows, sums = default;
        foreach (Vector<double> several in wide)
        {
            lows = Vector.Min(lows, several);
            highs = Vector.Max(highs, several);
            sums += several;
        }

        (double lowest, double highest, double sum) = RangeAndSum(values[(wide.Length * Vector<double>.Count)..], values[0]);
        for (int lane = 0; lane < Vector<double>.Count; lane++)
        {
            lowest = Math.Min(lowest, lows[lane]);
            highest = Math.Max(highest, highs[lane]);
        }

        return (lowest, highest, sum + Vector.Sum(sums));

        static (double Lowest, double Highest, double Sum) RangeAndSum(ReadOnlySpan<double> rest, double first)
        {
            double lowest = first, highest = first, sum = 0;
            foreach (double value in rest)
            {
                lowest = Math.Min(lowest, value);
                highest = Math.Max(highest, value);
                sum += value;
            }

            return (lowest, highest, sum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Tally(ReadOnlySpan<double> values, double lowest, int width)
    {
        Span<int> tallies = tally.AsSpan(0, Lanes * width);
        tallies.Clear();
        for (int i = 0; i < values.Length; i++)
            tallies[(Lanes * double.ConvertToIntegerNative<int>(values[i] - lowest)) + (i % Lanes)]++;

        int step = -1;
        int below = 0;
        for (int i = 0; i < positions.Length; i++)
        {
            (int index, double fraction) = positions[i];
            while (below <= index)
                below += Tallied(tallies, ++step);
            int next = step;
            if (fraction > 0 && below == index + 1)
            {
                while (Tallied(tallies, ++next) == 0)
                {
                    // The next value that occurs.
                }
            }

            double lower = lowest + step;
            quantiles[i] = Quantile.Between(lower, lowest + next, fraction);
        }
    }

    private static int Tallied(Span<int> tallies, int step)
    {
        Span<int> lanes = tallies.Slice(Lanes * step, Lanes);
        return lanes[0] + lanes[1] + lanes[2] + lanes[3];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sort(ReadOnlySpan<double> values, double lowest, double range)
    {
        double perUnit = (values.Length - 1) / range;
        if (!double.IsNormal(perUnit))
        {
            // The range is no number, or next to nothing.
            values.CopyTo(sorted);
            Array.Sort(sorted);
            return;
        }

        // (1) Rounding keeps order: of two values the higher is never put into a lower class.
        Span<int> starts = tally.AsSpan(0, values.Length);
        starts.Clear();
        Span<int> classes = classOf;
        for (int i = 0; i < values.Length; i++)
        {
            int step = Math.Min(double.ConvertToIntegerNative<int>((values[i] - lowest) * perUnit), values.Length - 1);
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

        double[] ordered = sorted;
        for (int i = 0; i < values.Length; i++)
            ordered[starts[classes[i]]++] = values[i];

        // (3)
        if (heap > HighestHeap)
        {
            Array.Sort(ordered);
            return;
        }

        for (int i = 1; i < ordered.Length; i++)
        {
            double value = ordered[i];
            int at = i;
            for (; at > 0 && ordered[at - 1] > value; at--)
                ordered[at] = ordered[at - 1];
            ordered[at] = value;
        }
    }
}
