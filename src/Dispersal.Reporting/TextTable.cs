using System.Collections.Immutable;
using System.Text;

namespace Dispersal.Reporting;

/// <summary>On which side the cells of a column line up.</summary>
public enum Side
{
    /// <summary>Words.</summary>
    Left,

    /// <summary>Numbers.</summary>
    Right,
}

/// <summary>A column of a <see cref="TextTable"/>.</summary>
/// <param name="Header">What stands above it.</param>
/// <param name="Side">Side on which its cells line up.</param>
/// <param name="Wraps">Whether long cells may be broken over several lines when the table is too wide.</param>
public sealed record TableColumn(string Header, Side Side = Side.Left, bool Wraps = false);

/// <summary>A cell of a <see cref="TextTable"/>.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Note">What stands below it in smaller print, such as an interval; empty for none.</param>
public sealed record TableCell(string Text, string Note = "")
{
    /// <summary>Further lines below, as large as the text.</summary>
    public ImmutableArray<string> Below { get; init; } = [];

    internal IEnumerable<string> Lines => (Note.Length > 0 ? [Text, Note] : new[] { Text }).Concat(Below);

    /// <summary>A cell without a note.</summary>
    public static implicit operator TableCell(string text) => FromString(text);

    /// <summary>A cell without a note; the named form of the conversion.</summary>
    public static TableCell FromString(string text) => new(text);
}

/// <summary>A table. In plain text a table that is too wide is broken into several below each other, each with the columns that say what a row is of.</summary>
/// <param name="Columns">Its columns, at least one.</param>
/// <param name="Rows">Its rows, each with one cell per column.</param>
public sealed record TextTable(ImmutableArray<TableColumn> Columns, ImmutableArray<ImmutableArray<TableCell>> Rows) : Block
{
    /// <summary>Its columns, at least one.</summary>
    public ImmutableArray<TableColumn> Columns { get; init; } = Columns.IsDefaultOrEmpty ? throw new ArgumentException("A table has at least one column.", nameof(Columns)) : Columns;

    /// <summary>Its rows, each with one cell per column.</summary>
    public ImmutableArray<ImmutableArray<TableCell>> Rows { get; init; } = Rows.IsDefault || Rows.Any(row => row.IsDefault || row.Length != Columns.Length)
        ? throw new ArgumentException("Each row has one cell per column.", nameof(Rows)) : Rows;

    /// <summary>Whether cells are Markdown already, as in a <see cref="Passage"/>.</summary>
    public bool IsMarkdown { get; init; }

    /// <summary>Whether a blank line parts rows in plain text, for rows of many lines.</summary>
    public bool IsSpaced { get; init; }

    /// <summary>How many columns, from the first on, say what a row is of.</summary>
    internal int Keys { get; init; } = 1;

    private const int LeastWrappedWidth = 14;

    internal override void WriteText(StringBuilder text, int width)
    {
        string[][][] cells = [.. Rows.Select(row => row.Select(Lines).ToArray())];
        int[] widths = [.. Columns.Select((column, c) => Math.Max(
            PrintableText.Width(PrintableText.Escape(column.Header)),
            cells.Select(row => row[c].Max(PrintableText.Width)).DefaultIfEmpty().Max()))];

        // (1) A gap of two, else (2) long words broken over lines, else (3) a gap of one, else (4) several tables.
        int gap = 2;
        if (Total(widths, gap) > width)
        {
            widths = Wrapped(widths, width, gap);
        }

        if (Total(widths, gap) > width)
        {
            gap = 1;
        }

        bool isFirst = true;
        foreach (int[] part in Parts(widths, width, gap))
        {
            if (!isFirst)
            {
                text.Append('\n');
            }

            WritePart(text, cells, widths, part, gap);
            isFirst = false;
        }
    }

    internal override void WriteMarkdown(StringBuilder text)
    {
        text.Append('|').AppendJoin('|', Columns.Select(column => $" {Literal(column.Header)} ")).Append("|\n|");
        text.AppendJoin('|', Columns.Select(column => column.Side == Side.Right ? " ---: " : " --- ")).Append("|\n");
        foreach (ImmutableArray<TableCell> row in Rows)
        {
            text.Append('|').AppendJoin('|', row.Select(cell =>
                $" {string.Join("<br>", cell.Lines.Select(line => IsMarkdown ? PrintableText.Escape(line) : Literal(line)))} "));
            text.Append("|\n");
        }
    }

    private static string[] Lines(TableCell cell) => [.. cell.Lines.Select(PrintableText.Escape)];

    private static int Total(int[] widths, int gap) => widths.Sum() + (gap * (widths.Length - 1));

    private int[] Wrapped(int[] widths, int width, int gap)
    {
        int[] narrowed = [.. widths];
        while (Total(narrowed, gap) > width)
        {
            int widest = -1;
            for (int c = 0; c < narrowed.Length; c++)
            {
                int least = Math.Max(LeastWrappedWidth, PrintableText.Width(PrintableText.Escape(Columns[c].Header)));
                if (Columns[c].Wraps && narrowed[c] > least && (widest < 0 || narrowed[c] > narrowed[widest]))
                {
                    widest = c;
                }
            }

            if (widest < 0)
            {
                break;
            }

            narrowed[widest]--;
        }

        return narrowed;
    }

    private IEnumerable<int[]> Parts(int[] widths, int width, int gap)
    {
        // As few parts as fit, then evened out so that the last is not a single column.
        int[] keys = [.. Enumerable.Range(0, Keys)];
        int others = widths.Length - Keys;
        if (others == 0)
        {
            return [keys];
        }

        for (int parts = 1; parts < others; parts++)
        {
            int each = (others + parts - 1) / parts;
            int[][] split = [.. Enumerable.Range(Keys, others).Chunk(each).Select(chunk => (int[])[.. keys, .. chunk])];
            if (split.All(part => part.Sum(c => widths[c]) + (gap * (part.Length - 1)) <= width))
            {
                return split;
            }
        }

        return Enumerable.Range(Keys, others).Select(c => (int[])[.. keys, c]);
    }

    private void WritePart(StringBuilder text, string[][][] cells, int[] widths, int[] part, int gap)
    {
        WriteLine(text, part, gap, c => PrintableText.Escape(Columns[c].Header), widths);
        WriteLine(text, part, gap, c => new string('-', widths[c]), widths);
        for (int r = 0; r < cells.Length; r++)
        {
            string[][] row = cells[r];
            text.Append(IsSpaced && r > 0 ? "\n" : "");
            string[][] lines = [.. part.Select(c => row[c].SelectMany(line => Broken(line, c, widths)).ToArray())];
            int height = lines.Max(cell => cell.Length);
            for (int at = 0; at < height; at++)
            {
                int line = at;
                WriteLine(text, part, gap,
                    c => lines[Array.IndexOf(part, c)] is var cell && line < cell.Length ? cell[line] : "", widths);
            }
        }
    }

    private IEnumerable<string> Broken(string line, int column, int[] widths) =>
        Columns[column].Wraps && PrintableText.Width(line) > widths[column] ? PrintableText.Wrap(line, widths[column]) : [line];

    private void WriteLine(StringBuilder text, int[] part, int gap, Func<int, string> cell, int[] widths)
    {
        StringBuilder line = new();
        foreach (int c in part)
        {
            string content = cell(c);
            int padding = widths[c] - PrintableText.Width(content);
            line.Append(' ', line.Length > 0 || c != part[0] ? gap : 0);
            _ = Columns[c].Side == Side.Right
                ? line.Append(' ', padding).Append(content)
                : line.Append(content).Append(' ', padding);
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }
}
