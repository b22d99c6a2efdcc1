using System.Text.Json;

namespace Dispersal.Reporting;

/// <summary>What is said of results that are not as this program wrote them.</summary>
internal static class Damage
{
    /// <summary>Makes files out of results; what no result of ours would lead to becomes a sentence.</summary>
    /// <exception cref="IOException">The results are damaged, or cannot be read.</exception>
    public static IReadOnlyList<(string Name, string Text)> Told(string source, Func<IEnumerable<(string Name, string Text)>> read)
    {
        try
        {
            return [.. read()];
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or FormatException or OverflowException or ArgumentException or InvalidOperationException
            or IndexOutOfRangeException or InvalidCastException or InvalidDataException or NullReferenceException)
        {
            throw new IOException($"{source} is damaged, or was changed by another program. Write it again by the words that made it.", problem);
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new IOException($"{source} holds files that may not be read. Allow it, or name another folder.", problem);
        }
    }
}
