using System.Text.RegularExpressions;
using Dispersal.Reporting;
using Dispersal.Scenarios;

namespace Dispersal.Tests.Reporting;

/// <summary>The model's description says everything that declarations and code know, so that a description of a scenario can be made from it.</summary>
public partial class ModelTextTests
{
    // Positions are for maps. Points of courses and policies are read with the parameter whose address they write.
    private static readonly string[] ReadByNoMechanism = ["places/lat", "places/lon", "forcing/value", "policies/value"];

    private static readonly RowDeclaration[] Mechanisms = [.. Declarations.Sections.Where(section => section.Label.Length > 0)];

    [Fact]
    public void The_text_is_that_of_the_document() => Assert.Equal(File.ReadAllText(Repository.PathOf("docs/model.md")).ReplaceLineEndings("\n"), ModelText.Read());

    [Fact]
    public void The_mechanisms_are_M1_to_M18_each_with_its_parameters_in_a_file_of_its_own()
    {
        Assert.Equal(Enumerable.Range(1, 18).Select(n => $"M{n}"), Mechanisms.Select(section => section.Label));
        Assert.All(Mechanisms, section => Assert.True(File.Exists(FileOf(section.Type.Name)), $"{section.Type.Name} has no file in src/Dispersal/Mechanisms."));
        Assert.Equal(Mechanisms.Length, Directory.EnumerateFiles(Repository.PathOf("src/Dispersal/Mechanisms"), "*Parameters.cs").Count());
    }

    [Fact]
    public void Every_mechanism_has_one_paragraph_that_names_all_its_parameters_and_says_what_holds_without_it()
    {
        string[] headings = [.. ModelText.Read().Split('\n').Where(line => Heading().IsMatch(line))];
        Assert.Equal(Mechanisms.Length, headings.Length);
        foreach (RowDeclaration section in Mechanisms)
        {
            Assert.Single(headings, line => line.StartsWith($"### {section.Label} ", StringComparison.Ordinal) && line.EndsWith($" (`{section.Name}`)", StringComparison.Ordinal));
            MechanismText text = ModelText.Mechanism(section.Label);
            Assert.Equal(1, text.Blocks.OfType<Passage>().Sum(passage => passage.Markdown.Split("Switched off: ").Length - 1));
            Assert.EndsWith(".", text.WhenOff, StringComparison.Ordinal);
            Assert.Empty(section.Columns.Select(column => column.Name).Where(name => name != "on")
                .Where(name => !text.Names.Contains(name) && !text.Names.Contains($"{section.Name}/{name}"))
                .Select(name => $"{section.Label} does not mention {name}"));
        }
    }

    [Fact]
    public void Every_number_of_a_table_is_read_by_a_mechanism_that_says_so()
    {
        string[] unread =
        [
            .. from table in Declarations.Tables
               from column in table.Columns
               where column.Kind == CellKind.Number && !Mechanisms.Any(section => Reads(section, table, column))
               select $"{table.Name}/{column.Name}",
        ];
        Assert.Equal(ReadByNoMechanism.Order(StringComparer.Ordinal), unread.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_the_code_of_a_mechanism_reads_by_name_its_paragraph_mentions()
    {
        int judged = 0;
        foreach (RowDeclaration section in Mechanisms.Where(section => File.Exists(FileOf(section.Type.Name.Replace("Parameters", "", StringComparison.Ordinal)))))
        {
            HashSet<string> literals = [.. Literal().Matches(File.ReadAllText(FileOf(section.Type.Name.Replace("Parameters", "", StringComparison.Ordinal)))).Select(match => match.Groups["text"].Value)];
            foreach (RowDeclaration table in Declarations.Tables)
            {
                ColumnDeclaration[] named = [.. table.Columns.Where(column => column.Kind == CellKind.Number && column.Name.Contains('-', StringComparison.Ordinal) && literals.Contains(column.Name))];
                judged += named.Length;
                Assert.All(named, column => Assert.True(Reads(section, table, column), $"{section.Label} reads {table.Name}/{column.Name} and does not mention it."));
            }
        }

        Assert.True(judged >= 10, $"only {judged} columns were found in the code");
    }

    [Fact]
    public void Names_between_backticks_with_a_slash_are_addresses()
    {
        foreach (string name in Mechanisms.SelectMany(section => ModelText.Mechanism(section.Label).Names).Where(name => name.Contains('/', StringComparison.Ordinal)))
        {
            string[] parts = name.Split('/');
            RowDeclaration? declaration = Declarations.TableByName.GetValueOrDefault(parts[0]) ?? Declarations.SectionByName.GetValueOrDefault(parts[0]);
            Assert.True(declaration is not null && declaration.ByName.ContainsKey(parts[1]), $"{name} is neither a column nor a parameter.");
        }
    }

    private static bool Reads(RowDeclaration section, RowDeclaration table, ColumnDeclaration column) =>
        ModelText.Mechanism(section.Label).Reads(table.Name, column.Name, section.ByName.Keys.ToHashSet(StringComparer.Ordinal));

    private static string FileOf(string type) => Repository.PathOf($"src/Dispersal/Mechanisms/{type}.cs");

    [GeneratedRegex(@"^### M\d+ ", RegexOptions.None, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex("\"(?<text>[a-z0-9-]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Literal();
}
