using System.Collections.Immutable;
using Dispersal.Experiments;

namespace Dispersal.Cli;

/// <summary>Says which of the precisions asked for were not reached.</summary>
internal static class Reached
{
    public static void Note(ImmutableArray<Precision> wanted, Func<Precision, bool> isReached, int replicates)
    {
        foreach (Precision precision in wanted.Where(precision => !isReached(precision)))
        {
            Terminal.WriteNote($"'{precision}' is not reached by {replicates:N0} replicates; allow more with --replicates.");
        }
    }
}
