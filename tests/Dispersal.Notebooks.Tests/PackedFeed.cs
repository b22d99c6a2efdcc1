namespace Dispersal.Tests.Shipped;

/// <summary>
/// The packages as a user gets them: packed twice from a clean copy of the sources, the tool installed from the folder they lie in. Nothing here uses
/// the repository's own build.
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

        Feed = Pack("feed");
        foreach (string folder in Directory.GetDirectories(Path.Combine(Source, "src")).SelectMany(project => new[] { Path.Combine(project, "bin"), Path.Combine(project, "obj") }).Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }

        Again = Pack("again");

        // Only the feed is a source; what else the packages need comes from where the repository's own packages lie.
        Consumer = Directory.CreateDirectory(PathOf("consumer")).FullName;
        File.WriteAllText(Path.Combine(Consumer, "nuget.config"), $"""
            <configuration>
              <packageSources><clear /><add key="feed" value="{Feed}" /></packageSources>
              <packageSourceMapping><clear /><packageSource key="feed"><package pattern="*" /></packageSource></packageSourceMapping>
              <fallbackPackageFolders><clear /><add key="cache" value="{GlobalPackages()}" /></fallbackPackageFolders>
            </configuration>
            """);
        Environment = new Dictionary<string, string>
        {
            ["NUGET_PACKAGES"] = PathOf("packages"),
            ["DOTNET_CLI_HOME"] = Directory.CreateDirectory(PathOf("home")).FullName,
            ["PATH"] = Shell.PathWith(PathOf("tools")),
            ["MSBUILDDISABLENODEREUSE"] = "1",
        };
        Shell.Run(Consumer, Environment, "dotnet", "tool", "install", "Dispersal.Cli", "--tool-path", PathOf("tools"), "--configfile", Path.Combine(Consumer, "nuget.config"));
    }

    /// <summary>Folder with the packages.</summary>
    public string Feed { get; }

    /// <summary>Folder with the packages packed a second time.</summary>
    public string Again { get; }

    /// <summary>The copy of the sources.</summary>
    public string Source { get; }

    /// <summary>A folder that knows the feed and nothing else.</summary>
    public string Consumer { get; }

    /// <summary>Finds the installed tool, and keeps packages apart from those of this machine.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>An empty folder inside that of the consumer.</summary>
    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(Consumer, name)).FullName;

    public void Dispose() => root.Delete(recursive: true);

    private string Pack(string to)
    {
        string folder = PathOf(to);
        Dictionary<string, string> environment = new() { ["SOURCE_DATE_EPOCH"] = "1700000000", ["MSBUILDDISABLENODEREUSE"] = "1" };
        foreach (string project in Packed)
        {
            Shell.Run(Source, environment, "dotnet", "pack", Path.Combine("src", project), "-c", "Release", "--nologo", "-v", "q", "-p:RunAnalyzers=false", "-o", folder);
        }

        return folder;
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
