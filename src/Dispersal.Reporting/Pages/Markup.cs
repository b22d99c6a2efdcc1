using System.Net;
using System.Text;

namespace Dispersal.Reporting.Pages;

/// <summary>Writes HTML. Every text passes through <see cref="Text"/>: what files say is shown letter by letter and obeyed nowhere.</summary>
internal sealed class Markup
{
    private readonly StringBuilder text = new();

    /// <summary>Text as it may stand in an element or in a quoted attribute; control characters and turns of the reading direction are written out.</summary>
    public static string Escaped(string value) => WebUtility.HtmlEncode(PrintableText.Escape(value));

    /// <summary>Markup of our own making.</summary>
    public Markup Raw(string markup)
    {
        text.Append(markup);
        return this;
    }

    /// <summary>Text from anywhere.</summary>
    public Markup Text(string value)
    {
        text.Append(Escaped(value));
        return this;
    }

    /// <summary>An element that holds text.</summary>
    /// <param name="name">Its name, with attributes of our own making.</param>
    /// <param name="value">The text.</param>
    public Markup Element(string name, string value) =>
        Raw($"<{name}>").Text(value).Raw($"</{name.Split(' ')[0]}>");

    public override string ToString() => text.ToString();
}
