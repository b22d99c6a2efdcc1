using System.Collections.Immutable;
using System.Diagnostics;

namespace Dispersal.Experiments.Store;

/// <summary>Runs replicates of a point and keeps the figures asked for, or the error that ended a run.</summary>
internal sealed class BlockRunner(Design design, ulong seed, EngineKind engine, ImmutableArray<FigurePattern> kept, TimeProvider time)
{
    /// <summary>Replicates of a point that are run in one go: the scenario of a point is compiled once for them.</summary>
    public const int MostTogether = 8;

    // Points that are tried before a sweep is refused.
    private const int PointsTried = 16;

    private readonly Recording recording = Sweep.RecordingOf(kept, engine);

    /// <summary>Refuses a sweep of which not one point would fit into memory; if some do, the sweep goes on, and records of the others what they would need.</summary>
    /// <param name="points">Numbers of points, of which the first few are tried.</param>
    /// <param name="jobs">Replicates that run at a time.</param>
    /// <exception cref="NotEnoughMemoryException">None fits.</exception>
    public void ThrowIfTooLarge(IEnumerable<int> points, int jobs)
    {
        NotEnoughMemoryException? tooLarge = null;
        foreach (int point in points.Take(PointsTried))
        {
            try
            {
                Ensemble.ThrowIfTooLarge(design.ScenarioAt(point), jobs, engine, recording);
                return;
            }
            catch (NotEnoughMemoryException problem)
            {
                tooLarge ??= problem;
            }
            catch (ScenarioException)
            {
                // The run of this point will say so.
                return;
            }
        }

        if (tooLarge is not null)
        {
            throw tooLarge;
        }
    }

    /// <summary>Runs a block; one row a replicate, in order.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled before the block was done.</exception>
    public List<RunRow> Run(RunBlock block, CancellationToken cancellation)
    {
        DateTimeOffset started = time.GetUtcNow();
        long clock = Stopwatch.GetTimestamp();
        try
        {
            Scenario scenario = design.ScenarioAt(block.Point);
            Ensemble ensemble = Ensemble.Run(scenario, block.From..block.To, seed, engine, threads: 1, recording, cancellationToken: cancellation);
            return Rows(block, ensemble, started, Stopwatch.GetElapsedTime(clock).TotalSeconds);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever ends a run, the sweep goes on and says what it was.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            if (block.To - block.From > 1 && problem is not ScenarioException)
            {
                // Which of the replicates it was shows when they run one by one.
                return [.. Enumerable.Range(block.From, block.To - block.From)
                    .SelectMany(replicate => Run(block with { From = replicate, To = replicate + 1 }, cancellation))];
            }

            double seconds = Stopwatch.GetElapsedTime(clock).TotalSeconds / (block.To - block.From);
            return [.. Enumerable.Range(block.From, block.To - block.From).Select(replicate => new RunRow(
                block.Id, replicate, "", started, time.GetUtcNow(), seconds, Environment.MachineName, Build.Name, Message(problem), []))];
        }
    }

    // Without lines and columns: the value that was refused stands in no file, and a copy of the scenario has other lines.
    private static string Message(Exception problem) => problem is ScenarioException { Problems: var problems }
        ? string.Join('\n', problems.Select(one => (one with { Line = 0, Column = 0 }).ToString()))
        : problem.Message;

    private List<RunRow> Rows(RunBlock block, Ensemble ensemble, DateTimeOffset started, double seconds)
    {
        int count = block.To - block.From;
        var figures = Enumerable.Range(0, count).Select(_ => new List<(string, string, DateOnly, double)>()).ToArray();
        foreach (Measure measure in ensemble.Measures)
        {
            foreach (string subject in ensemble.Subjects(measure))
            {
                IEnumerable<DateOnly> dates = kept.Where(pattern => pattern.Fits(measure.Name, subject))
                    .SelectMany(pattern => pattern.DatesAmong(ensemble.Dates)).Distinct();
                foreach (DateOnly date in dates)
                {
                    double[] values = ensemble.Values(measure, subject, date);
                    for (int i = 0; i < count; i++)
                    {
                        figures[i].Add((measure.Name, subject, date, values[i]));
                    }
                }
            }
        }

        DateTimeOffset ended = time.GetUtcNow();
        return [.. figures.Select((kept, i) => new RunRow(
            block.Id, block.From + i, ensemble.Provenance.Engine, started, ended, seconds / count, Environment.MachineName, Build.Name, null, kept))];
    }
}
