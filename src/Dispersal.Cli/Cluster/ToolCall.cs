namespace Dispersal.Cli.Cluster;

/// <summary>How this tool is called, as words for a shell.</summary>
internal static class ToolCall
{
    /// <summary>The words that started this process, without those that follow <c>dispersal</c>.</summary>
    public static string Text { get; } = string.Join(' ', Words().Select(Quoted));

    /// <summary>A word between single quotes, where a shell would take it apart otherwise.</summary>
    public static string Quoted(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '.' or '_' or '-' or '+' or ',' or '=' or ':' or '@')
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string[] Words()
    {
        string program = Environment.ProcessPath ?? "dispersal";
        return Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, Path.Combine(AppContext.BaseDirectory, "Dispersal.Cli.dll")] : [program];
    }
}
