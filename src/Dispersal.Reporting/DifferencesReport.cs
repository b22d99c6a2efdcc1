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
            : new([
                new TextTable(
                    [new("address"), new(one.Name, Side.Right, Wraps: true), new(Second(one, other), Side.Right, Wraps: true)],
                    [
                        .. differences.Select(difference => (ImmutableArray<TableCell>)
                        [
                            difference.Address, difference.Before ?? "none", difference.After ?? "none",
                        ]),
                    ]),
                new Paragraph($"{differences.Length:N0} {(differences.Length == 1 ? "difference" : "differences")} in meaning."),
            ]);
    }

    // Two versions of one scenario have one name.
    private static string Second(Scenario one, Scenario other) => one.Name == other.Name ? $"{other.Name} (other)" : other.Name;
}
