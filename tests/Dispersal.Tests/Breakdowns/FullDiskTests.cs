using Dispersal.Experiments;
using Dispersal.Tests.Cli;

namespace Dispersal.Tests.Breakdowns;

/// <summary>Every verb that writes, on a disk that is full, nearly full, or may only be read.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const int Kilobytes = 24_000;

    private readonly TinyScenario tiny = new();
    private readonly string disk = Directory.CreateTempSubdirectory("dispersal-disk-").FullName;
    private readonly string beside = Directory.CreateTempSubdirectory("dispersal-beside-").FullName;

    public FullDiskTests() => tiny.Write("targets.csv", "id,measure,subject,date,low,central,high,weight,role,source\ndead,dead,WORLD,2016-06-30,20,25,30,,,Made up");

    public void Dispose()
    {
        tiny.Dispose();
        Directory.Delete(disk, recursive: true);
        Directory.Delete(beside, recursive: true);
    }

    [NeedsMountFact]
    [Trait("Suite", "Long")]
    public void A_full_disk_ends_every_verb_in_a_sentence_and_what_was_there_stays()
    {
        // Nothing left, and room for the beginning of most files.
        foreach (int left in (int[])[0, 40])
        {
            string fill = $"rm -f DISK/filler; cat /dev/zero > DISK/filler 2> /dev/null; truncate -s -{left}k DISK/filler";
            AssertKept(["!", fill], ["!", "rm DISK/filler"], "filler", said => said.Contains("disk", StringComparison.Ordinal));
        }
    }

    [NeedsMountFact]
    [Trait("Suite", "Long")]
    public void A_disk_that_may_only_be_read_ends_every_verb_in_a_sentence_and_what_was_there_stays() =>
        AssertKept(["!", "mount -o remount,ro DISK"], ["!", "mount -o remount,rw DISK"], "nothing", said => said.Contains("cannot be", StringComparison.Ordinal) || said.Contains("read-only", StringComparison.OrdinalIgnoreCase));

    // All of them once with room, then the fault, then each again, otherwise; then without the fault.
    private void AssertKept(string[] fault, string[] mended, string besides, Predicate<string> isSaid)
    {
        Scenario scenario = Scenario.Load(tiny.Folder);
        string cut = Path.Combine(beside, $"cut{Directory.GetFileSystemEntries(beside).Length}");
        ShardedSweep sweep = ShardedSweep.Create(Design.Grid(scenario, [Factor.OfValues(scenario, "war/mortality-per-day", 0.001, 0.002)]), 2, cut, 2);
        sweep.Run(0);
        string[][] first = [.. Verbs(cut, 3)];
        string[][] after = [.. Verbs(cut, 4)];
        OnDisk[] all = SmallDisk.Run(disk, Kilobytes, [.. first, ["!", $"cp -r {cut} DISK/cut"], fault, .. after, mended, .. after]);

        Assert.All(all.Take(first.Length), (done, i) => Assert.True(done.Code == 0, $"{string.Join(' ', first[i])}: {done.Error}"));
        string[] there = Without(all[first.Length + 1]);
        OnDisk[] faulty = [.. all.Skip(first.Length + 2).Take(after.Length)];
        Assert.All(faulty, (one, i) =>
        {
            string words = $"{string.Join(' ', after[i])}: {one.Code}: {one.Error}";

            // Where a little is left, the small ones find room.
            if (one.Code == 0)
            {
                return;
            }

            Assert.True(one.Code == 3, words);
            Assert.False(one.Error.Contains("Internal error", StringComparison.Ordinal) || one.Error.Contains("SQLite", StringComparison.Ordinal) || one.Error.Contains("   at ", StringComparison.Ordinal), words);
            Assert.True(isSaid(one.Error), words);
            Assert.Matches("(Make room|make room|Name |Allow |go on)", one.Error);
            string[] before = i == 0 ? there : Without(faulty[i - 1]);
            Assert.True(Without(one).SequenceEqual(before), $"{words}\n{string.Join('\n', Without(one).Except(before))}\n{string.Join('\n', before.Except(Without(one)))}");
        });
        Assert.Contains(faulty, one => one.Code == 3);
        OnDisk[] last = [.. all.TakeLast(after.Length)];
        Assert.All(last, (done, i) => Assert.True(done.Code == 0 || done.Error.Contains("is there already", StringComparison.Ordinal), $"{string.Join(' ', after[i])}: {done.Error}"));
        Assert.DoesNotContain(last[^1].Files, file => file.EndsWith(".tmp", StringComparison.Ordinal) || file.Contains(".partial", StringComparison.Ordinal) || file.Contains(".previous", StringComparison.Ordinal));

        // Of a store the bytes may change and not the rows; that it goes on is seen in the end. A checkpoint may find room where the results after it do not.
        string[] Without(OnDisk found) => [.. found.Files.Where(file => !file.Contains(besides, StringComparison.Ordinal) && !file.EndsWith(".lock", StringComparison.Ordinal) && !file.Contains(".db", StringComparison.Ordinal) && !file.EndsWith(".checkpoint", StringComparison.Ordinal))];
    }

    private IEnumerable<string[]> Verbs(string cut, int replicates)
    {
        string number = $"{replicates}";
        string[] some = ["--replicates", number, "--quiet"];
        yield return ["run", tiny.Folder, .. some, "--out", "DISK/run"];
        yield return ["run", tiny.Folder, .. some, "--checkpoint", "2015-06-01", "--out", "DISK/marked"];
        yield return ["compare", tiny.Folder, "--set", "routes/*/patrol=2", .. some, "--out", "DISK/comparison"];
        yield return ["sensitivity", tiny.Folder, "--points", "2", .. some, "--out", "DISK/screening"];
        yield return ["sweep", tiny.Folder, "--vary", "war/mortality-per-day=0.001,0.002", .. some, "--store", "DISK/sweep.db", "--resume"];
        yield return ["sweep", "merge", cut, "--store", "DISK/merged.db", "--quiet"];
        yield return ["calibrate", tiny.Folder, "--method", "history", "--wave", $"{10 * replicates}", "--waves", "1", "--quiet", "--store", $"DISK/fit{number}.db", "--posterior", "DISK/posterior.csv"];
        yield return ["validate", tiny.Folder, .. some, "--out", "DISK/validation"];
        yield return ["report", "DISK/run"];
        yield return ["report", "DISK/sweep.db", "--out", "DISK/page"];
        yield return ["new", $"DISK/mine{number}"];
        yield return ["sweep", "submit", tiny.Folder, "--vary", "war/mortality-per-day=0.001,0.002", "--replicates", number, "--runs-per-task", "2", "--dry-run", "--quiet", "--dir", $"DISK/cut{number}"];
    }
}
