using System.Collections.Immutable;
using System.Text;

namespace Dispersal.Reporting;

/// <summary>Something to read: headings, running text and tables, written as plain text or as Markdown.</summary>
/// <param name="Blocks">Its parts from top to bottom.</param>
public sealed record Document(ImmutableArray<Block> Blocks)
{
    /// <summary>Its parts from top to bottom.</summary>
    public ImmutableArray<Block> Blocks { get; init; } = Blocks.IsDefault ? [] : Blocks;

    /// <summary>Columns of plain text when nothing else is asked for.</summary>
    public const int DefaultWidth = 100;

    /// <summary>The document as plain text; lines end in <c>\n</c>.</summary>
    /// <param name="width">Columns that lines may take up, 40 or more.</param>
    public string ToText(int width = DefaultWidth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 40);
        return Joined((block, text) => block.WriteText(text, width));
    }

    /// <summary>The document as Markdown; lines end in <c>\n</c>.</summary>
    public string ToMarkdown() => Joined((block, text) => block.WriteMarkdown(text));

    /// <summary>This document with another below it.</summary>
    public Document Then(Document below)
    {
        ArgumentNullException.ThrowIfNull(below);
        return new(Blocks.AddRange(below.Blocks));
    }

    private string Joined(Action<Block, StringBuilder> write)
    {
        StringBuilder text = new();
        foreach (Block block in Blocks)
        {
            if (text.Length > 0)
            {
                text.Append('\n');
            }

            write(block, text);
        }

        return text.ToString();
    }
}
