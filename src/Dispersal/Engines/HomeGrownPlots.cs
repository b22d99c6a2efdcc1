using Dispersal.Mechanisms;
using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Engines;

/// <summary>M14: the plots of the home-grown, by country and day: counts, no persons.</summary>
internal sealed class HomeGrownPlots(CompiledModel model, Stocks stocks)
{
    private readonly EventCells events = new(model, model.Layout);

    /// <summary>Draws today's plots of every country and counts them.</summary>
    public void Draw(int day, in StreamKey luck)
    {
        Fields fields = stocks.Fields;
        Span<int> cells = stackalloc int[CellChanges.Most];
        Span<int> amounts = stackalloc int[CellChanges.Most];
        for (int c = 0; model.Scenario.Attacks.On && c < fields.Mobilised.Length; c++)
        {
            (double linked, double inspired) = model.Attacks.HomeGrown(c, day, fields);
            if (linked + inspired <= 0)
            {
                continue;
            }

            int plots = model.Attacks.HomeGrownPlots(linked + inspired, c, day, luck);
            for (int i = 0; i < plots; i++)
            {
                PersonLuck own = model.Attacks.PlotLuck(luck, c, day, i);
                PlotKind kind = own.For(Purpose.HomeGrown, 1).First * (linked + inspired) < linked ? PlotKind.Linked : PlotKind.Inspired;
                double watched = fields.Watched[(c * Fields.RiskClasses) + Watching.HomeGrown];
                CellChanges changes = new(cells, amounts);
                events.OfPlot(c, model.Attacks.OfHomeGrown(kind, watched, own), 0, 0, 0, ref changes);
                stocks.Add(changes, 1);
            }
        }
    }

    /// <summary>Counts what is to be expected of today's plots of every country.</summary>
    public void Expect(int day)
    {
        Fields fields = stocks.Fields;
        for (int c = 0; model.Scenario.Attacks.On && c < fields.Mobilised.Length; c++)
        {
            (double linked, double inspired) = model.Attacks.HomeGrown(c, day, fields);
            double watched = fields.Watched[(c * Fields.RiskClasses) + Watching.HomeGrown];
            Span<double> counts = stocks.Cells.Slice(model.Layout.PlotsOf(c), Stocks.PlotCountsPerCountry);
            model.Attacks.MeansOfHomeGrown(PlotKind.Linked, watched).AddTo(counts, linked);
            model.Attacks.MeansOfHomeGrown(PlotKind.Inspired, watched).AddTo(counts, inspired);
        }
    }
}
