namespace Dispersal.Cli;

/// <summary>The part of a page that a command writes, between two marks that it leaves where they are.</summary>
internal static class GeneratedPart
{
    public const string Begin = "<!-- generated -->";
    public const string End = "<!-- end of generated -->";

    /// <summary>The page with the part replaced.</summary>
    /// <param name="page">The page.</param>
    /// <param name="part">What is to stand between the marks.</param>
    /// <exception cref="IOException">The page has not both marks, each once and in order.</exception>
    public static string Replace(string page, string part)
    {
        int from = page.IndexOf(Begin, StringComparison.Ordinal);
        int to = page.IndexOf(End, StringComparison.Ordinal);
        if (from < 0 || to < from || page.IndexOf(Begin, from + 1, StringComparison.Ordinal) >= 0 || page.IndexOf(End, to + 1, StringComparison.Ordinal) >= 0)
        {
            throw new IOException($"The page has no place for the tables. Write a line {Begin} and, below it, a line {End}, each once.");
        }

        return $"{page[..(from + Begin.Length)]}\n\n{part.Trim('\n')}\n\n{page[to..]}";
    }
}
