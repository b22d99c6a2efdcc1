using System.Text.Json;

namespace Dispersal.Tests.Shipped;

/// <summary>A notebook file: its cells with what they printed and showed.</summary>
internal sealed class Notebook
{
    private Notebook(IReadOnlyList<Cell> cells) => Cells = cells;

    public IReadOnlyList<Cell> Cells { get; }

    public IEnumerable<Cell> Code => Cells.Where(cell => cell.IsCode);

    public static Notebook Read(string path)
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(path));
        return new([.. file.RootElement.GetProperty("cells").EnumerateArray().Select(CellOf)]);
    }

    private static Cell CellOf(JsonElement cell)
    {
        bool isCode = cell.GetProperty("cell_type").GetString() == "code";
        JsonElement[] outputs = isCode ? [.. cell.GetProperty("outputs").EnumerateArray()] : [];
        return new(
            isCode,
            Text(cell.GetProperty("source")),
            isCode && cell.GetProperty("execution_count").ValueKind != JsonValueKind.Null,
            string.Concat(outputs.Where(output => output.GetProperty("output_type").GetString() == "stream").Select(output => Text(output.GetProperty("text")))),
            [.. outputs.Where(output => output.TryGetProperty("data", out _)).Select(output =>
                output.GetProperty("data").EnumerateObject().ToDictionary(form => form.Name, form => Text(form.Value), StringComparer.Ordinal))]);
    }

    private static string Text(JsonElement text) =>
        text.ValueKind == JsonValueKind.Array ? string.Concat(text.EnumerateArray().Select(line => line.GetString())) : text.ToString();

    /// <summary>A cell.</summary>
    /// <param name="IsCode">Whether it is code.</param>
    /// <param name="Source">Its lines.</param>
    /// <param name="WasRun">Whether it has a number of execution.</param>
    /// <param name="Printed">What it wrote to the console.</param>
    /// <param name="Shown">What it showed, by MIME type.</param>
    internal sealed record Cell(bool IsCode, string Source, bool WasRun, string Printed, IReadOnlyList<IReadOnlyDictionary<string, string>> Shown);
}
