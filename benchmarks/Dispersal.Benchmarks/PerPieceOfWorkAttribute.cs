using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Dispersal.Engines;
using Dispersal.Results;

namespace Dispersal.Benchmarks;

/// <summary>Adds columns for the time per person-day and per step of a life of the base scenario's replicate.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PerPieceOfWorkAttribute : Attribute, IConfigSource
{
    /// <summary>Seed of the replicate that is measured.</summary>
    public const ulong Seed = 7;

    private static readonly Lazy<(long PersonDays, long Steps)> Work = new(Count);

    /// <inheritdoc/>
    public IConfig Config { get; } = ManualConfig.CreateEmpty()
        .AddColumn(new PerColumn("ns/person-day", () => Work.Value.PersonDays), new PerColumn("ns/step", () => Work.Value.Steps));

    // Counted outside the measurement: everybody's history is kept.
    private static (long PersonDays, long Steps) Count()
    {
        using Individuals engine = BaseScenario.Engine(new CompiledModel(BaseScenario.Load().With("observation/history-persons", 100_000)));
        RunRecord record = engine.Run(Seed, 0, CancellationToken.None);
        return (record.PersonDays, record.Histories.Length);
    }

    private sealed class PerColumn(string name, Func<long> pieces) : IColumn
    {
        public string Id => name;

        public string ColumnName => name;

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Custom;

        public int PriorityInCategory => 0;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public string Legend => "Mean time of the replicate divided by its " + name[3..] + "s";

        public bool IsAvailable(Summary summary) => true;

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => summary[benchmarkCase]?.ResultStatistics is { } statistics
            ? (statistics.Mean / pieces()).ToString("N3", CultureInfo.InvariantCulture)
            : "-";

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);
    }
}
