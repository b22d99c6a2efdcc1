using System.Collections.Immutable;
using System.Text.Json;

namespace Dispersal.Scenarios;

/// <summary>What one folder says by itself, before it is laid over what it extends.</summary>
/// <param name="Document">Cells as written.</param>
/// <param name="Extends">The value of <c>extends</c>; null for a base scenario.</param>
/// <param name="Baseline">The value of <c>baseline</c>.</param>
/// <param name="Broken">Tables and sections of which nothing, or not everything, could be read; what depends on them is not judged.</param>
internal sealed record Layer(RawDocument Document, RawCell? Extends, RawCell? Baseline, ImmutableHashSet<string> Broken)
{
    /// <summary>Marks scenario.json in <see cref="Broken"/>.</summary>
    public const string Json = "scenario.json";

    // What a calibration has left: no part of what the scenario says, but it may lie beside it.
    private const string PosteriorFile = "posterior.csv";

    public static Layer Read(ScenarioFolder folder, Problems problems)
    {
        RawDocument document = RawDocument.Empty;
        var broken = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        RawCell? extends = null;
        RawCell? baseline = null;
        if (!folder.Files.Contains(Json, StringComparer.Ordinal))
        {
            problems.Error(Position.Whole(folder.NameOf(Json)), "", "there is no such file. A scenario folder holds scenario.json with name, start and end.");
            broken.Add(Json);
        }
        else if (folder.Read(Json, problems) is { } text && JsonText.Read(text, folder.NameOf(Json), problems) is { } root && IsObject(root, problems))
        {
            document = Sections(root, problems, ref extends, ref baseline);
        }
        else
        {
            broken.Add(Json);
        }

        foreach (string file in folder.Files.Where(f => Path.GetExtension(f).Equals(".csv", StringComparison.OrdinalIgnoreCase) && f != PosteriorFile))
        {
            RowDeclaration? table = Declarations.Tables.FirstOrDefault(t => t.File == file);
            if (table is null)
            {
                problems.Error(
                    Position.Whole(folder.NameOf(file)), "",
                    "no table has this name. " + NearestName.Suggest(file, Declarations.Tables.Select(t => t.File!), "Rename the file or take it out."));
            }
            else
            {
                bool isWhole = false;
                if (folder.Read(file, problems) is { } csv
                    && TableReader.Read(table, csv, folder.NameOf(file), extends is not null, problems, out isWhole) is { } rows)
                {
                    document = document with { Tables = document.Tables.SetItem(table.Name, rows) };
                }

                // What rows there are is judged by itself all the same.
                if (!isWhole)
                {
                    broken.Add(table.Name);
                }
            }
        }

        return new Layer(document, extends, baseline, broken.ToImmutable());
    }

    private static bool IsObject(JsonValue root, Problems problems)
    {
        if (root.Kind != JsonTokenType.StartObject)
        {
            problems.Error(root.At, "", "the file must hold one object. Begin it with { and end it with }.");
        }

        return root.Kind == JsonTokenType.StartObject;
    }

    private static RawDocument Sections(JsonValue root, Problems problems, ref RawCell? extends, ref RawCell? baseline)
    {
        RawDocument document = RawDocument.Empty with { Top = new RawRow(Position.Whole(root.At.File), RawRow.NoCells) };
        var top = RawRow.NoCells.ToBuilder();
        foreach (JsonMember member in root.Members)
        {
            if (member.Key == "$schema")
            {
                continue;
            }

            if (member.Key is "extends" or "baseline")
            {
                RawCell cell = Cell(member.Value);
                if (cell.Form != CellForm.JsonText)
                {
                    problems.Error(member.Value.At, member.Key, "a text is needed. Write the name of a folder in quotes.");
                }

                (extends, baseline) = member.Key == "extends" ? (cell, baseline) : (extends, cell);
            }
            else if (Declarations.Top.ByName.ContainsKey(member.Key))
            {
                Add(Declarations.Top, member, top, problems);
            }
            else if (Declarations.SectionByName.TryGetValue(member.Key, out RowDeclaration? section))
            {
                document = document.WithRow(section, "", Section(section, member, problems));
            }
            else
            {
                IEnumerable<string> known = Declarations.Top.ByName.Keys.Concat(Declarations.SectionByName.Keys).Concat(["extends", "baseline", "$schema"]);
                problems.Error(member.At, member.Key, "no such key. " + NearestName.Suggest(member.Key, known.Order(StringComparer.Ordinal), "Take it out."));
            }
        }

        return document with { Top = new RawRow(document.Top.At, top.ToImmutable()) };
    }

    private static RawRow Section(RowDeclaration section, JsonMember member, Problems problems)
    {
        var cells = RawRow.NoCells.ToBuilder();
        if (member.Value.Kind != JsonTokenType.StartObject)
        {
            problems.Error(member.Value.At, section.Name, "an object is needed. Write { \"on\": true } with the parameters.");
        }

        foreach (JsonMember inner in member.Value.Members)
        {
            if (section.ByName.ContainsKey(inner.Key))
            {
                Add(section, inner, cells, problems);
            }
            else
            {
                problems.Error(
                    inner.At, $"{section.Name}/{inner.Key}",
                    "no such parameter. " + NearestName.Suggest(inner.Key, section.Columns.Select(c => c.Name), "Take it out."));
            }
        }

        return new RawRow(member.At, cells.ToImmutable());
    }

    /// <summary>A number may be an object of value, low, high and so on; every part becomes a cell, as in CSV.</summary>
    private static void Add(RowDeclaration declaration, JsonMember member, ImmutableDictionary<string, RawCell>.Builder cells, Problems problems)
    {
        ColumnDeclaration column = declaration.ByName[member.Key];
        if (member.Value.Kind != JsonTokenType.StartObject || column.Kind != CellKind.Number)
        {
            cells[column.Name] = Cell(member.Value);
            return;
        }

        foreach (JsonMember part in member.Value.Members)
        {
            if (part.Key == "value")
            {
                cells[column.Name] = Cell(part.Value);
            }
            else if (RowDeclaration.Companions.Contains(part.Key))
            {
                cells[$"{column.Name}-{part.Key}"] = Cell(part.Value);
            }
            else
            {
                problems.Error(
                    part.At, declaration.AddressOf("", column.Name),
                    $"a number has no \"{part.Key}\". "
                    + NearestName.Suggest(part.Key, RowDeclaration.Companions.Prepend("value"), "Write value, low, high, distribution, source, grade or reason."));
            }
        }
    }

    private static RawCell Cell(JsonValue value) => value.Kind switch
    {
        JsonTokenType.Number => new RawCell(value.Text, CellForm.JsonNumber, value.At),
        JsonTokenType.String => new RawCell(value.Text, CellForm.JsonText, value.At),
        JsonTokenType.True => new RawCell("true", CellForm.JsonSwitch, value.At),
        JsonTokenType.False => new RawCell("false", CellForm.JsonSwitch, value.At),
        JsonTokenType.Null => new RawCell("null", CellForm.JsonOther, value.At),
        JsonTokenType.StartObject => new RawCell("an object", CellForm.JsonOther, value.At),
        _ => new RawCell("a list", CellForm.JsonOther, value.At),
    };
}
