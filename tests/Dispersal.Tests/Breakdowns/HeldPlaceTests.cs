using Dispersal.Experiments;
using Dispersal.Experiments.Store;

namespace Dispersal.Tests.Breakdowns;

/// <summary>One place that many want at the same time.</summary>
public sealed class HeldPlaceTests : IDisposable
{
    private const int Takers = 4;
    private const int Times = 2_000;

    private readonly string folder = Directory.CreateTempSubdirectory("dispersal-lock-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // Who lets go deletes the file of the lock, which another may have opened by then: that one must not believe that it holds anything.
    [Fact]
    public void Never_do_two_hold_one_place_and_who_is_refused_is_told_why()
    {
        string place = Path.Combine(folder, "out");
        int holders = 0;
        int most = 0;
        int held = 0;
        List<Exception> others = [];
        Thread[] threads = [.. Enumerable.Range(0, Takers).Select(_ => new Thread(() =>
        {
            for (int time = 0; time < Times; time++)
            {
                try
                {
                    using ResultPlace hold = ResultPlace.Hold(place);
                    int now = Interlocked.Increment(ref holders);
                    Interlocked.Increment(ref held);
                    InterlockedMax(ref most, now);
                    Thread.Yield();
                    Interlocked.Decrement(ref holders);
                }
                catch (IOException problem) when (problem.Message.Contains("another run writes to it", StringComparison.Ordinal))
                {
                    Thread.Yield();
                }
                catch (Exception problem)
                {
                    lock (others)
                    {
                        others.Add(problem);
                    }
                }
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.Empty(others);
        Assert.Equal(1, most);
        Assert.InRange(held, 100, Takers * Times);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public void Who_asks_whether_a_store_is_held_keeps_nobody_from_writing_and_is_told_the_truth()
    {
        string store = Path.Combine(folder, "sweep.db");

        // As he holds it who asks, for a moment.
        FileStream asking = new(store + ".lock", FileMode.Create, FileAccess.ReadWrite, FileShare.Read);
        Thread asks = new(() =>
        {
            Thread.Sleep(60);
            asking.Dispose();
        });
        asks.Start();
        using (StoreLock held = StoreLock.Take(store))
        {
            Assert.True(StoreLock.IsTaken(store));
            IOException refused = Assert.Throws<IOException>(() => StoreLock.Take(store));
            Assert.Contains("is being written by another process", refused.Message, StringComparison.Ordinal);
        }

        asks.Join();
        Assert.False(StoreLock.IsTaken(store));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (int seen = Volatile.Read(ref most); seen < value; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
