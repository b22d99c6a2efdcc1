using System.Collections.Immutable;

namespace Dispersal.Experiments;

/// <summary>The targets of a scenario: what runs are held against, and what of a run has to be recorded for that. Immutable.</summary>
public sealed class Targets
{
    private Targets(ImmutableArray<Target> all) => All = all;

    /// <summary>The targets in the order of their ids.</summary>
    public ImmutableArray<Target> All { get; }

    /// <summary>The targets to which parameters are fitted.</summary>
    public ImmutableArray<Target> Fitted => [.. All.Where(target => target.IsFitted)];

    /// <summary>Last day that a target needs: a run for them may end then. Null when there are none.</summary>
    public DateOnly? LastDay => All.IsEmpty ? null : All.Max(target => target.Formula.Last);

    /// <summary>Measures and days that the targets need, and nothing else.</summary>
    /// <exception cref="InvalidOperationException">There are no targets.</exception>
    public Recording Recording => All.IsEmpty
        ? throw new InvalidOperationException("There are no targets to record for. Write some in targets.csv.")
        : Recording.Only([.. All.SelectMany(target => target.Formula.Measures).Distinct()]) with
        {
            Dates = RecordedDates.On([.. All.SelectMany(target => target.Formula.Dates).Where(date => date >= Start)]),
        };

    private DateOnly Start { get; init; }

    /// <summary>The targets of a scenario, those left out that lie beyond its last day because it was cut short.</summary>
    /// <param name="scenario">The scenario.</param>
    public static Targets Of(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return new(
            [
                .. scenario.Targets.Select(figure => new Target(figure, FigureFormula.Of(figure)))
                    .Where(target => target.Formula.Last <= scenario.End && (target.Formula.First ?? target.Formula.Last) >= scenario.Start),
            ])
        {
            Start = scenario.Start,
        };
    }

    /// <summary>Refuses targets that a scenario's runs cannot be held against, before anything is run.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <exception cref="ScenarioException">A measure is not counted, since its mechanism is switched off; each such target is listed.</exception>
    internal void ThrowIfNotCounted(Scenario scenario)
    {
        HashSet<string> counted = [.. Ensemble.FiguresOf(scenario).Select(figure => figure.Measure.Name)];
        Diagnostic[] problems =
        [
            .. from target in All
               from measure in target.Formula.Measures.Select(measure => measure.Name).Distinct(StringComparer.Ordinal)
               where !counted.Contains(measure)
               select new Diagnostic(
                   Severity.Error, "targets.csv", 0, 0, $"targets/{target.Id}/measure",
                   $"runs of {scenario.Name} do not count {measure}: its mechanism is switched off. Switch it on in scenario.json, or take the row out."),
        ];
        if (problems.Length > 0)
        {
            throw new ScenarioException(problems);
        }
    }

    /// <summary>Some of these targets.</summary>
    /// <param name="wanted">Whether a target is one of them.</param>
    public Targets Where(Func<Target, bool> wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        return new([.. All.Where(wanted)]) { Start = Start };
    }

    /// <summary>The value of each target in each replicate.</summary>
    /// <param name="ensemble">Runs that have recorded at least <see cref="Recording"/>, or every month.</param>
    /// <returns>For each target of <see cref="All"/> its values by replicate.</returns>
    /// <exception cref="ArgumentException">A measure or a day is not in the results; the message says how to record it.</exception>
    public double[][] Values(Ensemble ensemble)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        return [.. All.Select(target => target.Formula.Values(ensemble))];
    }
}
