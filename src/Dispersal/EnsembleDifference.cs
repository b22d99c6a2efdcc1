using System.Collections.Immutable;
using Dispersal.Notebooks;
using Dispersal.Results;

namespace Dispersal;

/// <summary>
/// The difference of two ensembles, replicate by replicate: both had the same luck, so what differs is what the scenarios differ in. Quantiles are
/// those of the differences, not differences of quantiles. Made by <see cref="Ensemble.Minus"/>.
/// </summary>
[TypeFormatterSource(typeof(LibraryFormatters))]
public sealed class EnsembleDifference
{
    internal EnsembleDifference(Ensemble minuend, Ensemble subtrahend)
    {
        List<string> differences = [];
        if (minuend.Seed != subtrahend.Seed)
            differences.Add($"the seeds ({minuend.Seed} and {subtrahend.Seed})");
        if (minuend.Replicates != subtrahend.Replicates)
            differences.Add($"the numbers of replicates ({minuend.Replicates} and {subtrahend.Replicates})");
        if (minuend.FirstReplicate != subtrahend.FirstReplicate)
            differences.Add($"the first replicates ({minuend.FirstReplicate} and {subtrahend.FirstReplicate})");
        if (!minuend.Dates.AsSpan().SequenceEqual(subtrahend.Dates.AsSpan()))
            differences.Add($"the dates ({Span(minuend)} and {Span(subtrahend)})");
        if (minuend.Provenance.Engine != subtrahend.Provenance.Engine)
            differences.Add($"the engines ({minuend.Provenance.Engine} and {subtrahend.Provenance.Engine}; Ensemble.CommonEngine gives one for both)");
        if (minuend.Provenance.Uncertainty != subtrahend.Provenance.Uncertainty)
            differences.Add($"the parameters drawn for each replicate ({Drawn(minuend)} and {Drawn(subtrahend)})");
        if (differences.Count > 0)
        {
            throw new ArgumentException(
                $"Replicates can only be paired between ensembles of the same seed, replicates, dates, engine and draws of parameters; here differ {string.Join(" and ", differences)}.",
                nameof(subtrahend));
        }

        Minuend = minuend;
        Subtrahend = subtrahend;
        Measures = [.. minuend.Measures.Intersect(subtrahend.Measures)];
        if (Measures.IsEmpty)
            throw new ArgumentException("The ensembles have no measure in common, so there is nothing to compare. Run both with the same Recording.", nameof(subtrahend));

        static string Drawn(Ensemble ensemble) => ensemble.Provenance.Uncertainty is { Length: > 0 } drawn ? drawn : "none";

        static string Span(Ensemble ensemble) => $"{ensemble.Dates[0]:yyyy-MM-dd} to {ensemble.Dates[^1]:yyyy-MM-dd}, {ensemble.Dates.Length} recorded";
    }

    /// <summary>The ensemble from which the other is taken.</summary>
    public Ensemble Minuend { get; }

    /// <summary>The ensemble that is taken away.</summary>
    public Ensemble Subtrahend { get; }

    /// <summary>Recorded dates.</summary>
    public ImmutableArray<DateOnly> Dates => Minuend.Dates;

    /// <summary>Measures that both ensembles have.</summary>
    public ImmutableArray<Measure> Measures { get; }

    /// <summary>Subjects of a measure that both ensembles have.</summary>
    /// <exception cref="ArgumentException">One of the ensembles does not have the measure.</exception>
    public ImmutableArray<string> Subjects(Measure measure) => [.. Minuend.Subjects(measure).Intersect(Subtrahend.Subjects(measure))];

    /// <summary>The difference at the last date.</summary>
    /// <exception cref="ArgumentException">One of the ensembles does not have the measure or subject; the message names near misses.</exception>
    public Estimate Total(Measure measure, string subject) => At(measure, subject, Dates[^1]);

    /// <summary>The difference on the last recorded date not after a date.</summary>
    /// <exception cref="ArgumentException">One of the ensembles does not have the measure or subject, or the date is before the first recorded one.</exception>
    public Estimate At(Measure measure, string subject, DateOnly date) => Estimate.Of(Values(measure, subject, date));

    /// <summary>The difference at every recorded date.</summary>
    /// <exception cref="ArgumentException">One of the ensembles does not have the measure or subject; the message names near misses.</exception>
    public IEnumerable<SeriesPoint> Series(Measure measure, string subject) =>
        RecordedSeriesPoints.Of(Dates, Minuend.Replicates, Difference(Minuend.Read(measure, subject), Subtrahend.Read(measure, subject)));

    /// <summary>The difference on the last recorded date not after a date, by replicate.</summary>
    /// <exception cref="ArgumentException">One of the ensembles does not have the measure or subject, or the date is before the first recorded one.</exception>
    public double[] Values(Measure measure, string subject, DateOnly date) =>
        Difference(Minuend.Values(measure, subject, date), Subtrahend.Values(measure, subject, date));

    private static double[] Difference(double[] minuend, double[] subtrahend)
    {
        for (int i = 0; i < minuend.Length; i++)
            minuend[i] -= subtrahend[i];
        return minuend;
    }
}
