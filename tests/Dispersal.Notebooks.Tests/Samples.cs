using Dispersal.Experiments;

namespace Dispersal.Tests.Shipped;

/// <summary>What the programs of <c>docs/samples</c> must print, computed here from the library.</summary>
internal static class Samples
{
    public static string[] ExpectedOf(string program, string folder)
    {
        Scenario scenario = Scenario.Load(folder);
        return program switch
        {
            "run.cs" => Run(Ensemble.Run(scenario, 20, 7)),
            "compare.cs" => Compare(Comparison.Of(Ensemble.Run(scenario, 20, 7), Ensemble.Run(scenario.With("routes/*/patrol", 3), 20, 7))),
            "sweep.cs" => Sweep(Design.LatinHypercube(scenario, 16, 7)),
            "own-mechanism.cs" => Rule(scenario),
            _ => throw new ArgumentException($"No expectation for {program}.", nameof(program)),
        };
    }

    private static string[] Run(Ensemble ensemble) =>
    [
        ensemble.Provenance.ToString(),
        .. from year in new[] { 2014, 2015, 2016, 2017 }
           let figure = ensemble.At(Measure.Returned, "WORLD", new(year, 12, 31))
           select $"{year}  returned {figure.Median,6:N0} [{figure.Low:N0}, {figure.High:N0}]",
    ];

    private static string[] Compare(Comparison comparison)
    {
        ComparedFigure[] settled = [.. comparison.Figures.Where(figure => figure.Subject == "WORLD" && figure.IsSettled).Take(8)];
        Assert.Equal(8, settled.Length);
        return ["routes/*/patrol = 3 on 2017-12-31", .. settled.Select(figure => $"{figure.Measure.Name,-20} {figure.Before.Mean,8:N0} -> {figure.After.Mean,8:N0}   {figure.Difference}")];
    }

    // Every point by itself, without a store.
    private static string[] Sweep(Design design)
    {
        double[][] returned = [.. Enumerable.Range(0, design.Count).Select(point => Ensemble.Run(design.ScenarioAt(point), 4, 7) is var run ? run.Values(Measure.Returned, "WORLD", run.Dates[^1]) : [])];
        double[] means = [.. returned.Select(runs => runs.Average())];
        Assert.True(means.Max() > means.Min());
        return
        [
            $"{design.Factors.Length} factors, {16 * 4} runs in sweep.db",
            $"returned: {means.Min():N0} to {means.Max():N0}",
            $"{VarianceSplit.Of(returned).ChanceShare:P0} of the variance is chance",
        ];
    }

    private static string[] Rule(Scenario scenario)
    {
        EnsembleDifference change = Ensemble.Run(scenario.With(new Full()), 20, 7).Minus(Ensemble.Run(scenario, 20, 7));
        Assert.NotEqual(0, change.Total(Measure.Returned, "WORLD").Mean);
        return [$"Returned:         {change.Total(Measure.Returned, "WORLD")}", $"Still in theatre: {change.Total(Measure.InTheatre, "WORLD")}"];
    }

    private sealed class Full : IMechanism
    {
        public string Name => "full";

        public IReadOnlyDictionary<string, double> Parameters { get; } = new Dictionary<string, double>();

        public IReadOnlyList<Lever> Levers { get; } = [Lever.Passing("north-gate"), Lever.Passing("east-gate")];

        public void Act(DayView today, Span<double> levels) => levels.Fill(today.Persons("BOR", "held") > 5 ? 0 : 1);
    }
}
