namespace Dispersal.Experiments.Analysis;

/// <summary>Outputs of a design by point and replicate, as analyses take them.</summary>
internal static class Outputs
{
    /// <summary>Refuses rows that cannot be paired replicate by replicate.</summary>
    /// <exception cref="ArgumentException">A point has no value, or another number of values than the first.</exception>
    public static void ThrowIfRagged(IReadOnlyList<double[]> outputs)
    {
        for (int point = 0; point < outputs.Count; point++)
        {
            if (outputs[point] is not { Length: > 0 } values)
            {
                throw new ArgumentException($"Point {point} has no value. Give each point one for each replicate, not a number where a run failed.", nameof(outputs));
            }

            if (values.Length != outputs[0].Length)
            {
                throw new ArgumentException(
                    $"Point {point} has {values.Length} values and point 0 has {outputs[0].Length}, so replicates cannot be paired. Write not a number where a run failed.", nameof(outputs));
            }
        }
    }
}
