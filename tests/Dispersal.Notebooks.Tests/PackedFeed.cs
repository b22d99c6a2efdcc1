namespace Dispersal.Tests.Shipped;

/// <summary>
/// The packages as a user gets them: packed in a clean copy of the sources with the words of <c>docs/programs.md</c>, which name the folder they lie in as
/// a source and install the tool from it; then packed a second time. Nothing here uses the repository's own build, and nothing is asked of the network.
/// </summary>
public sealed class PackedFeed : IDisposable
{
    private const string Name = "Packed feed";
    private static readonly string[] Packed = ["Dispersal", "Dispersal.Experiments", "Dispersal.Reporting", "Dispersal.Cli"];
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("dispersal-feed-");

    public PackedFeed()
    {
        Source = PathOf("source");
        foreach (string file in Repository.Files().Where(file => !file.StartsWith("tests/", StringComparison.Ordinal) && !file.StartsWith("benchmarks/", StringComparison.Ordinal)))
        {
            string target = Path.Combine([Source, .. file.Split('/')]);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Repository.PathOf(file), target);
        }

        // (1) A home of its own, in which no source of packages is named yet. What the packages themselves need comes from where the repository's own packages lie.
        Environment = Home("home");
        WriteSources("home", "");

        // (2) The first block of the page packs, names the source and installs.
        Feed = Path.Combine(Source, "feed");
        Shell.Run(Source, Environment, "bash", "-e", "-o", "pipefail", "-c", GuidePage.Read("docs/programs.md").BlocksOf(nameof(ConsumerTests)).First().Text);

        // (3) Once more from clean.
        foreach (string folder in Directory.GetDirectories(Path.Combine(Source, "src")).SelectMany(project => new[] { Path.Combine(project, "bin"), Path.Combine(project, "obj") }).Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }

        Again = PathOf("again");
        foreach (string project in Packed)
        {
            Shell.Run(Source, Environment, "dotnet", "pack", Path.Combine("src", project), "-c", "Release", "--nologo", "-v", "q", "-o", Again);
        }

        Consumer = Directory.CreateDirectory(PathOf("consumer")).FullName;
    }

    /// <summary>Folder with the packages.</summary>
    public string Feed { get; }

    /// <summary>Folder with the packages packed a second time.</summary>
    public string Again { get; }

    /// <summary>The copy of the sources.</summary>
    public string Source { get; }

    /// <summary>A folder outside the sources.</summary>
    public string Consumer { get; }

    /// <summary>The home in which the tool is installed; its packages are kept apart from those of this machine.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Another home, in which the feed is named as a source and nothing is installed.</summary>
    public IReadOnlyDictionary<string, string> CleanHome(string name)
    {
        Dictionary<string, string> home = Home(name);
        WriteSources(name, $"""<add key="feed" value="{Feed}" />""");
        return home;
    }

    /// <summary>An empty folder inside that of the consumer.</summary>
    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(Consumer, name)).FullName;

    public void Dispose() => root.Delete(recursive: true);

    private Dictionary<string, string> Home(string name)
    {
        string home = Directory.CreateDirectory(PathOf(name)).FullName;
        return new()
        {
            ["HOME"] = home,
            ["DOTNET_CLI_HOME"] = home,
            ["NUGET_PACKAGES"] = Path.Combine(home, "packages"),
            ["NUGET_FALLBACK_PACKAGES"] = GlobalPackages(),
            ["PATH"] = Shell.PathWith(Path.Combine(home, ".dotnet", "tools")),
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["SOURCE_DATE_EPOCH"] = "1700000000",

            // MSBuild takes its properties from here too. The sources were analysed when the tests were built.
            ["RunAnalyzers"] = "false",
        };
    }

    private void WriteSources(string home, string sources)
    {
        string folder = Directory.CreateDirectory(Path.Combine(PathOf(home), ".nuget", "NuGet")).FullName;
        File.WriteAllText(Path.Combine(folder, "NuGet.Config"), $"<configuration><packageSources>{sources}</packageSources></configuration>\n");
    }

    private string PathOf(string name) => Path.Combine(root.FullName, name);

    private static string GlobalPackages()
    {
        string said = Shell.Run(Repository.Root, new Dictionary<string, string>(), "dotnet", "nuget", "locals", "global-packages", "--list");
        return said[(said.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    /// <summary>Tests that share one feed.</summary>
    [CollectionDefinition(Name)]
    public sealed class Shared : ICollectionFixture<PackedFeed>
    {
        public const string Name = PackedFeed.Name;
    }
}
