using System.Text.RegularExpressions;

namespace Dispersal.Tests.Shipped;

/// <summary>
/// A page of the guide, whose blocks are run from top to bottom as a reader would type them: <c>sh</c> in bash, <c>python</c> in Debian's Python,
/// <c>csharp</c> as a script; blocks of a language go on with what earlier ones of the page defined. A <c>text</c> block shows what the block before
/// it prints: each of its lines must be printed, in that order; <c>...</c> stands for any lines, at the end of a line for its rest.
/// </summary>
/// <remarks>
/// Comments in a page say what is special: <c>&lt;!-- tested with raqqa-2017 until YYYY-MM-DD --&gt;</c> shortens that scenario,
/// <c>&lt;!-- blocks run by CLASS --&gt;</c> names a test that runs the page in its own way, and <c>&lt;!-- run by CLASS --&gt;</c> before a block one
/// that runs this block. There is no way to say that a block is not run.
/// </remarks>
internal sealed partial class GuidePage
{
    private readonly string path;
    private readonly string text;

    private GuidePage(string path, string text)
    {
        this.path = path;
        this.text = text;
        OtherTest = RunsPage().Match(text) is { Success: true } match ? match.Groups["test"].Value : null;
        Blocks = [.. Split(text).Select(block => block with { OtherTest = block.OtherTest ?? OtherTest })];
    }

    public IReadOnlyList<GuideBlock> Blocks { get; }

    /// <summary>The test class that runs the page in its own way, if the page names one.</summary>
    public string? OtherTest { get; }

    /// <summary>Every fence on the page, those too that are indented or of another kind and so begin no block here.</summary>
    public int Fences => Fence().Count(text);

    public static GuidePage Read(string path) => new(path, File.ReadAllText(Path.IsPathRooted(path) ? path : Repository.PathOf(path)));

    /// <summary>Puts the scenarios of the repository into a folder, as far as the page needs them.</summary>
    public void Stage(string folder)
    {
        foreach (string file in Repository.Files().Where(file => file.StartsWith("scenarios/", StringComparison.Ordinal)))
        {
            string target = Path.Combine([folder, .. file.Split('/')]);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Repository.PathOf(file), target);
        }

        if (Until().Match(text) is { Success: true } match)
        {
            // An overlay may end before what it is laid over; the policies on the base scenario then lie over both.
            string shorter = Path.Combine(folder, "scenarios", "raqqa-2017");
            Directory.Move(shorter, shorter + "-whole");
            Directory.CreateDirectory(shorter);
            File.WriteAllText(Path.Combine(shorter, "scenario.json"), $$"""{ "extends": "../raqqa-2017-whole", "name": "raqqa-2017", "end": "{{match.Groups["end"].Value}}" }""");
        }
    }

    /// <summary>The blocks that a test runs: those that name it, alone or with their page; without one those that name none.</summary>
    public IEnumerable<GuideBlock> BlocksOf(string? test = null) => Blocks.Where(block => block.OtherTest == test);

    /// <summary>Runs the blocks of a test in a folder, but for the first few when they were run before.</summary>
    public void Run(string folder, IReadOnlyDictionary<string, string> environment, string? test = null, int after = 0)
    {
        using CSharpSession csharp = new(folder);
        string python = "";
        string output = "";
        int ran = 0;
        foreach (GuideBlock block in BlocksOf(test).Skip(after))
        {
            try
            {
                switch (block.Language)
                {
                    case "sh":
                        output = Shell.Run(folder, environment, "bash", "-e", "-o", "pipefail", "-c", block.Text);
                        break;
                    case "python":
                        // What was printed by earlier blocks is printed again before.
                        File.WriteAllText(Path.Combine(folder, "block.py"), python + block.Text);
                        string all = Shell.Run(folder, environment, NeedsPythonFactAttribute.Python, "block.py");
                        output = all;
                        python += block.Text + "\n";
                        break;
                    case "csharp":
                        output = csharp.Run(block.Text);
                        break;
                    case "text":
                        CheckShown(block, output);
                        continue;
                    default:
                        throw new InvalidOperationException($"Nothing runs a block of {block.Language}.");
                }
            }
            catch (Exception problem)
            {
                throw new InvalidOperationException($"{path}({block.Line}): the block does not run.\n{problem.Message}", problem);
            }

            ran++;
        }

        Assert.True(ran > 0, $"{path}: no block was run.");
    }

    private void CheckShown(GuideBlock block, string output)
    {
        string[] printed = [.. output.Split('\n').Select(line => line.TrimEnd())];
        int at = 0;
        bool isFree = true;
        foreach (string line in block.Text.TrimEnd('\n').Split('\n').Select(line => line.TrimEnd()))
        {
            if (line == "...")
            {
                isFree = true;
                continue;
            }

            bool Shows(string one) => line.EndsWith(" ...", StringComparison.Ordinal) ? one.StartsWith(line[..^3], StringComparison.Ordinal) : one == line;
            int found = isFree ? Array.FindIndex(printed, at, Shows) : at < printed.Length && Shows(printed[at]) ? at : -1;
            Assert.True(found >= 0, $"{path}({block.Line}): the page shows\n{line}\nbut what is printed goes on with\n{string.Join('\n', printed.Skip(at).Take(12))}");
            at = found + 1;
            isFree = false;
        }
    }

    private static IEnumerable<GuideBlock> Split(string text)
    {
        string? language = null;
        string? test = null;
        string block = "";
        (int line, int first) = (0, 0);
        foreach (string row in text.Split('\n'))
        {
            line++;
            if (language is null)
            {
                if (row.StartsWith("```", StringComparison.Ordinal))
                {
                    (language, block, first) = (row[3..].Trim(), "", line + 1);
                }
                else if (row.Trim().Length > 0)
                {
                    test = RunsBlock().Match(row) is { Success: true } match ? match.Groups["test"].Value : null;
                }
            }
            else if (row == "```")
            {
                yield return new(language, block, first, test);
                (language, test) = (null, null);
            }
            else
            {
                block += row + "\n";
            }
        }
    }

    [GeneratedRegex("^<!-- run by (?<test>\\w+) -->$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RunsBlock();

    [GeneratedRegex("^<!-- blocks run by (?<test>\\w+) -->$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex RunsPage();

    [GeneratedRegex("^[ \\t>]*(```|~~~)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Fence();

    [GeneratedRegex("<!-- tested with raqqa-2017 until (?<end>\\d{4}-\\d\\d-\\d\\d) -->", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Until();
}
