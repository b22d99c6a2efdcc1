using System.Globalization;
using System.Text.RegularExpressions;

namespace Dispersal.Tests.Shipped;

/// <summary>What the README of an overlay says: since when it differs, and which measures it must move.</summary>
/// <param name="Text">The whole text.</param>
/// <param name="Since">First day on which anything may differ from the base case.</param>
/// <param name="Moves">Rows of the table under <c>What it must move</c>.</param>
internal sealed partial record OverlayReadme(string Text, DateOnly Since, IReadOnlyList<OverlayMove> Moves)
{
    private const string Heading = "## What it must move";

    /// <exception cref="FormatException">The text has no date, no table, or a row that cannot be understood.</exception>
    public static OverlayReadme Of(string text)
    {
        string[] lines = text.Split('\n');
        Match since = Since_().Match(text);
        int heading = Array.IndexOf(lines, Heading);
        if (!since.Success || heading < 0)
            throw new FormatException($"The README needs \"Since yyyy-MM-dd\" and a table under \"{Heading}\".");

        // Heading, blank line, names of the columns, rule; then the rows.
        string[] table = [.. lines[(heading + 2)..].TakeWhile(line => line.StartsWith('|'))];
        if (table.Length < 3 || table[0] != "| measure | subject | date | direction | because |")
            throw new FormatException($"\"{Heading}\" needs a table of measure, subject, date, direction, because.");
        return new(text, Date(since.Groups["date"].Value), [.. table[2..].Select(Move)]);
    }

    private static OverlayMove Move(string row)
    {
        string[] cells = [.. row.Trim('|').Split('|').Select(cell => cell.Trim())];
        int sign = cells is [_, _, _, "up" or "down", not ""]
            ? cells[3] == "up" ? 1 : -1
            : throw new FormatException($"The row \"{row}\" must give measure, subject, date, up or down, and why.");
        return new(new(cells[0]), cells[1], Date(cells[2]), sign);
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\bSince (?<date>\d{4}-\d\d-\d\d)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Since_();
}

/// <summary>A direction in which an overlay must move a measure.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Date">A recorded date.</param>
/// <param name="Sign">+1 up, -1 down.</param>
internal sealed record OverlayMove(Measure Measure, string Subject, DateOnly Date, int Sign);
