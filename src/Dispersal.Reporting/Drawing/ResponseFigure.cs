using System.Text;
using Dispersal.Experiments;
using Dispersal.Reporting.Pages;

namespace Dispersal.Reporting.Drawing;

/// <summary>How a figure goes with a factor: runs as dots, the median with its band over parts of the span.</summary>
internal static class ResponseFigure
{
    /// <summary>The figure.</summary>
    /// <param name="title">What is drawn, above it.</param>
    /// <param name="curve">The curve.</param>
    /// <param name="dots">Value of the factor and mean of the figure at each point.</param>
    /// <param name="least">Lower end of the axis that figures side by side share.</param>
    /// <param name="most">Upper end of that axis.</param>
    public static Svg Of(string title, ResponseCurve curve, IReadOnlyList<(double Level, double Mean)> dots, double least, double most)
    {
        const double width = 380;
        const double height = 250;
        (double left, double right, double top, double bottom) = (54, 14, 40, 40);
        Svg svg = new(width, height, $"{title} by {curve.Factor.Name}");
        svg.Words(left - 44, 16, curve.Factor.Name.Length <= 52 ? curve.Factor.Name : $"…{curve.Factor.Name[^51..]}", Ink.Text, 12.5, isBold: true);
        svg.Words(left - 44, 32, $"goes with {curve.Share * 100:0} % of the variance between points", Ink.Soft, 11);
        Axis x = new(dots.Select(dot => dot.Level).DefaultIfEmpty(0).Min(), dots.Select(dot => dot.Level).DefaultIfEmpty(1).Max(), left, width - right, 4);
        Axis y = new(least, most, height - bottom, top, 4);
        foreach (double tick in y.Ticks)
        {
            svg.Line(left, y.At(tick), width - right, y.At(tick), Ink.Grid);
            svg.Words(left - 6, y.At(tick) + 4, PageWords.Number(tick), Ink.Soft, 10.5, "end");
        }

        foreach (double tick in x.Ticks)
        {
            svg.Words(x.At(tick), height - bottom + 15, Math.Abs(tick) < x.Step / 1000 ? "0" : PageWords.Number(tick), Ink.Soft, 10.5, "middle");
        }

        svg.Words((left + width - right) / 2, height - 6, curve.Factor.IsQuantile ? "quantile of the range" : curve.Factor.Unit, Ink.Soft, 11, "middle");
        foreach ((double level, double mean) in dots)
        {
            svg.Dot(x.At(level), y.At(mean), 2, Ink.Soft);
        }

        if (curve.Points.Length > 1)
        {
            StringBuilder band = new();
            StringBuilder line = new();
            foreach ((int at, ResponsePoint point) in curve.Points.Index())
            {
                band.Append(at == 0 ? 'M' : 'L').Append($"{Svg.N(x.At(point.Value))},{Svg.N(y.At(point.Figure.High))}");
                line.Append(at == 0 ? 'M' : 'L').Append($"{Svg.N(x.At(point.Value))},{Svg.N(y.At(point.Figure.Median))}");
            }

            foreach (ResponsePoint point in curve.Points.Reverse())
            {
                band.Append($"L{Svg.N(x.At(point.Value))},{Svg.N(y.At(point.Figure.Low))}");
            }

            svg.Path(band.Append('Z').ToString(), Ink.Stroke.Colour, 0.18, isFilled: true);
            svg.Path(line.ToString(), Ink.Stroke.Colour, 1, isFilled: false, 2.2);
        }

        return svg;
    }
}
