using System.Collections.Immutable;

namespace Dispersal.Notebooks;

/// <summary>How scenarios, ensembles, differences and estimates show themselves in a notebook.</summary>
internal sealed class LibraryFormatters
{
    private const string World = "WORLD";
    private const string Quantiles = "Median and 5 % and 95 % quantiles over replicates, for the world on the last day.";

    // Notebooks make an object of this class and call the method below on it.
    private readonly Func<object, NotebookView?> view = ViewOf;

    /// <summary>Called by notebooks.</summary>
    public IEnumerable<object> CreateTypeFormatters() => NotebookFormatter.Both(view);

    private static NotebookView? ViewOf(object instance) => instance switch
    {
        Scenario scenario => Of(scenario),
        Ensemble ensemble => new(
            ensemble.Provenance.ToString(), ["measure", "median", "5 %", "95 %"],
            Worldwide(ensemble.Measures, ensemble.Subjects, ensemble.Total), Quantiles),
        EnsembleDifference difference => new(
            $"{difference.Minuend.Scenario.Name} minus {difference.Subtrahend.Scenario.Name}: {difference.Minuend.Replicates} replicates with the same luck",
            ["measure", "median", "5 %", "95 %"], Worldwide(difference.Measures, difference.Subjects, difference.Total), Quantiles),
        Estimate estimate => new(
            estimate.ToString(), ["mean", "standard error", "5 %", "median", "95 %", "replicates"],
            [[Figure(estimate.Mean), Figure(estimate.MonteCarloError), Figure(estimate.Low), Figure(estimate.Median), Figure(estimate.High), $"{estimate.Replicates:N0}"]]),
        _ => null,
    };

    private static NotebookView Of(Scenario scenario)
    {
        int ranged = scenario.Parameters.Count(parameter => parameter.Parameter.IsRanged);
        int assumed = scenario.Parameters.Count(parameter => parameter.Parameter.Source == Parameter.Assumed);
        return new($"{scenario.Name}: {scenario.Title}", ["", ""],
        [
            ["dates", $"{scenario.Start:yyyy-MM-dd} to {scenario.End:yyyy-MM-dd}"],
            ["persons who depart", $"{scenario.Groups.Sum(group => group.DepartedPersons.Value):N0}"],
            ["groups, of origins", $"{scenario.Groups.Length:N0}, {scenario.Groups.Select(group => group.Origin).Distinct(StringComparer.Ordinal).Count():N0}"],
            ["places, routes", $"{scenario.Places.Length:N0}, {scenario.Routes.Length:N0}"],
            ["numbers, with a range, assumed", $"{scenario.Parameters.Length:N0}, {ranged:N0}, {assumed:N0}"],
            ["policies", $"{scenario.Policies.Length:N0}"],
            ["fingerprint", scenario.Fingerprint[..12]],
        ], scenario.Summary);
    }

    private static ImmutableArray<ImmutableArray<string>> Worldwide(ImmutableArray<Measure> measures, Func<Measure, ImmutableArray<string>> subjects, Func<Measure, string, Estimate> total) =>
    [
        .. from measure in measures
           where subjects(measure).Contains(World)
           let figure = total(measure, World)
           select ImmutableArray.Create(measure.Name, Figure(figure.Median), Figure(figure.Low), Figure(figure.High)),
    ];

    private static string Figure(double value) => value.ToString(Math.Abs(value) >= 100 || value == Math.Round(value) ? "N0" : "#,##0.###");
}
