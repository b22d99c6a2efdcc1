using System.Collections.Immutable;
using System.Globalization;

namespace Dispersal;

/// <summary>Which checkpoints a run writes, and where: <c>STEM.2017-10-01.checkpoint</c> holds the run as it stood at the start of that day. Immutable.</summary>
public sealed record CheckpointFiles
{
    /// <summary>Checkpoints at the start of given days.</summary>
    /// <param name="stem">Beginning of the files' path, such as <c>results/baseline</c>; folders are made.</param>
    /// <param name="dates">The days, in any order.</param>
    /// <exception cref="ArgumentException">The stem is blank or no day is given.</exception>
    public CheckpointFiles(string stem, params IEnumerable<DateOnly> dates)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(stem);
        Stem = stem;
        Dates = [.. dates.Distinct().Order()];
        if (Dates.IsEmpty)
            throw new ArgumentException("Name at least one day for a checkpoint.", nameof(dates));
    }

    /// <summary>Beginning of the files' path.</summary>
    public string Stem { get; }

    /// <summary>The days at whose start the run is saved, in order.</summary>
    public ImmutableArray<DateOnly> Dates { get; }

    /// <summary>Path of the file of a day.</summary>
    public string PathOf(DateOnly date) => string.Create(CultureInfo.InvariantCulture, $"{Stem}.{date:yyyy-MM-dd}.checkpoint");

    /// <summary>Days every so many months from the start of a scenario, the start itself left out.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="months">Months between checkpoints, at least 1.</param>
    public static IEnumerable<DateOnly> Every(Scenario scenario, int months)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentOutOfRangeException.ThrowIfLessThan(months, 1);
        for (int k = 1; scenario.Start.AddMonths(k * months) is var date && date <= scenario.End; k++)
            yield return date;
    }
}
