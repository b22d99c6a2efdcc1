using System.Text;
using System.Text.RegularExpressions;

namespace Dispersal.Cli;

/// <summary>The parts of a page that a command writes, each between two marks that it leaves where they are: <c>&lt;!-- generated --&gt;</c> for all, <c>&lt;!-- generated: NAME --&gt;</c> for one of its parts.</summary>
internal static partial class GeneratedPart
{
    public const string Begin = "<!-- generated -->";
    public const string End = "<!-- end of generated -->";

    /// <summary>The page with its parts replaced.</summary>
    /// <param name="page">The page.</param>
    /// <param name="all">What is to stand between marks without a name.</param>
    /// <param name="part">What is to stand between marks with a name; null where there is no such part.</param>
    /// <exception cref="IOException">The page has no marks, marks out of order, or a name that there is not.</exception>
    public static string Replace(string page, string all, Func<string, string?> part)
    {
        Match[] marks = [.. Mark().Matches(page).Cast<Match>()];
        bool isPaired = marks.Length > 0 && marks.Length % 2 == 0 && marks.Select((mark, i) => (mark.Value == End) == (i % 2 == 1)).All(yes => yes);
        if (!isPaired)
        {
            throw new IOException($"The page has no place for the tables. Write a line {Begin} and, below it, a line {End}; or several such pairs with names, <!-- generated: NAME -->.");
        }

        StringBuilder text = new();
        int at = 0;
        foreach (Match[] pair in marks.Chunk(2))
        {
            string name = pair[0].Groups["name"].Value;
            string content = name.Length == 0 ? all
                : part(name) ?? throw new IOException($"The page asks for '{name}', of which there is nothing to say. Take {pair[0].Value} and its end out, or ask for what it needs.");
            text.Append(page, at, pair[0].Index + pair[0].Length - at).Append("\n\n").Append(content.Trim('\n')).Append("\n\n").Append(End);
            at = pair[1].Index + pair[1].Length;
        }

        return text.Append(page, at, page.Length - at).ToString();
    }

    [GeneratedRegex("<!-- generated(: (?<name>[a-z-]+))? -->|<!-- end of generated -->", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Mark();
}
