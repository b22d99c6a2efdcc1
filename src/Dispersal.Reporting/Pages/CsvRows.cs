namespace Dispersal.Reporting.Pages;

/// <summary>Reads rows of CSV (RFC 4180) in files that this program has written, or that a scenario was checked with.</summary>
internal static class CsvRows
{
    /// <summary>The cells of one line.</summary>
    public static string[] Cells(string line)
    {
        if (!line.Contains('"', StringComparison.Ordinal))
        {
            return line.Split(',');
        }

        List<string> cells = [];
        System.Text.StringBuilder cell = new();
        bool isInside = false;
        for (int at = 0; at < line.Length; at++)
        {
            char letter = line[at];
            if (letter == '"')
            {
                if (isInside && at + 1 < line.Length && line[at + 1] == '"')
                {
                    cell.Append('"');
                    at++;
                }
                else
                {
                    isInside = !isInside;
                }
            }
            else if (letter == ',' && !isInside)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(letter);
            }
        }

        cells.Add(cell.ToString());
        return [.. cells];
    }

    /// <summary>The rows of a table as cells by column name; comments and blank lines left out, a quoted cell may hold line ends.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Read(string path)
    {
        string[]? header = null;
        string pending = "";
        foreach (string line in ResultFile.Lines(path))
        {
            string record = pending.Length > 0 ? $"{pending}\n{line}" : line;
            if (pending.Length == 0 && (record.StartsWith('#') || record.Trim().Length == 0))
            {
                continue;
            }

            if (record.Count(letter => letter == '"') % 2 == 1)
            {
                pending = record;
                continue;
            }

            pending = "";
            string[] cells = Cells(record);
            if (header is null)
            {
                header = [.. cells.Select(cell => cell.Trim())];
                continue;
            }

            Dictionary<string, string> row = new(StringComparer.Ordinal);
            for (int at = 0; at < Math.Min(header.Length, cells.Length); at++)
            {
                row[header[at]] = cells[at].Trim();
            }

            yield return row;
        }
    }
}
