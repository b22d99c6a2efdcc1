using System.Globalization;
using System.Text;

namespace Dispersal.Cli.Cluster;

/// <summary>The file of a job array for Slurm.</summary>
internal static class JobScript
{
    private const string Directive = "#SBATCH";

    // Slurm may be a minute early.
    private const int SecondsToStop = 60;

    public static string Text(string sweep, int number, string name, int tasks, Profile profile, string shardWords)
    {
        StringBuilder text = new();
        Line(profile.Modules.IsEmpty ? "#!/bin/bash" : "#!/bin/bash -l");
        Option($"--job-name={name}");
        Option(string.Create(CultureInfo.InvariantCulture, $"--array=0-{tasks - 1}{(profile.RunningLimit is { } limit ? $"%{limit}" : "")}"));
        Option(string.Create(CultureInfo.InvariantCulture, $"--ntasks=1 --cpus-per-task={profile.Cpus}"));
        Option(string.Create(CultureInfo.InvariantCulture, $"--output=\"{sweep}/logs/{number:0000}-%a.log\" --open-mode=append"));
        Option(string.Create(CultureInfo.InvariantCulture, $"--requeue --signal=B:TERM@{SecondsToStop}"));
        foreach ((string word, string? value) in (ReadOnlySpan<(string, string?)>)
            [("partition", profile.Partition), ("time", profile.Time), ("mem", profile.Memory), ("account", profile.Account), ("qos", profile.Qos)])
        {
            if (value is not null)
            {
                Option($"--{word}={value}");
            }
        }

        foreach (string line in profile.Lines.Where(line => line.StartsWith(Directive, StringComparison.Ordinal)))
        {
            Line(line);
        }

        foreach (string module in profile.Modules)
        {
            Line($"module load {module} || exit 3");
        }

        foreach (string line in profile.Lines.Where(line => !line.StartsWith(Directive, StringComparison.Ordinal)))
        {
            Line(line);
        }

        // In place of the shell, so that it is the tool that is told to stop.
        Line($"shard=$(sed -n \"$((SLURM_ARRAY_TASK_ID + 1))p\" {ToolCall.Quoted(Submission.PathOf(sweep, number, ".shards"))})");
        Line($"exec {profile.Command ?? ToolCall.Text} sweep shard {ToolCall.Quoted(sweep)} \"$shard\"{shardWords}");
        return text.ToString();

        void Option(string words) => Line($"{Directive} {words}");

        void Line(string line) => text.Append(line).Append('\n');
    }
}
