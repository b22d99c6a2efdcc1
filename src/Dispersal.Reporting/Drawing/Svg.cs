using System.Globalization;
using System.Text;
using Dispersal.Reporting.Pages;

namespace Dispersal.Reporting.Drawing;

/// <summary>A colour of a figure: a class that a page may restyle, and what it is where there is no style sheet.</summary>
internal sealed record Ink(string Class, string Colour)
{
    public static readonly Ink Text = new("fg", "#1c2127");
    public static readonly Ink Soft = new("fs", "#59626d");
    public static readonly Ink Grid = new("sg", "#dedad1");
    public static readonly Ink Axis = new("ss", "#59626d");
    public static readonly Ink Line = new("si", "#1c2127");
    public static readonly Ink Fill = new("fa", "#0072b2");
    public static readonly Ink Stroke = new("sa", "#0072b2");
    public static readonly Ink OtherFill = new("fb", "#c9544f");
    public static readonly Ink OtherStroke = new("sb", "#c9544f");
    public static readonly Ink Paper = new("fp", "#faf9f6");

    /// <summary>Colours of lines, readable by those who see few.</summary>
    public static readonly Ink[] Lines = [Stroke, OtherStroke, new("sc", "#2b8f78"), new("sd", "#b07a00"), new("se", "#8a5fb0")];
}

/// <summary>A picture in SVG, stroke by stroke. Text passes through the same escape as everywhere on a page.</summary>
internal sealed class Svg(double width, double height, string label)
{
    private readonly StringBuilder text = new();

    /// <summary>Width in pixels.</summary>
    public double Width { get; } = width;

    /// <summary>Height in pixels.</summary>
    public double Height { get; } = height;

    public void Line(double x1, double y1, double x2, double y2, Ink ink, double width = 1, string dash = "") =>
        text.Append($"<line x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\" class=\"{ink.Class}\" stroke=\"{ink.Colour}\" stroke-width=\"{N(width)}\"{(dash.Length > 0 ? $" stroke-dasharray=\"{dash}\"" : "")}/>\n");

    public void Dot(double x, double y, double radius, Ink ink, string title = "") =>
        text.Append($"<circle cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\" class=\"{ink.Class}\" fill=\"{ink.Colour}\">{Title(title)}</circle>\n");

    public void Path(string data, string colour, double opacity, bool isFilled, double width = 1.6, string title = "") =>
        text.Append($"<path d=\"{data}\" {(isFilled ? $"fill=\"{colour}\" fill-opacity=\"{N(opacity)}\" stroke=\"none\"" : $"fill=\"none\" stroke=\"{colour}\" stroke-opacity=\"{N(opacity)}\" stroke-width=\"{N(width)}\" stroke-linejoin=\"round\"")}>{Title(title)}</path>\n");

    public void Land(string data) =>
        text.Append($"<path d=\"{data}\" fill=\"#e7e3d9\" stroke=\"#faf9f6\" stroke-width=\"0.6\"/>\n");

    public void Rect(double x, double y, double width, double height, string colour, double opacity = 1, string title = "") =>
        text.Append($"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(Math.Max(0, width))}\" height=\"{N(Math.Max(0, height))}\" fill=\"{colour}\" fill-opacity=\"{N(opacity)}\">{Title(title)}</rect>\n");

    public void Words(double x, double y, string words, Ink ink, double size = 12, string anchor = "start", bool isBold = false) =>
        text.Append($"<text x=\"{N(x)}\" y=\"{N(y)}\" class=\"{ink.Class}\" fill=\"{ink.Colour}\" font-size=\"{N(size)}\"{(anchor == "start" ? "" : $" text-anchor=\"{anchor}\"")}{(isBold ? " font-weight=\"650\"" : "")}>{Markup.Escaped(words)}</text>\n");

    /// <summary>The picture as an element of a page.</summary>
    public string Inline() => Element("");

    /// <summary>The picture as a file of its own.</summary>
    public string Standalone() =>
        Element(" xmlns=\"http://www.w3.org/2000/svg\"") + "\n";

    /// <summary>A coordinate: a tenth of a pixel is enough.</summary>
    public static string N(double value) => (Math.Round(value, 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture);

    private string Element(string space)
    {
        // A file of its own has a paper to stand on; on a page the page is the paper.
        string paper = space.Length > 0 ? $"<rect width=\"{N(Width)}\" height=\"{N(Height)}\" fill=\"{Ink.Paper.Colour}\"/>\n" : "";
        return $"<svg{space} viewBox=\"0 0 {N(Width)} {N(Height)}\" width=\"{N(Width)}\" height=\"{N(Height)}\" role=\"img\" font-family=\"system-ui, 'Segoe UI', 'Liberation Sans', Arial, sans-serif\"><title>{Markup.Escaped(label)}</title>\n{paper}{text}</svg>";
    }

    private static string Title(string title) => title.Length > 0 ? $"<title>{Markup.Escaped(title)}</title>" : "";
}
