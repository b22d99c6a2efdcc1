using System.Numerics;
using System.Runtime.Intrinsics;

namespace Dispersal.Randomness;

/// <summary>A choice among alternatives by weight.</summary>
internal static class Choice
{
    /// <summary>Index of the weight within which a uniform number falls; weights need not sum to one. The first index where all are zero.</summary>
    /// <param name="weights">Weights, none negative.</param>
    /// <param name="uniform">A number in [0, 1).</param>
    public static int Among(ReadOnlySpan<double> weights, double uniform)
    {
        double total = 0;
        foreach (double weight in weights)
        {
            total += weight;
        }

        double target = uniform * total;
        int last = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] > 0)
            {
                last = i;
                target -= weights[i];
                if (target < 0)
                {
                    return i;
                }
            }
        }

        // Rounding can leave a last crumb: it belongs to the last alternative that has any weight.
        return last;
    }

    /// <summary>
    /// Index of the cumulative share within which a uniform number falls. Shares rise to one; where one does not rise there is no alternative. The last that
    /// rises takes what rounding leaves over; -1 where none does.
    /// </summary>
    /// <param name="cumulative">Cumulative shares.</param>
    /// <param name="uniform">A number in [0, 1).</param>
    public static int Rising(ReadOnlySpan<float> cumulative, double uniform)
    {
        // (1) Shares never fall, so the first above the number is one that rises. None lies between the number and the float below it.
        float below = (float)uniform;
        below = below > uniform ? MathF.BitDecrement(below) : below;
        int first = 0;
        for (; first + Vector256<float>.Count <= cumulative.Length; first += Vector256<float>.Count)
        {
            uint above = Vector256.GreaterThan(Vector256.Create(cumulative[first..]), Vector256.Create(below)).ExtractMostSignificantBits();
            if (above != 0)
            {
                return first + BitOperations.TrailingZeroCount(above);
            }
        }

        for (; first < cumulative.Length; first++)
        {
            if (cumulative[first] > below)
            {
                return first;
            }
        }

        // (2) None: the last that rises.
        int last = -1;
        double before = 0;
        for (int i = 0; i < cumulative.Length; i++)
        {
            double upTo = cumulative[i];
            if (upTo > before)
            {
                last = i;
                before = upTo;
            }
        }

        return last;
    }
}
