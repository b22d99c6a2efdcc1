namespace Dispersal.Experiments.Designs;

/// <summary>
/// Trajectories through a grid that change one factor at a time (Morris 1991), spread out by taking, out of many, those far from each other
/// (Campolongo, Cariboni and Saltelli 2007, in the greedy order of Ruano et al. 2012).
/// </summary>
internal static class Trajectories
{
    private const double Effort = 5e8;
    private const int MostCandidates = 500;

    /// <summary>Levels by point and factor; the points of a trajectory follow each other, factors + 1 of them.</summary>
    /// <remarks>With p levels a step is p / 2 of them; levels are the middles of p equal shares, so that no step leads to the edge of a range.</remarks>
    public static double[] Levels(int trajectories, int factors, int levels, ulong seed)
    {
        int size = (factors + 1) * factors;
        double perPair = (double)(factors + 1) * (factors + 1) * factors;
        int candidates = Math.Max(trajectories, (int)Math.Min(Math.Min(MostCandidates, 20 * trajectories), Math.Sqrt(2 * Effort / perPair)));
        double[][] all = new double[candidates][];
        for (int c = 0; c < candidates; c++)
        {
            all[c] = One(factors, levels, new SplitMix(SplitMix.Mix(seed) + (ulong)c));
        }

        int[] chosen = candidates == trajectories ? [.. Enumerable.Range(0, trajectories)] : FarApart(all, trajectories, factors);
        double[] design = new double[trajectories * size];
        for (int t = 0; t < trajectories; t++)
        {
            all[chosen[t]].CopyTo(design.AsSpan(t * size));
        }

        return design;
    }

    private static double[] One(int factors, int levels, SplitMix luck)
    {
        int jump = levels / 2;
        int[] at = new int[factors];
        for (int f = 0; f < factors; f++)
        {
            at[f] = luck.Next(levels);
        }

        int[] order = [.. Enumerable.Range(0, factors)];
        luck.Shuffle(order);
        double[] points = new double[(factors + 1) * factors];
        for (int step = 0; step <= factors; step++)
        {
            if (step > 0)
            {
                int f = order[step - 1];

                // With an even number of levels exactly one direction stays on the grid.
                at[f] += at[f] + jump < levels ? jump : -jump;
            }

            for (int f = 0; f < factors; f++)
            {
                points[(step * factors) + f] = (at[f] + 0.5) / levels;
            }
        }

        return points;
    }

    // (1) The two that are farthest apart. (2) Then always the one whose squared distances to those taken sum highest.
    private static int[] FarApart(double[][] all, int wanted, int factors)
    {
        double[,] distance = new double[all.Length, all.Length];
        (int first, int second) = (0, Math.Min(1, all.Length - 1));
        for (int a = 0; a < all.Length; a++)
        {
            for (int b = 0; b < a; b++)
            {
                distance[a, b] = distance[b, a] = Distance(all[a], all[b], factors);
                if (distance[a, b] > distance[first, second])
                {
                    (first, second) = (a, b);
                }
            }
        }

        List<int> taken = wanted == 1 ? [first] : [second, first];
        while (taken.Count < wanted)
        {
            int best = -1;
            double most = double.NegativeInfinity;
            for (int c = 0; c < all.Length; c++)
            {
                double sum = 0;
                foreach (int other in taken)
                {
                    sum += distance[c, other] * distance[c, other];
                }

                if (!taken.Contains(c) && sum > most)
                {
                    (best, most) = (c, sum);
                }
            }

            taken.Add(best);
        }

        return [.. taken];
    }

    private static double Distance(double[] a, double[] b, int factors)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i += factors)
        {
            for (int j = 0; j < b.Length; j += factors)
            {
                double squared = 0;
                for (int f = 0; f < factors; f++)
                {
                    double difference = a[i + f] - b[j + f];
                    squared += difference * difference;
                }

                sum += Math.Sqrt(squared);
            }
        }

        return sum;
    }
}
