using System.Collections.Immutable;

namespace Dispersal;

/// <summary>
/// What a run keeps of its replicates: which measures, on which dates, and which of the other tables. What is not asked for is neither computed nor
/// held, so that thousands of replicates of a few figures take little memory and time. Immutable.
/// </summary>
/// <remarks>
/// The numbers that are kept are those of a full recording on the same engine. Start from <see cref="All"/> or <see cref="Only"/> and change what differs:
/// <c>Recording.Only(Measure.Returned, Measure.Dead) with { Dates = RecordedDates.LastDay }</c>, or
/// <c>Recording.All with { Flows = false, Stocks = false }</c>.
/// </remarks>
public sealed record Recording
{
    private Recording()
    {
    }

    /// <summary>Every measure and table at the end of every month: what a result folder has if nothing else is asked for.</summary>
    public static Recording All { get; } = new();

    /// <summary>Measures to keep, each with all its subjects, in the order of <see cref="Measure.All"/>; by default every measure.</summary>
    /// <remarks>A measure whose mechanism the scenario switches off is absent from the results even if it is asked for.</remarks>
    /// <exception cref="ArgumentException">There is no such measure; the message names a near miss.</exception>
    public ImmutableArray<Measure> Measures
    {
        get;
        init
        {
            Measure[] wanted = value.IsDefault ? [] : [.. value];
            foreach (Measure measure in wanted.Except(Measure.All))
            {
                string names = string.Join(", ", Measure.All.Select(m => m.Name));
                throw new ArgumentException(
                    $"There is no measure '{measure}'. {NearestName.Suggest(measure.ToString(), Measure.All.Select(m => m.Name), $"There are: {names}.")}", nameof(value));
            }

            field = [.. Measure.All.Where(wanted.Contains)];
        }
    } = Measure.All;

    /// <summary>Dates to keep; by default the last day of each month and of the run.</summary>
    public RecordedDates Dates { get; init; } = RecordedDates.MonthEnds;

    /// <summary>Whether to keep crossings by route and outcome, the table <c>flows.csv</c>; each date has those since the date before it.</summary>
    public bool Flows { get; init; } = true;

    /// <summary>Whether to keep persons by place and stage, the table <c>stocks.csv</c>.</summary>
    public bool Stocks { get; init; } = true;

    /// <summary>Whether to keep what became of those who departed, the table <c>fates.csv</c>.</summary>
    public bool Fates { get; init; } = true;

    /// <summary>Whether to keep the lives of a sample of persons of the first replicate, the table <c>histories.csv</c>.</summary>
    public bool Histories { get; init; } = true;

    /// <summary>Some measures and nothing else: no flows, stocks, fates or histories.</summary>
    /// <param name="measures">The measures, at least one.</param>
    /// <exception cref="ArgumentException">No measure is named, or there is no such measure; the message names a near miss.</exception>
    public static Recording Only(params ReadOnlySpan<Measure> measures) => measures.IsEmpty
        ? throw new ArgumentException("Name at least one measure to record, or record everything: Recording.All.", nameof(measures))
        : new() { Measures = [.. measures], Flows = false, Stocks = false, Fates = false, Histories = false };

    /// <summary>Whether the same is kept.</summary>
    public bool Equals(Recording? other) =>
        other is not null && Measures.AsSpan().SequenceEqual(other.Measures.AsSpan()) && Dates.Equals(other.Dates)
        && (Flows, Stocks, Fates, Histories) == (other.Flows, other.Stocks, other.Fates, other.Histories);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        Measures.Length + (Flows ? 1 << 8 : 0) + (Stocks ? 1 << 9 : 0) + (Fates ? 1 << 10 : 0) + (Histories ? 1 << 11 : 0) + (Dates.GetHashCode() << 12);

    /// <summary>Whether a measure is to be kept.</summary>
    internal bool Keeps(Measure measure) => Measures.Contains(measure);
}
