using System.Collections.Immutable;
using System.Text;

namespace Dispersal.Reporting;

/// <summary>A part of a <see cref="Document"/>.</summary>
public abstract record Block
{
    /// <summary>Writes the part as plain text, lines no wider than <paramref name="width"/> where words allow.</summary>
    internal abstract void WriteText(StringBuilder text, int width);

    /// <summary>Writes the part as Markdown.</summary>
    internal abstract void WriteMarkdown(StringBuilder text);

    /// <summary>The text as Markdown that shows it letter by letter.</summary>
    internal static string Literal(string text)
    {
        StringBuilder literal = new(text.Length + 8);
        foreach (char letter in PrintableText.Escape(text))
        {
            if (letter is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#')
            {
                literal.Append('\\');
            }

            literal.Append(letter);
        }

        return literal.ToString();
    }
}

/// <summary>A heading.</summary>
/// <param name="Text">Its text.</param>
public sealed record Heading(string Text) : Block
{
    internal override void WriteText(StringBuilder text, int width)
    {
        string heading = PrintableText.Escape(Text);
        text.Append(heading).Append('\n').Append('=', Math.Min(width, PrintableText.Width(heading))).Append('\n');
    }

    internal override void WriteMarkdown(StringBuilder text) => text.Append("## ").Append(Literal(Text)).Append('\n');
}

/// <summary>Running text.</summary>
/// <param name="Text">The text, without line ends.</param>
public sealed record Paragraph(string Text) : Block
{
    internal override void WriteText(StringBuilder text, int width)
    {
        foreach (string line in PrintableText.Wrap(PrintableText.Escape(Text), width))
        {
            text.Append(line).Append('\n');
        }
    }

    internal override void WriteMarkdown(StringBuilder text) => text.Append(Literal(Text)).Append('\n');
}

/// <summary>Names with what they stand for, one below the other.</summary>
/// <param name="Items">Name and text of each.</param>
public sealed record Facts(ImmutableArray<(string Name, string Text)> Items) : Block
{
    internal override void WriteText(StringBuilder text, int width)
    {
        int indent = Items.Max(item => PrintableText.Width(PrintableText.Escape(item.Name))) + 2;
        foreach ((string name, string value) in Items)
        {
            string label = PrintableText.Escape(name);
            text.Append(label).Append(' ', indent - PrintableText.Width(label));
            text.AppendJoin("\n" + new string(' ', indent),
                PrintableText.Wrap(PrintableText.Escape(value), Math.Max(20, width - indent)));
            text.Append('\n');
        }
    }

    internal override void WriteMarkdown(StringBuilder text)
    {
        foreach ((string name, string value) in Items)
        {
            text.Append("- **").Append(Literal(name)).Append("**: ").Append(Literal(value)).Append('\n');
        }
    }
}
