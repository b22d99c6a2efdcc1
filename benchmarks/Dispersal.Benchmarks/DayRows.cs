using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Dispersal.Engines;

namespace Dispersal.Benchmarks;

/// <summary>Counts of each day of a replicate, as whole numbers.</summary>
/// <remarks>They are written past the caches where a day's counts begin on lines of their own: nobody reads them before the replicate has ended.</remarks>
internal sealed unsafe class DayRows(int cells, int days)
{
    private readonly Pinned<uint> rows = new((long)cells * days);

    /// <summary>The counts of a day.</summary>
    public ReadOnlySpan<uint> Of(int day) => new(rows.Pointer + ((long)day * cells), cells);

    /// <summary>Keeps the counts of a day.</summary>
    public void Keep(int day, ReadOnlySpan<double> counts)
    {
        uint* to = rows.Pointer + ((long)day * cells);
        fixed (double* from = counts)
        {
            int i = 0;
            bool aligned = ((nuint)to & 31) == 0;
            for (; Avx512F.IsSupported && aligned && i + Vector512<double>.Count <= cells; i += Vector512<double>.Count)
            {
                Avx512F.ConvertToVector256UInt32WithTruncation(Vector512.Load(from + i)).StoreAlignedNonTemporal(to + i);
            }

            for (; i < cells; i++)
            {
                to[i] = (uint)from[i];
            }
        }
    }
}
