using System.Collections.Immutable;

namespace Dispersal.Scenarios;

/// <summary>What an address names: a column of a row, or a key of a section or of the top level.</summary>
internal readonly record struct Target(RowDeclaration Declaration, string Key, ColumnDeclaration Column)
{
    public string Address => Declaration.AddressOf(Key, Column.Name);

    public bool IsDated => Column.Kind == CellKind.Number && Column.Attribute.Dated;
}

/// <summary>Resolves addresses such as <c>routes/syr-tur-west/patrol</c> against a scenario as written.</summary>
internal static class Addresses
{
    /// <summary>What an address without a wildcard names; null, with the reason, when it names nothing.</summary>
    public static Target? Find(RawDocument document, string address, out string problem)
    {
        problem = "";
        int first = address.IndexOf('/', StringComparison.Ordinal);
        int last = address.LastIndexOf('/');
        if (first < 0)
        {
            return Column(Declarations.Top, "", address, out problem);
        }

        string name = address[..first];
        string rest = address[(last + 1)..];
        if (first == last && Declarations.SectionByName.TryGetValue(name, out RowDeclaration? section))
        {
            return Column(section, "", rest, out problem);
        }

        if (first == last || !Declarations.TableByName.TryGetValue(name, out RowDeclaration? table))
        {
            IEnumerable<string> known = first == last ? Declarations.SectionByName.Keys : Declarations.TableByName.Keys;
            string? near = NearestName.Of(name, known.Order(StringComparer.Ordinal));
            problem = $"there is no {(first == last ? "section" : "table")} \"{name}\". "
                + (near is null ? "Write SECTION/PARAMETER or TABLE/ID/COLUMN." : $"Did you mean \"{near}{address[first..]}\"?");
            return null;
        }

        string key = address[(first + 1)..last];
        if (!document.Table(name).ContainsKey(key))
        {
            string? near = NearestName.Of(key, document.Table(name).Keys);
            problem = $"there is no row \"{key}\" in {table.File}. "
                + (near is null ? "Write the address of a row that is there." : $"Did you mean \"{name}/{near}/{rest}\"?");
            return null;
        }

        return Column(table, key, rest, out problem);
    }

    /// <summary>Everything an address names in which one <c>*</c> may stand for an id or a part of one.</summary>
    public static ImmutableArray<Target> Match(RawDocument document, string pattern, out string problem)
    {
        int star = pattern.IndexOf('*', StringComparison.Ordinal);
        Target? exact = Find(document, pattern, out problem);
        if (exact is { } one)
        {
            return [one];
        }

        if (star < 0)
        {
            return [];
        }

        int first = pattern.IndexOf('/', StringComparison.Ordinal);
        int last = pattern.LastIndexOf('/');
        if (first < 0 || first == last || star < first || star > last || pattern.IndexOf('*', star + 1) >= 0)
        {
            problem = "one * may stand for an id of a table. Write it as in routes/*/patrol.";
            return [];
        }

        string name = pattern[..first];
        if (!Declarations.TableByName.TryGetValue(name, out RowDeclaration? table))
        {
            return [];
        }

        if (Column(table, "*", pattern[(last + 1)..], out problem) is not { } column)
        {
            return [];
        }

        string before = pattern[(first + 1)..star];
        string after = pattern[(star + 1)..last];
        ImmutableArray<Target> found =
        [
            .. document.Table(name).Keys
                .Where(k => k.Length >= before.Length + after.Length
                    && k.StartsWith(before, StringComparison.Ordinal) && k.EndsWith(after, StringComparison.Ordinal))
                .Select(k => column with { Key = k }),
        ];
        problem = found.IsEmpty ? $"no row of {table.File} matches \"{pattern[(first + 1)..last]}\". Write the address of rows that are there." : "";
        return found;
    }

    /// <summary>As <see cref="Match"/>, for parameters that forcing and policies may change.</summary>
    public static ImmutableArray<Target> MatchDated(RawDocument document, string pattern, out string problem)
    {
        ImmutableArray<Target> found = Match(document, pattern, out problem);
        if (found.IsEmpty || found[0].IsDated)
        {
            return found;
        }

        Target target = found[0];
        string[] dated = [.. target.Declaration.Columns.Where(c => c.Attribute.Dated).Select(c => c.Name)];
        string of = target.Declaration.Name.Length == 0 ? "the scenario's head" : target.Declaration.Name;
        problem = $"{target.Column.Name} cannot change over time. "
            + (dated.Length == 0 ? $"Nothing of {of} can." : $"Of {of}, {Binder.Or(dated).Replace(" or ", " and ", StringComparison.Ordinal)} can.");
        return [];
    }

    private static Target? Column(RowDeclaration declaration, string key, string name, out string problem)
    {
        problem = "";
        if (declaration.ByName.TryGetValue(name, out ColumnDeclaration? column))
        {
            return new Target(declaration, key, column);
        }

        string? near = NearestName.Of(name, declaration.Columns.Select(c => c.Name));
        string what = declaration.IsTable ? $"column \"{name}\" in {declaration.File}"
            : declaration.Name.Length == 0 ? $"key \"{name}\" in scenario.json" : $"parameter \"{name}\" in section {declaration.Name}";
        string otherwise = declaration.Name.Length == 0
            ? "Write SECTION/PARAMETER or TABLE/ID/COLUMN." : $"Write one of {string.Join(", ", declaration.Columns.Where(c => !c.IsProvenance).Select(c => c.Name))}.";
        problem = $"there is no {what}. " + (near is null ? otherwise : $"Did you mean \"{declaration.AddressOf(key, near)}\"?");
        return null;
    }
}
