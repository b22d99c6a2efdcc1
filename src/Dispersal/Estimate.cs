using System.Globalization;
using Dispersal.Notebooks;
using Dispersal.Results;

namespace Dispersal;

/// <summary>What the replicates of an ensemble say about one number.</summary>
/// <param name="Mean">Mean over replicates.</param>
/// <param name="Low">5 % quantile over replicates (type 7).</param>
/// <param name="Median">Median over replicates.</param>
/// <param name="High">95 % quantile over replicates (type 7).</param>
/// <param name="MonteCarloError">Standard error of <paramref name="Mean"/>: how far it may move with another seed; not a number for one replicate.</param>
/// <param name="Replicates">Number of replicates.</param>
[TypeFormatterSource(typeof(LibraryFormatters))]
public sealed record Estimate(double Mean, double Low, double Median, double High, double MonteCarloError, int Replicates)
{
    /// <summary>The median and its interval, such as <c>1,234 [1,100, 1,400]</c>; small fractions keep three decimals.</summary>
    public override string ToString()
    {
        bool whole = IsLargeOrWhole(Low) && IsLargeOrWhole(Median) && IsLargeOrWhole(High);
        string format = whole ? "N0" : "#,##0.###";
        CultureInfo culture = CultureInfo.InvariantCulture;
        return $"{Text(Median)} [{Text(Low)}, {Text(High)}]";

        // Adding zero turns the "-0" of a small negative number into "0".
        string Text(double value) => (Math.Round(value, whole ? 0 : 3, MidpointRounding.AwayFromZero) + 0.0).ToString(format, culture);
    }

    /// <summary>Summarises values by replicate.</summary>
    /// <param name="byReplicate">The values, in the order of replicates; at least one.</param>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static Estimate Of(ReadOnlySpan<double> byReplicate)
    {
        if (byReplicate.IsEmpty)
            throw new ArgumentException("An estimate needs at least one replicate.", nameof(byReplicate));
        double sum = 0;
        foreach (double value in byReplicate)
            sum += value;
        double mean = sum / byReplicate.Length;

        double squares = 0;
        foreach (double value in byReplicate)
            squares += (value - mean) * (value - mean);
        double variance = squares / (byReplicate.Length - 1);

        double[] sorted = byReplicate.ToArray();
        Array.Sort(sorted);
        return new(
            mean, Quantile.OfSorted(sorted, 5), Quantile.OfSorted(sorted, 50), Quantile.OfSorted(sorted, 95),
            Math.Sqrt(variance / byReplicate.Length), byReplicate.Length);
    }

    private static bool IsLargeOrWhole(double value) => Math.Abs(value) >= 100 || value == Math.Round(value);
}
