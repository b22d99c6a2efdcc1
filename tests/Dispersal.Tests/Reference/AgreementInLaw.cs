using MathNet.Numerics;

namespace Dispersal.Tests.Reference;

/// <summary>One count in which two samplers differ more than luck allows.</summary>
/// <param name="Count">Key of the count.</param>
/// <param name="Test">Which property differs: mean, spread or distribution.</param>
/// <param name="P">Its p-value before correction.</param>
/// <param name="First">Mean, variance or number of bins of the first sampler.</param>
/// <param name="Second">The same of the second; the chi-square for a distribution.</param>
internal sealed record Disagreement(string Count, string Test, double P, double First, double Second)
{
    public override string ToString() => FormattableString.Invariant($"{Test} of {Count}: {First:G5} and {Second:G5}, p = {P:E1}");
}

/// <summary>
/// Whether two samplers draw their counts from one law: for every count the means, the variances and the whole distributions are compared
/// over independent replicates, and Holm's correction keeps the chance that any comparison of equal laws fails at
/// <see cref="FamilyLevel"/>.
/// </summary>
internal static class AgreementInLaw
{
    /// <summary>P(at least one disagreement is reported when the laws are equal).</summary>
    public const double FamilyLevel = 0.001;

    /// <summary>Persons or events of both samples in a bin of the chi-square test, at least.</summary>
    private const int LeastInBin = 20;

    /// <summary>Relative difference that rounding may make.</summary>
    private const double Rounding = 1e-9;

    /// <summary>The disagreements that survive the correction, worst first; empty when the laws agree.</summary>
    /// <param name="first">Counts of the replicate with a seed; a key that is absent counts 0. Must bear calls from several threads.</param>
    /// <param name="second">The sampler to compare it with.</param>
    /// <param name="replicates">Replicates of each.</param>
    /// <param name="firstSeed">Seed of the first sampler's first replicate.</param>
    /// <param name="secondSeed">Seed of the second sampler's; the two need not be paired, and are not when they share code.</param>
    /// <param name="familyLevel">P(at least one disagreement is reported when the laws are equal); a share of it for each of several comparisons.</param>
    public static IReadOnlyList<Disagreement> Compare(
        Func<ulong, IReadOnlyDictionary<string, double>> first,
        Func<ulong, IReadOnlyDictionary<string, double>> second,
        int replicates,
        ulong firstSeed = 1,
        ulong secondSeed = 1_000_001,
        double familyLevel = FamilyLevel)
    {
        var a = Sample(first, replicates, firstSeed);
        var b = Sample(second, replicates, secondSeed);
        var tests = new List<Disagreement>();
        foreach (string key in a.Concat(b).SelectMany(counts => counts.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            double[] x = [.. a.Select(counts => counts.GetValueOrDefault(key))];
            double[] y = [.. b.Select(counts => counts.GetValueOrDefault(key))];
            Snap(x, y);
            tests.Add(Means(key, x, y));
            tests.Add(Spreads(key, x, y));
            if (Distributions(key, x, y) is { } test)
            {
                tests.Add(test);
            }
        }

        return Holm(tests, familyLevel);
    }

    private static IReadOnlyDictionary<string, double>[] Sample(
        Func<ulong, IReadOnlyDictionary<string, double>> sampler, int replicates, ulong seed)
    {
        var counts = new IReadOnlyDictionary<string, double>[replicates];
        Parallel.For(0, replicates, r => counts[r] = sampler(seed + (ulong)r));
        return counts;
    }

    /// <summary>Makes values one that differ by rounding only: two programs never add in the same order.</summary>
    private static void Snap(double[] x, double[] y)
    {
        double previous = double.NaN;
        var snapped = new Dictionary<double, double>();
        foreach (double value in x.Concat(y).Distinct().Order())
        {
            previous = value - previous <= Rounding * Math.Max(1, Math.Abs(value)) ? previous : value;
            snapped[value] = previous;
        }

        for (int i = 0; i < x.Length; i++)
        {
            (x[i], y[i]) = (snapped[x[i]], snapped[y[i]]);
        }
    }

    private static Disagreement Means(string key, double[] x, double[] y) => new(key, "mean", EqualMeans(x, y), x.Average(), y.Average());

    private static Disagreement Spreads(string key, double[] x, double[] y)
    {
        double[] dx = SquaredDeviations(x);
        double[] dy = SquaredDeviations(y);
        return new(key, "spread", EqualMeans(dx, dy), dx.Average(), dy.Average());
    }

    private static double[] SquaredDeviations(double[] x)
    {
        double mean = x.Average();
        return [.. x.Select(v => (v - mean) * (v - mean))];
    }

    /// <summary>z test with the pooled variance, which is the variance of the difference when the laws are equal.</summary>
    private static double EqualMeans(double[] x, double[] y)
    {
        double variance = SquaredDeviations([.. x, .. y]).Average();
        double difference = Math.Abs(x.Average() - y.Average());
        return variance <= 0 ? 1 : SpecialFunctions.Erfc(difference / Math.Sqrt(2 * variance * ((1.0 / x.Length) + (1.0 / y.Length))));
    }

    /// <summary>Two-sample chi-square over bins of neighbouring values; null when the values leave fewer than two bins.</summary>
    private static Disagreement? Distributions(string key, double[] x, double[] y)
    {
        var bins = new List<(int X, int Y)>();
        var bin = (X: 0, Y: 0);
        foreach (double value in x.Concat(y).Distinct().Order())
        {
            bin = (bin.X + x.Count(v => v == value), bin.Y + y.Count(v => v == value));
            if (bin.X + bin.Y >= LeastInBin)
            {
                bins.Add(bin);
                bin = (0, 0);
            }
        }

        if (bins.Count > 0)
        {
            bins[^1] = (bins[^1].X + bin.X, bins[^1].Y + bin.Y);
        }

        if (bins.Count < 2)
        {
            return null;
        }

        double all = x.Length + y.Length;
        double chi = bins.Sum(b => Term(b.X, x.Length, b) + Term(b.Y, y.Length, b));
        return new(key, "distribution", SpecialFunctions.GammaUpperRegularized((bins.Count - 1) / 2.0, chi / 2), bins.Count, chi);

        double Term(int observed, int size, (int X, int Y) b)
        {
            double expected = (b.X + b.Y) * size / all;
            return (observed - expected) * (observed - expected) / expected;
        }
    }

    private static List<Disagreement> Holm(List<Disagreement> tests, double familyLevel)
    {
        var sorted = tests.OrderBy(t => t.P).ToList();
        int survivors = 0;
        while (survivors < sorted.Count && sorted[survivors].P <= familyLevel / (sorted.Count - survivors))
        {
            survivors++;
        }

        return sorted[..survivors];
    }
}
