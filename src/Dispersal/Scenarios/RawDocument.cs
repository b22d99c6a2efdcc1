using System.Collections.Immutable;

namespace Dispersal.Scenarios;

/// <summary>In which form a cell was written; JSON tells numbers, switches and texts apart, CSV does not.</summary>
internal enum CellForm
{
    Csv,
    JsonNumber,
    JsonText,
    JsonSwitch,
    JsonOther,
}

/// <summary>A cell as written.</summary>
internal sealed record RawCell(string Text, CellForm Form, Position At);

/// <summary>A row, a section or the top level as written, by cell name (<c>patrol</c>, <c>patrol-low</c>, <c>source</c>); blank cells are absent.</summary>
internal sealed class RawRow(Position at, ImmutableDictionary<string, RawCell> cells)
{
    public static readonly ImmutableDictionary<string, RawCell> NoCells = ImmutableDictionary.Create<string, RawCell>(StringComparer.Ordinal);

    public Position At { get; } = at;

    public ImmutableDictionary<string, RawCell> Cells { get; } = cells;

    /// <summary>Whether an overlay takes the row out.</summary>
    public bool Remove { get; init; }

    /// <summary>The typed row, kept once it was bound without a problem, so that a changed scenario binds only what changed.</summary>
    public object? Bound { get; set; }

    /// <summary>The row with its source, grade and reason at each number, kept once it was made: a scenario whose parameters are drawn changes the same rows again and again.</summary>
    public RawRow? Spread { get; set; }

    public Position PositionOf(string cell) => Cells.TryGetValue(cell, out RawCell? written) ? written.At : At;
}

/// <summary>A scenario as written, overlays merged. Changes, differences, fingerprints and files are made from it.</summary>
internal sealed record RawDocument(
    RawRow Top, ImmutableDictionary<string, RawRow> Sections, ImmutableDictionary<string, ImmutableSortedDictionary<string, RawRow>> Tables)
{
    public static readonly ImmutableSortedDictionary<string, RawRow> NoRows = ImmutableSortedDictionary.Create<string, RawRow>(StringComparer.Ordinal);

    public static readonly RawDocument Empty = new(
        new RawRow(Position.None, RawRow.NoCells),
        ImmutableDictionary.Create<string, RawRow>(StringComparer.Ordinal),
        ImmutableDictionary.Create<string, ImmutableSortedDictionary<string, RawRow>>(StringComparer.Ordinal));

    public ImmutableSortedDictionary<string, RawRow> Table(string name) => Tables.GetValueOrDefault(name, NoRows);

    public RawRow? Row(RowDeclaration declaration, string key) =>
        declaration.IsTable ? Table(declaration.Name).GetValueOrDefault(key)
        : declaration.Name.Length == 0 ? Top
        : Sections.GetValueOrDefault(declaration.Name);

    public RawDocument WithRow(RowDeclaration declaration, string key, RawRow row) =>
        declaration.IsTable ? this with { Tables = Tables.SetItem(declaration.Name, Table(declaration.Name).SetItem(key, row)) }
        : declaration.Name.Length == 0 ? this with { Top = row }
        : this with { Sections = Sections.SetItem(declaration.Name, row) };
}
