using Dispersal.Engines;
using Dispersal.Results;

namespace Dispersal.Tests.Reference;

/// <summary>Counts of an engine's replicates under the keys of <see cref="ReferenceResult.CountsOn"/>.</summary>
internal static class EngineSampler
{
    private static readonly HashSet<string> Measures =
    [
        "departed", "departed-women", "departed-minors", "returned", "returned-women", "returned-minors", "dead", "relocated", "stopped",
        "captured", "deported",
    ];

    private static readonly HashSet<string> Fates = ["embedded", "underground", "in-transit", "stranded", "with-affiliate", "held"];

    /// <summary>Whether an engine records what the reference counts under a key: not where the dead lie, nor arrivals of any kind as one.</summary>
    public static bool Records(string key)
    {
        string[] parts = key.Split(' ');
        return parts[0] switch
        {
            "entered" => false,
            "stock" => parts[2] != "dead",
            "fate" => Fates.Contains(parts[2]),
            _ => true,
        };
    }

    /// <summary>The date in the middle: the end of a month, since every engine records it.</summary>
    public static DateOnly Halfway(Scenario scenario)
    {
        DateOnly middle = scenario.Start.AddDays(scenario.Days / 2);
        return new DateOnly(middle.Year, middle.Month, 1).AddDays(-1);
    }

    /// <summary>A sampler of the individuals; bears calls from several threads.</summary>
    public static Func<ulong, IReadOnlyDictionary<string, double>> Individuals(Scenario scenario)
    {
        IReplicateSource source = ReplicateSources.For(scenario, EngineKind.Individuals);
        var worker = new ThreadLocal<IReplicateWorker>(source.CreateWorker);
        return seed => Counts(scenario, source.Plan, worker.Value!.Run(seed, 0, CancellationToken.None));
    }

    private static Dictionary<string, double> Counts(Scenario scenario, RecordPlan plan, RunRecord record)
    {
        var counts = new Dictionary<string, double>();
        foreach (var (prefix, at) in new[] { ("", plan.Dates.Length - 1), ("halfway ", plan.Dates.IndexOf(Halfway(scenario))) })
        {
            foreach (RecordedSeries series in plan.Summary.Where(s => !s.IsReal && Measures.Contains(s.Key[0]) && IsRow(scenario, s)))
            {
                counts[$"{prefix}{series.Key[0]} {series.Key[1]}"] = Value(series, at);
            }

            foreach (RecordedSeries series in plan.Stocks)
            {
                counts[$"{prefix}stock {series.Key[0]} {series.Key[1]}"] = Value(series, at);
            }

            foreach (RecordedSeries series in plan.Fates.Where(s => Fates.Contains(s.Key[1])))
            {
                counts[$"{prefix}fate {series.Key[0]} {series.Key[1]}"] = Value(series, at);
            }

            // Flows are recorded by month.
            foreach (RecordedSeries series in plan.Flows)
            {
                counts[$"{prefix}flow {series.Key[4]} {series.Key[0]}"] = Enumerable.Range(0, at + 1).Sum(t => Value(series, t));
            }
        }

        return counts;

        double Value(RecordedSeries series, int at) => series.Cells.Sum(cell => record.Counts[(at * plan.CountCells) + cell]);
    }

    /// <summary>Whether the subject is a country, or for relocation an affiliate: regions and the world are sums of these.</summary>
    private static bool IsRow(Scenario scenario, RecordedSeries series) => series.Key[0] == "relocated"
        ? scenario.Affiliates.Any(a => a.Id == series.Key[1])
        : scenario.Countries.Any(c => c.Id == series.Key[1]);
}
