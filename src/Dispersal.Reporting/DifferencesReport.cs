using System.Collections.Immutable;

namespace Dispersal.Reporting;

/// <summary>What differs in meaning between two scenarios.</summary>
public static class DifferencesReport
{
    /// <summary>The report of differences between two scenarios.</summary>
    public static Document Of(Scenario one, Scenario other, ImmutableArray<Difference> differences)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return differences.IsEmpty
            ? new([new Paragraph($"{one.Name} and {other.Name} mean the same.")])
            : new([]);
    }
}
