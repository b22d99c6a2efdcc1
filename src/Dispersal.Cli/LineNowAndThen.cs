using System.Diagnostics;
using Dispersal.Reporting;

namespace Dispersal.Cli;

/// <summary>A line of progress every two seconds: redrawn in its place on a terminal, one after another elsewhere. Not for several threads at once.</summary>
internal sealed class LineNowAndThen
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private TimeSpan said = TimeSpan.Zero;

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => clock.Elapsed;

    /// <summary>Says a line, unless one was said just now.</summary>
    public void Say(Func<string> line)
    {
        TimeSpan now = clock.Elapsed;
        if (now - said < Pause)
        {
            return;
        }

        said = now;
        if (Terminal.CanRedraw)
        {
            Terminal.Redraw(PrintableText.Escape(line()));
        }
        else
        {
            Terminal.WriteNote(line());
        }
    }

    /// <summary>Says the last word, in the place of the line.</summary>
    public static void End(string word)
    {
        Terminal.Redraw("");
        Terminal.WriteNote(word);
    }
}
