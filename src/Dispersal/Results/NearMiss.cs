namespace Dispersal.Results;

/// <summary>Names that somebody who wrote another name may have meant.</summary>
internal static class NearMiss
{
    /// <summary>Up to three of the names, nearest first: those that differ in case or in a third of their letters, or hold the text.</summary>
    public static IReadOnlyList<string> Of(string written, IEnumerable<string> names) =>
        [.. names
            .Select(name => (Name: name, Distance: Distance(written.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(x => x.Distance <= Math.Max(1, Math.Max(written.Length, x.Name.Length) / 3)
                || (written.Length >= 3 && x.Name.Contains(written, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(x => x.Distance).ThenBy(x => x.Name, StringComparer.Ordinal)
            .Take(3).Select(x => x.Name)];

    /// <summary>Insertions, deletions and replacements of letters, and swaps of neighbours, that lead from one name to the other.</summary>
    private static int Distance(string a, string b)
    {
        int[] before = new int[b.Length + 1];
        int[] previous = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int[] current = new int[b.Length + 1];
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
            }

            (before, previous) = (previous, current);
        }

        return previous[b.Length];
    }
}
