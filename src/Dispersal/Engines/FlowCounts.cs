using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>Changes of counts drawn today, of any size: they reach the stocks when the day's draws are done.</summary>
internal sealed class FlowCounts(int cells)
{
    private readonly double[] values = new double[cells];
    private readonly bool[] isTouched = new bool[cells];
    private readonly int[] touched = new int[cells];
    private int count;

    /// <summary>Adds to a count.</summary>
    public void Add(int cell, double number)
    {
        if (!isTouched[cell])
        {
            isTouched[cell] = true;
            touched[count++] = cell;
        }

        values[cell] += number;
    }

    /// <summary>Adds a list of changes that each of several persons brings about.</summary>
    public void Add(in CellChanges changes, double persons)
    {
        for (int i = 0; i < changes.Length; i++)
        {
            Add(changes.Cells[i], changes.Amounts[i] * persons);
        }
    }

    /// <summary>Adds the expected counts of a number of plots to those of a country.</summary>
    public void Add(CellLayout layout, int country, in PlotMeans means, double number)
    {
        int first = layout.PlotsOf(country);
        Span<double> plots = stackalloc double[Stocks.PlotCountsPerCountry];
        plots.Clear();
        means.AddTo(plots, number);
        for (int i = 0; i < plots.Length; i++)
        {
            Add(first + i, plots[i]);
        }

        Add(layout.Fields.Attacks + country, means.Executed * number);
    }

    /// <summary>Adds what was noted to the counts, and forgets it.</summary>
    public void MoveTo(Span<double> to)
    {
        foreach (int cell in touched.AsSpan(0, count))
        {
            to[cell] += values[cell];
            values[cell] = 0;
            isTouched[cell] = false;
        }

        count = 0;
    }
}
