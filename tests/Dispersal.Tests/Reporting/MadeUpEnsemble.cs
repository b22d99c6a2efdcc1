using Dispersal.Results;
using Dispersal.Tests.Cli;
using Dispersal.Tests.Results;

namespace Dispersal.Tests.Reporting;

/// <summary>An ensemble of the tiny scenario whose every figure is known: what reports show can be worked out by hand.</summary>
internal static class MadeUpEnsemble
{
    private static readonly string[] Subjects = ["BBB", "CCC", "region:The East", "region:The West", "EU", "WORLD"];

    private static readonly string[] ByOrigin = ["departed", "dead", "in-theatre", "returned", "known", "at-large"];

    private static readonly string[] ByPlace = ["held", "stopped", "deported"];

    private static readonly int[][] Sums = [[0], [1], [1], [0], [0], [0, 1]];

    /// <summary>Counts of measure m (0 first) and origin o on the last date: 1000 x (o + 1) + 100 x m + replicate; half on the first.</summary>
    public static Ensemble Run(Scenario scenario, int replicates, int more = 0)
    {
        string[] measures = [.. ByOrigin, .. ByPlace];
        RecordPlan plan = new()
        {
            Dates = [new(2016, 5, 31), new(2016, 12, 31)],
            CountCells = 2 * measures.Length,
            RealCells = 0,
            Summary =
            [
                .. measures.SelectMany((measure, m) => Subjects.Select((subject, s) =>
                    new RecordedSeries([measure, subject], [.. Sums[s].Select(o => (2 * m) + o)], IsReal: false))),
            ],
            Flows = [],
            Stocks = [],
            Fates = [],
        };
        FakeSource source = new()
        {
            Plan = plan,
            Count = (_, replicate, cell, date) => ((1000 * ((cell % 2) + 1)) + (100 * (cell / 2)) + replicate + (cell == 2 ? more : 0)) / (2 - date),
        };
        return Ensemble.Run(scenario, () => source, replicates, seed: 1, threads: 1, progress: null, CancellationToken.None);
    }

    public static Scenario Tiny()
    {
        using TinyScenario tiny = new();
        return Scenario.Load(tiny.Folder);
    }
}
