namespace Dispersal.Tests.Readme;

/// <summary>The fenced blocks of the README, and the code in the tests that they must equal.</summary>
internal static class ReadmeBlocks
{
    /// <summary>Texts of the blocks in a language, in order, with line feeds.</summary>
    public static IReadOnlyList<string> Of(string language)
    {
        List<string> blocks = [];
        string? block = null;
        foreach (string line in File.ReadLines(Repository.PathOf("README.md")))
        {
            if (block is null)
            {
                block = line == "```" + language ? "" : null;
            }
            else if (line == "```")
            {
                blocks.Add(block);
                block = null;
            }
            else
            {
                block += line + "\n";
            }
        }

        return blocks;
    }

    /// <summary>The lines of a test's file between <c>// &lt;readme&gt;</c> and <c>// &lt;/readme&gt;</c>, moved to the margin.</summary>
    public static string RegionOf(string file)
    {
        string[] lines = [.. File.ReadLines(Path.Combine(Repository.FolderOfCaller(), file))
            .SkipWhile(line => line.Trim() != "// <readme>").Skip(1).TakeWhile(line => line.Trim() != "// </readme>")];
        int margin = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Concat(lines.Select(line => (line.Length > margin ? line[margin..] : "") + "\n"));
    }
}
