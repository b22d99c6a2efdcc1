using System.Reflection;
using System.Xml.Linq;

namespace Dispersal.Tests.Architecture;

public class PublicApiTests
{
    [Theory]
    [InlineData("Dispersal")]
    [InlineData("Dispersal.Experiments")]
    [InlineData("Dispersal.Reporting")]
    public void What_a_package_offers_is_what_was_approved(string package) =>
        Approved.Check($"PublicApi.{package}", PublicApi.Of(Assembly.Load(package)));

    [Fact]
    public void The_tool_offers_verbs_and_no_types() => Assert.Empty(Assembly.Load("Dispersal.Cli").GetExportedTypes().Select(type => type.FullName));

    [Fact]
    public void A_library_on_offer_is_documented_or_does_not_build()
    {
        string[] silenced = [.. Repository.Files()
            .Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) || file.EndsWith(".props", StringComparison.Ordinal) || file.EndsWith(".editorconfig", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(Repository.PathOf(file)).Contains("CS1591", StringComparison.OrdinalIgnoreCase))];
        Assert.Empty(silenced);

        foreach (string package in (string[])["Dispersal", "Dispersal.Experiments", "Dispersal.Reporting"])
        {
            XDocument project = XDocument.Load(Repository.PathOf($"src/{package}/{package}.csproj"));
            Assert.Empty(project.Descendants("GenerateDocumentationFile"));
        }

        Assert.Equal("true", XDocument.Load(Repository.PathOf("src/Directory.Build.props")).Descendants("GenerateDocumentationFile").Single().Value);
        Assert.Equal("true", XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants("TreatWarningsAsErrors").Single().Value);
    }
}
