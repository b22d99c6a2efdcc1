namespace Dispersal.Network;

/// <summary>The check that all searches make of a value per edge.</summary>
internal static class EdgeValues
{
    /// <summary>Refuses what is no cost or capacity.</summary>
    /// <exception cref="ArgumentException">A value is negative or not a number, or there is not one for each edge.</exception>
    public static void Check(ReadOnlySpan<double> values, int edgeCount, string what)
    {
        CheckCount(values, edgeCount, what);
        for (int edge = 0; edge < values.Length; edge++)
        {
            // Written so that NaN fails it too.
            if (!(values[edge] >= 0))
            {
                throw new ArgumentException($"The {what} of edge {edge} is {values[edge]}. It must be zero or more; +infinity is allowed.", nameof(values));
            }
        }
    }

    /// <summary>Refuses values of some other network.</summary>
    /// <exception cref="ArgumentException">There is not one value for each edge.</exception>
    public static void CheckCount(ReadOnlySpan<double> values, int edgeCount, string what)
    {
        if (values.Length != edgeCount)
        {
            throw new ArgumentException($"There are {edgeCount} edges but {values.Length} values of {what}.", nameof(values));
        }
    }
}
