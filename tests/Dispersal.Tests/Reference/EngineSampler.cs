using Dispersal.Engines;
using Dispersal.Results;

namespace Dispersal.Tests.Reference;

/// <summary>Counts of an engine's replicates under the keys of <see cref="ReferenceResult.CountsOn"/>.</summary>
internal static class EngineSampler
{
    private static readonly HashSet<string> ByAffiliate = ["relocated", "with-affiliate", "affiliate-strength"];
    private static readonly HashSet<string> OfTheWorld = ["appeal", "online-reach", "decentralisation", "effective-theatres"];

    /// <summary>
    /// Whether an engine records what the reference counts under a key: not where the dead lie, nor arrivals of any kind as one, nor a measure
    /// whose mechanism is off.
    /// </summary>
    public static bool Records(Scenario scenario, string key)
    {
        string[] parts = key.Split(' ');
        return parts[0] switch
        {
            "entered" => false,
            "stock" when parts.Length == 3 => parts[2] != "dead",
            "departed" or "departed-women" or "departed-minors" => scenario.Inflow.On,
            "captured" => scenario.War.On || scenario.Territory.On,
            "deported" => scenario.Transit.On || scenario.Justice.On,
            "permeability" => scenario.Border.On,
            "repatriated" or "care-need" => scenario.Families.On,
            "charged" or "convicted" or "imprisoned" => scenario.Justice.On,
            "reengaged" => scenario.Justice.On && scenario.Networks.On,
            "in-programme" => scenario.Programmes.On,
            "clandestine" => scenario.Networks.On,
            "disengaged" => scenario.Networks.On || scenario.Programmes.On,
            "watch-load" or "watch-coverage" => scenario.Watching.On,
            "affiliate-strength" => scenario.AffiliateGrowth.On,
            "home-grown-mobilised" or "appeal" or "online-reach" => scenario.Appeal.On,
            "decentralisation" or "effective-theatres" => scenario.Shape.On,
            _ => true,
        };
    }

    /// <summary>The date in the middle: the end of a month, since every engine records it.</summary>
    public static DateOnly Halfway(Scenario scenario)
    {
        DateOnly middle = scenario.Start.AddDays(scenario.Days / 2);
        DateOnly first = new(middle.Year, middle.Month, 1);
        return (first > scenario.Start ? first : first.AddMonths(1)).AddDays(-1);
    }

    /// <summary>A sampler of the individuals; bears calls from several threads.</summary>
    public static Func<ulong, IReadOnlyDictionary<string, double>> Individuals(Scenario scenario)
    {
        IReplicateSource source = ReplicateSources.For(scenario, EngineKind.Individuals);
        var worker = new ThreadLocal<IReplicateWorker>(() => source.CreateWorker(threads: 1));
        return seed => Counts(scenario, source.Plan, worker.Value!.Run(seed, 0, CancellationToken.None));
    }

    /// <summary>A sampler of the cohorts; bears calls from several threads.</summary>
    public static Func<ulong, IReadOnlyDictionary<string, double>> Cohorts(Scenario scenario) => Cohorts<MultinomialDivision>(scenario);

    /// <summary>A sampler of cohorts that are dealt in a way of one's own.</summary>
    public static Func<ulong, IReadOnlyDictionary<string, double>> Cohorts<TDealing>(Scenario scenario)
        where TDealing : struct, IDealing<TDealing>
    {
        CompiledModel model = new(scenario);
        RecordPlanBuilder plan = new(model, model.Layout);
        var worker = new ThreadLocal<IReplicateWorker>(() => new Cohorts<TDealing>(model, plan));
        return seed => Counts(scenario, plan.Plan, worker.Value!.Run(seed, 0, CancellationToken.None));
    }

    /// <summary>What an engine of expectations expects of every count.</summary>
    public static IReadOnlyDictionary<string, double> Expected(
        Scenario scenario, long mostWork = Expectations.MostWork, double mostGrains = Expectations.MostGrains, Func<CompiledModel, Stocks, IExpectedMasses>? followed = null)
    {
        CompiledModel model = new(scenario);
        RecordPlanBuilder plan = new(model, model.Layout);
        using Expectations worker = new(model, plan, mostWork: mostWork, mostGrains: mostGrains, followed: followed);
        return Counts(scenario, plan.Plan, worker.Run(1, 0, CancellationToken.None));
    }

    private static Dictionary<string, double> Counts(Scenario scenario, RecordPlan plan, RunRecord record)
    {
        var counts = new Dictionary<string, double>();
        foreach (var (prefix, at) in new[] { ("", plan.Dates.Length - 1), ("halfway ", plan.Dates.IndexOf(Halfway(scenario))) })
        {
            foreach (RecordedSeries series in plan.Summary.Where(s => IsRow(scenario, s)))
            {
                counts[$"{prefix}{series.Key[0]} {series.Key[1]}"] = Value(series, at);
            }

            foreach (RecordedSeries series in plan.Stocks)
            {
                counts[$"{prefix}stock {series.Key[0]} {series.Key[1]}"] = Value(series, at);
            }

            foreach (RecordedSeries series in plan.Fates)
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

        double Value(RecordedSeries series, int at) => series.Cells.Sum(cell =>
            series.IsReal ? record.Reals[(at * plan.RealCells) + cell] : record.Counts[(at * plan.CountCells) + cell]);
    }

    /// <summary>Whether the subject is a country, an affiliate or a route, or the world where only that has the measure: else it is a sum of these.</summary>
    private static bool IsRow(Scenario scenario, RecordedSeries series) => series.Key[0] switch
    {
        "media-output" => false,
        "permeability" => true,
        string measure when OfTheWorld.Contains(measure) => true,
        string measure when ByAffiliate.Contains(measure) => scenario.Affiliates.Any(a => a.Id == series.Key[1]),
        _ => scenario.Countries.Any(c => c.Id == series.Key[1]),
    };
}
