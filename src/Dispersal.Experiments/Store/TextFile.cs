using System.Text;

namespace Dispersal.Experiments.Store;

/// <summary>Reads a text that others wrote.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file, or what is wrong with it.</summary>
    /// <exception cref="IOException">It is no ordinary file, or cannot be read.</exception>
    public static (string Text, string? Problem) Read(string file, int megabytes)
    {
        try
        {
            if (PlainFile.ReadAll(file, megabytes << 20) is not { } bytes)
            {
                return ("", $"the file is larger than {megabytes} MB. Keep fewer parameter sets.");
            }

            string text = Strict.GetString(bytes is [0xEF, 0xBB, 0xBF, .. var rest] ? rest : bytes);
            return text.Contains('\0', StringComparison.Ordinal) ? ("", "the file holds zero bytes, so it is not text. Save it as UTF-8 text.") : (text, null);
        }
        catch (DecoderFallbackException)
        {
            return ("", "the file is not UTF-8. Save it as UTF-8.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{file} cannot be read: it is not there, is no ordinary file, or may not be read. Name another file.", problem);
        }
    }
}
