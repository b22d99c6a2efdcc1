using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dispersal.Scenarios;

/// <summary>Writes a scenario, overlays merged, as files that read back to the same scenario.</summary>
internal static class ScenarioWriter
{
    public const string BaselineFolder = "baseline";

    /// <summary>Contents by file name, LF and UTF-8, rows by key, columns in the order of the declarations.</summary>
    public static ImmutableSortedDictionary<string, string> Texts(Scenario scenario)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        bool hasBaseline = scenario.Baseline is { } b && !Meaning.IsSame(b, scenario);
        texts[Layer.Json] = Json(scenario, hasBaseline);
        foreach (RowDeclaration table in Declarations.Tables.Where(t => !scenario.Document.Table(t.Name).IsEmpty))
        {
            texts[table.File!] = Csv(table, scenario.Document.Table(table.Name));
        }

        if (hasBaseline)
        {
            foreach ((string file, string text) in Texts(scenario.Baseline!))
            {
                texts[$"{BaselineFolder}/{file}"] = text;
            }
        }

        return texts.ToImmutable();
    }

    /// <summary>Writes beside the folder first and moves into place, so that the folder is there whole or not at all.</summary>
    public static void Write(Scenario scenario, string folder)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
        {
            throw new IOException($"{folder} already exists and is not empty. Name a folder that does not exist.");
        }

        string temporary = $"{path}.{Environment.ProcessId}.saving";
        try
        {
            foreach ((string file, string text) in Texts(scenario))
            {
                string target = Path.Combine(temporary, file);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                PlainFile.Write(target, text);
            }

            if (Directory.Exists(path))
            {
                Directory.Delete(path);
            }

            Directory.Move(temporary, path);
        }
        catch
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }

            throw;
        }
    }

    private static string Csv(RowDeclaration table, ImmutableSortedDictionary<string, RawRow> rows)
    {
        var required = table.Columns.Where(c => c.IsRequired || c.IsKey).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        string[] columns = [.. table.CellNames.Where(n => required.Contains(n) || rows.Values.Any(r => r.Cells.ContainsKey(n)))];
        var text = new StringBuilder();
        text.AppendJoin(',', columns).Append('\n');
        foreach (RawRow row in rows.Values)
        {
            text.AppendJoin(',', columns.Select(c => row.Cells.TryGetValue(c, out RawCell? cell) ? Quoted(cell.Text) : "")).Append('\n');
        }

        return text.ToString();
    }

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny(",\"\r\n") || cell.StartsWith('#') || cell != cell.Trim(' ')
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    private static string Json(Scenario scenario, bool hasBaseline)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(
            stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            Cells(json, Declarations.Top, scenario.Document.Top, scenario);
            if (hasBaseline)
            {
                json.WriteString(BaselineFolder, BaselineFolder);
            }

            foreach (RowDeclaration section in Declarations.Sections)
            {
                if (scenario.Document.Sections.TryGetValue(section.Name, out RawRow? row) && !row.Cells.IsEmpty)
                {
                    json.WriteStartObject(section.Name);
                    Cells(json, section, row, section.Holder!.GetValue(scenario)!);
                    json.WriteEndObject();
                }
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Cells(Utf8JsonWriter json, RowDeclaration declaration, RawRow row, object bound)
    {
        foreach (ColumnDeclaration column in declaration.Columns)
        {
            if (column.Kind == CellKind.Number)
            {
                Number(json, column, row, column.ParameterOf(bound));
            }
            else if (row.Cells.TryGetValue(column.Name, out RawCell? cell))
            {
                if (column.Kind == CellKind.Switch)
                {
                    json.WriteBoolean(column.Name, cell.Text == "true");
                }
                else
                {
                    json.WriteString(column.Name, cell.Text);
                }
            }
        }
    }

    private static void Number(Utf8JsonWriter json, ColumnDeclaration column, RawRow row, Parameter number)
    {
        bool hasValue = row.Cells.ContainsKey(column.Name);
        string[] parts = [.. RowDeclaration.Companions.Where(x => row.Cells.ContainsKey($"{column.Name}-{x}"))];
        if (parts.Length == 0)
        {
            if (hasValue)
            {
                json.WriteNumber(column.Name, number.Value);
            }

            return;
        }

        json.WriteStartObject(column.Name);
        if (hasValue)
        {
            json.WriteNumber("value", number.Value);
        }

        foreach (string part in parts)
        {
            switch (part)
            {
                case "low":
                    json.WriteNumber(part, number.Low!.Value);
                    break;
                case "high":
                    json.WriteNumber(part, number.High!.Value);
                    break;
                default:
                    json.WriteString(part, row.Cells[$"{column.Name}-{part}"].Text);
                    break;
            }
        }

        json.WriteEndObject();
    }
}
