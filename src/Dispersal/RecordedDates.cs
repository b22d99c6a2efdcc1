using System.Collections.Immutable;

namespace Dispersal;

/// <summary>The dates that a run records: see <see cref="Recording.Dates"/>. A date stands for the end of its day. Immutable.</summary>
public sealed class RecordedDates : IEquatable<RecordedDates>
{
    // The two rules that depend on the scenario have no dates of their own.
    private readonly string rule;
    private readonly ImmutableArray<DateOnly> given;

    private RecordedDates(string rule, ImmutableArray<DateOnly> given) => (this.rule, this.given) = (rule, given);

    /// <summary>The last day of each month, and of the run.</summary>
    public static RecordedDates MonthEnds { get; } = new("month-ends", []);

    /// <summary>The last day of the run only.</summary>
    public static RecordedDates LastDay { get; } = new("last-day", []);

    /// <summary>Given dates only, in any order; each must be a day of the scenario that is run.</summary>
    /// <exception cref="ArgumentException">No date is named.</exception>
    public static RecordedDates On(params ReadOnlySpan<DateOnly> dates) => dates.IsEmpty
        ? throw new ArgumentException("Name at least one date to record, or use RecordedDates.MonthEnds or RecordedDates.LastDay.", nameof(dates))
        : new("given", [.. dates.ToArray().Distinct().Order()]);

    /// <inheritdoc/>
    public bool Equals(RecordedDates? other) => other is not null && rule == other.rule && given.AsSpan().SequenceEqual(other.given.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RecordedDates);

    /// <inheritdoc/>
    public override int GetHashCode() => given.IsEmpty ? rule.Length : given[^1].DayNumber + given.Length;

    /// <summary>The rule as written in files, <c>month-ends</c> or <c>last-day</c>, or the dates.</summary>
    public override string ToString() => given.IsEmpty ? rule : string.Join(", ", given.Select(date => $"{date:yyyy-MM-dd}"));

    /// <summary>The dates in a scenario, in order.</summary>
    /// <exception cref="ArgumentException">A given date is not a day of the scenario.</exception>
    internal ImmutableArray<DateOnly> In(Scenario scenario)
    {
        foreach (DateOnly date in given.Where(date => date < scenario.Start || date > scenario.End))
        {
            throw new ArgumentException(
                $"{date:yyyy-MM-dd} cannot be recorded: {scenario.Name} runs from {scenario.Start:yyyy-MM-dd} to {scenario.End:yyyy-MM-dd}.");
        }

        return Equals(MonthEnds) ? [.. Enumerable.Range(0, scenario.Days).Select(scenario.Start.AddDays).Where(date => date.AddDays(1).Day == 1 || date == scenario.End)]
            : Equals(LastDay) ? [scenario.End]
            : given;
    }
}
