using System.Collections.Immutable;
using Dispersal.Scenarios;

namespace Dispersal.Results;

/// <summary>Finds a series of the summary by measure and subject, and says what was probably meant when there is none.</summary>
internal sealed class SummaryIndex
{
    private readonly Recording recording;
    private readonly Dictionary<string, ImmutableArray<string>> subjects;
    private readonly Dictionary<(string Measure, string Subject), RecordedSeries> series;

    public SummaryIndex(RecordPlan plan)
    {
        recording = plan.Recording;
        Measures = [.. plan.Summary.Select(s => s.Key[0]).Distinct().Select(name => new Measure(name))];
        subjects = plan.Summary.GroupBy(s => s.Key[0]).ToDictionary(g => g.Key, g => g.Select(s => s.Key[1]).ToImmutableArray());
        series = plan.Summary.ToDictionary(s => (s.Key[0], s.Key[1]));
    }

    /// <summary>Measures in the order of the plan.</summary>
    public ImmutableArray<Measure> Measures { get; }

    /// <summary>Subjects of a measure in the order of the plan.</summary>
    /// <exception cref="ArgumentException">The measure is not in the results, or was not recorded.</exception>
    public ImmutableArray<string> Subjects(Measure measure)
    {
        if (subjects.TryGetValue(measure.ToString(), out ImmutableArray<string> found))
            return found;
        if (Measure.All.Contains(measure) && !recording.Keeps(measure))
        {
            throw new ArgumentException(
                $"Measure '{measure}' was not recorded. Name it in the recording given to Ensemble.Run, such as Recording.Only(...) or Recording.All.", nameof(measure));
        }

        throw new ArgumentException(
            $"There is no measure '{measure}' in these results. {Suggestion(measure.ToString(), Measures.Select(m => m.Name))}", nameof(measure));
    }

    /// <summary>The series of a measure and subject.</summary>
    /// <exception cref="ArgumentException">The measure or the subject is not in the results.</exception>
    public RecordedSeries this[Measure measure, string subject]
    {
        get
        {
            ImmutableArray<string> known = Subjects(measure);
            ArgumentNullException.ThrowIfNull(subject);
            if (series.TryGetValue((measure.Name, subject), out RecordedSeries? found))
                return found;
            throw new ArgumentException(
                $"Measure '{measure}' has no subject '{subject}' in these results. {Suggestion(subject, known)}", nameof(subject));
        }
    }

    private static string Suggestion(string written, IEnumerable<string> names)
    {
        string[] some = [.. names.Take(20)];
        return NearestName.Suggest(written, names, $"There are: {string.Join(", ", some)}{(names.Skip(20).Any() ? ", ..." : "")}.");
    }
}
