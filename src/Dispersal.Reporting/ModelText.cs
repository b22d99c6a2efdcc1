using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Dispersal.Reporting;

/// <summary>The model's description, <c>docs/model.md</c>, which is part of this assembly, cut at its headings.</summary>
/// <remarks>What is said about a mechanism is written once, there.</remarks>
internal static partial class ModelText
{
    private static readonly Lazy<ImmutableArray<(int Level, string Title, ImmutableArray<string> Lines)>> Parts = new(() => Cut(Read()));

    /// <summary>The whole text.</summary>
    public static string Read()
    {
        using Stream stream = typeof(ModelText).Assembly.GetManifestResourceStream("model.md")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>What stands under a heading of the second level, such as <c>2. Time and competing risks</c>, up to the next heading.</summary>
    public static ImmutableArray<Block> Section(int number) =>
        BlocksOf(Parts.Value.Single(part => part.Level == 2 && part.Title.StartsWith($"{number}. ", StringComparison.Ordinal)).Lines);

    /// <summary>What is said about a mechanism.</summary>
    /// <param name="label">Its label, such as <c>M6</c>.</param>
    public static MechanismText Mechanism(string label)
    {
        (_, string title, ImmutableArray<string> lines) = Parts.Value.Single(part => part.Level == 3 && part.Title.StartsWith(label + " ", StringComparison.Ordinal));
        ImmutableArray<Block> blocks = BlocksOf(lines);
        string text = string.Join('\n', lines);
        const string off = "Switched off: ";
        Passage last = blocks.OfType<Passage>().Last(passage => passage.Markdown.Contains(off, StringComparison.Ordinal));
        return new(
            label,
            title[(label.Length + 1)..title.LastIndexOf(" (", StringComparison.Ordinal)],
            blocks,
            last.Markdown[(last.Markdown.LastIndexOf(off, StringComparison.Ordinal) + off.Length)..],
            [.. Name().Matches(text).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>The design concepts in order; of each what holds for mechanisms of given labels.</summary>
    public static IEnumerable<(string Title, ImmutableArray<string> Items)> Concepts(IReadOnlySet<string> on) =>
        Parts.Value.SkipWhile(part => !part.Title.EndsWith(" Design concepts", StringComparison.Ordinal)).Skip(1).TakeWhile(part => part.Level == 3)
            .Select(part => (part.Title, Items: BlocksOf(part.Lines).OfType<Listing>().Single().Items))
            .Select(part => (part.Title, (ImmutableArray<string>)
            [
                .. part.Items.Where(item => Labels().Match(item) is not { Success: true } match || match.Groups["label"].Captures.Any(label => on.Contains(label.Value))),
            ]));

    private static ImmutableArray<(int Level, string Title, ImmutableArray<string> Lines)> Cut(string text)
    {
        var parts = ImmutableArray.CreateBuilder<(int, string, ImmutableArray<string>)>();
        (int level, string title) = (0, "");
        List<string> lines = [];
        foreach (string line in text.Split('\n').Append("# "))
        {
            int marks = line.TakeWhile(letter => letter == '#').Count();
            if (marks is 0 || line.Length <= marks || line[marks] != ' ')
            {
                lines.Add(line);
                continue;
            }

            parts.Add((level, title, [.. lines]));
            (level, title) = (marks, line[(marks + 1)..]);
            lines.Clear();
        }

        return parts.DrainToImmutable();
    }

    // Paragraphs, lists and tables end at a blank line; a list's entry goes on in the lines that bear no mark.
    private static ImmutableArray<Block> BlocksOf(ImmutableArray<string> lines)
    {
        var blocks = ImmutableArray.CreateBuilder<Block>();
        for (int at = 0; at < lines.Length;)
        {
            string[] chunk = [.. lines.Skip(at).TakeWhile(line => line.Length > 0)];
            at += chunk.Length + 1;
            if (chunk.Length == 0)
            {
                continue;
            }

            blocks.Add(chunk[0] switch
            {
                ['|', ..] => Table(chunk),
                ['-', ' ', ..] => Items(chunk, isNumbered: false),
                ['1', '.', ' ', ..] => Items(chunk, isNumbered: true),
                _ => new Passage(string.Join(' ', chunk)),
            });
        }

        return blocks.DrainToImmutable();
    }

    private static TextTable Table(string[] lines)
    {
        string[][] rows = [.. lines.Where((_, at) => at != 1).Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries))];
        return new([.. rows[0].Select(header => new TableColumn(header, Wraps: true))], [.. rows.Skip(1).Select(row => row.Select(cell => new TableCell(cell)).ToImmutableArray())])
        {
            IsMarkdown = true,
        };
    }

    private static Listing Items(string[] lines, bool isNumbered)
    {
        List<string> items = [];
        foreach (string line in lines)
        {
            if (Mark().Match(line) is { Success: true } mark)
            {
                items.Add(line[mark.Length..]);
            }
            else
            {
                items[^1] += " " + line.Trim();
            }
        }

        return new([.. items], isNumbered);
    }

    [GeneratedRegex(@"^(- |\d+\. )", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mark();

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"^(?<label>M\d+)( (?<label>M\d+))*: ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Labels();
}

/// <summary>What the model's description says about a mechanism.</summary>
/// <param name="Label">Its label, such as <c>M6</c>.</param>
/// <param name="Title">Its name for people to read.</param>
/// <param name="Blocks">The paragraph.</param>
/// <param name="WhenOff">What holds when it is switched off.</param>
/// <param name="Names">The names between backticks, in order.</param>
internal sealed record MechanismText(string Label, string Title, ImmutableArray<Block> Blocks, string WhenOff, ImmutableArray<string> Names)
{
    /// <summary>Whether a column of a table is read here: its name stands between backticks, with or without its table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <param name="ofSection">Names of the mechanism's own parameters, which a bare name means first.</param>
    public bool Reads(string table, string column, IReadOnlySet<string> ofSection) =>
        Names.Contains($"{table}/{column}", StringComparer.Ordinal) || (Names.Contains(column, StringComparer.Ordinal) && !ofSection.Contains(column));
}
