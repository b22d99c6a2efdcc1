using Dispersal.Reporting.Pages;

namespace Dispersal.Reporting.Drawing;

/// <summary>A line of an <see cref="IntervalFigure"/>: a point with its interval, and a second one where there are two.</summary>
internal sealed record IntervalLine(string Name, double Low, double Middle, double High, string Text, (double Low, double Middle, double High)? Second = null);

/// <summary>Points with intervals, one below the other: differences, shares of a variance.</summary>
internal static class IntervalFigure
{
    private const double RowHeight = 24;
    private const double LetterWidth = 6.4;

    /// <summary>The figure.</summary>
    /// <param name="label">What it shows, for those who do not see it.</param>
    /// <param name="lines">Its lines from top to bottom.</param>
    /// <param name="axis">What the numbers are.</param>
    /// <param name="keys">Names of the first and second points, where there are two.</param>
    public static Svg Of(string label, IReadOnlyList<IntervalLine> lines, string axis, (string First, string Second)? keys = null)
    {
        const double width = 760;
        double left = Math.Clamp(lines.Select(line => line.Name.Length).DefaultIfEmpty(0).Max() * LetterWidth, 90, 300) + 12;
        double right = (lines.Select(line => line.Text.Length).DefaultIfEmpty(0).Max() * LetterWidth) + 16;
        double top = keys is null ? 8 : 28;
        double height = top + (lines.Count * RowHeight) + 38;
        Svg svg = new(width, height, label);
        Axis x = new(
            Math.Min(0, lines.Select(line => Math.Min(line.Low, line.Second?.Low ?? 0)).DefaultIfEmpty(0).Min()),
            Math.Max(0, lines.Select(line => Math.Max(line.High, line.Second?.High ?? 0)).DefaultIfEmpty(1).Max()), left, width - right);
        double bottom = height - 34;
        foreach (double tick in x.Ticks)
        {
            bool isZero = Math.Abs(tick) < x.Step / 1000;
            svg.Line(x.At(tick), top - 4, x.At(tick), bottom, isZero ? Ink.Axis : Ink.Grid);
            svg.Words(x.At(tick), bottom + 14, isZero ? "0" : PageWords.Number(tick), Ink.Soft, 11, "middle");
        }

        svg.Words((left + width - right) / 2, height - 4, axis, Ink.Soft, 11, "middle");
        if (keys is var (first, second))
        {
            svg.Dot(left + 6, 10, 4, Ink.Fill);
            svg.Words(left + 15, 14, first, Ink.Text, 12);
            svg.Dot(left + 30 + (first.Length * LetterWidth), 10, 4, Ink.OtherFill);
            svg.Words(left + 39 + (first.Length * LetterWidth), 14, second, Ink.Text, 12);
        }

        for (int at = 0; at < lines.Count; at++)
        {
            IntervalLine line = lines[at];
            double y = top + (at * RowHeight) + (RowHeight / 2);
            double off = line.Second is null ? 0 : 4;
            svg.Words(left - 10, y + 4, Shortened(line.Name), Ink.Text, 12, "end");
            svg.Line(x.At(line.Low), y - off, x.At(line.High), y - off, Ink.Stroke, 3);
            svg.Dot(x.At(line.Middle), y - off, 4.5, Ink.Fill, $"{line.Name}: {line.Text}");
            if (line.Second is var (low, middle, high))
            {
                svg.Line(x.At(low), y + off, x.At(high), y + off, Ink.OtherStroke, 3);
                svg.Dot(x.At(middle), y + off, 4.5, Ink.OtherFill, $"{line.Name}: {line.Text}");
            }

            svg.Words(width - right + 12, y + 4, line.Text, Ink.Soft, 12);
        }

        return svg;
    }

    private static string Shortened(string name) => name.Length <= 46 ? name : $"…{name[^45..]}";
}
