using Dispersal.Engines;

namespace Dispersal.Results;

/// <summary>Refuses a run that cannot fit into memory before it takes any.</summary>
/// <remarks>What is counted is the least that will be needed, so that nothing is refused that would have fitted.</remarks>
internal static class MemoryNeed
{
    /// <summary>Memory that this process may use, as the system or a limit says.</summary>
    public static long Available => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>Refuses before the first replicate.</summary>
    /// <param name="source">What is run.</param>
    /// <param name="replicates">Number of replicates.</param>
    /// <param name="workers">Replicates that run at a time.</param>
    /// <param name="available">Memory there is, in bytes.</param>
    /// <exception cref="NotEnoughMemoryException">More is needed than there is; the message says how much and what to do.</exception>
    public static void Check(IReplicateSource source, int replicates, int workers, long available)
    {
        RecordPlan plan = source.Plan;
        double cells = (double)plan.CountCells + plan.RealCells;
        double values = cells * plan.Dates.Length;

        // (1) One replicate as it runs: those who live in it and what is recorded of it, unpacked.
        double running = workers * (source.LivingBytes + (sizeof(double) * values));

        // (2) What is kept of all replicates: of each cell at least where it ends.
        double kept = replicates * cells * sizeof(int);
        if (running + kept > available || values > Array.MaxLength || source.LivingBytes > int.MaxValue * (double)IReplicateSource.BytesPerPerson)
        {
            throw new NotEnoughMemoryException(Text(
                running + kept, available,
                running > kept
                    ? $"{workers:N0} {(workers == 1 ? "replicate" : "replicates")} at a time, each with {source.LivingBytes / IReplicateSource.BytesPerPerson:N0} persons and {values:N0} recorded values. "
                        + "Take the engine cohorts, which counts persons who are alike and keeps no histories, fewer persons, threads or jobs, or record fewer dates"
                    : $"{replicates:N0} replicates of {cells:N0} series. Run fewer replicates, or record fewer measures"));
        }
    }

    /// <summary>Refuses after the first replicate, from what it left.</summary>
    /// <param name="bytes">Bytes that are kept of it.</param>
    /// <param name="replicates">Number of replicates.</param>
    /// <param name="available">Memory there is, in bytes.</param>
    /// <exception cref="NotEnoughMemoryException">More is needed than there is; the message says how much and what to do.</exception>
    public static void CheckKept(long bytes, int replicates, long available)
    {
        // Replicates differ a little.
        const double least = 0.75;
        double kept = least * bytes * replicates;
        if (kept > available)
        {
            throw new NotEnoughMemoryException(Text(
                kept, available, $"{replicates:N0} replicates, of each of which {bytes / 1024.0:N0} kB are kept. Run fewer replicates, or record fewer measures or dates"));
        }
    }

    private static string Text(double need, long available, string why) =>
        $"This needs at least {Size(need)} of memory, and there are {Size(available)}: {why}. Nothing was run.";

    private static string Size(double bytes) => bytes switch
    {
        >= 1L << 40 => $"{bytes / (1L << 40):N1} TB",
        >= 1 << 30 => $"{bytes / (1 << 30):N1} GB",
        _ => $"{Math.Ceiling(bytes / (1 << 20)):N0} MB",
    };
}
