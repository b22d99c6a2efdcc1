using System.Text;

namespace Dispersal.Scenarios;

/// <summary>A record of a CSV file; every cell with its place.</summary>
internal sealed record CsvRecord(Position At, List<RawCell> Cells);

/// <summary>Reads RFC 4180 text into records whose cells know their line and column. Lines that begin with <c>#</c> are comments.</summary>
internal static class CsvText
{
    public const int LongestCell = 10_000;
    public const int MostRecords = 2_000_000;

    /// <summary>More columns than any table can have.</summary>
    public const int MostCells = 1_000;

    /// <summary>Cells in a file: each costs some hundred bytes, however few it takes to write.</summary>
    public const int MostCellsInAll = 10_000_000;

    /// <summary>The records of a text; null when it is broken beyond reading on.</summary>
    public static List<CsvRecord>? Read(string text, string file, string address, Problems problems)
    {
        List<CsvRecord> records = [];
        var cell = new StringBuilder();
        int at = 0;
        int line = 1;
        int lineStart = 0;
        int cells = 0;
        while (at < text.Length)
        {
            if (text[at] == '#')
            {
                while (at < text.Length && text[at] is not ('\n' or '\r'))
                {
                    at++;
                }

                EndLine();
                continue;
            }

            var record = new CsvRecord(new Position(file, line, 1), []);
            bool more = true;
            while (more)
            {
                SkipBlanks();
                var start = new Position(file, line, at - lineStart + 1);
                if (at < text.Length && text[at] == '"')
                {
                    if (!Quoted(start))
                    {
                        return null;
                    }
                }
                else
                {
                    int from = at;
                    while (at < text.Length && text[at] is not (',' or '\n' or '\r'))
                    {
                        if (text[at] == '"')
                        {
                            problems.Error(
                                new Position(file, line, at - lineStart + 1), address,
                                "a quote stands inside a cell. Put the whole cell in quotes and write each quote in it twice.");
                            return null;
                        }

                        at++;
                    }

                    cell.Clear().Append(text.AsSpan(from, at - from).TrimEnd(' '));
                }

                if (cell.Length > LongestCell)
                {
                    problems.Error(start, address, $"the cell has {cell.Length} characters. Write at most {LongestCell}.");
                    cell.Length = 0;
                }

                record.Cells.Add(new RawCell(cell.ToString(), CellForm.Csv, start));
                if (record.Cells.Count > MostCells || ++cells > MostCellsInAll)
                {
                    problems.Error(
                        start, address, record.Cells.Count > MostCells
                            ? $"the row has more than {MostCells} cells. Begin each row in a line of its own."
                            : $"the file has more than {MostCellsInAll} cells. Split the scenario or drop rows.");
                    return null;
                }

                more = at < text.Length && text[at] == ',';
                if (more)
                {
                    at++;
                }
            }

            EndLine();
            if (record.Cells.Count > 1 || record.Cells[0].Text.Length > 0)
            {
                records.Add(record);
            }

            if (records.Count > MostRecords)
            {
                problems.Error(record.At, address, $"the file has more than {MostRecords} rows. Split the scenario or drop rows.");
                return null;
            }
        }

        return records;

        void SkipBlanks()
        {
            while (at < text.Length && text[at] == ' ')
            {
                at++;
            }
        }

        void EndLine()
        {
            if (at < text.Length && text[at] == '\r')
            {
                at++;
            }

            if (at < text.Length && text[at] == '\n')
            {
                at++;
            }

            line++;
            lineStart = at;
        }

        bool Quoted(Position start)
        {
            cell.Clear();
            at++;
            while (true)
            {
                if (at >= text.Length)
                {
                    problems.Error(start, address, "the quote that opens here is never closed. Close it with \".");
                    return false;
                }

                char c = text[at++];
                if (c == '"')
                {
                    if (at < text.Length && text[at] == '"')
                    {
                        cell.Append('"');
                        at++;
                        continue;
                    }

                    break;
                }

                cell.Append(c);
                if (c == '\n' || (c == '\r' && (at >= text.Length || text[at] != '\n')))
                {
                    line++;
                    lineStart = at;
                }
            }

            SkipBlanks();
            if (at < text.Length && text[at] is not (',' or '\n' or '\r'))
            {
                problems.Error(
                    new Position(file, line, at - lineStart + 1), address,
                    "text follows a closing quote. Put a comma after the quote, or write a quote inside a cell twice.");
                return false;
            }

            return true;
        }
    }
}
