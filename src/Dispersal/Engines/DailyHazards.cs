using System.Runtime.InteropServices;
using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>The hazards that change from day to day, side by side for each day, so that those of one day are read together.</summary>
internal sealed class DailyHazards
{
    private readonly Dictionary<HazardSeries, int> indices = new(ReferenceEqualityComparer.Instance);
    private readonly double[] table;

    /// <summary>The table of the series of some exits; equal series share a column.</summary>
    public DailyHazards(IEnumerable<HazardTerm> terms, int days)
    {
        List<HazardSeries> columns = [];
        Dictionary<ulong, List<int>> byContent = [];
        foreach (HazardSeries series in terms.SelectMany(SeriesOf).Where(s => !s.IsConstant))
        {
            if (!indices.ContainsKey(series))
            {
                indices[series] = Column(series);
            }
        }

        Columns = columns.Count;
        Series = [.. columns];
        table = new double[(long)days * Columns];
        for (int day = 0; day < days; day++)
        {
            for (int c = 0; c < Columns; c++)
            {
                table[(day * Columns) + c] = columns[c].On(day);
            }
        }

        int Column(HazardSeries series)
        {
            ReadOnlySpan<double> sums = series.Cumulative;
            ulong hash = 0;
            foreach (ulong bits in MemoryMarshal.Cast<double, ulong>(sums))
            {
                hash = Randomness.ContentHash.With(hash, bits);
            }

            if (!byContent.TryGetValue(hash, out List<int>? same))
            {
                byContent[hash] = same = [];
            }

            foreach (int c in same)
            {
                if (sums.SequenceEqual(columns[c].Cumulative))
                {
                    return c;
                }
            }

            same.Add(columns.Count);
            columns.Add(series);
            return columns.Count - 1;
        }
    }

    /// <summary>Number of hazards.</summary>
    public int Columns { get; }

    /// <summary>The series of each column.</summary>
    public HazardSeries[] Series { get; }

    /// <summary>Column of a series that changes.</summary>
    public int IndexOf(HazardSeries series) => indices[series];

    /// <summary>All hazards of a day.</summary>
    public ReadOnlySpan<double> On(int day) => table.AsSpan(day * Columns, Columns);

    private static IEnumerable<HazardSeries> SeriesOf(HazardTerm term) =>
        term.ByOrigin is null ? [term.Series] : term.ByOrigin.OfType<HazardSeries>().Append(term.Series);
}
