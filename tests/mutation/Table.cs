namespace Dispersal.Mutation;

/// <summary>Lines of CSV.</summary>
internal static class Table
{
    /// <summary>Cells of a line.</summary>
    public static string[] Cells(string line)
    {
        List<string> cells = [""];
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                cells[^1] += line[++i];
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                cells.Add("");
            }
            else
            {
                cells[^1] += line[i];
            }
        }

        return [.. cells];
    }

    /// <summary>A line of cells.</summary>
    public static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(text => text.Any(c => c is ',' or '"') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text));
}
