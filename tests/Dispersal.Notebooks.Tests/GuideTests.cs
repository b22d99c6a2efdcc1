using System.Text.RegularExpressions;
using Dispersal.Tests.Cli;

namespace Dispersal.Tests.Shipped;

/// <summary>The guide is run as it stands.</summary>
public sealed partial class GuideTests
{
    private static IEnumerable<string> All => Repository.Files().Where(file => file.StartsWith("docs/", StringComparison.Ordinal) && file.EndsWith(".md", StringComparison.Ordinal));

    public static TheoryData<string> Pages => [.. All.Where(file => GuidePage.Read(file).BlocksOf().Any())];

    [NeedsPythonTheory("pandas")]
    [Trait("Suite", "Long")]
    [MemberData(nameof(Pages))]
    public void Every_block_of_a_page_runs_and_prints_what_the_page_shows(string path)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dispersal-guide-");
        try
        {
            GuidePage page = GuidePage.Read(path);
            page.Stage(folder.FullName);
            string tools = Directory.CreateDirectory(Path.Combine(folder.FullName, ".tools")).FullName;
            Tool.PutOnPath(tools);
            page.Run(folder.FullName, new Dictionary<string, string> { ["PATH"] = Shell.PathWith(tools) });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void No_block_of_the_guide_is_left_that_nothing_runs()
    {
        string[] tests = [.. Repository.Files().Where(path => path.StartsWith("tests/", StringComparison.Ordinal) && path.EndsWith("Tests.cs", StringComparison.Ordinal))];
        int blocks = 0;
        foreach (string file in All)
        {
            GuidePage page = GuidePage.Read(file);
            Assert.True(page.Fences == 2 * page.Blocks.Count, $"{file} has a fence that is indented, or not closed, or of tildes.");
            foreach (GuideBlock block in page.Blocks)
            {
                string at = $"{file}({block.Line})";
                blocks++;
                if (block.OtherTest is { } other)
                {
                    // A test that runs blocks of a page reads them there, so it names the page.
                    string test = Assert.Single(tests, path => path.EndsWith($"/{other}.cs", StringComparison.Ordinal));
                    Assert.True(File.ReadAllText(Repository.PathOf(test)).Contains(file, StringComparison.Ordinal), $"{at}: {test} does not read the page.");
                }
                else
                {
                    Assert.True(block.Language is "sh" or "csharp" or "python" or "text", $"{at}: nothing runs a block of {block.Language}.");
                }
            }
        }

        Assert.True(blocks > 60);
    }

    [Fact]
    public void The_index_of_the_guide_names_every_page_and_links_lead_somewhere()
    {
        string index = File.ReadAllText(Repository.PathOf("docs/README.md"));
        foreach (string file in Repository.Files().Where(file => file.StartsWith("docs/", StringComparison.Ordinal) && (file.EndsWith(".md", StringComparison.Ordinal) || file.EndsWith(".ipynb", StringComparison.Ordinal))))
        {
            string text = File.ReadAllText(Repository.PathOf(file));
            Assert.True(file == "docs/README.md" || index.Contains($"({file["docs/".Length..]})", StringComparison.Ordinal), $"docs/README.md does not name {file}.");
            string folder = file[..file.LastIndexOf('/')];
            Assert.All(
                Link().Matches(text).Select(match => match.Groups["to"].Value).Where(to => !to.Contains("://", StringComparison.Ordinal)),
                to => Assert.True(Path.Exists(Path.Combine(Repository.PathOf(folder), to)), $"{file} links to {to}, which does not exist."));
        }
    }

    [Fact]
    public void A_block_that_fails_or_prints_something_else_is_found()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dispersal-guide-");
        string page = Path.Combine(folder.FullName, "page.md");
        try
        {
            File.WriteAllText(page, "```sh\necho one; echo two; echo three\n```\n```text\none\n...\nthree\n```\n<!-- run by OtherTests -->\n```sh\nfalse\n```\n");
            GuidePage.Read(page).Run(folder.FullName, new Dictionary<string, string>());
            File.WriteAllText(page, "```sh\necho one; echo two\n```\n```text\non ...\n```\n");
            Assert.ThrowsAny<Exception>(() => GuidePage.Read(page).Run(folder.FullName, new Dictionary<string, string>()));
            File.WriteAllText(page, "```sh\necho one; echo two\n```\n```yaml\na: 1\n```\n");
            Assert.Contains("Nothing runs a block of yaml.", Assert.ThrowsAny<Exception>(() => GuidePage.Read(page).Run(folder.FullName, new Dictionary<string, string>())).Message, StringComparison.Ordinal);
            File.WriteAllText(page, "```sh\necho one; echo two\n```\n```text\none\nthree\n```\n");
            Assert.Contains("the page shows\nthree", Assert.ThrowsAny<Exception>(() => GuidePage.Read(page).Run(folder.FullName, new Dictionary<string, string>())).Message, StringComparison.Ordinal);
            File.WriteAllText(page, "```sh\nfalse | true\n```\n");
            Assert.ThrowsAny<Exception>(() => GuidePage.Read(page).Run(folder.FullName, new Dictionary<string, string>()));
            File.WriteAllText(page, "```csharp\nint a = 2;\n```\n```csharp\nConsole.WriteLine(a * b);\n```\n");
            Assert.Contains("page.md(5): the block does not run.", Assert.ThrowsAny<Exception>(() => GuidePage.Read(page).Run(folder.FullName, new Dictionary<string, string>())).Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"\]\((?<to>[^)#\s]+)(#[^)]*)?\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
