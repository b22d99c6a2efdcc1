using System.Collections.Immutable;
using Dispersal.Reporting.Pages;

namespace Dispersal.Reporting;

/// <summary>Figures of a run, read from the folder it was written to: means and quantiles over replicates, not the replicates themselves. Immutable.</summary>
/// <remarks>
/// Asked as an <see cref="Ensemble"/> is. What only replicates can tell is not in a folder: the Monte Carlo error of an estimate is not a number, and two runs cannot be
/// paired; <see cref="Ensemble.Minus"/> and <c>dispersal compare</c> do that while they are run.
/// </remarks>
public sealed class RunSummary
{
    private const string File = "summary.csv";

    private readonly ManifestHead head;
    private readonly ImmutableArray<DateOnly> dates;
    private readonly Dictionary<(string Measure, string Subject), RecordedSeries> series;
    private readonly Dictionary<string, ImmutableArray<string>> subjects;

    private RunSummary(ManifestHead head, RecordedTable table)
    {
        this.head = head;
        dates = [.. table.Dates];
        series = table.Series.ToDictionary(course => (course.Key[0], course.Key[1]));
        subjects = table.Series.GroupBy(course => course.Key[0], StringComparer.Ordinal)
            .ToDictionary(measure => measure.Key, measure => measure.Select(course => course.Key[1]).ToImmutableArray(), StringComparer.Ordinal);
        Measures = [.. table.Series.Select(course => course.Key[0]).Distinct(StringComparer.Ordinal).Select(name => new Measure(name))];
    }

    /// <summary>Name of the scenario that was run.</summary>
    public string Scenario => head.Scenario;

    /// <summary>Fingerprint of the scenario that was run.</summary>
    public string Fingerprint => head.Fingerprint;

    /// <summary>Seed of the run.</summary>
    public ulong Seed => head.Seed;

    /// <summary>Replicates of the run.</summary>
    public int Replicates => head.Replicates;

    /// <summary>Engine that ran, as the manifest names it.</summary>
    public string Engine => head.Engine;

    /// <summary>Version of the library that ran.</summary>
    public string Version => head.Version;

    /// <summary>SHA-256 over all tables of the run: see <see cref="Ensemble.ResultDigest"/>.</summary>
    public string ResultDigest => head.Digest;

    /// <summary>Recorded dates, in order.</summary>
    public ImmutableArray<DateOnly> Dates => dates;

    /// <summary>Measures that were read, in the order of the file.</summary>
    public ImmutableArray<Measure> Measures { get; }

    /// <summary>Reads every figure of a result folder.</summary>
    /// <param name="folder">A folder written by a run.</param>
    /// <exception cref="IOException">The folder holds no results, or they cannot be read.</exception>
    public static RunSummary Read(string folder) => Read(folder, isWanted: null);

    /// <summary>Reads some figures of a result folder.</summary>
    /// <param name="folder">A folder written by a run.</param>
    /// <param name="figures">The figures wanted; others are passed over, for a summary may have millions of rows.</param>
    /// <exception cref="IOException">The folder holds no results, or they cannot be read.</exception>
    public static RunSummary Read(string folder, IEnumerable<ClaimedFigure> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        HashSet<(string, string)> wanted = [.. figures.Select(figure => (figure.Measure.Name, figure.Subject))];
        return Read(folder, key => wanted.Contains((key[0], key[1])));
    }

    /// <summary>A figure on the last recorded date not after its own; null when the run did not record it.</summary>
    public Estimate? this[ClaimedFigure figure]
    {
        get
        {
            int at = figure.Date is { } date ? LastNotAfter(date) : dates.Length - 1;
            return at >= 0 && series.TryGetValue((figure.Measure.Name, figure.Subject), out RecordedSeries? course) ? EstimateOf(course, at) : null;
        }
    }

    /// <summary>Subjects of a measure, in the order of the file.</summary>
    /// <param name="measure">The measure.</param>
    /// <exception cref="ArgumentException">The measure was not read; the message lists those that were.</exception>
    public ImmutableArray<string> Subjects(Measure measure) => subjects.TryGetValue(measure.ToString(), out ImmutableArray<string> found) ? found
        : throw new ArgumentException($"There is no measure '{measure}' in these results. {Known(Measures.Select(m => m.Name))}", nameof(measure));

    /// <summary>The value at the last date.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="subject">Its subject.</param>
    /// <exception cref="ArgumentException">The measure or subject was not read; the message lists those that were.</exception>
    public Estimate Total(Measure measure, string subject) => EstimateOf(CourseOf(measure, subject), dates.Length - 1);

    /// <summary>The value on the last recorded date not after a date.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="subject">Its subject.</param>
    /// <param name="date">The date; not after the last recorded one.</param>
    /// <exception cref="ArgumentException">The measure or subject was not read (the message lists those that were), or the date is before the first recorded one or after the last.</exception>
    public Estimate At(Measure measure, string subject, DateOnly date)
    {
        RecordedSeries course = CourseOf(measure, subject);
        int at = LastNotAfter(date);
        return at >= 0 && date <= dates[^1] ? EstimateOf(course, at)
            : throw new ArgumentOutOfRangeException(nameof(date), $"{date:yyyy-MM-dd} is not between the first and the last recorded date, {dates[0]:yyyy-MM-dd} and {dates[^1]:yyyy-MM-dd}.");
    }

    /// <summary>The value at every recorded date.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="subject">Its subject.</param>
    /// <exception cref="ArgumentException">The measure or subject was not read; the message lists those that were.</exception>
    public IEnumerable<SeriesPoint> Series(Measure measure, string subject)
    {
        RecordedSeries course = CourseOf(measure, subject);
        return dates.Select((date, at) => new SeriesPoint(date, course.Low[at], course.Median[at], course.High[at]) { Mean = course.Mean[at] });
    }

    private static RunSummary Read(string folder, Func<string[], bool>? isWanted)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        foreach (string file in (ReadOnlySpan<string>)[ManifestHead.FileName, File])
        {
            if (!System.IO.File.Exists(Path.Combine(folder, file)))
            {
                throw new IOException($"{folder} holds no results: it has no {file}. Name a folder that 'dispersal run --out' has written.");
            }
        }

        return new(ManifestHead.Read(folder), RecordedTable.Read(Path.Combine(folder, File), ResultFiles.SummaryKeys, isWanted));
    }

    private static string Known(IEnumerable<string> names)
    {
        const int most = 20;
        string[] all = [.. names];
        return $"There are: {string.Join(", ", all.Take(most))}{(all.Length > most ? ", ..." : "")}.";
    }

    private RecordedSeries CourseOf(Measure measure, string subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return series.TryGetValue((measure.Name, subject), out RecordedSeries? course) ? course
            : throw new ArgumentException($"Measure '{measure}' has no subject '{subject}' in these results. {Known(Subjects(measure))}", nameof(subject));
    }

    private int LastNotAfter(DateOnly date)
    {
        int at = dates.BinarySearch(date);
        return at >= 0 ? at : ~at - 1;
    }

    private Estimate EstimateOf(RecordedSeries course, int at) =>
        new(course.Mean[at], course.Low[at], course.Median[at], course.High[at], double.NaN, Replicates);
}
