using System.Text;
using Dispersal.Reporting;

namespace Dispersal.Cli;

/// <summary>The two streams of the tool: stdout for the result, stderr for everything said about it.</summary>
/// <remarks>Every text goes through <see cref="PrintableText.Escape"/> here, line by line, so that nothing a scenario file says
/// is obeyed by a terminal.</remarks>
internal static class Terminal
{
    private const int Narrowest = 60;
    private const int Widest = 140;

    /// <summary>Columns for tables: the terminal's, or <see cref="Document.DefaultWidth"/> in a file or pipe.</summary>
    public static int Width =>
        Console.IsOutputRedirected ? Document.DefaultWidth : Math.Clamp(Console.WindowWidth, Narrowest, Widest);

    /// <summary>Whether stderr is a terminal on which lines can be redrawn.</summary>
    public static bool CanRedraw => !Console.IsErrorRedirected;

    /// <summary>Writes lines of the result.</summary>
    public static void WriteResult(string text) => Write(Console.Out, text);

    /// <summary>Writes the result as a document.</summary>
    public static void WriteResult(Document document) => Write(Console.Out, document.ToText(Width));

    /// <summary>Writes lines about the result: progress, problems, what to do.</summary>
    public static void WriteNote(string text) => Write(Console.Error, text);

    private static void Write(TextWriter to, string text)
    {
        StringBuilder safe = new(text.Length + 2);
        foreach (string line in text.TrimEnd('\n').Split('\n'))
        {
            safe.Append(PrintableText.Escape(line)).Append('\n');
        }

        to.Write(safe.ToString());
        to.Flush();
    }
}
