using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Dispersal.Experiments;

namespace Dispersal.Cli.Cluster;

/// <summary>Runs shards in this process.</summary>
internal static class Here
{
    /// <summary>Runs shards, several at a time; told to stop, the runs under way are finished and kept.</summary>
    public static int Run(
        ShardedSweep sweep, IReadOnlyList<int> shards, int atOnce, int threads, bool retry, bool mixVersions, bool isQuiet, CancellationToken stop)
    {
        ConcurrentQueue<int> left = new(shards);
        SweepLines? lines = isQuiet ? null : new(sweep.Scenario.Name);
        Lock gate = new();
        Exception? failure = null;
        (long done, long failed) = (0, 0);
        long planned = shards.Sum(shard => Math.Min(sweep.RunsPerShard, sweep.Runs - ((long)shard * sweep.RunsPerShard)));
        lines?.Report(new(0, planned, 0, 0));
        Thread[] workers = [.. Enumerable.Range(0, Math.Min(atOnce, shards.Count)).Select(_ => new Thread(Work))];
        foreach (Thread worker in workers)
        {
            worker.Start();
        }

        foreach (Thread worker in workers)
        {
            worker.Join();
        }

        lines?.End();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        if (stop.IsCancellationRequested)
        {
            Terminal.WriteNote($"Told to stop. What is done is in {sweep.Folder}; 'dispersal sweep resubmit {sweep.Folder}' goes on.");
            return ExitCode.Cancelled;
        }

        return ExitCode.Done;

        void Work()
        {
            try
            {
                while (!stop.IsCancellationRequested && Volatile.Read(ref failure) is null && left.TryDequeue(out int number))
                {
                    Shard shard = sweep.Run(number, threads, retry, mixVersions, stop: stop);
                    lock (gate)
                    {
                        done += shard.RunsDone;
                        failed += shard.RunsFailed;
                        lines?.Report(new(done, planned, 0, failed));
                    }
                }
            }
#pragma warning disable CA1031 // Handed to the thread that waits.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref failure, problem, null);
            }
        }
    }
}
