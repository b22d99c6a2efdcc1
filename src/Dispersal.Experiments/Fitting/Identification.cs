using Dispersal.Experiments.Designs;

namespace Dispersal.Experiments.Fitting;

/// <summary>What a target would say about the parameters if it were all there was.</summary>
internal static class Identification
{
    private const int Points = 2048;

    /// <summary>For each figure and parameter the share by which the figure alone narrows the parameter's prior variance, from emulators over the whole prior.</summary>
    /// <remarks>(1) Points of a Sobol sequence over the prior. (2) Weights by the figure's distance, emulator and chance included. (3) The variance of each parameter with these weights.</remarks>
    public static double[][] NarrowedBy(Observations observations, double[][] points, double[][] outputs, ulong seed)
    {
        int dimensions = points[0].Length;
        Emulator[] emulators = HistoryMatching.Emulators(observations, points, outputs);
        double[][] sample = [.. Enumerable.Range(0, Points).Select(i => Enumerable.Range(0, dimensions).Select(k => SobolSequence.Share((uint)i, k, Scrambling.Owen, seed)).ToArray())];
        double[][] narrowed = new double[observations.Figures.Count][];
        Parallel.For(0, narrowed.Length, figure =>
        {
            int[] sources = observations.Figures[figure];
            double[] weights = new double[Points];
            for (int i = 0; i < Points; i++)
            {
                (double mean, double variance) = emulators[sources[0]].At(sample[i]);
                double distance = sources.Min(source => observations.All[source].SquaredDistance(mean, variance + emulators[sources[0]].ChanceVariance));
                weights[i] = PortableMath.Exp(-distance / 2);
            }

            double sum = weights.Sum();
            narrowed[figure] = [.. Enumerable.Range(0, dimensions).Select(k => sum > 0 ? Math.Max(0, 1 - (12 * Variance(sample, weights, sum, k))) : double.NaN)];
        });
        return narrowed;
    }

    /// <summary>Weighted variance of a parameter.</summary>
    public static double Variance(IReadOnlyList<double[]> points, double[] weights, double sum, int parameter)
    {
        double mean = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            mean += weights[i] * points[i][parameter];
        }

        mean /= sum;
        double squares = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            double step = points[i][parameter] - mean;
            squares += weights[i] * step * step;
        }

        return squares / sum;
    }

    /// <summary>The value below which a share of the weight lies.</summary>
    public static double Quantile(IEnumerable<double> values, double[] weights, double share)
    {
        double sum = 0;
        double wanted = share * weights.Sum();
        double last = double.NaN;
        foreach ((double value, double weight) in values.Zip(weights).Where(pair => pair.Second > 0).OrderBy(pair => pair.First))
        {
            last = value;
            sum += weight;
            if (sum >= wanted)
            {
                return value;
            }
        }

        return last;
    }
}
