using System.Collections.Immutable;
using Dispersal.Experiments;

namespace Dispersal.Cli.Cluster;

/// <summary>What is known of a shard, from its file and from the scheduler.</summary>
/// <param name="Shard">The file.</param>
/// <param name="State">One word for both.</param>
/// <param name="Task">What the scheduler knows; null where nothing.</param>
internal sealed record ShardLine(Shard Shard, string State, SchedulerState? Task)
{
    public const string Done = "done";
    public const string Running = "running";
    public const string Waiting = "waiting";
    public const string Failed = "failed";
    public const string Damaged = "damaged";
    public const string Foreign = "foreign";
    public const string Missing = "missing";

    /// <summary>The words, in the order in which they are listed.</summary>
    public static readonly ImmutableArray<string> States = [Done, Running, Waiting, Failed, Damaged, Foreign, Missing];

    /// <summary>Every shard of a sweep; the scheduler is asked where a job was sent to it.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="problem">Why the scheduler could not be asked; null when it could, or need not.</param>
    public static ImmutableArray<ShardLine> All(ShardedSweep sweep, out string? problem)
    {
        // The queue first: a task that ends in between has then written its file.
        Dictionary<int, SchedulerState> tasks = [];
        problem = null;
        try
        {
            tasks = Slurm.States(sweep.Folder, Submission.All(sweep.Folder, sweep.Id));
        }
        catch (IOException silent)
        {
            problem = silent.Message;
        }

        return [.. sweep.Look().Select(shard => Of(shard, tasks.TryGetValue(shard.Number, out SchedulerState task) ? task : null))];
    }

    /// <summary>Whether its runs are to be made: its file is not whole, and nobody is about it.</summary>
    public bool IsToBeSent(bool evenIfInQueue, bool retry) => State switch
    {
        Done => retry && Shard.RunsFailed > 0,
        Running or Waiting => evenIfInQueue,
        _ => true,
    };

    private static ShardLine Of(Shard shard, SchedulerState? task) => new(
        shard,
        (shard.State, task) switch
        {
            (ShardState.Whole, _) => Done,
            (_, { Phase: TaskPhase.Running }) => Running,
            (_, { Phase: TaskPhase.Waiting }) => Waiting,
            (ShardState.Damaged, _) => Damaged,
            (ShardState.Foreign, _) => Foreign,
            (_, { Phase: TaskPhase.Over, Word: not "COMPLETED" }) => Failed,
            _ => Missing,
        },
        task);
}
