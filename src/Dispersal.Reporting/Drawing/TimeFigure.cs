using System.Text;
using Dispersal.Reporting.Pages;

namespace Dispersal.Reporting.Drawing;

/// <summary>A course of a <see cref="TimeFigure"/>.</summary>
internal sealed record Course(string Name, double[] Low, double[] Middle, double[] High);

/// <summary>Courses over time with their bands, as a figure of its own.</summary>
internal static class TimeFigure
{
    /// <summary>The figure.</summary>
    public static Svg Of(string title, string note, IReadOnlyList<DateOnly> dates, IReadOnlyList<Course> courses, DateOnly? forecast, bool isShare, IReadOnlyList<Observed> observed)
    {
        const double width = 720;
        const double height = 400;
        (double left, double right, double top, double bottom) = (58, 150, 62, 34);
        Svg svg = new(width, height, $"{title}: {note}");
        svg.Words(16, 26, title, Ink.Text, 18, isBold: true);
        svg.Words(16, 46, note, Ink.Soft, 12);
        double least = Math.Min(0, courses.Min(course => course.Low.Min()));
        double most = Math.Max(courses.Max(course => course.High.Max()), observed.Select(target => target.High ?? target.Central).DefaultIfEmpty(least).Max());
        Axis y = new(least, most, height - bottom, top, 5);
        double first = dates[0].DayNumber - 30;
        double X(double day) => left + ((day - first) / Math.Max(1, dates[^1].DayNumber - first) * (width - left - right));
        if (forecast is { } from && from <= dates[^1])
        {
            svg.Rect(X(from.DayNumber), top, width - right - X(from.DayNumber), height - top - bottom, "#0b5f93", 0.06);
            svg.Words(X(from.DayNumber) + 5, top + 12, "forecast", Ink.Soft, 10);
        }

        foreach (double tick in y.Ticks)
        {
            svg.Line(left, y.At(tick), width - right, y.At(tick), Math.Abs(tick) < y.Step / 1000 ? Ink.Axis : Ink.Grid);
            svg.Words(left - 8, y.At(tick) + 4, isShare ? $"{tick * 100:0.#} %" : Math.Abs(tick) < y.Step / 1000 ? "0" : PageWords.Number(tick), Ink.Soft, 11, "end");
        }

        int every = Math.Max(1, (int)Math.Ceiling((dates[^1].Year - dates[0].Year + 1) / 9d));
        for (int year = dates[0].Year + 1; year <= dates[^1].Year; year += every)
        {
            svg.Words(X(new DateOnly(year, 1, 1).DayNumber), height - bottom + 16, $"{year}", Ink.Soft, 11, "middle");
        }

        // Names stand at the ends of their courses, pushed apart where they would meet.
        double lowest = double.NegativeInfinity;
        foreach ((int at, Course course) in courses.Index().OrderBy(entry => y.At(entry.Item.Middle[^1])))
        {
            Ink ink = Ink.Lines[at % Ink.Lines.Length];
            StringBuilder band = new();
            StringBuilder line = new();
            for (int i = 0; i < dates.Count; i++)
            {
                band.Append(i == 0 ? 'M' : 'L').Append($"{Svg.N(X(dates[i].DayNumber))},{Svg.N(y.At(course.High[i]))}");
                line.Append(i == 0 ? 'M' : 'L').Append($"{Svg.N(X(dates[i].DayNumber))},{Svg.N(y.At(course.Middle[i]))}");
            }

            for (int i = dates.Count - 1; i >= 0; i--)
            {
                band.Append($"L{Svg.N(X(dates[i].DayNumber))},{Svg.N(y.At(course.Low[i]))}");
            }

            svg.Path(band.Append('Z').ToString(), ink.Colour, 0.22, isFilled: true);
            svg.Path(line.ToString(), ink.Colour, 1, isFilled: false, 2);
            double beside = Math.Max(y.At(course.Middle[^1]) + 4, lowest + 28);
            lowest = beside;
            string value = isShare ? $"{course.Middle[^1] * 100:0.#} %" : PageWords.Number(course.Middle[^1]);
            svg.Words(width - right + 8, beside, course.Name.Length > 0 ? course.Name : value, ink with { Class = "" }, 12, isBold: true);
            if (course.Name.Length > 0)
            {
                svg.Words(width - right + 8, beside + 14, value, Ink.Soft, 12);
            }
        }

        foreach (Observed target in observed)
        {
            double x = X((target.From.DayNumber + target.To.DayNumber) / 2d);
            svg.Line(x, y.At(target.Low ?? target.Central), x, y.At(target.High ?? target.Central), Ink.Line, 1.6, target.IsHeldBack ? "3 2" : "");
            svg.Dot(x, y.At(target.Central), 3.6, Ink.Text, $"{target.Source}");
            if (target.IsHeldBack)
            {
                svg.Dot(x, y.At(target.Central), 2, Ink.Paper);
            }
        }

        return svg;
    }
}
