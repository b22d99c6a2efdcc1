using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Dispersal.Experiments;

namespace Dispersal.Cli;

/// <summary>How parameters are drawn for each replicate, as written on the command line.</summary>
internal static class UncertaintyWords
{
    private const string None = "none";

    public static Option<bool> Uncertain() => new("--uncertain")
    {
        Description = "Draw every ranged parameter anew for each replicate, so that bands hold what is not known as well as luck; "
            + "those in the scenario's posterior.csv, if it has one, from there.",
    };

    public static Option<string?> Posterior()
    {
        Option<string?> posterior = new("--posterior")
        {
            HelpName = "FILE|none",
            Description = "Draw whole rows of a file that 'dispersal calibrate' has written; alone, nothing else is drawn. "
                + "'none' with --uncertain: take no notice of the scenario's own posterior.csv.",
        };
        posterior.Validators.Add(RefuseIfNotThere);
        return posterior;
    }

    /// <summary>Refuses a file of parameter sets that is not there.</summary>
    public static void RefuseIfNotThere(OptionResult result)
    {
        foreach (string path in result.Tokens.Select(token => token.Value).Where(path => path != None))
        {
            if (string.IsNullOrWhiteSpace(path))
            {
                result.AddError("--posterior: a file has a name.");
            }
            else if (!File.Exists(path))
            {
                result.AddError($"--posterior: there is no file {path}. Name one that 'dispersal calibrate' has written.");
            }
        }
    }

    public static Option<ImmutableArray<string>> Split()
    {
        Option<ImmutableArray<string>> split = SweepWords.Split();
        split.Description = "With --uncertain: ranged parameters that are drawn apart from the rest of their column; may be repeated; * may stand for an id.";
        return split;
    }

    /// <summary>Refuses words that make no sense together.</summary>
    public static void Check(CommandResult words, Option<bool> uncertain, Option<string?> posterior, Option<ImmutableArray<string>> split)
    {
        bool isUncertain = words.GetValue(uncertain);
        if (!isUncertain && words.GetResult(posterior) is { Tokens: [{ Value: None }] })
        {
            words.AddError("--posterior none goes with --uncertain.");
        }

        if (!isUncertain && words.GetResult(split) is { Implicit: false })
        {
            words.AddError("--split goes with --uncertain.");
        }
    }

    /// <summary>What the words ask for; null where nothing is to be drawn.</summary>
    public static Uncertainty? Of(string folder, bool isUncertain, string? posterior, ImmutableArray<string> split, bool quiet)
    {
        if (!isUncertain && posterior is null)
        {
            return null;
        }

        string? file = posterior switch
        {
            None => null,
            null => Dispersal.Experiments.Posterior.Beside(folder),
            _ => posterior,
        };
        if (file is not null && posterior is null && !quiet)
        {
            Terminal.WriteNote($"Parameters in {file} are drawn from there; --posterior none draws them from their ranges.");
        }

        return new Uncertainty
        {
            Posterior = file is null ? null : Dispersal.Experiments.Posterior.Read(file),
            DrawsRanges = isUncertain,
            Split = split,
        };
    }
}
