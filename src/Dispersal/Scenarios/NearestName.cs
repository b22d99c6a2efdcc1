namespace Dispersal.Scenarios;

/// <summary>Finds what was probably meant by a misspelt name.</summary>
internal static class NearestName
{
    /// <summary>
    /// The candidate fewest edits away (a swap of neighbours is one), if at most <paramref name="most"/> or about a third of the letters;
    /// else the first that goes on where the name ends. Ties go to the first in ordinal order.
    /// </summary>
    public static string? Of(string name, IEnumerable<string> names, int most = 4)
    {
        string[] candidates = [.. names];
        string? best = null;
        int fewest = Math.Min(Math.Min(most, (name.Length + 2) / 3), name.Length - 1) + 1;
        foreach (string candidate in candidates)
        {
            if (Math.Abs(candidate.Length - name.Length) > fewest)
            {
                continue;
            }

            int edits = string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase) ? 0 : Edits(name, candidate);
            if (edits < fewest || (edits == fewest && best is not null && string.CompareOrdinal(candidate, best) < 0))
            {
                (best, fewest) = (candidate, edits);
            }
        }

        return best ?? (name.Length < 2 ? null
            : candidates.Where(c => c.StartsWith(name, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).FirstOrDefault());
    }

    /// <summary><c> Did you mean "x"?</c> or, where nothing is near, the sentence given.</summary>
    public static string Suggest(string name, IEnumerable<string> candidates, string otherwise) =>
        Of(name, candidates) is { } near ? $"Did you mean \"{near}\"?" : otherwise;

    private static int Edits(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (int j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int change = a[i - 1] == b[j - 1] ? 0 : 1;
                int least = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    least = Math.Min(least, d[i - 2, j - 2] + 1);
                }

                d[i, j] = least;
            }
        }

        return d[a.Length, b.Length];
    }
}
