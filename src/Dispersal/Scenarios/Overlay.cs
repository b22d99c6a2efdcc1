using System.Collections.Immutable;

namespace Dispersal.Scenarios;

/// <summary>Lays what one folder says over what it extends.</summary>
/// <remarks>
/// Row by row and cell by cell; a blank cell inherits. A value that is written comes with its own range, spread, source, grade
/// and reason: those of the value it replaces fall away. A range or source written without a value joins the inherited value.
/// </remarks>
internal static class Overlay
{
    public static RawDocument Merge(RawDocument below, RawDocument above, Problems problems)
    {
        RawDocument merged = below with { Top = Row(Declarations.Top, below.Top, above.Top) };
        foreach (RowDeclaration section in Declarations.Sections)
        {
            if (above.Sections.TryGetValue(section.Name, out RawRow? over))
            {
                RawRow row = below.Sections.TryGetValue(section.Name, out RawRow? under) ? Row(section, under, over) : over;
                merged = merged.WithRow(section, "", row);
            }
        }

        foreach (RowDeclaration table in Declarations.Tables.Where(t => above.Tables.ContainsKey(t.Name)))
        {
            var rows = below.Table(table.Name).ToBuilder();
            foreach ((string key, RawRow over) in above.Table(table.Name))
            {
                bool known = rows.TryGetValue(key, out RawRow? under);
                if (!over.Remove)
                {
                    rows[key] = known ? Row(table, under!, over) : over;
                }
                else if (!rows.Remove(key))
                {
                    problems.Error(
                        over.At, table.AddressOf(key),
                        "there is no such row to take out. " + NearestName.Suggest(key, below.Table(table.Name).Keys, "Remove this row."));
                }
            }

            merged = merged with { Tables = merged.Tables.SetItem(table.Name, rows.ToImmutable()) };
        }

        return merged;
    }

    public static RawRow Row(RowDeclaration declaration, RawRow below, RawRow above)
    {
        ColumnDeclaration[] numbers =
            [.. above.Cells.Keys.Select(name => declaration.ByName.GetValueOrDefault(name)).OfType<ColumnDeclaration>().Where(c => c.Kind == CellKind.Number)];
        if (declaration.IsTable && numbers.Length > 0)
        {
            // A row's source must not come to stand for numbers it was not written for: each cell gets its own.
            below = Spread(declaration, below);
            above = Spread(declaration, above);
        }

        var cells = below.Cells.ToBuilder();
        foreach (ColumnDeclaration column in numbers)
        {
            cells.RemoveRange([column.Low, column.High, column.Spread, column.Source, column.Grade, column.Reason]);
        }

        cells.AddRange(above.Cells.Where(c => !cells.ContainsKey(c.Key)).ToList());
        foreach ((string name, RawCell cell) in above.Cells)
        {
            cells[name] = cell;
        }

        return new RawRow(declaration.IsTable ? above.At : below.At, cells.ToImmutable());
    }

    private static RawRow Spread(RowDeclaration declaration, RawRow row) => row.Spread ??= SpreadAnew(declaration, row);

    private static RawRow SpreadAnew(RowDeclaration declaration, RawRow row)
    {
        string[] own = [.. declaration.Columns.Where(c => c.IsProvenance && row.Cells.ContainsKey(c.Name)).Select(c => c.Name)];
        if (own.Length == 0)
        {
            return row;
        }

        var cells = row.Cells.ToBuilder();
        foreach (string name in own)
        {
            foreach (ColumnDeclaration column in declaration.Columns.Where(c => c.Kind == CellKind.Number && row.Cells.ContainsKey(c.Name)))
            {
                cells.TryAdd($"{column.Name}-{name}", row.Cells[name]);
            }

            cells.Remove(name);
        }

        return new RawRow(row.At, cells.ToImmutable());
    }
}
