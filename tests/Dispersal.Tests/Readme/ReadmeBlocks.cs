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
    public static string RegionOf(string file) => RegionsOf(file)[0];

    /// <summary>All such regions of a test's file, in order.</summary>
    public static IReadOnlyList<string> RegionsOf(string file)
    {
        List<string> regions = [];
        List<string>? lines = null;
        foreach (string line in File.ReadLines(Path.Combine(Repository.FolderOfCaller(), file)))
        {
            if (line.Trim() == "// <readme>")
            {
                lines = [];
            }
            else if (line.Trim() == "// </readme>")
            {
                int margin = lines!.Where(l => l.Length > 0).Min(l => l.Length - l.TrimStart().Length);
                regions.Add(string.Concat(lines!.Select(l => (l.Length > margin ? l[margin..] : "") + "\n")));
                lines = null;
            }
            else
            {
                lines?.Add(line);
            }
        }

        return regions;
    }
}
