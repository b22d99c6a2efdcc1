using System.Collections.Immutable;
using Dispersal.Notebooks;

namespace Dispersal.Experiments.Notebooks;

/// <summary>How comparisons, sweeps and sensitivities show themselves in a notebook.</summary>
internal sealed class ExperimentFormatters
{
    // Notebooks make an object of this class and call the method below on it.
    private readonly Func<object, NotebookView?> view = ViewOf;

    /// <summary>Called by notebooks.</summary>
    public IEnumerable<object> CreateTypeFormatters() => NotebookFormatter.Both(view);

    private static NotebookView? ViewOf(object instance) => instance switch
    {
        Comparison comparison => new(
            $"{comparison.After.Scenario.Name} against {comparison.Before.Scenario.Name} on {comparison.Date:yyyy-MM-dd}: {comparison.Before.Replicates} replicates with the same luck",
            ["figure", "before", "after", "difference", "5 %", "95 %", "sign settled"],
            [
                .. from figure in comparison.Figures
                   where figure.IsChanged
                   select (ImmutableArray<string>)
                   [
                       $"{figure.Measure.Name}/{figure.Subject}", Figure(figure.Before.Mean), Figure(figure.After.Mean), Figure(figure.Difference.Mean),
                       Figure(figure.Difference.Low), Figure(figure.Difference.High), figure.IsSettled ? "yes" : "no",
                   ],
            ],
            "Means, and quantiles of the paired differences."),
        Sweep sweep => new(
            $"{sweep.Design.Scenario.Name}: {sweep.Design.Kind}, {sweep.Design.Count:N0} points of {sweep.Replicates:N0} replicates; {sweep.Runs:N0} runs, {sweep.RunsFailed:N0} failed",
            ["factor", "unit", "cells", "assumed"],
            [.. from factor in sweep.Design.Factors select (ImmutableArray<string>)[factor.Name, factor.IsQuantile ? "quantile" : factor.Unit, $"{factor.Cells.Length:N0}", $"{factor.AssumedShare:P0}"]],
            $"Recorded in {sweep.Store}"),
        MorrisScreening screening => new(
            "Elementary effects", ["factor", "mu*", "mu", "sigma", "chance"],
            [.. from effect in screening.Effects select (ImmutableArray<string>)[effect.Factor.Name, Figure(effect.MuStar), Figure(effect.Mu), Figure(effect.Sigma), Figure(effect.Chance)]],
            $"Of the sum of mu*, {screening.AssumedShare:P0} rests on assumed values. A mu* that is small beside its chance has not been seen to matter."),
        SobolIndices indices => new(
            $"Shares of the variance that comes from inputs, {indices.Rows:N0} rows", ["factor", "first", "2.5 %", "97.5 %", "total", "2.5 %", "97.5 %"],
            [.. from index in indices.Indices select (ImmutableArray<string>)[index.Factor.Name, Share(index.First), Share(index.FirstLow), Share(index.FirstHigh), Share(index.Total), Share(index.TotalLow), Share(index.TotalHigh)]],
            indices.Split is { } split ? $"Chance is {split.ChanceShare:P0} of the whole variance." : ""),
        _ => null,
    };

    private static string Figure(double value) => value.ToString(Math.Abs(value) >= 100 || value == Math.Round(value) ? "N0" : "#,##0.###");

    private static string Share(double value) => value.ToString("0.00");
}
