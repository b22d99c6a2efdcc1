using System.Reflection;
using System.Text.RegularExpressions;

namespace Dispersal.Tests.Architecture;

public partial class RepositoryLayout
{
    private static readonly string[] Binary = [".png", ".jpg", ".ico", ".gz", ".zip", ".nupkg", ".woff2", ".db"];

    [Fact]
    public void The_root_holds_what_a_newcomer_expects_and_nothing_else()
    {
        string[] expected =
        [
            "src", "tests", "benchmarks", "scenarios", "docs", "Dispersal.sln", "README.md",
            ".ci", ".config", ".github", ".editorconfig", ".gitattributes", ".gitignore", "BannedSymbols.txt", "CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md",
            "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "LICENSE", "global.json",
        ];
        Assert.Empty(Repository.Files().Select(file => file.Split('/')[0]).Distinct(StringComparer.Ordinal).Except(expected));
    }

    [Fact]
    public void Every_mechanism_has_its_parameters_in_a_file_of_its_own_and_a_chapter_in_the_description()
    {
        string description = File.ReadAllText(Repository.PathOf("docs/model.md"));
        Type[] mechanisms = [.. typeof(SectionAttribute).Assembly.GetExportedTypes()
            .Where(type => type.GetCustomAttribute<SectionAttribute>() is { } section && MechanismLabel().IsMatch(section.Label))];
        Assert.True(mechanisms.Length >= 9);
        foreach (Type mechanism in mechanisms)
        {
            SectionAttribute section = mechanism.GetCustomAttribute<SectionAttribute>()!;
            Assert.Matches("Parameters$", mechanism.Name);
            Assert.True(File.Exists(Repository.PathOf($"src/Dispersal/Mechanisms/{mechanism.Name}.cs")), $"{mechanism.Name} has no file in src/Dispersal/Mechanisms.");
            Assert.Matches($@"(?m)^### {section.Label} [^\n]*\(`{section.Key}`\)$", description);
        }
    }

    [Fact]
    public void Every_mechanism_says_in_its_file_where_it_comes_from()
    {
        string[] mechanisms = [.. Repository.Files().Where(file => file.StartsWith("src/Dispersal/Mechanisms/", StringComparison.Ordinal) && !file.EndsWith("Parameters.cs", StringComparison.Ordinal))
            .Where(file => DocumentedMechanism().IsMatch(File.ReadAllText(Repository.PathOf(file))))];

        Assert.Equal(18, mechanisms.Length);
        string[] without = [.. mechanisms.Where(file => !Source().IsMatch(File.ReadAllText(Repository.PathOf(file))))];
        Assert.Empty(without);
    }

    [Fact]
    public void No_file_names_a_folder_of_somebodys_machine()
    {
        string[] found = [.. Texts().Where(file => !file.StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(file => MachinePath().Matches(File.ReadAllText(Repository.PathOf(file))).Select(match => $"{file}: {match.Value}"))];
        Assert.Empty(found);
        Assert.Matches(MachinePath(), "see /" + "home/anna/data.csv");
        Assert.DoesNotMatch(MachinePath(), "https://example.org/home/data.csv");
    }

    [Fact]
    public void Lock_files_name_packages_but_not_where_they_came_from()
    {
        string[] locks = [.. Repository.Files().Where(file => file.EndsWith("packages.lock.json", StringComparison.Ordinal))];
        Assert.Equal(Repository.Files().Count(file => file.EndsWith(".csproj", StringComparison.Ordinal)), locks.Length);
        Assert.All(locks, file => Assert.DoesNotContain("://", File.ReadAllText(Repository.PathOf(file)), StringComparison.Ordinal));
    }

    [Fact]
    public void Texts_are_utf_8_with_line_feeds()
    {
        System.Text.UTF8Encoding strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        // The SDK writes the solution file, with a mark of its own.
        Assert.All(Texts().Where(file => !file.StartsWith("tests/", StringComparison.Ordinal) && file != "Dispersal.sln"), file =>
        {
            string text = strict.GetString(File.ReadAllBytes(Repository.PathOf(file)));
            Assert.DoesNotContain('\r', text);
            Assert.DoesNotContain('\uFEFF', text);
        });
    }

    private static IEnumerable<string> Texts() => Repository.Files().Where(file => !Binary.Contains(Path.GetExtension(file)));

    [GeneratedRegex(@"^///.*\bM\d+ [A-Z][a-z ]+: ", RegexOptions.Multiline, 1000)]
    private static partial Regex DocumentedMechanism();

    [GeneratedRegex(@"^/// (<remarks>|<para>)?Source: \S", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Source();

    [GeneratedRegex(@"^M\d+$", RegexOptions.None, 1000)]
    private static partial Regex MechanismLabel();

    // A path stands at the beginning of a word; inside an address it follows a host.
    [GeneratedRegex(@"(?<![\w.:/~%-])/(work|tmp|root|home|mnt|var/folders|Users)/[\w.-]*|[A-Z]:\\Users\\", RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex MachinePath();
}
