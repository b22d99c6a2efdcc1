using System.Globalization;
using System.Text;

namespace Dispersal.Scenarios;

/// <summary>Writes the reference of the file format as Markdown from the declarations, as <see cref="SchemaWriter"/> writes the schema.</summary>
internal static class ReferenceWriter
{
    public static string Write()
    {
        StringBuilder page = new();
        page.Append("""
            # Reference of scenario files

            Written by `dispersal schema --markdown`; every word comes from the code. [scenario-files.md](scenario-files.md) says how files are written,
            [model.md](model.md) what the parameters do, [parameters.md](parameters.md) which values the base scenario gives them, from where.

            A number stands alone or with `low`, `high`, `distribution`, `source`, `grade` and `reason`. *Dated* numbers may have a course in `forcing.csv` and be changed
            by `policies.csv`. **Bold** marks what must be written.

            ## scenario.json


            """.ReplaceLineEndings("\n"));
        Table(page, Declarations.Top, null);
        foreach (RowDeclaration section in Declarations.Sections)
        {
            page.Append('\n').Append("### `").Append(section.Name).Append('`').Append(section.Label.Length > 0 ? $" ({section.Label})" : "").Append("\n\n");
            if (Descriptions.Of(section.Type) is { Length: > 0 } meaning)
            {
                page.Append(meaning).Append("\n\n");
            }

            Table(page, section, Activator.CreateInstance(section.Type)!);
        }

        page.Append("\n## Tables\n");
        foreach (RowDeclaration table in Declarations.Tables)
        {
            page.Append("\n### `").Append(table.File).Append("`\n\n");
            if (Descriptions.Of(table.Type) is { Length: > 0 } meaning)
            {
                page.Append(meaning).Append("\n\n");
            }

            page.Append("A row is known by ").AppendJoin(" and ", table.Keys.Select(key => $"`{key}`")).Append(".\n\n");
            Table(page, table, null);
        }

        return page.ToString();
    }

    private static void Table(StringBuilder page, RowDeclaration row, object? initial)
    {
        page.Append(row.IsTable ? "| column |" : "| key |").Append(" holds | default | bounds | dated | meaning |\n|---|---|---|---|---|---|\n");
        foreach (ColumnDeclaration column in row.Columns)
        {
            page.Append("| ").Append(column.IsRequired ? $"**`{column.Name}`**" : $"`{column.Name}`")
                .Append(" | ").Append(Holds(column))
                .Append(" | ").Append(Default(column, initial))
                .Append(" | ").Append(column.Kind == CellKind.Number ? Bounds(column.Attribute.Min, column.Attribute.Max) : "")
                .Append(" | ").Append(column.Attribute.Dated ? "dated" : "")
                .Append(" | ").Append(Descriptions.Of(column.Property).Replace("|", "\\|", StringComparison.Ordinal)).Append(" |\n");
        }
    }

    private static string Holds(ColumnDeclaration column)
    {
        string holds = column.Kind switch
        {
            CellKind.Number => column.Unit.Length > 0 ? $"number, {column.Unit}" : "number",
            CellKind.Switch => "`true` or `false`",
            CellKind.Date => "date, `yyyy-MM-dd`",
            CellKind.Month => "month, `yyyy-MM`",
            CellKind.Choice => string.Join(", ", column.Choices.Select(choice => $"`{choice.Key}`")),
            _ when column.Attribute.RefersTo is { } table => $"id of `{table}`" + (column.Attribute.OrElse is { } other ? $" or `{other}`" : ""),
            _ when column.Attribute.IsAddress => "address",
            _ when column.IsId => "id",
            _ => "text",
        };
        return column.Attribute.IsList ? holds + ", several separated by spaces" : holds;
    }

    private static string Default(ColumnDeclaration column, object? initial) => column.Kind switch
    {
        CellKind.Number when double.IsFinite(column.Attribute.Default) => Number(column.Attribute.Default),
        CellKind.Switch => initial is null || column.Property.GetValue(initial) is false ? "`false`" : "`true`",
        _ => "",
    };

    private static string Bounds(double low, double high) => (double.IsFinite(low), double.IsFinite(high)) switch
    {
        (true, true) => $"{Number(low)} to {Number(high)}",
        (true, false) => $"from {Number(low)}",
        (false, true) => $"to {Number(high)}",
        _ => "",
    };

    private static string Number(double value) => value.ToString("#,##0.##########", CultureInfo.InvariantCulture);
}
