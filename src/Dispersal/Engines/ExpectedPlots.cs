using Dispersal.Mechanisms;
using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>Plots of persons who stand for expectations: accomplices and dead are counted by their means, not drawn.</summary>
/// <param name="model">The model.</param>
/// <param name="weight">Persons that each who plots stands for.</param>
internal sealed class ExpectedPlots(CompiledModel model, double weight)
{
    private readonly FlowCounts counts = new(model.Layout.Count);

    /// <summary>Notes a plot of which it is known whether it was executed.</summary>
    public void Add(in Plot plot, in PersonState plotter) =>
        counts.Add(model.Layout, model.Geography.CountryOf[plotter.Place], model.Attacks.MeansOfPerson(plot, plotter), weight);

    /// <summary>Adds what was noted to the counts, and forgets it.</summary>
    public void MoveTo(Span<double> cells) => counts.MoveTo(cells);
}
