using System.Diagnostics;

namespace Dispersal.Cli;

/// <summary>What progress says: how much is done, how fast, how long it will take.</summary>
internal static class Progress
{
    private const double LongestSeconds = 100 * 365.25 * 86_400;

    /// <summary>Runs replicates and shows on stderr how far it has come: a bar on a terminal, a line now and then elsewhere.</summary>
    /// <param name="label">What is run, such as the scenario's name.</param>
    /// <param name="quiet">Whether to show nothing.</param>
    /// <param name="run">The run, given where to report.</param>
    public static T While<T>(string label, bool quiet, Func<IProgress<RunProgress>?, T> run)
    {
        if (quiet)
        {
            return run(null);
        }

        return Terminal.CanRedraw ? ProgressBar.While(label, run) : ProgressLines.While(label, run);
    }

    /// <summary>Speed of a run: <c>3.4 replicates/s, 1.2 M person-days/s</c>.</summary>
    public static string Rate(RunProgress progress, TimeSpan elapsed) => elapsed.TotalSeconds < 0.01
        ? ""
        : $"{Short(progress.ReplicatesDone / elapsed.TotalSeconds)} replicates/s, "
            + $"{Short(progress.PersonDays / elapsed.TotalSeconds)} person-days/s";

    /// <summary>Time that the rest of a run takes at the speed so far, or null when nothing is known yet.</summary>
    public static TimeSpan? Left(RunProgress progress, TimeSpan elapsed) => progress.ReplicatesDone == 0
        ? null
        : Rest(elapsed, progress.ReplicatesDone, progress.Replicates - progress.ReplicatesDone);

    /// <summary>Time that <paramref name="left"/> more take when <paramref name="done"/> have taken so long; never negative, and no longer than can be said.</summary>
    public static TimeSpan Rest(TimeSpan elapsed, double done, double left)
    {
        double seconds = Math.Max(0, elapsed.TotalSeconds) * Math.Max(0, left) / done;
        return TimeSpan.FromSeconds(seconds >= 0 ? Math.Min(seconds, LongestSeconds) : 0);
    }

    /// <summary>A duration to read: <c>8.2 s</c>, <c>3:07</c>, <c>1:03:07</c>.</summary>
    public static string Clock(TimeSpan time) => time.TotalSeconds >= LongestSeconds ? "more than a century" : time < TimeSpan.Zero ? Clock(TimeSpan.Zero) : time.TotalMinutes < 1
        ? $"{time.TotalSeconds:0.0} s"
        : time.TotalHours < 1 ? $"{(int)time.TotalMinutes}:{time.Seconds:00}" : $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}";

    /// <summary>The line that ends every run.</summary>
    public static string Last(string label, RunProgress progress, TimeSpan elapsed) =>
        $"{label}: {progress.ReplicatesDone:N0} of {progress.Replicates:N0} replicates in {Clock(elapsed)}, {Rate(progress, elapsed)}";

    private static string Short(double number) => number switch
    {
        >= 1e9 => $"{number / 1e9:0.0} G",
        >= 1e6 => $"{number / 1e6:0.0} M",
        >= 1e3 => $"{number / 1e3:0.0} k",
        _ => $"{number:0.0}",
    };
}

/// <summary>Progress as lines, for a file or pipe: at most one in two seconds, and the last.</summary>
internal sealed class ProgressLines : IProgress<RunProgress>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly string label;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private TimeSpan said = TimeSpan.Zero;
    private RunProgress last;

    private ProgressLines(string label) => this.label = label;

    public static T While<T>(string label, Func<IProgress<RunProgress>?, T> run)
    {
        ProgressLines lines = new(label);
        T result = run(lines);
        lock (lines.gate)
        {
            Terminal.WriteNote(Progress.Last(label, lines.last, lines.clock.Elapsed));
        }

        return result;
    }

    public void Report(RunProgress value)
    {
        lock (gate)
        {
            // Threads may report out of order.
            if (value.ReplicatesDone < last.ReplicatesDone)
            {
                return;
            }

            last = value;
            TimeSpan now = clock.Elapsed;
            if (now - said < Pause || value.ReplicatesDone == value.Replicates)
            {
                return;
            }

            said = now;
            string left = Progress.Left(value, now) is { } rest ? $", {Progress.Clock(rest)} left" : "";
            Terminal.WriteNote(
                $"{label}: {value.ReplicatesDone:N0} of {value.Replicates:N0} replicates, {Progress.Rate(value, now)}{left}");
        }
    }
}
