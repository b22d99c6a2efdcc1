using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dispersal.Engines;

/// <summary>
/// Days of the next candidates of persons whose hazards never change: a person waits whole days, the integer part of a standard exponential number over
/// the hazard, which has the law of the daily step.
/// </summary>
internal static unsafe class WaitingDays
{
    private const double Longest = 1e9;

    /// <summary>Fills in the days.</summary>
    /// <param name="minusMeanWait">Minus the mean wait of each state; zero where it must be searched for.</param>
    /// <param name="state">States of the persons.</param>
    /// <param name="logUniform">Minus a standard exponential number each.</param>
    /// <param name="number">Number of persons; buffers hold the next multiple of sixteen.</param>
    /// <param name="from">First day on which a candidate can be.</param>
    /// <param name="when">Receives the days.</param>
    /// <returns>Whether any wait must be searched for.</returns>
    public static bool Fill(double* minusMeanWait, uint* state, double* logUniform, int number, uint from, uint* when)
    {
        if (Avx512F.IsSupported)
        {
            return Fill512(minusMeanWait, state, logUniform, number, from, when);
        }

        bool search = false;
        for (int i = 0; i < number; i++)
        {
            double mean = minusMeanWait[state[i]];
            search |= mean == 0;
            when[i] = from + (uint)Math.Min(logUniform[i] * mean, Longest);
        }

        return search;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Fill512(double* minusMeanWait, uint* state, double* logUniform, int number, uint from, uint* when)
    {
        Vector512<double> longest = Vector512.Create(Longest);
        Vector256<uint> first = Vector256.Create(from);
        Vector512<double> none = Vector512<double>.Zero;
        for (int i = number; (i & 7) != 0; i++)
        {
            state[i] = StateTable.Nowhere;    // what is left over in the buffer must be a state
        }

        for (int i = 0; i < number; i += 8)
        {
            // Eight loads are quicker than the instructions made for this.
            uint* of = state + i;
            Vector512<double> mean = Vector512.Create(
                minusMeanWait[of[0]], minusMeanWait[of[1]], minusMeanWait[of[2]], minusMeanWait[of[3]],
                minusMeanWait[of[4]], minusMeanWait[of[5]], minusMeanWait[of[6]], minusMeanWait[of[7]]);
            none |= Vector512.Equals(mean, Vector512<double>.Zero);
            Vector512<double> days = Avx512F.Min(Vector512.Load(logUniform + i) * mean, longest);
            (Avx512F.ConvertToVector256UInt32WithTruncation(days) + first).Store(when + i);
        }

        return none != Vector512<double>.Zero;
    }
}
