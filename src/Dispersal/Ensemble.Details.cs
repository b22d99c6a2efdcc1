using System.Collections.Immutable;
using Dispersal.Engines;
using Dispersal.Results;

namespace Dispersal;

public sealed partial class Ensemble
{
    /// <summary>Measures and subjects that a run of a scenario records when it records everything, without running it.</summary>
    /// <param name="scenario">The scenario.</param>
    public static ImmutableArray<(Measure Measure, string Subject)> FiguresOf(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return [.. ReplicateSources.For(scenario, EngineKind.Individuals).Plan.Summary.Select(series => (new Measure(series.Key[0]), series.Key[1]))];
    }

    /// <summary>Keys of a table's series, in the order of the file, series that are zero throughout included.</summary>
    /// <param name="table">The table.</param>
    public ImmutableArray<ImmutableArray<string>> Keys(ResultTable table) => [.. SeriesOf(table).Select(series => series.Key)];

    /// <summary>A series of a table: for every recorded date the values by replicate.</summary>
    /// <param name="table">The table.</param>
    /// <param name="series">Place of the series among <see cref="Keys"/>.</param>
    public double[][] Values(ResultTable table, int series)
    {
        ImmutableArray<RecordedSeries> all = SeriesOf(table);
        ArgumentOutOfRangeException.ThrowIfNegative(series);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(series, all.Length);
        return [.. new SeriesReader(Dates.Length, results.Records).Read(all[series]).Chunk(Replicates)];
    }

    private ImmutableArray<RecordedSeries> SeriesOf(ResultTable table) => table switch
    {
        ResultTable.Flows => plan.Flows,
        ResultTable.Stocks => plan.Stocks,
        ResultTable.Fates => plan.Fates,
        _ => throw new ArgumentOutOfRangeException(nameof(table), table, "There is no such table."),
    };
}
