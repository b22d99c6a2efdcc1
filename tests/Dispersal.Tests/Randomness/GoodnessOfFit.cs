using MathNet.Numerics.Distributions;

namespace Dispersal.Tests.Randomness;

/// <summary>Pearson's chi-square test of counts against expectations.</summary>
internal static class GoodnessOfFit
{
    // Neighbouring cells are pooled until this many are expected.
    private const double LeastExpected = 10;

    /// <summary>P-value of observed counts whose expectations are given; both sum to the sample's size.</summary>
    public static double P(IReadOnlyList<double> observed, IReadOnlyList<double> expected)
    {
        List<(double Observed, double Expected)> bins = [];
        double o = 0;
        double e = 0;
        for (int i = 0; i < observed.Count; i++)
        {
            o += observed[i];
            e += expected[i];
            if (e >= LeastExpected)
            {
                bins.Add((o, e));
                o = 0;
                e = 0;
            }
        }

        // What is left at the end joins the last bin.
        if (bins.Count == 0)
        {
            return 1;
        }

        bins[^1] = (bins[^1].Observed + o, bins[^1].Expected + e);
        if (bins.Count == 1)
        {
            return Math.Abs(bins[0].Observed - bins[0].Expected) < 1e-6 * bins[0].Expected ? 1 : 0;
        }

        double chiSquare = bins.Sum(bin => (bin.Observed - bin.Expected) * (bin.Observed - bin.Expected) / bin.Expected);
        return 1 - ChiSquared.CDF(bins.Count - 1, chiSquare);
    }

    /// <summary>P-value of a sample of whole numbers against a distribution of known mean and deviation, in some sixty bins up to seven deviations from the mean.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="mean">Mean of the distribution.</param>
    /// <param name="deviation">Its standard deviation.</param>
    /// <param name="between">Probability of a number from the first up to and including the second.</param>
    public static double P(IReadOnlyCollection<long> sample, double mean, double deviation, Func<long, long, double> between)
    {
        long width = Math.Max(1, (long)(deviation / 5));
        long low = Math.Max(0, (long)(mean - (7 * deviation)) - 1);
        int bins = (int)(((mean + (7 * deviation) + 10 - low) / width) + 1);
        double[] observed = new double[bins];
        foreach (long number in sample)
        {
            observed[Math.Clamp((number - low) / width, 0, bins - 1)]++;
        }

        double[] expected = [.. Enumerable.Range(0, bins).Select(i => sample.Count * between(low + (i * width), low + ((i + 1) * width) - 1))];
        expected[bins / 2] += sample.Count - expected.Sum();
        return P(observed, expected);
    }
}
