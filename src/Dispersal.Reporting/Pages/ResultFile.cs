using System.Text;

namespace Dispersal.Reporting.Pages;

/// <summary>A file of results, which anybody may have put there.</summary>
internal static class ResultFile
{
    private const int MostMegabytes = 1024;

    /// <summary>All of its bytes.</summary>
    /// <exception cref="IOException">It is not there, no ordinary file, or too large to be what it should be.</exception>
    public static byte[] Bytes(string path) => PlainFile.ReadAll(path, MostMegabytes << 20)
        ?? throw new IOException($"{path} is larger than {MostMegabytes:N0} MB. Record fewer dates or tables.");

    /// <summary>Its lines.</summary>
    /// <exception cref="IOException">It is not there, no ordinary file, or too large to be what it should be.</exception>
    public static IEnumerable<string> Lines(string path)
    {
        using StreamReader text = new(new MemoryStream(Bytes(path), writable: false), Encoding.UTF8);
        while (text.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
