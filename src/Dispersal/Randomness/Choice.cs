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
}
