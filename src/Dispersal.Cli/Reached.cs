using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
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

    /// <summary>Refuses to ask how well a mean is known of a run that leaves nothing to luck.</summary>
    public static void Check(CommandResult words, Option<ImmutableArray<Precision>> until, Option<EngineKind> engine, Option<bool> uncertain, Option<string?> posterior)
    {
        bool isAsked = words.GetResult(until) is { Implicit: false };
        bool isDrawn = words.GetResult(uncertain) is { Implicit: false } || words.GetResult(posterior) is { Implicit: false };
        if (isAsked && !isDrawn && words.GetResult(engine) is { Implicit: false, Tokens: [{ Value: "expected" }] })
        {
            words.AddError("--until asks how well a mean is known, and --engine expected leaves nothing to luck. Leave one of them out.");
        }
    }

    public static void Note(ImmutableArray<Precision> wanted, Func<Precision, bool> isReached, int replicates)
    {
        foreach (Precision precision in wanted.Where(precision => !isReached(precision)))
        {
            Terminal.WriteNote($"'{precision}' is not reached by {replicates:N0} {(replicates == 1 ? "replicate" : "replicates")}; allow more with --replicates.");
        }
    }
}
