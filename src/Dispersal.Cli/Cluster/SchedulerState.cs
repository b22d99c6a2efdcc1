namespace Dispersal.Cli.Cluster;

/// <summary>What a scheduler knows of a task.</summary>
/// <param name="Phase">Whether it is still to come, under way or over.</param>
/// <param name="Word">The scheduler's own word, such as <c>NODE_FAIL</c>.</param>
/// <param name="Job">The job.</param>
/// <param name="Task">The task in it.</param>
internal readonly record struct SchedulerState(TaskPhase Phase, string Word, Submission Job, int Task);

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
