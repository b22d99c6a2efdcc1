using System.Text.RegularExpressions;
using Dispersal.Tests.Cli;

namespace Dispersal.Tests.Shipped;

/// <summary>The guide is run as it stands.</summary>
public sealed partial class GuideTests
{
    public static TheoryData<string> Pages =>
    [
        .. Repository.Files().Where(file => file.StartsWith("docs/", StringComparison.Ordinal) && file.EndsWith(".md", StringComparison.Ordinal))
            .Where(file => GuidePage.Read(file) is { OtherTest: null } page && page.Blocks.Any(block => block.Illustration is null && block.Language is "sh" or "csharp" or "python")),
    ];

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
    public void A_page_that_is_run_by_another_test_names_one_that_there_is()
    {
        foreach (string file in Repository.Files().Where(file => file.StartsWith("docs/", StringComparison.Ordinal) && file.EndsWith(".md", StringComparison.Ordinal)))
        {
            if (GuidePage.Read(file).OtherTest is { } test)
            {
                Assert.Contains(Repository.Files(), path => path.StartsWith("tests/", StringComparison.Ordinal) && path.EndsWith($"/{test}.cs", StringComparison.Ordinal));
            }
        }
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
            File.WriteAllText(page, "```sh\necho one; echo two; echo three\n```\n```text\none\n...\nthree\n```\n<!-- illustration: to show -->\n```sh\nfalse\n```\n");
            GuidePage.Read(page).Run(folder.FullName, new Dictionary<string, string>());
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
