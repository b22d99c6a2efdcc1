namespace Dispersal.Cli;

/// <summary>Finds the word that was probably meant.</summary>
internal static class NearMiss
{
    /// <summary>The nearest of the candidates, or null when none is near.</summary>
    public static string? Of(string word, IEnumerable<string> candidates)
    {
        (string? nearest, int least) = (null, int.MaxValue);
        foreach (string candidate in candidates)
        {
            int edits = Edits(word, candidate);
            if (edits < least)
            {
                (nearest, least) = (candidate, edits);
            }
        }

        return least <= Math.Max(2, word.Length / 3) && least < word.Length ? nearest : null;
    }

    // Levenshtein's distance, one row at a time.
    private static int Edits(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int above = row[j];
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, 1 + Math.Min(above, row[j - 1]));
                diagonal = above;
            }
        }

        return row[to.Length];
    }
}
