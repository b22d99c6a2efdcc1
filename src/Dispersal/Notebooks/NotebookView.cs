using System.Collections.Immutable;
using System.Net;
using System.Text;

namespace Dispersal.Notebooks;

/// <summary>What a notebook shows of an object: a line of what it is, a table, and a line on how to read it.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Columns">Heads of the table; all but the first hold figures.</param>
/// <param name="Rows">Cells, as many in each row as there are heads.</param>
/// <param name="Note">How to read it; may be empty.</param>
internal sealed record NotebookView(string Title, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows, string Note = "")
{
    private const int MostRows = 40;

    /// <summary>A table, every text in it escaped.</summary>
    public string ToHtml()
    {
        StringBuilder html = new();
        html.Append("<div class=\"dispersal\"><p><strong>").Append(Safe(Title)).Append("</strong></p><table><thead><tr>");
        for (int column = 0; column < Columns.Length; column++)
        {
            html.Append("<th style=\"text-align:").Append(Side(column)).Append("\">").Append(Safe(Columns[column])).Append("</th>");
        }

        html.Append("</tr></thead><tbody>");
        foreach (ImmutableArray<string> row in Rows.Take(MostRows))
        {
            html.Append("<tr>");
            for (int column = 0; column < row.Length; column++)
            {
                html.Append("<td style=\"text-align:").Append(Side(column)).Append("\">").Append(Safe(row[column])).Append("</td>");
            }

            html.Append("</tr>");
        }

        html.Append("</tbody></table>");
        foreach (string line in Ending())
        {
            html.Append("<p>").Append(Safe(line)).Append("</p>");
        }

        return html.Append("</div>").ToString();

        string Side(int column) => column == 0 ? "left" : "right";
    }

    /// <summary>The same as lines of text.</summary>
    public string ToText()
    {
        ImmutableArray<string>[] shown = [Columns, .. Rows.Take(MostRows)];
        int[] widths = [.. Columns.Select((_, column) => shown.Max(row => row[column].Length))];
        StringBuilder text = new();
        text.Append(Title).Append('\n');
        foreach (ImmutableArray<string> row in shown)
        {
            text.Append(string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd()).Append('\n');
        }

        foreach (string line in Ending())
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    private IEnumerable<string> Ending()
    {
        if (Rows.Length > MostRows)
        {
            yield return $"... and {Rows.Length - MostRows:N0} more rows.";
        }

        if (Note.Length > 0)
        {
            yield return Note;
        }
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
