using System.Collections.Immutable;
using Dispersal.Experiments;

namespace Dispersal.Cli;

/// <summary>Says which of the precisions asked for were not reached.</summary>
internal static class Reached
{
    /// <summary>What runs until precisions are reached; a subject that the results do not have is a wrong word, not a fault.</summary>
    public static T While<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (ArgumentException problem)
        {
            throw new ScenarioException([new Diagnostic(Severity.Error, "", 0, 0, "--until", problem.Message.Split(" (Parameter ")[0])]);
        }
    }

    public static void Note(ImmutableArray<Precision> wanted, Func<Precision, bool> isReached, int replicates)
    {
        foreach (Precision precision in wanted.Where(precision => !isReached(precision)))
        {
            Terminal.WriteNote($"'{precision}' is not reached by {replicates:N0} replicates; allow more with --replicates.");
        }
    }
}
