using System.Diagnostics;
using System.Text.Json;
using Dispersal.Tests;
using Dispersal.Tests.Cli;
using Dispersal.Tests.Experiments;

namespace Dispersal.Slurm.Tests;

/// <summary>Sweeps on a real Slurm, whose nodes, tasks and controller die on the way; every one ends with the rows of a sweep on one machine.</summary>
[Trait("Suite", "Long")]
public sealed class SlurmTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(7);

    // One for each test: a controller that has died leaves held jobs and drained nodes behind, on which the next test would wait for ever.
    private readonly TwoNodes slurm = new();

    private int taken;

    public void Dispose() => slurm.Dispose();

    [NeedsSlurmFact]
    public void A_sweep_of_1000_points_survives_a_killed_node_and_equals_the_local_sweep()
    {
        (string dir, string[] sweep) = Words(points: 1_000, replicates: 1);
        string whole = Local(sweep);
        Submit(sweep, dir, runsPerTask: 50);
        Until(() => Shards(dir, "done") > 0 && slurm.Run("squeue --noheader --states=RUNNING --nodelist=n2 --format=%T").Contains("RUNNING", StringComparison.Ordinal), "tasks to run on n2");
        slurm.Run($"bash tests/slurm/kill {slurm.Folder} n2");

        // What ran there is lost: the scheduler sees it after a while and would begin anew two minutes later; whoever is in a hurry sends it again.
        Until(() => Shards(dir, "done") + Shards(dir, "waiting") == 20 && Shards(dir, "waiting") > 0, "the scheduler to see that n2 is dead");
        Until(() => slurm.Run("squeue --noheader --states=RUNNING --format=%T").Length == 0, "n1 to finish what it has");
        int lost = Shards(dir, "waiting");
        Assert.InRange(lost, 1, 19);
        Said early = Tool.Run(slurm.Surroundings, "sweep", "merge", dir, "--store", slurm.At("killed.db"), "--quiet");
        Assert.Equal(0, early.ExitCode);
        Assert.Contains($"{lost} ", early.Output, StringComparison.Ordinal);
        Assert.StartsWith("Nothing is missing that does not run or wait already", Tool.Run(slurm.Surroundings, "sweep", "resubmit", dir, "--on", "slurm").Output, StringComparison.Ordinal);

        Said again = Tool.Run(slurm.Surroundings, "sweep", "resubmit", dir, "--all", "--on", "slurm");
        Assert.StartsWith($"{lost} of 20 shards are sent again.\nJob ", again.Output, StringComparison.Ordinal);
        Until(() => Shards(dir, "done") == 20, "the other node to run what was lost");
        slurm.Run($"bash tests/slurm/start {slurm.Folder} n2");

        AssertMerged(whole, dir, slurm.At("killed.db"));
        slurm.Run("scancel --user=root");
    }

    [NeedsSlurmFact]
    public void Arrays_run_to_the_end_each_no_longer_than_the_limit()
    {
        (string dir, string[] sweep) = Words(points: 60, replicates: 2);
        string profile = slurm.At("profile.json");
        File.WriteAllText(profile, """{ "partition": "main", "time": "10", "memory": "1G", "array-limit": 4, "running-limit": 3, "lines": ["#SBATCH --comment=dispersal"] }""");
        string said = Submit(sweep, dir, runsPerTask: 13, "--profile", profile);
        Assert.Equal(["4 tasks.", "4 tasks.", "2 tasks."], said.TrimEnd().Split('\n')[1..].Select(line => line.Split(": ")[1]));
        Until(() => Shards(dir, "done") == 10, "every task to end");
        AssertMerged(Local(sweep), dir, slurm.At("array.db"));
        Assert.All(Directory.EnumerateFiles(Path.Combine(dir, "logs")), log => Assert.Equal("", File.ReadAllText(log)));
        Assert.Equal(10, Directory.EnumerateFiles(Path.Combine(dir, "logs")).Count());
        Assert.Equal("Nothing is missing.\n", Tool.Run(slurm.Surroundings, "sweep", "resubmit", dir, "--on", "slurm").Output);
    }

    [NeedsSlurmFact]
    public void A_task_that_is_cancelled_is_listed_with_its_reason_and_goes_on_when_sent_again()
    {
        (string dir, string[] sweep) = Words(points: 4, replicates: 1_500);
        string job = JobOf(Submit(sweep, dir, runsPerTask: 3_000));
        Until(() => HasBegun(dir, shard: 1), "the second task to be under way");
        slurm.Run($"scancel {job}_1");
        Until(() => Shards(dir, "done") == 1 && Shards(dir, "failed") == 1, "the first task to end");
        Said status = Tool.Run(slurm.Surroundings, "sweep", "status", dir);
        Assert.Contains("done      1\nfailed    1: 1\n", status.Output, StringComparison.Ordinal);
        Assert.Contains($"Shard 1: CANCELLED (task {job}_1); logs/0001-1.log ends: ", status.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(dir, "shards", "000", "000001.part")), "What the task had done is gone: " + status.Output);

        Assert.StartsWith("1 of 2 shards are sent again.\n", Tool.Run(slurm.Surroundings, "sweep", "resubmit", dir, "--on", "slurm").Output, StringComparison.Ordinal);
        Until(() => Shards(dir, "done") == 2, "the task to go on");
        AssertMerged(Local(sweep), dir, slurm.At("cancelled.db"));
    }

    [NeedsSlurmFact]
    public void A_controller_that_dies_and_comes_back_costs_no_result()
    {
        (string dir, string[] sweep) = Words(points: 200, replicates: 2);
        Submit(sweep, dir, runsPerTask: 50);
        Until(() => Shards(dir, "running") > 0 || Shards(dir, "done") > 0, "the first task to begin");
        slurm.Run($"bash tests/slurm/kill {slurm.Folder} controller");
        slurm.Run($"bash tests/slurm/start {slurm.Folder} controller");

        // A controller writes down what it knows every few seconds. Of a job that it had not written down yet it knows nothing afterwards; tasks that it does not know to run it may start again,
        // is refused by the nodes, drains these and holds the job. Then the job is cancelled, an administrator puts the nodes back to work, and what is missing is sent again.
        bool IsHeld() => slurm.Run("squeue --noheader --format='%r %R'") is { } why
            && (why.Contains("JobHeld", StringComparison.Ordinal) || why.Contains("DRAINED", StringComparison.Ordinal));
        bool IsEmpty() => slurm.Run("squeue --noheader --format=%T").Length == 0;
        Until(() => Shards(dir, "done") == 8 || IsEmpty() || IsHeld(), "every task to end, or to be forgotten or held");
        if (Shards(dir, "done") < 8)
        {
            slurm.Run("scancel --user=$(id -un)");
            Until(IsEmpty, "the queue to be empty");
            slurm.Run("for node in n1 n2; do if sinfo --noheader --nodes=$node --format=%T | grep -q drain; then scontrol update nodename=$node state=resume; fi; done");
            Assert.Equal(0, Tool.Run(slurm.Surroundings, "sweep", "resubmit", dir, "--on", "slurm").ExitCode);
        }

        Until(() => Shards(dir, "done") == 8, "every task to end");
        AssertMerged(Local(sweep), dir, slurm.At("restarted.db"));
    }

    [NeedsSlurmFact]
    public void Shards_that_run_twice_at_once_are_whole_and_equal()
    {
        (string dir, string[] sweep) = Words(points: 100, replicates: 2);

        // Nobody starts until both jobs are there: the first would otherwise be done before the second is sent where the machine is busy.
        slurm.Run("scontrol update partitionname=main state=down");
        Submit(sweep, dir, runsPerTask: 50);
        Said again = Tool.Run(slurm.Surroundings, "sweep", "resubmit", dir, "--all", "--on", "slurm");
        Assert.EndsWith(": 4 tasks.\n", again.Output, StringComparison.Ordinal);
        slurm.Run("scontrol update partitionname=main state=up");
        using Process here = Tool.Start("sweep", "shard", dir, "0", "1", "2", "3", "--quiet");
        using Process other = Tool.Start("sweep", "shard", dir, "0", "1", "2", "3", "--quiet");
        Assert.Equal((0, 0), (Tool.End(here).ExitCode, Tool.End(other).ExitCode));
        Until(() => slurm.Run("squeue --noheader --states=PENDING,RUNNING,COMPLETING --format=%T").Length == 0, "the queue to be empty");
        Assert.Equal(["000000.jsonl", "000001.jsonl", "000002.jsonl", "000003.jsonl"], Directory.EnumerateFiles(Path.Combine(dir, "shards", "000")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.EnumerateFiles(Path.Combine(dir, "logs")), log => Assert.Equal("", File.ReadAllText(log)));
        AssertMerged(Local(sweep), dir, slurm.At("twice.db"));
    }

    [NeedsSlurmFact]
    public void A_job_that_does_not_start_is_listed_with_the_reason_and_what_to_do_about_it()
    {
        (string dir, string[] sweep) = Words(points: 20, replicates: 2);
        slurm.Run("scontrol update partitionname=main state=down");
        string job = JobOf(Submit(sweep, dir, runsPerTask: 20));
        string Status() => string.Join(' ', Tool.Run(slurm.Surroundings, "sweep", "status", dir).Output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        Until(() => Status().Contains(" waiting 2: 0-1 (PartitionDown) ", StringComparison.Ordinal), "the reason");
        slurm.Run($"scontrol uhold {job}");
        Until(
            () => Status().Contains($"Job {job} is held (JobHeldUser): shards 0-1 do not start by themselves. 'scontrol release {job}' lets them,", StringComparison.Ordinal),
            "the job to be held");
        Assert.Equal(2, Shards(dir, "waiting"));

        // One that is not held counts before.
        string second = JobOf(Tool.Run(slurm.Surroundings, "sweep", "resubmit", dir, "--all", "--on", "slurm").Output);
        Assert.DoesNotContain("held", Status(), StringComparison.Ordinal);
        slurm.Run($"scancel {second}; scontrol release {job}; scontrol update partitionname=main state=up");
        Until(() => Shards(dir, "done") == 2, "every task to end");
    }

    private static string JobOf(string said) => said.Split("Job ")[1].Split(':')[0];

    // A sweep of the scenario of two countries, and a folder for it.
    private (string Dir, string[] Sweep) Words(int points, int replicates) => (
        slurm.At($"sweep-{points}-{replicates}"),
        [
            Repository.PathOf("scenarios/two-country"), "--vary", "routes/*/patrol=0..2", "--vary", "war/mortality-per-day=0.0001..0.001", "--design", "sobol",
            "--points", $"{points}", "--replicates", $"{replicates}",
        ]);

    private string Local(string[] sweep)
    {
        string store = slurm.At($"whole-{taken++}-{sweep[^3]}-{sweep[^1]}.db");
        Said said = Tool.Run(["sweep", .. sweep, "--store", store, "--quiet"]);
        Assert.Equal(("", 0), (said.Error, said.ExitCode));
        return store;
    }

    private string Submit(string[] sweep, string dir, int runsPerTask, params string[] more)
    {
        Said said = Tool.Run(slurm.Surroundings, ["sweep", "submit", .. sweep, "--dir", dir, "--runs-per-task", $"{runsPerTask}", "--on", "slurm", .. more]);
        Assert.Equal(("", 0), (said.Error, said.ExitCode));
        return said.Output;
    }

    private void AssertMerged(string whole, string dir, string store)
    {
        Said merge = Tool.Run(slurm.Surroundings, "sweep", "merge", dir, "--store", store, "--quiet");
        Assert.Equal(("", 0), (merge.Error, merge.ExitCode));
        Assert.Equal(StoreDump.Of(whole), StoreDump.Of(store));
    }

    private int Shards(string dir, string state)
    {
        Said said = Tool.Run(slurm.Surroundings, "sweep", "status", dir, "--json");
        Assert.Equal(0, said.ExitCode);
        using JsonDocument json = JsonDocument.Parse(said.Output);
        return json.RootElement.GetProperty("states").GetProperty(state).GetArrayLength();
    }

    // Its process has used more time than it takes to start, even where that is slow: a task that is stopped before its first run leaves nothing.
    private static bool HasBegun(string dir, int shard)
    {
        foreach (Process process in Process.GetProcessesByName("dotnet"))
        {
            using (process)
            {
                try
                {
                    string[] words = File.ReadAllText($"/proc/{process.Id}/cmdline").Split('\0');
                    int at = Array.IndexOf(words, "shard");
                    if (at > 0 && words[at + 1] == dir && words[at + 2] == $"{shard}")
                    {
                        return process.TotalProcessorTime > TimeSpan.FromSeconds(3);
                    }
                }
                catch (Exception ended) when (ended is IOException or InvalidOperationException or UnauthorizedAccessException)
                {
                    // Ended in between.
                }
            }
        }

        return false;
    }

    private void Until(Func<bool> isSo, string what)
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (!isSo())
        {
            if (clock.Elapsed > Patience)
            {
                Assert.Fail($"Waited {Patience.TotalMinutes} minutes for {what}.\n{slurm.Run("squeue --array; sinfo --Node --long; tail --lines=30 " + slurm.Folder + "/log/slurmctld.log")}");
            }

            Thread.Sleep(200);
        }
    }
}
