using System.Collections.Immutable;
using Dispersal.Engines;
using Dispersal.Results;

namespace Dispersal.Tests.Results;

/// <summary>An engine whose records are known in advance: functions of seed, replicate, cell and date.</summary>
internal sealed class FakeSource : IReplicateSource
{
    public static readonly ImmutableArray<DateOnly> ThreeMonths = [new(2017, 10, 31), new(2017, 11, 30), new(2017, 12, 15)];

    /// <summary>The small scenario, made to end with the records.</summary>
    public static readonly Scenario Small = Scenario.FromTexts(new Dictionary<string, string>(Scenarios.Small.Texts(), StringComparer.Ordinal)
    {
        ["scenario.json"] = Scenarios.Small.Json.Replace("2016-12-31", "2017-12-15", StringComparison.Ordinal),
    });

    public RecordPlan Plan { get; init; } = SmallPlan(ThreeMonths);

    public string EngineName { get; init; } = "individuals";

    public string EngineReason { get; init; } = "asked for";

    public Func<ulong, int, int, int, double> Count { get; init; } = (seed, replicate, cell, date) =>
        cell == 3 ? 0 : (int)(seed % 100) + (10 * (date + 1) * (cell + 1)) + (((replicate * 7) + (cell * 3)) % 11);

    public Func<ulong, int, int, int, double> Real { get; init; } = (_, replicate, _, date) => replicate == 0 && date == 0 ? 1 : 1.0 / (replicate + 3);

    public Action<int, CancellationToken> BeforeEach { get; init; } = (_, _) => { };

    /// <summary>Departed of two countries and their sum, returned of one, nobody dead, one route's permeability.</summary>
    public static RecordPlan SmallPlan(ImmutableArray<DateOnly> dates) => new()
    {
        Dates = dates,
        CountCells = 4,
        RealCells = 1,
        Summary =
        [
            new(["departed", "BEL"], [0], IsReal: false),
            new(["departed", "DEU"], [1], IsReal: false),
            new(["departed", "EU"], [0, 1], IsReal: false),
            new(["returned", "DEU"], [2], IsReal: false),
            new(["dead", "DEU"], [3], IsReal: false),
            new(["permeability", "syr-tur-west"], [0], IsReal: true),
        ],
        Flows =
        [
            new(["syr-tur-west", "raqqa", "TUR", "land", "passed"], [2], IsReal: false),
            new(["syr-tur-west", "raqqa", "TUR", "land", "stopped"], [3], IsReal: false),
        ],
        Stocks = [new(["raqqa", "embedded"], [0], IsReal: false), new(["TUR", "held"], [3], IsReal: false)],
        Fates = [new(["DEU", "returned, known"], [2], IsReal: false), new(["DEU", "dead"], [3], IsReal: false)],
    };

    public Ensemble Run(
        int replicates = 20, ulong seed = 1, int threads = 1, IProgress<RunProgress>? progress = null, CancellationToken cancellation = default) =>
        Ensemble.Run(Small, () => this, replicates, seed, threads, progress, cancellation);

    public IReplicateWorker CreateWorker(int threads) => new Worker(this);

    private sealed class Worker(FakeSource source) : IReplicateWorker
    {
        private readonly double[] counts = new double[source.Plan.CountCells * source.Plan.Dates.Length];
        private readonly double[] reals = new double[source.Plan.RealCells * source.Plan.Dates.Length];

        public RunRecord Run(ulong seed, int replicate, CancellationToken cancellation)
        {
            source.BeforeEach(replicate, cancellation);
            (int countCells, int realCells) = (source.Plan.CountCells, source.Plan.RealCells);
            for (int i = 0; i < counts.Length; i++)
                counts[i] = source.Count(seed, replicate, i % countCells, i / countCells);
            for (int i = 0; i < reals.Length; i++)
                reals[i] = source.Real(seed, replicate, i % realCells, i / realCells);
            return new()
            {
                Counts = counts,
                Reals = reals,
                PersonDays = 1000 + replicate,
                Histories = replicate > 0
                    ? []
                    :
                    [
                        new("p1", "DEU", "fighter", new(2017, 10, 3), "", "embedded", "raqqa", "arrived"),
                        new("p1", "DEU", "fighter", new(2017, 11, 20), "embedded", "transit", "TUR", "left, \"lost ground\""),
                    ],
            };
        }

        public void Dispose()
        {
        }
    }
}
