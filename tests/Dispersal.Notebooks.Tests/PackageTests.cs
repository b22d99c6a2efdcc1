using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace Dispersal.Tests.Shipped;

/// <summary>What is in the packages.</summary>
[Collection(PackedFeed.Shared.Name)]
[Trait("Suite", "Long")]
public sealed class PackageTests(PackedFeed feed)
{
    private static readonly string Version = XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants("Version").Single().Value;

    [Fact]
    public void Packing_twice_from_clean_gives_the_same_bytes()
    {
        string[] names = [.. Directory.GetFiles(feed.Feed).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

        Assert.Equal(8, names.Length);
        Assert.Equal(names, Directory.GetFiles(feed.Again).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(names, name => Assert.True(
            File.ReadAllBytes(Path.Combine(feed.Feed, name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(feed.Again, name))), $"{name} differs."));
    }

    [Theory]
    [InlineData("Dispersal", "MathNet.Numerics")]
    [InlineData("Dispersal.Experiments", "Dispersal MathNet.Numerics Microsoft.Data.Sqlite SQLitePCLRaw.bundle_e_sqlite3 SQLitePCLRaw.core")]
    [InlineData("Dispersal.Reporting", "Dispersal Dispersal.Experiments MathNet.Numerics Microsoft.Data.Sqlite SQLitePCLRaw.bundle_e_sqlite3 SQLitePCLRaw.core")]
    [InlineData("Dispersal.Cli", "")]
    public void A_package_has_readme_licence_description_and_few_dependencies(string package, string dependencies)
    {
        using ZipArchive zip = Open($"{package}.{Version}.nupkg");
        XElement metadata = XDocument.Parse(Text(zip, $"{package}.nuspec")).Root!.Elements().Single();
        XNamespace space = metadata.Name.Namespace;

        Assert.Equal(File.ReadAllText(Repository.PathOf("README.md")), Text(zip, "README.md"));
        Assert.Equal(File.ReadAllText(Repository.PathOf("LICENSE")), Text(zip, "LICENSE"));
        Assert.Equal("README.md", metadata.Element(space + "readme")!.Value);
        Assert.Equal("MIT", metadata.Element(space + "license")!.Value);
        Assert.True(metadata.Element(space + "description")!.Value.Length > 60);
        Assert.Empty(metadata.Descendants(space + "dependency").Select(dependency => dependency.Attribute("id")!.Value).Except(dependencies.Split(' ')));
    }

    [Theory]
    [InlineData("Dispersal")]
    [InlineData("Dispersal.Experiments")]
    [InlineData("Dispersal.Reporting")]
    public void A_library_has_documentation_and_symbols(string package)
    {
        using ZipArchive library = Open($"{package}.{Version}.nupkg");
        using ZipArchive symbols = Open($"{package}.{Version}.snupkg");

        Assert.Contains($"<name>{package}</name>", Text(library, $"lib/net10.0/{package}.xml"), StringComparison.Ordinal);
        Assert.NotNull(symbols.GetEntry($"lib/net10.0/{package}.pdb"));
    }

    [Fact]
    public void The_tool_is_no_larger_than_its_systems_need()
    {
        using ZipArchive tool = Open($"Dispersal.Cli.{Version}.nupkg");
        string[] natives = [.. tool.Entries.Select(entry => entry.FullName).Where(name => name.Contains("/runtimes/", StringComparison.Ordinal)).Select(name => name.Split('/')[4]).Order(StringComparer.Ordinal)];

        Assert.Equal(["linux-arm64", "linux-musl-arm64", "linux-musl-x64", "linux-x64", "osx-arm64", "osx-x64", "win-arm64", "win-x64"], natives);
        Assert.True(new FileInfo(Path.Combine(feed.Feed, $"Dispersal.Cli.{Version}.nupkg")).Length < 12_000_000);
    }

    [Fact]
    public void A_package_that_lacks_what_its_baseline_had_is_refused()
    {
        string file = Path.Combine(feed.Source, "src", "Dispersal.Reporting", "ParameterList.cs");
        string text = File.ReadAllText(file);
        try
        {
            File.WriteAllText(file, text.Replace("public static class", "internal static class", StringComparison.Ordinal));
            (int code, string output, string error) = Shell.Try(
                feed.Source, feed.Environment, "dotnet", "pack", "src/Dispersal.Reporting", "-c", "Release", "--nologo", "-v", "q", "-o", Path.Combine(feed.Source, "refused"));

            Assert.NotEqual(0, code);
            Assert.Contains("error CP0001: Type 'Dispersal.Reporting.ParameterList' exists on", output + error, StringComparison.Ordinal);
        }
        finally
        {
            File.WriteAllText(file, text);
        }
    }

    private ZipArchive Open(string file) => ZipFile.OpenRead(Path.Combine(feed.Feed, file));

    private static string Text(ZipArchive zip, string entry)
    {
        using StreamReader reader = new(zip.GetEntry(entry)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
