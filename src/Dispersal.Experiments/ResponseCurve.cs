using System.Collections.Immutable;

namespace Dispersal.Experiments;

/// <summary>A part of a factor's span with what a figure was there.</summary>
/// <param name="Value">Mean value of the factor in this part.</param>
/// <param name="Figure">The figure over all runs in this part, other factors where they happened to be.</param>
public sealed record ResponsePoint(double Value, Estimate Figure);

/// <summary>How a figure goes with one factor of a sweep, whatever the other factors did.</summary>
/// <param name="Factor">The factor.</param>
/// <param name="Share">
/// Correlation ratio: share of the variance of point means that lies between the parts of the span, 0 to 1. Near the first-order index in a random design with many
/// points; with few points it is too large, since parts differ by chance.
/// </param>
/// <param name="Points">Parts of the span from low to high: each value where there are few, else eight with equally many points.</param>
public sealed record ResponseCurve(SweepFactor Factor, double Share, ImmutableArray<ResponsePoint> Points)
{
    private const int MostValues = 12;
    private const int Parts = 8;

    /// <summary>The curve of one factor.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="levels">Its value at each point.</param>
    /// <param name="outputs">The figure by point and replicate; not a number where a run failed.</param>
    /// <exception cref="ArgumentException">There is not one row of outputs for each level.</exception>
    public static ResponseCurve Of(SweepFactor factor, IReadOnlyList<double> levels, IReadOnlyList<double[]> outputs)
    {
        ArgumentNullException.ThrowIfNull(factor);
        ArgumentNullException.ThrowIfNull(levels);
        ArgumentNullException.ThrowIfNull(outputs);
        if (levels.Count != outputs.Count)
        {
            throw new ArgumentException("There must be one row of outputs for each level.", nameof(outputs));
        }

        // (1) Points with a run that did not fail, by value; (2) parts of the span; (3) spread of means between parts and in all.
        (double Level, double[] Runs)[] points =
        [
            .. levels.Zip(outputs, (level, runs) => (level, runs.Where(double.IsFinite).ToArray())).Where(point => point.Item2.Length > 0).OrderBy(point => point.level), // (1)
        ];
        var parts = points.Select(point => point.Level).Distinct().Take(MostValues + 1).Count() <= MostValues // (2)
            ? points.GroupBy(point => point.Level).Select(group => group.ToArray())
            : Enumerable.Range(0, Parts).Select(part => points[(part * points.Length / Parts)..((part + 1) * points.Length / Parts)]);
        (double Level, double[] Runs)[][] kept = [.. parts.Where(part => part.Length > 0)];
        double mean = points.Select(point => point.Runs.Average()).DefaultIfEmpty(0).Average(); // (3)
        double all = points.Sum(point => Square(point.Runs.Average() - mean));
        double between = kept.Sum(part => part.Length * Square(part.Average(point => point.Runs.Average()) - mean));
        return new(
            factor, all > 0 ? between / all : 0,
            [.. kept.Select(part => new ResponsePoint(part.Average(point => point.Level), Estimate.Of([.. part.SelectMany(point => point.Runs)])))]);
    }

    private static double Square(double value) => value * value;
}
