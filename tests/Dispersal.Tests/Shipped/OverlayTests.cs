using System.Text.Json;
using Dispersal.Scenarios;
using Dispersal.Tests.Cli;
using Dispersal.Tests.Readme;

namespace Dispersal.Tests.Shipped;

/// <summary>The overlays on raqqa-2017: they hold only what differs, and do what their READMEs say.</summary>
public sealed class OverlayTests
{
    private const string Base = "raqqa-2017";
    private const int Replicates = 20;
    private const ulong Seed = 7;

    // A mean of 20 paired differences that are noise only lies beyond 4.5 standard errors to the stated side with probability 0.00012
    // (Student's t with 19 degrees of freedom); for as many statements as there may be, the level of the family is 0.01.
    private const double Beyond = 4.5;
    private const int MostStatements = 80;

    private static readonly Lazy<Scenario> Baseline = new(() => Scenario.Load(FolderOf(Base)));
    private static readonly Dictionary<DateOnly, Ensemble> Ensembles = [];

    public static TheoryData<string> Names => [.. Overlays()];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_overlay_holds_only_what_differs(string name)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(FolderOf(name), "scenario.json")));
        Dictionary<string, JsonElement> keys = json.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
        Assert.Equal(name, keys["name"].GetString());
        Assert.Equal("../" + Base, keys["extends"].GetString());

        Scenario overlay = Scenario.Load(FolderOf(name));
        Assert.Equal(Baseline.Value.Fingerprint, overlay.Baseline!.Fingerprint);
        HashSet<string> differences = [.. Scenario.Diff(Baseline.Value, overlay).Select(difference => difference.Address)];
        HashSet<string> written =
        [
            .. keys.Keys.Except(["$schema", "extends", "name", "title", "summary"]).SelectMany(Values),
            .. Directory.GetFiles(FolderOf(name), "*.csv").SelectMany(path => Cells(path, differences)),
        ];
        Assert.NotEmpty(written);
        Assert.Equal([], written.Except(differences));
        Assert.Equal([], differences.Except(written));

        IEnumerable<string> Values(string section) =>
            keys[section].ValueKind == JsonValueKind.Object ? keys[section].EnumerateObject().Select(p => $"{section}/{p.Name}") : [section];
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_readme_of_an_overlay_says_the_values_of_its_policies(string name)
    {
        string readme = ReadmeOf(name).Text;
        ColumnDeclaration value = Declarations.TableByName["policies"].ByName["value"];
        foreach (Policy policy in Scenario.Load(FolderOf(name)).Policies.Except(Baseline.Value.Policies))
            Assert.Contains($"| {Meaning.Of(value, policy)} |", readme, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_overlay_is_listed_among_the_scenarios(string name) =>
        Assert.Contains($"| [{name}]({name}/README.md) |", File.ReadAllText(Repository.PathOf("scenarios/README.md")), StringComparison.Ordinal);

    [Fact]
    public void The_level_of_the_family_is_that_of_as_many_statements_as_there_are_at_most() =>
        Assert.InRange(Overlays().Sum(name => ReadmeOf(name).Moves.Count), 3 * Overlays().Count, MostStatements);

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Suite", "Long")]
    public void An_overlay_moves_what_its_readme_names_and_nothing_before_its_time(string name)
    {
        OverlayReadme readme = ReadmeOf(name);
        DateOnly end = readme.Moves.Max(move => move.Date);
        EnsembleDifference difference = Run(Scenario.Load(FolderOf(name)), end).Minus(Before(end));

        foreach (DateOnly date in difference.Dates.Where(date => date < readme.Since).TakeLast(1))
        {
            string[] early =
            [
                .. from measure in difference.Measures
                   from subject in difference.Subjects(measure)
                   where difference.Values(measure, subject, date).Any(d => d != 0)
                   select $"{measure} {subject} {date:yyyy-MM-dd}: {difference.At(measure, subject, date)}",
            ];
            Assert.Equal([], early);
        }

        string[] still =
        [
            .. from move in readme.Moves
               let estimate = difference.At(move.Measure, move.Subject, move.Date)
               where !IsBeyondNoise(estimate, move.Sign)
               select $"{move}: {estimate.Mean:0.###} with an error of {estimate.MonteCarloError:0.###}",
        ];
        Assert.Equal([], still);
    }

    [Fact]
    [Trait("Suite", "Long")]
    public void The_comparison_in_the_readme_runs_as_it_stands_and_says_what_differs()
    {
        string line = Assert.Single(ReadmeBlocks.Of("sh"), block => block.StartsWith("dispersal compare ", StringComparison.Ordinal)).TrimEnd('\n');
        string[] words = line.Split(' ');

        // The reader's folder is the repository; the tool runs elsewhere here.
        Said said = Tool.Run([.. words[1..].Select(word => word.StartsWith("scenarios/", StringComparison.Ordinal) ? Repository.PathOf(word) : word)]);

        Assert.Equal(0, said.ExitCode);
        Assert.Contains("turkish-border-surge", said.Output, StringComparison.Ordinal);
        Assert.Contains(Overlays(), name => line.Contains("scenarios/" + name, StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Overlays() =>
    [
        .. Directory.GetDirectories(Repository.PathOf("scenarios"))
            .Where(folder => File.ReadAllText(Path.Combine(folder, "scenario.json")).Contains("\"extends\"", StringComparison.Ordinal))
            .Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal),
    ];

    private static string FolderOf(string name) => Repository.PathOf("scenarios/" + name);

    private static OverlayReadme ReadmeOf(string name) => OverlayReadme.Of(File.ReadAllText(Path.Combine(FolderOf(name), "README.md")));

    private static bool IsBeyondNoise(Estimate difference, int sign) =>
        difference.Mean * sign > Beyond * difference.MonteCarloError;

    private static Ensemble Run(Scenario scenario, DateOnly end) => Ensemble.Run(scenario.With("end", $"{end:yyyy-MM-dd}"), Replicates, Seed);

    private static Ensemble Before(DateOnly end) => Ensembles.TryGetValue(end, out Ensemble? known) ? known : Ensembles[end] = Run(Baseline.Value, end);

    // Addresses of what a table writes: of the row where the whole row differs, else of each cell.
    private static IEnumerable<string> Cells(string path, HashSet<string> differences)
    {
        RowDeclaration table = Declarations.TableByName[Path.GetFileNameWithoutExtension(path)];
        List<CsvRecord> records = CsvText.Read(File.ReadAllText(path), Path.GetFileName(path), table.Name, new())!;
        string[] columns = [.. records[0].Cells.Select(cell => cell.Text)];
        foreach (CsvRecord record in records.Skip(1))
        {
            string key = string.Join('/', table.Keys.Select(k => record.Cells[Array.IndexOf(columns, k)].Text));
            if (differences.Contains(table.AddressOf(key)))
            {
                yield return table.AddressOf(key);
                continue;
            }

            for (int i = 0; i < columns.Length; i++)
            {
                if (record.Cells[i].Text.Length > 0 && table.ByName.TryGetValue(columns[i], out ColumnDeclaration? column) && !column.IsKey && !column.IsProvenance)
                    yield return table.AddressOf(key, column.Name);
            }
        }
    }
}
