using Dispersal.Randomness;
using MathNet.Numerics;

namespace Dispersal.Tests.Oracles;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

/// <summary>One comparison of a sample with a law, or of two samples.</summary>
/// <param name="Oracle">The model.</param>
/// <param name="Who">The engine or engines.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Test">What is compared: mean, variance, law.</param>
/// <param name="P">P(as far off, were the engine right).</param>
/// <param name="Z">Standard errors off, for a mean.</param>
/// <param name="Text">The numbers.</param>
internal sealed record Comparison(string Oracle, string Who, string Figure, string Test, double P, double Z, string Text)
{
    public override string ToString() => FormattableString.Invariant($"{Oracle}, {Who}: {Test} of {Figure}: {Text}, p = {P:E1}");
}

/// <summary>Engines against laws, and against each other where both are samples.</summary>
/// <remarks>
/// For each figure the mean by z with the law's variance, the variance by z with the law's fourth moment (a chi-square test of variances would ask for normal
/// counts), and the whole law by chi-square over bins that expect <see cref="LeastInBin"/> or more. A count that can be one number only must be that number.
/// With M comparisons in all, each is made at 1 - (1 - <see cref="FamilyLevel"/>)^(1/M).
/// </remarks>
internal static class Comparisons
{
    /// <summary>P(any false alarm in a whole run of the suite), which is more than the expected number of false alarms that any run has.</summary>
    public const double FamilyLevel = 0.001;

    /// <summary>The engine of expectations works to this share of the persons of a model, and so is compared to it.</summary>
    public const double StatedError = 1e-6;

    private const int LeastInBin = 25;

    /// <summary>The level of each of so many comparisons.</summary>
    public static double LevelOfEach(int comparisons) => 1 - Math.Pow(1 - FamilyLevel, 1.0 / comparisons);

    /// <summary>Standard errors at that level.</summary>
    public static double LimitOfZ(int comparisons) => -Math.Sqrt(2) * SpecialFunctions.ErfcInv(2 - LevelOfEach(comparisons));

    /// <summary>A seed that belongs to a model and an engine: samples of one are no matter for those of another.</summary>
    public static ulong Seed(string oracle, string engine) => ContentHash.Of($"{oracle} {engine}") >> 1;

    /// <summary>Samples against the law.</summary>
    public static IEnumerable<Comparison> WithLaw(string oracle, string who, string figure, double[] values, Law law)
    {
        double mean = values.Average();
        if (law.IsSure)
        {
            bool all = values.All(value => Math.Abs(value - law.First) <= 1e-9 * Math.Max(1, Math.Abs(law.First)));
            yield return new(oracle, who, figure, "value", all ? 1 : 0, all ? 0 : double.PositiveInfinity, FormattableString.Invariant($"{mean:G7}, should be {law.First:G7}"));
            yield break;
        }

        double z = (mean - law.Mean) / Math.Sqrt(law.Variance / values.Length);
        yield return new(oracle, who, figure, "mean", TwoSided(z), z, FormattableString.Invariant($"{mean:G6}, should be {law.Mean:G6}, z = {z:F2}"));

        double variance = values.Sum(v => (v - law.Mean) * (v - law.Mean)) / values.Length;
        double error = Math.Sqrt((law.FourthMoment - (law.Variance * law.Variance)) / values.Length);
        if (error > 1e-9)
        {
            double off = (variance - law.Variance) / error;
            yield return new(oracle, who, figure, "variance", TwoSided(off), off, FormattableString.Invariant($"{variance:G6}, should be {law.Variance:G6}, z = {off:F2}"));
        }

        foreach (Comparison comparison in WholeLaw(oracle, who, figure, values, law))
        {
            yield return comparison;
        }
    }

    /// <summary>Two samples of one law against each other.</summary>
    public static IEnumerable<Comparison> WithEachOther(string oracle, string who, string figure, double[] a, double[] b, Law law)
    {
        if (!law.IsSure)
        {
            double z = (a.Average() - b.Average()) / Math.Sqrt(law.Variance * ((1.0 / a.Length) + (1.0 / b.Length)));
            yield return new(oracle, who, figure, "mean", TwoSided(z), z, FormattableString.Invariant($"{a.Average():G6} and {b.Average():G6}, z = {z:F2}"));
        }
    }

    /// <summary>An expectation against the law's mean, within the stated error.</summary>
    public static Comparison Expectation(string oracle, string figure, double value, Law law, double persons)
    {
        double error = Math.Abs(value - law.Mean) / (StatedError * Math.Max(1, persons));
        return new(oracle, "expected", figure, "expectation", error <= 1 ? 1 : 0, error, FormattableString.Invariant($"{value:G9}, should be {law.Mean:G9}"));
    }

    private static IEnumerable<Comparison> WholeLaw(string oracle, string who, string figure, double[] values, Law law)
    {
        List<(double Upto, double Share)> bins = [];
        double share = 0;
        for (int k = 0; k < law.Shares.Length; k++)
        {
            share += law.Shares[k];
            if (share * values.Length >= LeastInBin)
            {
                bins.Add((law.First + k, share));
                share = 0;
            }
        }

        if (bins.Count > 0)
        {
            bins[^1] = (double.PositiveInfinity, bins[^1].Share + share);
        }

        if (bins.Count < 2)
        {
            yield break;
        }

        int[] counts = new int[bins.Count];
        foreach (double value in values)
        {
            counts[bins.FindIndex(bin => value <= bin.Upto)]++;
        }

        double chi = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            double expected = bins[i].Share * values.Length;
            chi += (counts[i] - expected) * (counts[i] - expected) / expected;
        }

        yield return new(
            oracle, who, figure, "law", SpecialFunctions.GammaUpperRegularized((bins.Count - 1) / 2.0, chi / 2), 0,
            FormattableString.Invariant($"chi-square {chi:F1} over {bins.Count} bins"));
    }

    private static double TwoSided(double z) => SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2));
}
