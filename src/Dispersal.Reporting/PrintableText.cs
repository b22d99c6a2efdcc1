using System.Globalization;
using System.Text;

namespace Dispersal.Reporting;

/// <summary>Makes text from files safe to print, and measures it.</summary>
/// <remarks>Names, sources and reasons come from files that others wrote. A terminal obeys control characters inside them
/// (colours, cursor moves, titles, reordering of letters), so everything printed passes through here.</remarks>
public static class PrintableText
{
    // These two join letters in some scripts, and do no harm.
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>The text with every character that a terminal would obey rather than show written as <c>\uXXXX</c>.</summary>
    /// <remarks>Line ends are such characters too; escaping twice is the same as escaping once.</remarks>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsPlain(text))
        {
            return text;
        }

        StringBuilder safe = new(text.Length + 16);
        int at = 0;
        while (at < text.Length)
        {
            if (!Rune.TryGetRuneAt(text, at, out Rune rune))
            {
                safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[at]:x4}");
                at++;
                continue;
            }

            _ = IsObeyed(rune) switch
            {
                false => safe.Append(rune.ToString()),
                true when rune.IsBmp => safe.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                true => safe.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
            };
            at += rune.Utf16SequenceLength;
        }

        return safe.ToString();
    }

    /// <summary>Columns that a text takes up in a terminal with fixed-width letters.</summary>
    public static int Width(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int width = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
                _ => IsWide(rune.Value) ? 2 : 1,
            };
        }

        return width;
    }

    /// <summary>Breaks a text into lines no wider than <paramref name="width"/>, between words where it can, else after a slash, dash or comma.</summary>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 2);
        List<string> lines = [];
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string rest = word;
            if (line.Length > 0 && Width(line) + 1 + Width(rest) <= width)
            {
                line += " " + rest;
                continue;
            }

            if (line.Length > 0)
            {
                lines.Add(line);
            }

            while (Width(rest) > width)
            {
                int cut = Cut(rest, Fitting(rest, width));
                lines.Add(rest[..cut]);
                rest = rest[cut..];
            }

            line = rest;
        }

        if (line.Length > 0 || lines.Count == 0)
        {
            lines.Add(line);
        }

        return lines;
    }

    // An address is broken between its parts rather than inside a name.
    private static int Cut(string word, int fitting)
    {
        int after = word.AsSpan(0, fitting).LastIndexOfAny('/', '-', ',') + 1;
        return after > fitting / 2 ? after : fitting;
    }

    private static int Fitting(string text, int width)
    {
        int cut = 0;
        int used = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            used += Width(rune.ToString());
            if (used > width)
            {
                break;
            }

            cut += rune.Utf16SequenceLength;
        }

        return cut;
    }

    private static bool IsPlain(string text)
    {
        foreach (char letter in text)
        {
            if (letter is < ' ' or > '~')
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsObeyed(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.Format => rune.Value is not (ZeroWidthNonJoiner or ZeroWidthJoiner),
        _ => false,
    };

    private static bool IsWide(int code) => code is
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6)
        or (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F900 and <= 0x1F9FF) or (>= 0x20000 and <= 0x3FFFD);
}
