using System.Collections.Immutable;
using System.Globalization;
using Dispersal.Experiments;
using Dispersal.Reporting;

namespace Dispersal.Cli.Cluster;

/// <summary>Says how far a sweep cut into shards has come, from its files and the scheduler.</summary>
internal static class ShardsStatus
{
    private const int MostNamed = 5;
    private const int MostRanges = 12;

    public static void Write(ShardedSweep sweep, bool onlyMissing, bool asJson)
    {
        ImmutableArray<ShardLine> lines = ShardLine.All(sweep, out string? problem);
        if (problem is not null)
        {
            Terminal.WriteNote($"{problem}\nWhat runs is counted as missing.");
        }

        if (onlyMissing)
        {
            string numbers = string.Join('\n', lines.Where(line => line.IsToBeSent(evenIfInQueue: false, retry: false)).Select(line => line.Shard.Number));
            if (numbers.Length > 0)
            {
                Terminal.WriteResult(numbers);
            }
        }
        else if (asJson)
        {
            WriteJson(sweep, lines);
        }
        else
        {
            Terminal.WriteResult(Report(sweep, lines));
        }
    }

    private static Document Report(ShardedSweep sweep, ImmutableArray<ShardLine> lines)
    {
        List<(string, string)> facts =
        [
            ("scenario", $"{sweep.Scenario.Name} ({sweep.Scenario.Fingerprint[..12]})"),
            ("design", $"{sweep.Design}, {sweep.Replicates} replicates"),
            ("runs", $"{lines.Sum(line => (long)line.Shard.RunsDone):N0} of {sweep.Runs:N0}{Failed(lines.Sum(line => (long)line.Shard.RunsFailed))}"),
            ("shards", $"{sweep.Count:N0}, of {sweep.RunsPerShard:N0} runs"),
        ];
        facts.AddRange(
            from state in ShardLine.States
            let of = lines.Where(line => line.State == state).ToArray()
            where of.Length > 0
            select (state, state == ShardLine.Done ? $"{of.Length:N0}" : $"{of.Length:N0}: {Ranges(Numbers(of))}{Reasons(of)}"));
        string[] versions = [.. Names(lines, shard => shard.Versions)];
        if (versions.Length > 0)
        {
            facts.Add(("made by", $"{string.Join(", ", versions)} on {string.Join(", ", Names(lines, shard => shard.Machines))}"));
        }

        Block[] problems =
        [
            .. lines.Where(line => line.State is ShardLine.Damaged or ShardLine.Foreign).Take(MostNamed).Select(line => new Paragraph($"Shard {line.Shard.Number} {line.Shard.Problem}.")),
            .. lines.Where(line => line.State == ShardLine.Failed).Take(MostNamed).Select(line => new Paragraph(Why(sweep, line))),
            .. lines.Where(IsHeld).GroupBy(line => line.Task!.Value.Job.Job, StringComparer.Ordinal).Take(MostNamed).Select(held => new Paragraph(Held(held.Key, [.. held]))),
        ];
        string next = lines.All(line => line.State == ShardLine.Done) ? "All shards are done: 'merge' joins them."
            : lines.Any(line => line.IsToBeSent(evenIfInQueue: false, retry: false)) ? "'resubmit' sends what is missing; 'merge' joins what is there." : "'merge' joins what is there.";
        return new([new Facts([.. facts]), .. problems, new Paragraph(next)]);
    }

    // Why those who wait do so, each reason once.
    private static string Reasons(ShardLine[] lines)
    {
        string[] reasons = [.. lines.Where(line => line.State == ShardLine.Waiting).Select(line => line.Task!.Value.Reason).Where(reason => reason.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return reasons.Length == 0 ? "" : $" ({string.Join(", ", reasons)})";
    }

    private static bool IsHeld(ShardLine line) => line is { State: ShardLine.Waiting, Task.IsHeld: true };

    private static string Held(string job, ShardLine[] lines)
    {
        string reason = lines[0].Task!.Value.Reason;
        string release = reason.Contains("Admin", StringComparison.Ordinal) ? "Ask an administrator to release it" : $"'scontrol release {job}' lets them";
        return $"Job {job} is held ({reason}): shards {Ranges(Numbers(lines))} do not start by themselves. {release}, or 'scancel {job}' and then 'resubmit'.";
    }

    private static int[] Numbers(IEnumerable<ShardLine> lines) => [.. lines.Select(line => line.Shard.Number)];

    private static string Failed(long runs) => runs == 0 ? "" : $", {runs:N0} failed";

    private static IEnumerable<string> Names(ImmutableArray<ShardLine> lines, Func<Shard, ImmutableArray<string>> of) =>
        lines.SelectMany(line => of(line.Shard)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    // What the task itself said last is the best reason there is.
    private static string Why(ShardedSweep sweep, ShardLine line)
    {
        SchedulerState task = line.Task!.Value;
        string log = task.Job.LogOf(task.Task);
        string path = Path.Combine(sweep.Folder, log);
        string? last = PlainFile.Is(path) ? File.ReadLines(path).LastOrDefault(text => text.Trim().Length > 0) : null;
        string job = task.Job.Job.Length > 0 ? $"{task.Job.Job}_{task.Task.ToString(CultureInfo.InvariantCulture)}" : task.Job.Name;
        return $"Shard {line.Shard.Number}: {task.Word} (task {job}){(last is null ? "" : $"; {log} ends: {last}")}";
    }

    private static string Ranges(int[] numbers)
    {
        List<string> ranges = [];
        for (int i = 0; i < numbers.Length; i++)
        {
            int first = i;
            while (i + 1 < numbers.Length && numbers[i + 1] == numbers[i] + 1)
            {
                i++;
            }

            ranges.Add(first == i ? $"{numbers[i]}" : $"{numbers[first]}-{numbers[i]}");
        }

        return string.Join(", ", ranges.Take(MostRanges)) + (ranges.Count > MostRanges ? ", ..." : "");
    }

    private static void WriteJson(ShardedSweep sweep, ImmutableArray<ShardLine> lines) => JsonResult.Write(new
    {
        Scenario = sweep.Scenario.Name,
        sweep.Scenario.Fingerprint,
        sweep.Design,
        sweep.Points,
        sweep.Replicates,
        sweep.Runs,
        RunsDone = lines.Sum(line => (long)line.Shard.RunsDone),
        RunsFailed = lines.Sum(line => (long)line.Shard.RunsFailed),
        Shards = sweep.Count,
        sweep.RunsPerShard,
        States = ShardLine.States.ToDictionary(state => state, state => lines.Where(line => line.State == state).Select(line => line.Shard.Number).ToArray(), StringComparer.Ordinal),
        Versions = Names(lines, shard => shard.Versions),
        Machines = Names(lines, shard => shard.Machines),
        Held = Numbers(lines.Where(IsHeld)),
        Failures = lines.Where(line => line.State is ShardLine.Failed or ShardLine.Damaged or ShardLine.Foreign).Select(line => new
        {
            Shard = line.Shard.Number,
            line.State,
            Why = line.State == ShardLine.Failed ? Why(sweep, line) : line.Shard.Problem,
        }),
    });
}
