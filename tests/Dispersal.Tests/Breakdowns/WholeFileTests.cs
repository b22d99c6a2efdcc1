using System.Collections.Immutable;
using Dispersal.Experiments;

namespace Dispersal.Tests.Breakdowns;

/// <summary>One file that many write at the same time.</summary>
public sealed class WholeFileTests : IDisposable
{
    private const int Writers = 4;
    private const int Readers = 2;
    private const int Times = 250;

    private readonly string folder = Directory.CreateTempSubdirectory("dispersal-whole-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void All_who_write_one_file_succeed_and_it_always_holds_what_one_of_them_wrote()
    {
        string file = Path.Combine(folder, "posterior.csv");
        Posterior[] sets = [.. Enumerable.Range(1, Writers).Select(Written)];
        string[] digests = [.. sets.Select(set => set.Digest)];
        sets[0].Save(file);
        List<Exception> refused = [];
        int writing = Writers;
        Thread[] writers = [.. sets.Select(mine => Begun(
            () =>
            {
                for (int time = 0; time < Times; time++)
                {
                    mine.Save(file);
                    Assert.Contains(Posterior.Read(file).Digest, digests);
                }
            },
            refused,
            () => Interlocked.Decrement(ref writing)))];
        Thread[] readers = [.. Enumerable.Range(0, Readers).Select(_ => Begun(
            () =>
            {
                while (Volatile.Read(ref writing) > 0)
                {
                    Assert.Contains(Posterior.Read(file).Digest, digests);
                }
            },
            refused,
            () => { }))];
        foreach (Thread thread in writers.Concat(readers))
        {
            thread.Join();
        }

        Assert.Empty(refused);
        Assert.Equal([file], Directory.EnumerateFiles(folder));
    }

    private static Thread Begun(Action work, List<Exception> refused, Action end)
    {
        Thread thread = new(() =>
        {
            try
            {
                work();
            }
            catch (Exception problem)
            {
                lock (refused)
                {
                    refused.Add(problem);
                }
            }
            finally
            {
                end();
            }
        });
        thread.Start();
        return thread;
    }

    private static Posterior Written(int writer)
    {
        const int length = 300;
        return new(["goal/home-utility"], Enumerable.Range(0, length).Select(i => ImmutableArray.Create((double)writer * i)), Enumerable.Repeat(1.0, length));
    }
}
