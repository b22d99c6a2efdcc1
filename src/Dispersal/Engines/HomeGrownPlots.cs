using Dispersal.Mechanisms;
using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Engines;

/// <summary>
/// M14: the plots of the home-grown, by country: counts, no persons. Plots of a country are a Poisson process whose rate is the day's expected number: each
/// comes when the running sum of the rates reaches the sum of as many standard exponential numbers, so that a day without a plot costs an addition.
/// </summary>
internal sealed class HomeGrownPlots(CompiledModel model, Stocks stocks)
{
    private readonly EventCells events = new(model, model.Layout);
    private readonly double[] left = new double[model.Geography.Countries.Length];
    private readonly uint[] plots = new uint[model.Geography.Countries.Length];
    private StreamKey luck;

    /// <summary>What is left of the wait for the next plot of each country.</summary>
    public double[] Waits => [.. left];

    /// <summary>Number of plots of each country so far.</summary>
    public uint[] Numbers => [.. plots];

    /// <summary>Goes on as saved.</summary>
    public void Resume(double[] waits, uint[] numbers)
    {
        if (waits.Length != left.Length || numbers.Length != plots.Length)
        {
            throw SavedReplicate.Damaged();
        }

        waits.CopyTo(left, 0);
        numbers.CopyTo(plots, 0);
    }

    /// <summary>Starts a replicate.</summary>
    public void Begin(in StreamKey key)
    {
        luck = key;
        for (int c = 0; c < left.Length; c++)
        {
            plots[c] = 0;
            left[c] = WaitOf(c);
        }
    }

    /// <summary>Draws today's plots of every country and counts them.</summary>
    public void Draw(int day)
    {
        Fields fields = stocks.Fields;
        for (int c = 0; model.Scenario.Attacks.On && c < left.Length; c++)
        {
            (double linked, double inspired) = model.Attacks.HomeGrown(c, day, fields);
            left[c] -= linked + inspired;
            while (left[c] < 0)
            {
                Plot(c, linked / (linked + inspired), fields);
                plots[c]++;
                left[c] += WaitOf(c);
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
            stocks.Add(c, model.Attacks.MeansOfHomeGrown(PlotKind.Linked, watched), linked);
            stocks.Add(c, model.Attacks.MeansOfHomeGrown(PlotKind.Inspired, watched), inspired);
        }
    }

    private void Plot(int country, double linkedShare, Fields fields)
    {
        PersonLuck own = model.Attacks.PlotLuck(luck, country, plots[country]);
        PlotKind kind = own.For(Purpose.HomeGrown, 1).First < linkedShare ? PlotKind.Linked : PlotKind.Inspired;
        double watched = fields.Watched[(country * Fields.RiskClasses) + Watching.HomeGrown];
        CellChanges changes = new(stackalloc int[CellChanges.Most], stackalloc int[CellChanges.Most]);
        events.OfPlot(country, model.Attacks.OfHomeGrown(kind, watched, own), 0, 0, 0, ref changes);
        stocks.Add(changes, 1);
    }

    private double WaitOf(int country) => -model.Attacks.PlotLuck(luck, country, plots[country]).For(Purpose.HomeGrown).LogFirst;
}
