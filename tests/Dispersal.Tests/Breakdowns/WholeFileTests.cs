using System.Collections.Immutable;
using Dispersal.Experiments;

namespace Dispersal.Tests.Breakdowns;

/// <summary>One file that many write at the same time.</summary>
public sealed class WholeFileTests : IDisposable
{
    private const int Writers = 4;
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
        Thread[] threads = new Thread[Writers];
        List<Exception> refused = [];
        for (int i = 0; i < Writers; i++)
        {
            Posterior mine = sets[i];
            threads[i] = new Thread(() =>
            {
                try
                {
                    for (int time = 0; time < Times; time++)
                    {
                        mine.Save(file);
                        Assert.Contains(Posterior.Read(file).Digest, digests);
                    }
                }
                catch (Exception problem)
                {
                    lock (refused)
                    {
                        refused.Add(problem);
                    }
                }
            });
            threads[i].Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        Assert.Empty(refused);
        Assert.Equal([file], Directory.EnumerateFiles(folder));
    }

    private static Posterior Written(int writer)
    {
        const int length = 300;
        return new(["goal/home-utility"], Enumerable.Range(0, length).Select(i => ImmutableArray.Create((double)writer * i)), Enumerable.Repeat(1.0, length));
    }
}
