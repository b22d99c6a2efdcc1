using System.Diagnostics;
using System.Globalization;
using Dispersal.Experiments;

namespace Dispersal.Cli.Cluster;

/// <summary>Runs shards on this machine by GNU parallel, a process each.</summary>
internal static class ByParallel
{
    /// <summary>Runs shards; told to stop, those under way end first.</summary>
    public static int Run(ShardedSweep sweep, IReadOnlyList<int> shards, int atOnce, string shardWords, bool isDry, CancellationToken stop)
    {
        string command = $"{ToolCall.Text} sweep shard {ToolCall.Quoted(sweep.Folder)} {{}}{shardWords}";
        if (isDry)
        {
            Terminal.WriteResult($"{ToolCall.Text} sweep status {ToolCall.Quoted(sweep.Folder)} --missing | parallel --jobs {atOnce.ToString(CultureInfo.InvariantCulture)} {ToolCall.Quoted(command)}");
            return ExitCode.Done;
        }

        ProcessStartInfo start = new("parallel") { UseShellExecute = false, RedirectStandardInput = true };
        foreach (string word in (ReadOnlySpan<string>)["--jobs", atOnce.ToString(CultureInfo.InvariantCulture), "--termseq", "TERM,30000,KILL,25", command])
        {
            start.ArgumentList.Add(word);
        }

        using Process process = OtherProgram.Start(start);
        foreach (int shard in shards)
        {
            process.StandardInput.WriteLine(shard.ToString(CultureInfo.InvariantCulture));
        }

        process.StandardInput.Close();

        // Told once, it starts no other and waits for those under way; told twice, it tells them.
        using CancellationTokenRegistration told = stop.Register(() =>
        {
            for (int i = 0; i < 2; i++)
            {
                OtherProgram.Ask("kill", "-TERM", process.Id.ToString(CultureInfo.InvariantCulture));
            }
        });
        process.WaitForExit();
        if (stop.IsCancellationRequested)
        {
            Terminal.WriteNote($"Told to stop. What is done is in {sweep.Folder}; 'dispersal sweep resubmit {sweep.Folder}' goes on.");
            return ExitCode.Cancelled;
        }

        return process.ExitCode == 0 ? ExitCode.Done : ExitCode.RunFailed;
    }
}
