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
/// <param name="Level">1 for a title, 2 for a section, 3 for a part of one.</param>
public sealed record Heading(string Text, int Level = 2) : Block
{
    internal override void WriteText(StringBuilder text, int width)
    {
        string heading = PrintableText.Escape(Text);
        text.Append(heading).Append('\n').Append(Level > 2 ? '-' : '=', Math.Min(width, PrintableText.Width(heading))).Append('\n');
    }

    internal override void WriteMarkdown(StringBuilder text) => text.Append('#', Level).Append(' ').Append(Literal(Text)).Append('\n');
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
        int indent = Items.Select(item => PrintableText.Width(PrintableText.Escape(item.Name))).DefaultIfEmpty().Max() + 2;
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

/// <summary>Running text in Markdown, such as a paragraph of the model's description. Never what a scenario's files say.</summary>
/// <param name="Markdown">The text, without line ends.</param>
public sealed record Passage(string Markdown) : Block
{
    internal override void WriteText(StringBuilder text, int width)
    {
        foreach (string line in PrintableText.Wrap(PrintableText.Escape(WithoutBold(Markdown)), width))
        {
            text.Append(line).Append('\n');
        }
    }

    internal override void WriteMarkdown(StringBuilder text) => text.Append(PrintableText.Escape(Markdown)).Append('\n');

    // Names keep their marks in plain text; bold type has none to keep.
    internal static string WithoutBold(string markdown) => markdown.Replace("**", "", StringComparison.Ordinal);
}

/// <summary>Entries below each other, with numbers or with dashes. Their text is Markdown, as in a <see cref="Passage"/>.</summary>
/// <param name="Items">The entries.</param>
/// <param name="IsNumbered">Whether they are numbered from 1.</param>
public sealed record Listing(ImmutableArray<string> Items, bool IsNumbered = false) : Block
{
    internal override void WriteText(StringBuilder text, int width)
    {
        for (int at = 0; at < Items.Length; at++)
        {
            string mark = Mark(at);
            text.Append(mark).AppendJoin("\n" + new string(' ', mark.Length),
                PrintableText.Wrap(PrintableText.Escape(Passage.WithoutBold(Items[at])), width - mark.Length)).Append('\n');
        }
    }

    internal override void WriteMarkdown(StringBuilder text)
    {
        for (int at = 0; at < Items.Length; at++)
        {
            text.Append(Mark(at)).Append(PrintableText.Escape(Items[at])).Append('\n');
        }
    }

    private string Mark(int at) => IsNumbered ? $"{at + 1}. " : "- ";
}
