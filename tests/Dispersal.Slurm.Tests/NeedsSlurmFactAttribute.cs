namespace Dispersal.Slurm.Tests;

/// <summary>A fact that needs a Slurm of its own; skipped, with the reason, where none can be started.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsSlurmFactAttribute : FactAttribute
{
    private static readonly string[] Programs = ["slurmctld", "slurmd", "munged", "mungekey", "sbatch"];

    public NeedsSlurmFactAttribute()
    {
        string[] path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string[] missing = [.. Programs.Where(program => !path.Any(folder => File.Exists(Path.Combine(folder, program))))];
        Skip = missing.Length > 0 ? $"There is no {string.Join(", ", missing)}; install slurm-wlm and munge."
            : Environment.UserName != "root" ? "The daemons of Slurm need root."
            : null;
    }
}
