namespace Dispersal.Cli.Cluster;

/// <summary>What a scheduler knows of a task.</summary>
/// <param name="Phase">Whether it is still to come, under way or over.</param>
/// <param name="Word">The scheduler's own word, such as <c>NODE_FAIL</c>.</param>
/// <param name="Reason">Why a task does not run yet, in the scheduler's word, such as <c>Priority</c> or <c>JobHeldUser</c>; empty where it says nothing.</param>
/// <param name="Job">The job.</param>
/// <param name="Task">The task in it.</param>
internal readonly record struct SchedulerState(TaskPhase Phase, string Word, string Reason, Submission Job, int Task)
{
    /// <summary>Whether it waits until somebody does something about it.</summary>
    public bool IsHeld => Phase == TaskPhase.Waiting && (Word is "REQUEUE_HOLD" or "SPECIAL_EXIT" || Reason.Contains("held", StringComparison.OrdinalIgnoreCase));
}

/// <summary>Whether a task is still to come, under way or over.</summary>
internal enum TaskPhase
{
    /// <summary>It ended.</summary>
    Over,

    /// <summary>It waits in the queue.</summary>
    Waiting,

    /// <summary>It runs.</summary>
    Running,
}
