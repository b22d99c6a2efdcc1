using System.Xml.Linq;

namespace Dispersal.Tests.Architecture;

/// <summary>Who may use whom: between the folders of the library, read from its instructions, and between projects.</summary>
public class FolderArrows
{
    private const string Root = "Dispersal";

    // The root is the public API: values everybody may hold, and entry points that call into every folder.
    private static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        ["Dispersal.Randomness"] = [],
        ["Dispersal.Network"] = [Root, "Dispersal.Randomness"],
        ["Dispersal.Scenarios"] = [Root, "Dispersal.Network", "Dispersal.Randomness"],
        ["Dispersal.Model"] = [Root, "Dispersal.Scenarios", "Dispersal.Network", "Dispersal.Randomness"],
        ["Dispersal.Mechanisms"] = [Root, "Dispersal.Model", "Dispersal.Network", "Dispersal.Randomness"],
        ["Dispersal.Engines"] = [Root, "Dispersal.Mechanisms", "Dispersal.Model", "Dispersal.Scenarios", "Dispersal.Network", "Dispersal.Randomness", "Dispersal.Results"],
        ["Dispersal.Notebooks"] = [Root],
        ["Dispersal.Results"] = [Root, "Dispersal.Engines", "Dispersal.Scenarios", "Dispersal.Randomness"],
    };

    // Engines and results meet at a record: engines fill it without knowing how it is summed up and written, and results ask for the next one
    // without knowing how it is drawn. Other types of the two folders are out of bounds to each other.
    private static readonly Dictionary<(string User, string Used), string[]> OnlyThrough = new()
    {
        [("Dispersal.Engines", "Dispersal.Results")] = ["RecordPlan", "RecordedSeries", "RunRecord", "HistoryStep"],
        [("Dispersal.Results", "Dispersal.Engines")] = ["IReplicateSource", "IReplicateWorker"],
        // A misspelt name is answered in the same way everywhere.
        [("Dispersal.Results", "Dispersal.Scenarios")] = ["NearestName"],
    };

    [Fact]
    public void Folders_use_only_the_folders_below_them()
    {
        string[] wrong = [.. Arrows().Where(arrow => !IsAllowed(arrow.User, arrow.Used))
            .Select(arrow => $"{arrow.User.FullName} uses {arrow.Used.FullName}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Assert.True(wrong.Length == 0, "The table of folder arrows forbids:\n" + string.Join('\n', wrong));

        // The reading of instructions must see something: the root's network calls the searches.
        Assert.Contains(Arrows(), arrow => arrow.User == typeof(RouteNetwork) && arrow.Used.Name == "CostToGo");
    }

    [Fact]
    public void Every_namespace_has_a_place_in_the_table_and_is_named_after_its_folder()
    {
        foreach (string file in Repository.Files().Where(file => file.StartsWith("src/Dispersal/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)))
        {
            string folder = string.Join('.', file.Split('/')[1..^1]);
            string? space = File.ReadLines(Repository.PathOf(file)).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))?[10..].TrimEnd(';');
            Assert.True(space is null or Root || (space == folder && MayUse.ContainsKey(space)), $"{file}: namespace {space} is neither {Root} nor that of its folder in the table.");
        }
    }

    [Theory]
    [InlineData("src/Dispersal", "", "MathNet.Numerics")]
    [InlineData("src/Dispersal.Experiments", "Dispersal", "Microsoft.Data.Sqlite")]
    [InlineData("src/Dispersal.Reporting", "Dispersal Dispersal.Experiments", "")]
    [InlineData("src/Dispersal.Cli", "Dispersal Dispersal.Experiments Dispersal.Reporting", "System.CommandLine Spectre.Console")]
    public void A_project_refers_to_no_more_than_its_job_needs(string folder, string projects, string packages)
    {
        XDocument project = XDocument.Load(Repository.PathOf($"{folder}/{Path.GetFileName(folder)}.csproj"));
        Assert.Empty(Names("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)).Except(projects.Split(' ')));
        Assert.Empty(Names("PackageReference").Except(packages.Split(' ')));

        IEnumerable<string> Names(string element) => project.Descendants(element).Select(reference => reference.Attribute("Include")!.Value);
    }

    [Fact]
    public void Only_tests_and_benchmarks_see_inside_the_library()
    {
        foreach (string file in Repository.Files().Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal)))
        {
            IEnumerable<string> friends = XDocument.Load(Repository.PathOf(file)).Descendants("InternalsVisibleTo").Select(friend => friend.Attribute("Include")!.Value);
            Assert.Empty(friends.Except(["Dispersal.Tests", "Dispersal.Benchmarks"]));
        }

        // The attribute may also be written in code.
        Assert.DoesNotContain(Repository.Files().Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)),
            file => File.ReadAllText(Repository.PathOf(file)).Contains("assembly: InternalsVisibleTo", StringComparison.Ordinal));
    }

    private static IEnumerable<(Type User, Type Used)> Arrows() =>
        from type in typeof(RouteNetwork).Assembly.GetTypes()
        where type.Namespace?.StartsWith(Root, StringComparison.Ordinal) == true
        from used in UsedTypes.Of(type)
        where used.Namespace?.StartsWith(Root, StringComparison.Ordinal) == true
        select (UsedTypes.Outermost(type), used);

    private static bool IsAllowed(Type user, Type used) =>
        user.Namespace == used.Namespace
        || user.Namespace == Root
        || (MayUse.TryGetValue(user.Namespace!, out string[]? allowed) && allowed.Contains(used.Namespace)
            && (!OnlyThrough.TryGetValue((user.Namespace!, used.Namespace!), out string[]? meeting) || meeting.Contains(used.Name)));
}
