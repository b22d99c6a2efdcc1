using System.Xml.Linq;

namespace Dispersal.Tests.Shipped;

/// <summary>The packages and the tool from outside the repository: an empty project, programs in one file, the guide typed as it stands.</summary>
[Collection(PackedFeed.Shared.Name)]
[Trait("Suite", "Long")]
public sealed class ConsumerTests(PackedFeed feed)
{
    private static readonly string Version = XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants("Version").Single().Value;

    [Fact]
    public void The_code_of_the_readme_runs_in_an_empty_project_with_a_scenario_from_the_tool()
    {
        string folder = feed.Folder("readme");
        string code = GuidePage.Read("README.md").Blocks.First(block => block.Language == "csharp").Text;
        File.WriteAllText(Path.Combine(folder, "Program.cs"), code);
        File.WriteAllText(Path.Combine(folder, "readme.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <InvariantGlobalization>true</InvariantGlobalization>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Dispersal" Version="{Version}" />
              </ItemGroup>
            </Project>
            """);
        Shell.Run(folder, feed.Environment, "dispersal", "new", "scenarios/raqqa-2017", "--template", "raqqa-2017");

        string[] lines = Shell.Run(folder, feed.Environment, "dotnet", "run", "-c", "Release").TrimEnd('\n').Split('\n');

        Assert.Matches(@"^Returned to the EU: -?[\d,.]+ \[-?[\d,.]+, -?[\d,.]+\]$", lines[0]);
        Assert.NotEqual("Returned to the EU: 0 [0, 0]", lines[0]);
        Assert.True(lines.Length > 12);

        // What the README types for the console, with the policy it names.
        Shell.Run(folder, feed.Environment, "dispersal", "new", "scenarios/turkish-border-surge", "--template", "turkish-border-surge");
        string command = GuidePage.Read("README.md").Blocks.Last(block => block.Language == "sh").Text;
        Assert.StartsWith("dispersal compare ", command, StringComparison.Ordinal);
        Assert.Contains("settled", Shell.Run(folder, feed.Environment, "bash", "-e", "-c", command), StringComparison.Ordinal);
    }

    [Fact]
    public void The_tutorial_typed_as_written_works_in_a_home_in_which_nothing_is_installed() =>
        GuidePage.Read("docs/first-run.md").Run(feed.Folder("tutorial"), feed.CleanHome("newcomer"), nameof(ConsumerTests));

    [Fact]
    public void The_page_on_programs_typed_as_written_works_in_a_clone() =>
        GuidePage.Read("docs/programs.md").Run(feed.Source, feed.Environment, nameof(ConsumerTests), after: 1);

    [Theory]
    [InlineData("run.cs")]
    [InlineData("compare.cs")]
    [InlineData("sweep.cs")]
    [InlineData("own-mechanism.cs")]
    public void A_program_in_one_file_says_what_the_library_says(string program)
    {
        string folder = feed.Folder("sample-" + Path.GetFileNameWithoutExtension(program));
        File.Copy(Repository.PathOf("docs/samples/" + program), Path.Combine(folder, program));
        foreach (string settings in Directory.GetFiles(Repository.PathOf("docs/samples"), "Directory.*"))
        {
            File.Copy(settings, Path.Combine(folder, Path.GetFileName(settings)));
        }

        Shell.Run(folder, feed.Environment, "dispersal", "new", "my-scenario");
        string output = Shell.Run(folder, feed.Environment, "dotnet", "run", program);

        Assert.Equal(Samples.ExpectedOf(program, Path.Combine(folder, "my-scenario")), output.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void Packages_named_by_the_samples_are_of_this_version()
    {
        string[] named = [.. Directory.GetFiles(Repository.PathOf("docs/samples"), "*.cs").SelectMany(File.ReadLines).Where(line => line.StartsWith("#:package ", StringComparison.Ordinal))];

        Assert.Equal(4, named.Length);
        Assert.All(named, line => Assert.EndsWith("@" + Version, line, StringComparison.Ordinal));
    }

    [Fact]
    public void The_tool_installed_describes_what_its_schema_holds() =>
        Assert.Equal(Scenario.JsonSchema, Shell.Run(feed.Consumer, feed.Environment, "dispersal", "schema"));
}
