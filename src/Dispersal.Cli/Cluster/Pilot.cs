using System.Collections.Immutable;
using System.Diagnostics;
using Dispersal.Experiments;

namespace Dispersal.Cli.Cluster;

/// <summary>A few runs that say how long one takes, and how many make a task.</summary>
internal static class Pilot
{
    private const int Points = 5;
    private const int MostRuns = 20_000;

    // A task holds its figures in memory: 32 bytes each, and as much again while they are written.
    private const int MostFigures = 5_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Seconds of one run at points spread over the design, the first left out, and the figures it keeps; null where none of them can be run.</summary>
    public static (double Seconds, int Figures)? Of(DesignWords.Asked asked, CancellationToken cancellation)
    {
        List<double> seconds = [];
        int figures = 1;
        long clock = Stopwatch.GetTimestamp();
        int[] points = [.. Enumerable.Range(0, Points + 1).Select(i => (int)((long)i * (asked.Design.Count - 1) / Points))];
        foreach (int point in points)
        {
            long start = Stopwatch.GetTimestamp();
            try
            {
                Ensemble run = Ensemble.Run(asked.Design.ScenarioAt(point), 1, asked.Seed, asked.Engine, threads: 1, cancellationToken: cancellation);
                seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                figures = Math.Max(figures, Kept(run, asked.Figures));
            }
            catch (ScenarioException)
            {
                // The sweep records such points as failed.
            }

            if (seconds.Count > 0 && Stopwatch.GetElapsedTime(clock) > Patience)
            {
                break;
            }
        }

        // The first run pays for what is compiled on the way.
        return seconds.Count == 0 ? null : (seconds.Skip(seconds.Count > 1 ? 1 : 0).Average(), figures);
    }

    /// <summary>Runs that make a task last so long, the same in every task.</summary>
    public static int RunsPerTask(long runs, double secondsPerRun, int figures, double minutes, int threads)
    {
        double fitting = Math.Clamp(minutes * 60 * threads / secondsPerRun, 1, Math.Clamp(MostFigures / figures, 1, MostRuns));
        long tasks = (long)Math.Ceiling(runs / Math.Floor(fitting));
        return (int)((runs + tasks - 1) / tasks);
    }

    private static int Kept(Ensemble run, ImmutableArray<FigurePattern> patterns) => run.Measures
        .SelectMany(measure => run.Subjects(measure).SelectMany(subject => patterns.Where(pattern => pattern.Fits(measure, subject))))
        .Sum(pattern => pattern.IsEveryDate ? run.Dates.Length : 1);
}
