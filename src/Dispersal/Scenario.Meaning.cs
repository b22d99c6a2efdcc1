using System.Collections.Immutable;
using Dispersal.Scenarios;

namespace Dispersal;

public sealed partial class Scenario
{
    private readonly Lazy<string> fingerprint;
    private readonly Lazy<string> ownMeaning;

    /// <summary>The fingerprint as if there were no baseline.</summary>
    internal string OwnMeaning => ownMeaning.Value;

    /// <summary>
    /// SHA-256, in hexadecimal, of what the scenario means: dates, switches, values with their ranges, rows. Equal for equal meaning,
    /// whatever the order of rows, the formatting, the comments, or the split into overlays. Names for people to read, sources, grades,
    /// reasons, claims and targets do not count. Where the <see cref="Baseline"/> differs it counts too, because arrivals depend on it.
    /// </summary>
    public string Fingerprint => fingerprint.Value;

    /// <summary>JSON Schema (draft 2020-12) of <c>scenario.json</c>, made from the declarations.</summary>
    public static string JsonSchema { get; } = SchemaWriter.Write();

    /// <summary>Everything that may stand in a scenario, as Markdown: parameters with unit, default and bounds, and the columns of every table.</summary>
    public static string FormatReference { get; } = ReferenceWriter.Write();

    /// <summary>What differs in meaning from one scenario to another: values with their ranges, switches, dates, rows, rules of one's own.</summary>
    /// <param name="a">The scenario before.</param>
    /// <param name="b">The scenario after.</param>
    /// <returns>Differences in the order dates, sections, tables by key, rules by name; a row that only one of them has is one difference.</returns>
    public static ImmutableArray<Difference> Diff(Scenario a, Scenario b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var differences = ImmutableArray.CreateBuilder<Difference>();
        foreach (RowDeclaration declaration in Declarations.Sections.Prepend(Declarations.Top))
        {
            Cells(declaration, "", declaration.Holder?.GetValue(a) ?? a, declaration.Holder?.GetValue(b) ?? b);
        }

        foreach (RowDeclaration table in Declarations.Tables.Where(table => !table.IsForReaders))
        {
            ImmutableSortedDictionary<string, RawRow> before = a.Document.Table(table.Name);
            ImmutableSortedDictionary<string, RawRow> after = b.Document.Table(table.Name);
            foreach (string key in before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                object? old = before.GetValueOrDefault(key)?.Bound;
                object? current = after.GetValueOrDefault(key)?.Bound;
                if (old is not null && current is not null)
                {
                    Cells(table, key, old, current);
                }
                else
                {
                    differences.Add(new Difference(table.AddressOf(key), Line(before, key), Line(after, key)));
                }

                string? Line(ImmutableSortedDictionary<string, RawRow> rows, string id) => rows.TryGetValue(id, out RawRow? row)
                    ? string.Join(
                        ' ',
                        table.Columns.Where(c => Meaning.Matters(c) && !c.IsKey && row.Cells.ContainsKey(c.Name))
                            .Select(c => $"{c.Name}={Meaning.Of(c, row.Bound!)}"))
                    : null;
            }
        }

        foreach (string name in a.Rules.Concat(b.Rules).Select(rule => rule.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            (string? old, string? current) = (Rule(a, name), Rule(b, name));
            if (old != current)
            {
                differences.Add(new Difference($"rules/{name}", old, current));
            }
        }

        Scenario firstBaseline = a.Baseline ?? a;
        Scenario secondBaseline = b.Baseline ?? b;
        if (differences.Count == 0 && !Meaning.IsSame(firstBaseline, secondBaseline))
        {
            differences.Add(new Difference("baseline", firstBaseline.Fingerprint, secondBaseline.Fingerprint));
        }

        return differences.DrainToImmutable();

        static string? Rule(Scenario scenario, string name) => scenario.Rules.Where(rule => rule.Name == name).Select(TextOf).FirstOrDefault();

        void Cells(RowDeclaration declaration, string key, object before, object after)
        {
            foreach (ColumnDeclaration column in declaration.Columns.Where(Meaning.Matters))
            {
                (string? old, string? current) = (Meaning.Of(column, before), Meaning.Of(column, after));
                if (old != current)
                {
                    differences.Add(new Difference(declaration.AddressOf(key, column.Name), old, current));
                }
            }
        }
    }

    /// <summary>
    /// Writes the scenario, overlays merged, to a folder that does not exist yet: <c>scenario.json</c> and CSV tables in a stable order,
    /// with sources, and the baseline in the subfolder <c>baseline</c> where it differs. Loading it gives the same fingerprint.
    /// </summary>
    /// <param name="folder">The folder to make; it appears whole or not at all.</param>
    /// <exception cref="IOException">The folder exists and is not empty, or cannot be written.</exception>
    public void Save(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ScenarioWriter.Write(this, folder);
    }
}
