using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>The hazards that change from day to day, side by side for each day, so that those of one day are read together.</summary>
internal sealed unsafe class DailyHazards
{
    private readonly Dictionary<HazardSeries, int> indices = new(ReferenceEqualityComparer.Instance);
    private readonly Pinned<double> table;
    private readonly Pinned<double> sums;
    private readonly int days;

    /// <summary>The table of the series of some exits; equal series share a column.</summary>
    public DailyHazards(IEnumerable<HazardTerm> terms, int days)
    {
        List<double[]> columns = [];
        Dictionary<ulong, List<int>> byContent = [];
        Dictionary<double, int> byRate = [];
        foreach (HazardSeries series in terms.SelectMany(SeriesOf))
        {
            if (indices.ContainsKey(series))
            {
                continue;
            }

            if (!series.IsConstant)
            {
                indices[series] = Column(series);
            }
            else
            {
                // Thousands of constant ones have a few rates between them.
                if (!byRate.TryGetValue(series.Rate, out int column))
                {
                    byRate[series.Rate] = column = Column(series);
                }

                indices[series] = column;
            }
        }

        Columns = columns.Count;
        this.days = days;
        sums = new Pinned<double>((days + 1L) * Math.Max(1, Columns));
        for (int c = 0; c < Columns; c++)
        {
            columns[c].CopyTo(new Span<double>(Sums(c), days + 1));
        }

        table = new Pinned<double>((long)days * Math.Max(1, Columns));
        for (int day = 0; day < days; day++)
        {
            for (int c = 0; c < Columns; c++)
            {
                table.Pointer[((long)day * Columns) + c] = columns[c][day + 1] - columns[c][day];
            }
        }

        int Column(HazardSeries series)
        {
            double[] running = series.Cumulative ?? RunningSums(series.Rate, days);
            ulong hash = 0;
            foreach (ulong bits in MemoryMarshal.Cast<double, ulong>(running.AsSpan()))
            {
                hash = Randomness.ContentHash.With(hash, bits);
            }

            if (!byContent.TryGetValue(hash, out List<int>? same))
            {
                byContent[hash] = same = [];
            }

            foreach (int c in same)
            {
                if (running.AsSpan().SequenceEqual(columns[c]))
                {
                    return c;
                }
            }

            same.Add(columns.Count);
            columns.Add(running);
            return columns.Count - 1;
        }
    }

    /// <summary>Number of hazards.</summary>
    public int Columns { get; }

    /// <summary>Running sums of a hazard: entry d is the sum over days before d.</summary>
    public double* Sums(int column) => sums.Pointer + (column * (days + 1L));

    /// <summary>Column of a series that changes, or that is one origin's own.</summary>
    public int IndexOf(HazardSeries series) => indices[series];

    /// <summary>All hazards of a day.</summary>
    public ReadOnlySpan<double> On(int day) => new(table.Pointer + ((long)day * Columns), Columns);

    /// <summary>Asks for the hazards of a day before they are needed.</summary>
    public void Expect(int day)
    {
        if (Sse.IsSupported && day < days)
        {
            byte* row = (byte*)(table.Pointer + ((long)day * Columns));
            for (int line = 0; line < Columns * sizeof(double); line += 64)
            {
                Sse.Prefetch0(row + line);
            }
        }
    }

    private static IEnumerable<HazardSeries> SeriesOf(HazardTerm term) => term.ByOrigin is not null
        ? term.ByOrigin.Select(own => own ?? term.Series)
        : term.Series.IsConstant ? [] : [term.Series];

    private static double[] RunningSums(double rate, int days)
    {
        double[] running = new double[days + 1];
        for (int d = 0; d < days; d++)
        {
            running[d + 1] = running[d] + rate;
        }

        return running;
    }
}
