using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dispersal.Benchmarks;

/// <summary>Counts of each day of a replicate, as whole numbers.</summary>
internal sealed unsafe class DayRows(int cells, int days)
{
    private readonly uint[] rows = new uint[(long)cells * days];

    /// <summary>The counts of a day.</summary>
    public ReadOnlySpan<uint> Of(int day) => rows.AsSpan(day * cells, cells);

    /// <summary>Keeps the counts of a day.</summary>
    public void Keep(int day, ReadOnlySpan<double> counts)
    {
        fixed (double* from = counts)
        fixed (uint* to = rows.AsSpan(day * cells, cells))
        {
            int i = 0;
            for (; Avx512F.IsSupported && i + Vector512<double>.Count <= cells; i += Vector512<double>.Count)
            {
                Avx512F.ConvertToVector256UInt32WithTruncation(Vector512.Load(from + i)).Store(to + i);
            }

            for (; i < cells; i++)
            {
                to[i] = (uint)from[i];
            }
        }
    }
}
