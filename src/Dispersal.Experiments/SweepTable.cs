using System.Collections.Immutable;
using Dispersal.Experiments.Store;

namespace Dispersal.Experiments;

/// <summary>A store of a sweep, read without its scenario: points, factors and figures.</summary>
public sealed class SweepTable
{
    private readonly string store;
    private readonly ImmutableArray<string> ids;

    private SweepTable(string store, ImmutableSortedDictionary<string, string> provenance, ImmutableArray<SweepFactor> factors, ImmutableArray<(string Id, ImmutableArray<double> Values)> points)
    {
        this.store = store;
        Provenance = provenance;
        Factors = factors;
        ids = [.. points.Select(point => point.Id)];
        Points = [.. points.Select(point => point.Values)];
    }

    /// <summary>Key and value as the store has them: scenario, fingerprint, seed, engine, design, points, replicates, version.</summary>
    public ImmutableSortedDictionary<string, string> Provenance { get; }

    /// <summary>What was varied, in the order of the design.</summary>
    public ImmutableArray<SweepFactor> Factors { get; }

    /// <summary>Values of the factors at each point, points in the order of their ids.</summary>
    public ImmutableArray<ImmutableArray<double>> Points { get; }

    /// <summary>Opens a store to read.</summary>
    /// <param name="store">The SQLite file.</param>
    /// <exception cref="IOException">There is no such store, or it cannot be read.</exception>
    public static SweepTable Read(string store)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(store);
        string path = Path.GetFullPath(store);
        _ = SweepStore.Status(path);
        using SweepStore reader = SweepStore.Read(path);
        ImmutableArray<SweepFactor> factors = [.. reader.Factors()];
        return new(path, reader.Provenance(), factors, [.. reader.Points([.. factors.Select(factor => factor.Name)])]);
    }

    /// <summary>Measures and subjects in the store, in the order of their names.</summary>
    public ImmutableArray<(Measure Measure, string Subject)> Figures()
    {
        using SweepStore reader = SweepStore.Read(store);
        return [.. reader.Figures().Select(figure => (new Measure(figure.Measure), figure.Subject))];
    }

    /// <summary>
    /// The values of a figure on its last recorded date, by point and by replicate; a point has as many as have been run without failing. Points are in the order of
    /// their ids, as in <see cref="Points"/>: an analysis of a design needs <see cref="Values(Design, Measure, string)"/>.
    /// </summary>
    /// <param name="measure">The measure.</param>
    /// <param name="subject">The subject.</param>
    public ImmutableArray<double[]> Values(Measure measure, string subject)
    {
        Dictionary<string, SortedDictionary<int, double>> byPoint = ByPoint(measure, subject);
        return [.. ids.Select(id => byPoint.TryGetValue(id, out SortedDictionary<int, double>? runs) ? [.. runs.Values] : Array.Empty<double>())];
    }

    /// <summary>The values of a figure on its last recorded date, by point of a design and by replicate; not a number where a run failed or is missing.</summary>
    /// <param name="design">The design that was run, or one whose points are among those of the store.</param>
    /// <param name="measure">The measure.</param>
    /// <param name="subject">The subject.</param>
    /// <exception cref="ArgumentException">The figure is not in the store, or a point of the design is not.</exception>
    public ImmutableArray<double[]> Values(Design design, Measure measure, string subject)
    {
        ArgumentNullException.ThrowIfNull(design);
        Dictionary<string, SortedDictionary<int, double>> byPoint = ByPoint(measure, subject);
        if (byPoint.Count == 0)
        {
            throw new ArgumentException($"{store} holds no {measure}/{subject}. Keep it by naming it among the figures of the sweep.", nameof(measure));
        }

        string[] wanted = [.. Enumerable.Range(0, design.Count).Select(design.Id)];
        if (wanted.Except(ids, StringComparer.Ordinal).Any())
        {
            throw new ArgumentException($"{store} does not hold every point of the design: it is of another one, or not run yet.", nameof(design));
        }

        int replicates = byPoint.Values.Max(runs => runs.Keys.Max()) + 1;
        return
        [
            .. wanted.Select(id =>
            {
                double[] values = [.. Enumerable.Repeat(double.NaN, replicates)];
                foreach ((int replicate, double value) in byPoint.GetValueOrDefault(id) ?? [])
                {
                    values[replicate] = value;
                }

                return values;
            }),
        ];
    }

    /// <summary>How a figure goes with each factor, the factor that goes with it most first.</summary>
    public ImmutableArray<ResponseCurve> Responses(Measure measure, string subject)
    {
        ImmutableArray<double[]> values = Values(measure, subject);
        return
        [
            .. Factors.Select((factor, at) => ResponseCurve.Of(factor, [.. Points.Select(point => point[at])], values))
                .OrderByDescending(curve => curve.Share).ThenBy(curve => curve.Factor.Name, StringComparer.Ordinal),
        ];
    }

    private Dictionary<string, SortedDictionary<int, double>> ByPoint(Measure measure, string subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        Dictionary<string, SortedDictionary<int, double>> byPoint = new(StringComparer.Ordinal);
        using SweepStore reader = SweepStore.Read(store);

        // In the order of dates: the last one stays.
        foreach ((string point, int replicate, _, double value) in reader.Values(measure.ToString(), subject))
        {
            if (!byPoint.TryGetValue(point, out SortedDictionary<int, double>? runs))
            {
                byPoint[point] = runs = [];
            }

            runs[replicate] = value;
        }

        return byPoint;
    }
}
