namespace Dispersal.Experiments.Designs;

/// <summary>
/// Latin hypercubes (McKay, Beckman and Conover 1979) whose points keep apart: the criterion of Morris and Mitchell (1995), phi with p = 16, lowered by
/// exchanges within columns.
/// </summary>
internal static class LatinHypercube
{
    // Beyond it the pairs of points no longer fit into a few megabytes; ranks of a scrambled Sobol sequence are evenly spread already.
    private const int MostOptimised = 1_000;
    private const long Effort = 40_000_000;

    /// <summary>Levels by point and factor: the middles of equal shares, each share once per factor.</summary>
    /// <remarks>(1) Start from the ranks of a scrambled Sobol sequence. (2) Exchange two values of a column where that lowers phi.</remarks>
    public static double[] Levels(int points, int factors, ulong seed)
    {
        int[][] columns = new int[factors][];
        for (int f = 0; f < factors; f++)
        {
            columns[f] = Ranks(points, f, seed);                              // (1)
        }

        if (points is > 2 and <= MostOptimised)
        {
            Optimise(columns, points, seed);                                  // (2)
        }

        double[] levels = new double[points * factors];
        for (int point = 0; point < points; point++)
        {
            for (int f = 0; f < factors; f++)
            {
                levels[(point * factors) + f] = (columns[f][point] + 0.5) / points;
            }
        }

        return levels;
    }

    /// <summary>The criterion, without the root: the sum over pairs of points of distance^-16, in whole steps of a column.</summary>
    public static double Phi(ReadOnlySpan<double> levels, int points, int factors)
    {
        double sum = 0;
        for (int a = 0; a < points; a++)
        {
            for (int b = 0; b < a; b++)
            {
                double squared = 0;
                for (int f = 0; f < factors; f++)
                {
                    double step = (levels[(a * factors) + f] - levels[(b * factors) + f]) * points;
                    squared += step * step;
                }

                sum += Closeness(squared);
            }
        }

        return sum;
    }

    private static int[] Ranks(int points, int factor, ulong seed)
    {
        // Beyond the dimensions of the sequence, columns are shuffled.
        double[] keys = new double[points];
        SplitMix luck = new(seed ^ SplitMix.Mix((ulong)factor));
        for (int point = 0; point < points; point++)
        {
            keys[point] = factor < SobolSequence.MostDimensions
                ? SobolSequence.Share((uint)point, factor, Scrambling.Owen, seed)
                : luck.NextShare();
        }

        int[] order = [.. Enumerable.Range(0, points)];
        Array.Sort(keys, order);
        int[] ranks = new int[points];
        for (int rank = 0; rank < points; rank++)
        {
            ranks[order[rank]] = rank;
        }

        return ranks;
    }

    private static void Optimise(int[][] columns, int points, ulong seed)
    {
        double[,] squared = new double[points, points];
        for (int a = 0; a < points; a++)
        {
            for (int b = 0; b < points; b++)
            {
                squared[a, b] = columns.Sum(column => (double)(column[a] - column[b]) * (column[a] - column[b]));
            }
        }

        SplitMix luck = new(SplitMix.Mix(seed) ^ 0x4C48);
        long exchanges = Math.Min(Effort / points, 200L * points * columns.Length);
        for (long attempt = 0; attempt < exchanges; attempt++)
        {
            int[] column = columns[luck.Next(columns.Length)];
            (int a, int b) = (luck.Next(points), luck.Next(points));
            if (a == b || Gain(column, squared, points, a, b) <= 0)
            {
                continue;
            }

            for (int other = 0; other < points; other++)
            {
                if (other != a && other != b)
                {
                    double change = Change(column, a, b, other);
                    squared[a, other] = squared[other, a] += change;
                    squared[b, other] = squared[other, b] -= change;
                }
            }

            (column[a], column[b]) = (column[b], column[a]);
        }
    }

    // What phi loses when two values of a column are exchanged; the distance between the two points themselves stays.
    private static double Gain(int[] column, double[,] squared, int points, int a, int b)
    {
        double gain = 0;
        for (int other = 0; other < points; other++)
        {
            if (other != a && other != b)
            {
                double change = Change(column, a, b, other);
                gain += Closeness(squared[a, other]) - Closeness(squared[a, other] + change)
                    + Closeness(squared[b, other]) - Closeness(squared[b, other] - change);
            }
        }

        return gain;
    }

    private static double Change(int[] column, int a, int b, int other)
    {
        double before = column[a] - column[other];
        double after = column[b] - column[other];
        return (after * after) - (before * before);
    }

    private static double Closeness(double squared)
    {
        double second = 1 / squared;
        double fourth = second * second;
        double eighth = fourth * fourth;
        return eighth * eighth;
    }
}
