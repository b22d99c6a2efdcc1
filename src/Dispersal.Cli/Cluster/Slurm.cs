using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Dispersal.Cli.Cluster;

/// <summary>Slurm, through its own commands: sends job arrays and asks what became of their tasks.</summary>
internal static partial class Slurm
{
    private static readonly string[] Waiting = ["PENDING", "REQUEUED", "REQUEUE_HOLD", "REQUEUE_FED", "RESV_DEL_HOLD", "SPECIAL_EXIT", "CONFIGURING"];
    private static readonly string[] Running = ["RUNNING", "COMPLETING", "SUSPENDED", "STOPPED", "SIGNALING", "STAGE_OUT", "RESIZING"];

    /// <summary>Name of a job of a sweep.</summary>
    public static string NameOf(string sweepId, int number) => string.Create(CultureInfo.InvariantCulture, $"dispersal-{sweepId[..10]}-{number:0000}");

    /// <summary>Most tasks that an array may have.</summary>
    /// <exception cref="IOException">Slurm does not answer.</exception>
    public static int ArrayLimit()
    {
        OtherProgram.Answer answer = OtherProgram.Ask("scontrol", "show", "config");
        Match limit = MaxArraySize().Match(answer.Output);
        return answer.ExitCode == 0 && limit.Success
            ? Math.Max(1, int.Parse(limit.Groups["size"].Value, CultureInfo.InvariantCulture))
            : throw new IOException($"Slurm does not answer: {Reason(answer)}");
    }

    /// <summary>Sends a job file.</summary>
    /// <returns>The number of the job.</returns>
    /// <exception cref="IOException">Slurm refused it.</exception>
    public static string Submit(string script)
    {
        OtherProgram.Answer answer = OtherProgram.Ask("sbatch", "--parsable", script);
        return answer.ExitCode == 0
            ? answer.Output.Trim().Split(';')[0]
            : throw new IOException($"Slurm refused {script}: {Reason(answer)}");
    }

    /// <summary>What is known of the shards of a sweep that were sent: the task that runs or waits, one that is held last, or else the last that ended.</summary>
    /// <remarks>(1) The queue knows tasks until some minutes after their end. (2) Where Slurm writes ended jobs to a file that can be read, it knows the older ones.</remarks>
    /// <exception cref="IOException">Slurm does not answer.</exception>
    public static Dictionary<int, SchedulerState> States(string sweep, ImmutableArray<Submission> submissions)
    {
        Dictionary<int, SchedulerState> states = [];
        if (submissions.IsEmpty)
        {
            return states;
        }

        Dictionary<string, (Submission Job, int[] Shards)> byName = submissions.ToDictionary(job => job.Name, job => (job, job.Shards(sweep)), StringComparer.Ordinal);
        HashSet<(string, int)> inQueue = [];
        OtherProgram.Answer answer = OtherProgram.Ask(
            "squeue", "--noheader", "--array", "--states=all", $"--name={string.Join(',', byName.Keys)}", "--format=%j|%K|%T|%r");
        if (answer.ExitCode != 0)
        {
            throw new IOException($"Slurm does not answer: {Reason(answer)}");
        }

        foreach (string[] words in answer.Output.Split('\n').Select(line => line.Split('|', 4)).Where(words => words.Length == 4))   // (1)
        {
            if (int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out int task))
            {
                inQueue.Add((words[0], task));
                string reason = words[3].Trim();
                Note(words[0], task, words[2].Trim(), reason == "None" ? "" : reason);
            }
        }

        foreach ((string name, int task, string word) in Ended())                                                                // (2)
        {
            if (!inQueue.Contains((name, task)))
            {
                Note(name, task, word, "");
            }
        }

        return states;

        void Note(string name, int task, string word, string reason)
        {
            if (!byName.TryGetValue(name, out (Submission Job, int[] Shards) of) || task >= of.Shards.Length)
            {
                return;
            }

            TaskPhase phase = Waiting.Contains(word) ? TaskPhase.Waiting : Running.Contains(word) ? TaskPhase.Running : TaskPhase.Over;
            SchedulerState found = new(phase, word, phase == TaskPhase.Waiting ? reason : "", of.Job, task);
            int shard = of.Shards[task];
            if (!states.TryGetValue(shard, out SchedulerState known) || (found.Phase, !found.IsHeld, found.Job.Number).CompareTo((known.Phase, !known.IsHeld, known.Job.Number)) >= 0)
            {
                states[shard] = found;
            }
        }
    }

    private static IEnumerable<(string Name, int Task, string Word)> Ended()
    {
        OtherProgram.Answer config = OtherProgram.Ask("scontrol", "show", "config");
        Match location = CompletionFile().Match(config.Output);
        if (!config.Output.Contains("jobcomp/filetxt", StringComparison.Ordinal) || !location.Success || !IsReadable(location.Groups["path"].Value))
        {
            yield break;
        }

        foreach (string line in File.ReadLines(location.Groups["path"].Value))
        {
            if (EndedTask().Match(line) is { Success: true, Groups: var parts })
            {
                yield return (parts["name"].Value, int.Parse(parts["task"].Value, CultureInfo.InvariantCulture), parts["state"].Value);
            }
        }
    }

    private static bool IsReadable(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Reason(OtherProgram.Answer answer) =>
        (answer.Error.Trim().Length > 0 ? answer.Error : answer.Output).Trim().Split('\n')[^1];

    [GeneratedRegex(@"(?m)^MaxArraySize\s*=\s*(?<size>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MaxArraySize();

    [GeneratedRegex(@"(?m)^JobCompLoc\s*=\s*(?<path>\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CompletionFile();

    [GeneratedRegex(@" Name=(?<name>dispersal-\S+) JobState=(?<state>\w+) .* ArrayTaskId=(?<task>\d+) ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EndedTask();
}
