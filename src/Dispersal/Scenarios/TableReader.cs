using System.Collections.Immutable;

namespace Dispersal.Scenarios;

/// <summary>Turns a CSV file into rows by key. What the cells mean is judged later, when overlays are merged.</summary>
internal static class TableReader
{
    private const string Remove = "remove";

    /// <summary>The rows that can be told apart; null when the file is broken so that none is known.</summary>
    /// <param name="table">The table.</param>
    /// <param name="text">The text of the file.</param>
    /// <param name="file">Name of the file.</param>
    /// <param name="overlay">Whether the scenario extends another.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="isWhole">Whether every row is among them: where not, nobody may miss a row.</param>
    public static ImmutableSortedDictionary<string, RawRow>? Read(
        RowDeclaration table, string text, string file, bool overlay, Problems problems, out bool isWhole)
    {
        isWhole = false;
        if (CsvText.Read(text, file, table.Name, problems) is not { } records)
        {
            return null;
        }

        if (records.Count == 0)
        {
            problems.Error(Position.Whole(file), table.Name, $"the file is empty. Begin with a line of column names: {Header(table)}.");
            return null;
        }

        if (Columns(table, records[0], overlay, problems) is not { } columns)
        {
            return null;
        }

        var rows = RawDocument.NoRows.ToBuilder();
        isWhole = true;
        foreach (CsvRecord record in records.Skip(1))
        {
            if (record.Cells.Count != columns.Length)
            {
                string hint = record.Cells.Count > columns.Length
                    ? "Put a text with commas in quotes, and write decimals with a point."
                    : "Write a comma for every blank cell.";
                problems.Error(record.At, table.Name, $"the row has {Count(record.Cells.Count, "cell")}, the header has {columns.Length}. {hint}");
                isWhole = false;
                continue;
            }

            var cells = RawRow.NoCells.ToBuilder();
            bool remove = false;
            for (int i = 0; i < columns.Length; i++)
            {
                if (columns[i] is not { } name || record.Cells[i].Text.Length == 0)
                {
                    continue;
                }

                if (name != Remove)
                {
                    cells[name] = record.Cells[i];
                }
                else if (record.Cells[i].Text is "true" or "false")
                {
                    remove = record.Cells[i].Text == "true";
                }
                else
                {
                    problems.Error(record.Cells[i].At, table.Name, $"\"{record.Cells[i].Text}\" is neither true nor false. Write true to take the row out.");
                }
            }

            if (table.Keys.FirstOrDefault(k => !cells.ContainsKey(k)) is { } missing)
            {
                Position at = record.Cells[Array.IndexOf(columns, missing)].At;
                problems.Error(at, table.Name, $"the row has no {missing}. Write one: it names the row.");
                isWhole = false;
                continue;
            }

            string key = string.Join('/', table.Keys.Select(k => cells[k].Text));
            if (rows.TryGetValue(key, out RawRow? first))
            {
                problems.Error(record.At, table.AddressOf(key), $"this row is written twice, first in line {first.At.Line}. Remove one or rename it.");
                continue;
            }

            rows[key] = new RawRow(record.At, cells.ToImmutable()) { Remove = remove };
        }

        return rows.ToImmutable();
    }

    /// <summary>Cell name of each column; null for a column that is not understood.</summary>
    private static string?[]? Columns(RowDeclaration table, CsvRecord header, bool overlay, Problems problems)
    {
        foreach ((char separator, string name) in new[] { (';', "semicolons"), ('\t', "tabs") })
        {
            if (header.Cells.Count == 1 && header.Cells[0].Text.Contains(separator, StringComparison.Ordinal))
            {
                problems.Error(header.At, table.Name, $"the columns are separated by {name}. Separate them by commas and write decimals with a point.");
                return null;
            }
        }

        string?[] columns = new string?[header.Cells.Count];
        bool anyKnown = header.Cells.Any(c => table.Knows(c.Text));
        if (!anyKnown)
        {
            problems.Error(header.At, table.Name, $"the first line does not name columns. Begin with: {Header(table)}.");
            return null;
        }

        for (int i = 0; i < columns.Length; i++)
        {
            RawCell cell = header.Cells[i];
            if (Array.IndexOf(columns, cell.Text, 0, i) >= 0)
            {
                problems.Error(cell.At, table.Name, $"the column \"{cell.Text}\" is written twice. Remove one.");
            }
            else if (table.Knows(cell.Text) || (overlay && cell.Text == Remove))
            {
                columns[i] = cell.Text;
            }
            else if (cell.Text == Remove)
            {
                problems.Error(cell.At, table.Name, "only a scenario that extends another can take rows out. Remove the rows and this column.");
            }
            else if (cell.Text.Length == 0)
            {
                problems.Error(cell.At, table.Name, "the column has no name. Name it or remove it.");
            }
            else
            {
                problems.Error(
                    cell.At, table.Name, $"there is no column \"{cell.Text}\". " + NearestName.Suggest(cell.Text, table.CellNames, "Remove it."));
            }
        }

        IEnumerable<string> missing = overlay ? table.Keys : table.Columns.Where(c => c.IsRequired).Select(c => c.Name);
        missing = [.. missing.Where(k => !columns.Contains(k))];
        if (missing.Any())
        {
            problems.Error(header.At, table.Name, $"the column \"{string.Join("\", \"", missing)}\" is missing. Add it to the first line.");
            return null;
        }

        return columns;
    }

    private static string Header(RowDeclaration table) => string.Join(',', table.Columns.Where(c => c.IsRequired).Select(c => c.Name));

    private static string Count(int n, string noun) => n == 1 ? $"{n} {noun}" : $"{n} {noun}s";
}
