using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Dispersal.Engines;

namespace Dispersal.Results;

/// <summary>Runs the replicates of an ensemble on several threads.</summary>
/// <remarks>
/// Each thread takes the next replicate not yet begun, runs it, packs its record and puts it at the replicate's own place: nothing that is kept
/// depends on which thread ran what, or when. The first failure stops the others.
/// </remarks>
internal sealed class ReplicateRunner : IDisposable
{
    private readonly IReplicateSource source;
    private readonly ulong seed;
    private readonly int threadsEach;
    private readonly int first;
    private readonly IProgress<RunProgress>? progress;
    private readonly CancellationTokenSource stop;
    private readonly CompressedRecord[] records;
    private readonly Lock gate = new();
    private ImmutableArray<HistoryStep> histories = [];
    private Exception? failure;
    private int begun;
    private int done;
    private long personDays;

    private ReplicateRunner(
        IReplicateSource source, int first, int replicates, ulong seed, int threadsEach, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        this.source = source;
        this.first = first;
        this.seed = seed;
        this.threadsEach = threadsEach;
        this.progress = progress;
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        records = new CompressedRecord[replicates];
    }

    /// <summary>
    /// Runs all replicates, the first of which has the number <paramref name="first"/>. Threads go to replicates first; what is left over may share the day of
    /// each.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ReplicateResults Run(
        IReplicateSource source, int first, int replicates, ulong seed, int threads, IProgress<RunProgress>? progress,
        CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        int workers = Math.Min(threads, replicates);
        using ReplicateRunner runner = new(source, first, replicates, seed, threads / workers, progress, cancellation);

        Thread[] others = new Thread[workers - 1];
        for (int i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(runner.Work) { IsBackground = true, Name = $"replicates {i + 1}" };
            others[i].Start();
        }

        runner.Work();
        foreach (Thread thread in others)
            thread.Join();

        if (runner.failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        if (runner.done < replicates)
            cancellation.ThrowIfCancellationRequested();
        return new(ImmutableCollectionsMarshal.AsImmutableArray(runner.records), runner.histories, runner.personDays);
    }

    public void Dispose() => stop.Dispose();

    private void Work()
    {
        try
        {
            using IReplicateWorker worker = source.CreateWorker(threadsEach);
            RecordCompressor compressor = new(source.Plan);
            while (!stop.IsCancellationRequested)
            {
                int replicate = Interlocked.Increment(ref begun) - 1;
                if (replicate >= records.Length)
                    return;
                RunRecord record = worker.Run(seed, first + replicate, stop.Token);
                CompressedRecord packed = compressor.Compress(record);
                if (replicate == 0)
                    MemoryNeed.CheckKept(packed.Size, records.Length, MemoryNeed.Available);
                Finish(replicate, record, packed);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked for from outside, or another thread failed and says so.
        }
        catch (Exception problem)
        {
            lock (gate)
                failure ??= problem;
            stop.Cancel();
        }
    }

    private void Finish(int replicate, RunRecord record, CompressedRecord packed)
    {
        records[replicate] = packed;
        lock (gate)
        {
            if (replicate == 0)
                histories = record.Histories;
            personDays += record.PersonDays;
            done++;
            // Inside the lock, so that the numbers reported never go back.
            progress?.Report(new(done, records.Length, personDays));
        }
    }
}

/// <summary>What the replicates of an ensemble recorded, in the order of replicates.</summary>
internal sealed record ReplicateResults(ImmutableArray<CompressedRecord> Records, ImmutableArray<HistoryStep> Histories, long PersonDays);
