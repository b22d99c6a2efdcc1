using System.Collections.Immutable;
using System.Reflection;

namespace Dispersal.Scenarios;

/// <summary>Makes the typed scenario from a merged document and reports every problem of cells, references and meaning.</summary>
internal static class ScenarioBuilder
{
    private static readonly MethodInfo ArrayOf = typeof(ScenarioBuilder).GetMethod(nameof(ToArray), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The scenario; usable only when <paramref name="problems"/> has no errors. <paramref name="broken"/> names what could not be read whole.</summary>
    public static Scenario Build(RawDocument document, Scenario? baseline, ImmutableHashSet<string> broken, Problems problems)
    {
        var incomplete = broken.ToHashSet(StringComparer.Ordinal);
        var scenario = new Scenario(document, baseline);
        if (!broken.Contains(Layer.Json) && !Binder.Fill(scenario, Declarations.Top, "", document.Top, problems))
        {
            incomplete.Add(Layer.Json);
        }

        foreach (RowDeclaration section in Declarations.Sections)
        {
            RawRow row = document.Sections.GetValueOrDefault(section.Name) ?? new RawRow(document.Top.At, RawRow.NoCells);
            object? bound = row.Bound;
            if (bound is null)
            {
                bound = Activator.CreateInstance(section.Type)!;
                if (Binder.Fill(bound, section, "", row, problems))
                {
                    row.Bound = bound;
                }
                else
                {
                    incomplete.Add("section " + section.Name);
                }
            }

            section.Holder!.SetValue(scenario, bound);
        }

        foreach (RowDeclaration table in Declarations.Tables)
        {
            List<object> rows = [];
            foreach ((string key, RawRow row) in document.Table(table.Name))
            {
                if (row.Bound is null)
                {
                    object bound = Activator.CreateInstance(table.Type)!;
                    if (Binder.Fill(bound, table, key, row, problems))
                    {
                        row.Bound = bound;
                    }
                }

                if (row.Bound is not null)
                {
                    rows.Add(row.Bound);
                }
                else
                {
                    incomplete.Add(table.Name);
                }
            }

            table.Holder!.SetValue(scenario, ArrayOf.MakeGenericMethod(table.Type).Invoke(null, [rows]));
        }

        References(document, broken, problems);
        CrossChecks.Run(scenario, broken, incomplete, problems);
        return scenario;
    }

    private static ImmutableArray<T> ToArray<T>(List<object> rows) => [.. rows.Cast<T>()];

    /// <summary>Every text that must name a row of a table names one.</summary>
    private static void References(RawDocument document, ImmutableHashSet<string> broken, Problems problems)
    {
        foreach (RowDeclaration declaration in Declarations.Sections.Concat(Declarations.Tables))
        {
            foreach (ColumnDeclaration column in declaration.Columns)
            {
                if (column.Attribute.RefersTo is not { } table || broken.Contains(table))
                {
                    continue;
                }

                ImmutableSortedDictionary<string, RawRow> known = document.Table(table);
                IEnumerable<KeyValuePair<string, RawRow>> rows = declaration.IsTable
                    ? document.Table(declaration.Name)
                    : document.Sections.TryGetValue(declaration.Name, out RawRow? section) ? [KeyValuePair.Create("", section)] : [];
                foreach ((string key, RawRow row) in rows)
                {
                    if (!row.Cells.TryGetValue(column.Name, out RawCell? cell) || cell.Text == column.Attribute.OrElse)
                    {
                        continue;
                    }

                    foreach (string id in column.Attribute.IsList ? cell.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [cell.Text])
                    {
                        if (!known.ContainsKey(id))
                        {
                            problems.Error(
                                cell.At, declaration.AddressOf(key, column.Name),
                                $"\"{id}\" is not in {table}.csv. " + NearestName.Suggest(id, known.Keys, "Add it there or write an id that is there."));
                        }
                    }
                }
            }
        }
    }
}
