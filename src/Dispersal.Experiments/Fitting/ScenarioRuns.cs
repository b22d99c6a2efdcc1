using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using Dispersal.Experiments.Store;

namespace Dispersal.Experiments.Fitting;

/// <summary>Runs of a scenario for its targets: one replicate at each point, on all cores, each found again in a store if there is one.</summary>
internal sealed class ScenarioRuns : IRuns
{
    // A commit forces the disk: a few runs together, so that little is lost when the process is killed.
    private const int Together = 8;

    private readonly Scenario scenario;
    private readonly ImmutableArray<Factor> factors;
    private readonly Targets targets;
    private readonly ulong seed;
    private readonly EngineKind engine;
    private readonly int jobs;
    private readonly CalibrationStore? store;
    private readonly IProgress<CalibrationProgress>? progress;
    private readonly CancellationToken cancellation;
    private readonly Recording recording;
    private readonly string meaning;
    private readonly string[] names;
    private readonly string[] ids;
    private readonly Dictionary<(string Point, int Replicate), double[]> known;
    private readonly Lock gate = new();

    public ScenarioRuns(
        Scenario scenario, ImmutableArray<Factor> factors, Targets targets, ulong seed, EngineKind engine, int jobs, CalibrationStore? store, string meaning,
        IProgress<CalibrationProgress>? progress, CancellationToken cancellation)
    {
        (this.scenario, this.factors, this.targets, this.seed, this.engine, this.jobs) = (scenario, factors, targets, seed, engine, jobs);
        (this.store, this.meaning, this.progress, this.cancellation) = (store, meaning, progress, cancellation);
        recording = targets.Recording;
        names = [.. factors.Select(factor => factor.Name)];
        ids = [.. targets.All.Select(target => target.Id)];
        known = store?.All(ids) ?? [];
    }

    /// <summary>Runs that were in the store before this call.</summary>
    public int Found { get; private set; }

    /// <summary>Runs that could not be done.</summary>
    public int Failed { get; private set; }

    /// <summary>Runs asked for.</summary>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public double[][] Run(string stage, IReadOnlyList<(double[] Levels, int Replicate)> wanted)
    {
        string[] points = [.. wanted.Select(run => IdOf(run.Levels))];
        double[][] outputs = new double[wanted.Count][];
        List<int> missing = [];
        for (int i = 0; i < wanted.Count; i++)
        {
            if (known.TryGetValue((points[i], wanted[i].Replicate), out double[]? before))
            {
                outputs[i] = before;
                Found++;
            }
            else
            {
                missing.Add(i);
            }
        }

        int done = wanted.Count - missing.Count;
        progress?.Report(new(stage, done, wanted.Count));
        Dictionary<int, (double[] Outputs, string? Error)> waiting = [];
        Exception? failure = null;
        int next = -1;
        Thread[] threads = [.. Enumerable.Range(0, Math.Min(jobs, missing.Count)).Select(i => new Thread(Work) { IsBackground = true, Name = $"fit {i + 1}" })];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        // What is done is kept, also when somebody ends it.
        lock (gate)
        {
            Keep();
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        cancellation.ThrowIfCancellationRequested();
        Count += wanted.Count;
        Failed += outputs.Count(output => !output.All(double.IsFinite));
        return outputs;

        void Work()
        {
            try
            {
                int at;
                while (!cancellation.IsCancellationRequested && failure is null && (at = Interlocked.Increment(ref next)) < missing.Count)
                {
                    int i = missing[at];
                    (double[] Outputs, string? Error) run = One(wanted[i].Levels, wanted[i].Replicate);
                    lock (gate)
                    {
                        outputs[i] = run.Outputs;
                        waiting[i] = run;
                        if (waiting.Count >= Together)
                        {
                            Keep();
                        }

                        progress?.Report(new(stage, ++done, wanted.Count));
                    }
                }
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                // Said when all threads have ended.
            }
#pragma warning disable CA1031 // Handed to the thread that waits.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                failure ??= problem;
            }
        }

        void Keep()
        {
            if (store is not null && waiting.Count > 0)
            {
                store.Write(names, ids, waiting.OrderBy(run => run.Key).Select(run => (
                    points[run.Key], wanted[run.Key].Replicate, wanted[run.Key].Levels, Values(wanted[run.Key].Levels), run.Value.Outputs, run.Value.Error)));
            }

            waiting.Clear();
        }
    }

    private double[] Values(double[] levels) => [.. factors.Select((factor, f) => factor.ValueAt(levels[f]))];

    private (double[] Outputs, string? Error) One(double[] levels, int replicate)
    {
        try
        {
            Scenario changed = Design.ScenarioAt(scenario, factors, levels);
            Ensemble ensemble = Ensemble.Run(changed, replicate..(replicate + 1), seed, engine, threads: 1, recording, cancellationToken: cancellation);
            return ([.. targets.Values(ensemble).Select(values => values[0])], null);
        }
        catch (ScenarioException problem)
        {
            // The prior is what the scenario can be run with.
            return ([.. Enumerable.Repeat(double.NaN, targets.All.Length)], problem.Message);
        }
    }

    private string IdOf(double[] levels)
    {
        StringBuilder text = new(meaning);
        foreach (double level in levels)
        {
            text.Append(' ').Append(BitConverter.DoubleToInt64Bits(level));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }
}
