using System.Diagnostics;
using Dispersal.Experiments;
using Dispersal.Tests.Cli;

namespace Dispersal.Tests.Breakdowns;

/// <summary>Real processes that want the same folder or store, or read what another is writing.</summary>
public sealed class TwoAtOnceTests : IDisposable
{
    private readonly TinyScenario tiny = new();
    private readonly string folder = Directory.CreateTempSubdirectory("dispersal-two-").FullName;

    public void Dispose()
    {
        tiny.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("compare", "--set", "routes/*/patrol=2", "--replicates", "1000000")]
    [InlineData("sensitivity", "--points", "100000")]
    public void A_folder_that_is_held_is_refused_before_anything_is_computed(string verb, params string[] words)
    {
        using (ResultPlace.Hold(At("out")))
        {
            Stopwatch clock = Stopwatch.StartNew();
            Said said = Tool.Run([verb, tiny.Folder, "--quiet", "--out", At("out"), .. words]);
            Assert.Equal(3, said.ExitCode);
            Assert.Contains("another run writes to it", said.Error, StringComparison.Ordinal);
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1));
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public void A_report_is_refused_where_a_run_writes_or_another_report()
    {
        Scenario scenario = Scenario.Load(tiny.Folder);
        Ensemble.Run(scenario, 2).Save(At("run"));
        Sweep.Run(Design.Grid(scenario, [Factor.OfValues(scenario, "war/mortality-per-day", 0.001, 0.002)]), 2, At("s.db"), jobs: 1);
        foreach ((string held, string[] words) in ((string, string[])[])[("run", ["report", At("run")]), ("page", ["report", At("s.db"), "--out", At("page")])])
        {
            using (ResultPlace.Hold(At(held)))
            {
                Said said = Tool.Run(words);
                Assert.Equal(3, said.ExitCode);
                Assert.Contains("is being written by another process. Wait until that has ended.", said.Error, StringComparison.Ordinal);
            }

            Assert.False(File.Exists(At($"{held}/report.html")));
            Assert.Equal(0, Tool.Run(words).ExitCode);
        }

        Assert.Equal(["page", "run", "s.db"], Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Suite", "Long")]
    public void Of_many_at_once_each_does_its_work_or_says_that_another_is_at_it()
    {
        Assert.Equal(0, Tool.Run("run", tiny.Folder, "--replicates", "3", "--quiet", "--out", At("run")).ExitCode);
        Assert.Equal(0, Tool.Run("report", At("run")).ExitCode);
        string page = File.ReadAllText(At("run/report.html"));
        string[] sweep = ["sweep", tiny.Folder, "--vary", "war/mortality-per-day=0.001,0.002", "--replicates", "5", "--quiet", "--resume", "--store", At("s.db")];
        foreach (string[] words in (string[][])[["report", At("run")], ["run", tiny.Folder, "--replicates", "3", "--quiet", "--out", At("again")], sweep])
        {
            Process[] all = [.. Enumerable.Range(0, 4).Select(_ => Tool.Start(words))];
            Said[] said = [.. all.Select(Tool.End)];
            Assert.Contains(said, one => one.ExitCode == 0);
            Assert.All(said, one => Assert.True(one.ExitCode == 0 || (one.ExitCode == 3 && one.Error.Contains("another", StringComparison.Ordinal)), one.Error));
            Array.ForEach(all, process => process.Dispose());
        }

        Assert.Equal(page, File.ReadAllText(At("run/report.html")));
        Assert.Equal(["again", "run", "s.db"], Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Suite", "Long")]
    public async Task What_another_is_writing_is_read_as_it_was_at_some_moment_or_refused()
    {
        // (1) A sweep under way is looked at and reported.
        using (Process process = Tool.Start("sweep", tiny.Folder, "--vary", "war/mortality-per-day", "--design", "lhs", "--points", "60", "--replicates", "20", "--jobs", "1", "--quiet", "--store", At("s.db")))
        {
            int looks = 0;
            while (!process.HasExited && !File.Exists(At("s.db")))
            {
                Thread.Sleep(5);
            }

            while (!process.HasExited && looks < 12)
            {
                foreach (string[] words in (string[][])[["sweep", "status", At("s.db")], ["report", At("s.db"), "--out", At("page")]])
                {
                    Said said = Tool.Run(words);
                    AssertSaid(said, 0, 3);
                    looks++;
                }
            }

            Assert.Equal(0, Tool.End(process).ExitCode);
        }

        // (2) A table of the scenario is written over and over, in halves.
        string routes = Path.Combine(tiny.Folder, "routes.csv");
        byte[] whole = File.ReadAllBytes(routes);
        using CancellationTokenSource enough = new();
        CancellationToken until = enough.Token;
        Task writing = Task.Run(() =>
        {
            while (!until.IsCancellationRequested)
            {
                using FileStream file = new(routes, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
                file.Write(whole.AsSpan(0, whole.Length / 2));
                file.Flush();
                Thread.Sleep(1);
                file.Write(whole.AsSpan(whole.Length / 2));
            }
        });
        for (int i = 0; i < 8; i++)
        {
            AssertSaid(Tool.Run("run", tiny.Folder, "--replicates", "2", "--quiet", "--out", At("out")), 0, 1, 3);
        }

        await enough.CancelAsync();
        await writing;
        AssertSaid(Tool.Run("run", tiny.Folder, "--replicates", "2", "--quiet", "--out", At("out")), 0);

        // (3) The program that reads a page of results gets whole ones while they are replaced.
        using Process again = Tool.Start("run", tiny.Folder, "--replicates", "300", "--quiet", "--out", At("out"));
        for (int i = 0; i < 4; i++)
        {
            AssertSaid(Tool.Run("report", At("out")), 0, 3);
        }

        AssertSaid(Tool.End(again), 0, 3);
    }

    private static void AssertSaid(Said said, params int[] codes)
    {
        Assert.Contains(said.ExitCode, codes);
        Assert.DoesNotContain("Internal error", said.Error, StringComparison.Ordinal);
        Assert.True(said.ExitCode == 0 || said.Error.Length > 20, said.Error);
    }

    private string At(string name) => Path.Combine(folder, name);
}
