using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispersal.Cli;

/// <summary>Writes a result as JSON on stdout, with the key style of <c>manifest.json</c>.</summary>
internal static class JsonResult
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Writes the value; control characters in its texts are written as JSON escapes.</summary>
    public static void Write<T>(T value) => Terminal.WriteResult(JsonSerializer.Serialize(value, Options));
}
