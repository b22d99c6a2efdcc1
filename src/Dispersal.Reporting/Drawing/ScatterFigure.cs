using Dispersal.Reporting.Pages;

namespace Dispersal.Reporting.Drawing;

/// <summary>Elementary effects in a plane: how much a factor matters against how far that depends on the others.</summary>
internal static class ScatterFigure
{
    private const int MostNames = 10;

    /// <summary>The figure.</summary>
    /// <param name="label">What it shows.</param>
    /// <param name="points">Name, mu* and sigma, the largest mu* first.</param>
    public static Svg Of(string label, IReadOnlyList<(string Name, double X, double Y)> points)
    {
        const double width = 760;
        const double height = 430;
        (double left, double right, double top, double bottom) = (64, 24, 34, 46);
        Svg svg = new(width, height, label);
        Axis x = new(0, points.Select(point => point.X).DefaultIfEmpty(1).Max(), left, width - right);
        Axis y = new(0, points.Select(point => point.Y).DefaultIfEmpty(1).Max(), height - bottom, top);
        foreach (double tick in x.Ticks)
        {
            svg.Line(x.At(tick), top, x.At(tick), height - bottom, Ink.Grid);
            svg.Words(x.At(tick), height - bottom + 16, PageWords.Number(tick), Ink.Soft, 11, "middle");
        }

        foreach (double tick in y.Ticks)
        {
            svg.Line(left, y.At(tick), width - right, y.At(tick), Ink.Grid);
            svg.Words(left - 8, y.At(tick) + 4, PageWords.Number(tick), Ink.Soft, 11, "end");
        }

        // Above the line effects change their sign or size with the other factors more than they amount to.
        double end = Math.Min(x.Most, y.Most);
        svg.Line(x.At(0), y.At(0), x.At(end), y.At(end), Ink.Axis, 1, "4 4");
        svg.Words(x.At(end) + 5, y.At(end) + 12, "sigma = mu*", Ink.Soft, 11);
        svg.Words((left + width - right) / 2, height - 8, "mu*: mean size of the change over the factor's whole range", Ink.Soft, 12, "middle");
        svg.Words(4, 16, "sigma: how far it depends on the other factors", Ink.Soft, 12);
        List<(double L, double T, double R, double B)> taken = [];
        foreach ((int at, (string name, double mu, double sigma)) in points.Index())
        {
            svg.Dot(x.At(mu), y.At(sigma), at < MostNames ? 5 : 3, at < MostNames ? Ink.Fill : Ink.Soft, $"{name}: mu* {PageWords.Number(mu)}, sigma {PageWords.Number(sigma)}");
            if (at >= MostNames)
            {
                continue;
            }

            double w = name.Length * 6.1;
            bool isLeft = x.At(mu) + 8 + w > width - 4;
            (double L, double T, double R, double B) area = isLeft ? (x.At(mu) - 8 - w, y.At(sigma) - 7, x.At(mu) - 8, y.At(sigma) + 7) : (x.At(mu) + 8, y.At(sigma) - 7, x.At(mu) + 8 + w, y.At(sigma) + 7);
            if (!taken.Exists(other => other.L < area.R && other.R > area.L && other.T < area.B && other.B > area.T))
            {
                taken.Add(area);
                svg.Words(isLeft ? area.R : area.L, y.At(sigma) + 4, name, Ink.Text, 11.5, isLeft ? "end" : "start");
            }
        }

        return svg;
    }
}
