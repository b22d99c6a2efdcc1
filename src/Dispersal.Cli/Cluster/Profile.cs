using System.Collections.Immutable;

namespace Dispersal.Cli.Cluster;

/// <summary>What a cluster wants to be told with every job; nothing is required.</summary>
/// <param name="Partition">Partition to run in.</param>
/// <param name="Time">Time limit of a task, as Slurm writes it.</param>
/// <param name="Memory">Memory of a task, as Slurm writes it.</param>
/// <param name="Account">Account to charge.</param>
/// <param name="Qos">Quality of service.</param>
/// <param name="Cpus">Processors of a task.</param>
/// <param name="Modules">Environment modules to load.</param>
/// <param name="Lines">Lines to add: those that begin with <c>#SBATCH</c> to the head of the job, others before the command.</param>
/// <param name="Command">How the tool is called on the nodes; as it is called here when not given.</param>
/// <param name="ArrayLimit">Most tasks in one job array; what the cluster allows when not given.</param>
/// <param name="RunningLimit">Most tasks of a job that run at once; no limit when not given.</param>
internal sealed record Profile(
    string? Partition, string? Time, string? Memory, string? Account, string? Qos, int Cpus, ImmutableArray<string> Modules, ImmutableArray<string> Lines,
    string? Command, int? ArrayLimit, int? RunningLimit)
{
    public static Profile Empty { get; } = new(null, null, null, null, null, 1, [], [], null, null, null);
}
