using System.Collections.Immutable;

namespace Dispersal.Experiments.Fitting;

/// <summary>All observations of a fit, by figure.</summary>
internal sealed class Observations
{
    private readonly int[][] figures;

    public Observations(IEnumerable<Observation> all)
    {
        All = [.. all];
        figures = [.. All.Select((observation, i) => (observation.Figure, i)).GroupBy(pair => pair.Figure, StringComparer.Ordinal).Select(group => group.Select(pair => pair.i).ToArray())];
    }

    public ImmutableArray<Observation> All { get; }

    /// <summary>Numbers of observations by figure: several where sources disagree.</summary>
    public IReadOnlyList<int[]> Figures => figures;

    /// <summary>Squared distance of a run from what was observed: over figures the sum of that to the nearest source; not a number where the run failed.</summary>
    public double SquaredDistance(ReadOnlySpan<double> outputs)
    {
        double sum = 0;
        foreach (int[] sources in figures)
        {
            double nearest = double.PositiveInfinity;
            foreach (int source in sources)
            {
                if (!double.IsFinite(outputs[source]))
                {
                    return double.NaN;
                }

                nearest = Math.Min(nearest, All[source].SquaredDistance(outputs[source]));
            }

            sum += nearest;
        }

        return sum;
    }
}
