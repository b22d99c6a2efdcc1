using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dispersal.Scenarios;

/// <summary>A scenario as a list of what it means: one text per cell, free of order, formatting and provenance.</summary>
internal static class Meaning
{
    /// <summary>Whether a cell changes what a run does or shows, rather than where a number comes from or what something is called.</summary>
    public static bool Matters(ColumnDeclaration column) =>
        !column.IsProvenance && !(column.Kind == CellKind.Text && column.Name is "name" or "title" or "summary");

    /// <summary>A cell's meaning; null when blank.</summary>
    public static string? Of(ColumnDeclaration column, object row) => column.Property.GetValue(row) switch
    {
        null => null,
        Parameter number => Of(number),
        double figure => figure.ToString("R", CultureInfo.InvariantCulture),
        bool on => on ? "true" : "false",
        DateOnly date => date.ToString(column.Kind == CellKind.Month ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture),
        Enum choice => Choices.Word(choice),
        string { Length: 0 } => null,
        string list when column.Attribute.IsList =>
            string.Join(' ', list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Order(StringComparer.Ordinal)),
        object other => other.ToString(),
    };

    public static string Fingerprint(Scenario scenario)
    {
        string own = scenario.OwnMeaning;
        return scenario.Baseline is { } baseline && baseline.OwnMeaning != own ? Hash($"{own}\nbaseline {baseline.Fingerprint}\n") : own;
    }

    public static bool IsSame(Scenario a, Scenario b) => ReferenceEquals(a, b) || a.OwnMeaning == b.OwnMeaning;

    /// <summary>Hash of the scenario itself, whatever its baseline.</summary>
    public static string Own(Scenario scenario)
    {
        var text = new StringBuilder("scenario\n");
        foreach ((RowDeclaration declaration, string key, object row) in Rows(scenario))
        {
            text.Append(declaration.AddressOf(key)).Append('\n');
            foreach (ColumnDeclaration column in declaration.Columns.Where(Matters))
            {
                text.Append(column.Name).Append('=').Append(Of(column, row)).Append('\n');
            }
        }

        foreach (IMechanism rule in scenario.Rules)
        {
            text.Append("rule ").Append(rule.Name).Append('\n');
            foreach ((string name, double value) in rule.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}={value:R}\n");
            }
        }

        return Hash(text.ToString());
    }

    /// <summary>The top level, the sections and every row that means something to a run, in a fixed order.</summary>
    public static IEnumerable<(RowDeclaration Declaration, string Key, object Row)> Rows(Scenario scenario)
    {
        yield return (Declarations.Top, "", scenario);
        foreach (RowDeclaration section in Declarations.Sections)
        {
            yield return (section, "", section.Holder!.GetValue(scenario)!);
        }

        foreach (RowDeclaration table in Declarations.Tables.Where(table => !table.IsForReaders))
        {
            foreach ((string key, RawRow row) in scenario.Document.Table(table.Name))
            {
                yield return (table, key, row.Bound!);
            }
        }
    }

    private static string Of(Parameter number)
    {
        string value = number.Value.ToString("R", CultureInfo.InvariantCulture);
        if (!number.IsRanged)
        {
            return value;
        }

        string spread = number.Distribution == Distribution.Triangular ? "" : " " + Choices.Word(number.Distribution);
        return $"{value} [{number.Low!.Value:R}, {number.High!.Value:R}]{spread}";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
