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
    /// <exception cref="IOException">Nothing can be written to stdout.</exception>
    public static void WriteResult(string text)
    {
        try
        {
            Write(Console.Out, text);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IOException("The result cannot be written to stdout: it is closed, or the disk behind it is full.", problem);
        }
    }

    /// <summary>Writes the result as a document.</summary>
    /// <exception cref="IOException">Nothing can be written to stdout.</exception>
    public static void WriteResult(Document document) => WriteResult(document.ToText(Width));

    /// <summary>Writes lines about the result: progress, problems, what to do.</summary>
    public static void WriteNote(string text)
    {
        try
        {
            Write(Console.Error, text);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // There is nobody left to tell; the exit code says it.
        }
    }

    /// <summary>Writes over the last line of stderr, where that is a terminal.</summary>
    /// <param name="line">A line that is safe to print.</param>
    public static void Redraw(string line)
    {
        if (!CanRedraw)
        {
            return;
        }

        try
        {
            Console.Error.Write($"\r\u001b[K{line}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // What is run goes on though nobody looks.
        }
    }

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
