using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Dispersal.Experiments;

namespace Dispersal.Cli;

/// <summary>The arguments and options that several verbs share.</summary>
internal static class Words
{
    public static Argument<string> Scenario() => Folder("SCENARIO", "Folder of the scenario, the one that holds scenario.json.");

    public static Argument<string> Folder(string name, string description)
    {
        Argument<string> folder = new(name) { Description = description };
        folder.Validators.Add(NotBlank);
        folder.Validators.Add(NotAnOption);
        return folder;
    }

    public static Option<string?> Out()
    {
        Option<string?> folder = new("--out")
        {
            HelpName = "DIR",
            Description = "Folder to write the results to; an earlier result folder is replaced, any other is refused.",
        };
        folder.Validators.Add(NotBlank);
        return folder;
    }

    public static Option<string?> Results()
    {
        Option<string?> folder = new("--results")
        {
            HelpName = "DIR",
            Description = "Folder that 'run --out' has written: its figures stand beside the claims.",
        };
        folder.Validators.Add(NotBlank);
        return folder;
    }

    /// <summary>Published figures elsewhere.</summary>
    public static Option<string?> Targets()
    {
        Option<string?> file = new("--targets")
        {
            HelpName = "FILE",
            Description = "Published figures to hold the scenario against, in the form of targets.csv and in place of the scenario's own.",
        };
        file.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var path }] && !File.Exists(path))
            {
                result.AddError($"--targets: there is no file {path}. Name a file in the form of targets.csv.");
            }
        });
        return file;
    }

    public static Option<bool> Json() => new("--json") { Description = "Write the result as JSON, for scripts." };

    public static Option<bool> Quiet() => new("--quiet") { Description = "Show no progress." };

    public static Option<int> Replicates() => Whole("--replicates", "N", 20, 1_000_000,
        "Replicates: runs of the same scenario with other luck. Intervals are taken over them.");

    public static Option<int?> Threads()
    {
        const int most = 1024;
        return new("--threads")
        {
            HelpName = "N",
            Description = "Threads to use; one for each processor when not given. The numbers do not depend on it.",
            CustomParser = result => Parsed(result, most),
        };
    }

    public static Option<ulong> Seed() => new("--seed")
    {
        HelpName = "S",
        Description = "Seed of all luck: the same seed gives the same numbers.",
        DefaultValueFactory = _ => 1,
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            if (!ulong.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed))
            {
                result.AddError($"--seed: '{word}' is not a whole number from 0 to {ulong.MaxValue}.");
            }

            return seed;
        },
    };

    public static Option<EngineKind> Engine() => new("--engine")
    {
        HelpName = string.Join('|', Enum.GetNames<EngineKind>().Select(name => name.ToLowerInvariant())),
        Description = "How flows are drawn; auto takes the cheapest engine that is exact for the question. [default: auto]",
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            string[] names = [.. Enum.GetNames<EngineKind>().Select(name => name.ToLowerInvariant())];
            int at = Array.IndexOf(names, word);
            if (at < 0)
            {
                string near = NearMiss.Of(word, names) is { } name ? $" Did you mean '{name}'?" : "";
                result.AddError($"--engine: '{word}' is not an engine. Write {string.Join(", ", names[..^1])} or {names[^1]}.{near}");
                return EngineKind.Auto;
            }

            return Enum.GetValues<EngineKind>()[at];
        },
    };

    /// <summary>Repeated <c>--set ADDRESS=VALUE</c>, as address and value.</summary>
    public static Option<ImmutableSortedDictionary<string, string>> Set() => Changing(
        "--set",
        "Change a parameter or a switch; may be repeated; * may stand for an id, nothing after the = takes a value out. 'dispersal describe SCENARIO --parameters' lists the addresses.");

    public static Option<ImmutableSortedDictionary<string, string>> Rival() => Changing(
        "--rival",
        "A rival hypothesis: a parameter or a switch to be changed, as for --set. Shows which targets come out otherwise, with the same parameter sets and the same luck; may be repeated.");

    private static Option<ImmutableSortedDictionary<string, string>> Changing(string name, string description) => new(name)
    {
        HelpName = "ADDRESS=VALUE",
        Description = description,
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => ImmutableSortedDictionary<string, string>.Empty,
        CustomParser = result => Changes(result, name),
    };

    /// <summary>Most replicates with <c>--until</c> when <c>--replicates</c> is not given.</summary>
    public const int MostUntil = 1_000;

    public static Option<ImmutableArray<Precision>> Until(string description) => new("--until")
    {
        HelpName = "PRECISION",
        Description = description + " May be repeated; --replicates is then the most, 1,000 when not given.",
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => [],
        CustomParser = result =>
        {
            try
            {
                ImmutableArray<Precision> wanted = [.. result.Tokens.Select(token => Precision.Parse(token.Value))];
                foreach (Precision precision in wanted)
                {
                    SweepWords.CheckMeasure(result, precision.Measure.Name);
                }

                return wanted;
            }
            catch (FormatException problem)
            {
                result.AddError($"--until: {problem.Message}");
                return [];
            }
        },
    };

    /// <summary>Replicates asked for, or the most there may be where a precision is.</summary>
    public static int ReplicatesOf(ParseResult parse, Option<int> replicates, ImmutableArray<Precision> until) =>
        !until.IsEmpty && parse.GetResult(replicates) is null or { Implicit: true } ? MostUntil : parse.GetValue(replicates);

    // The parser takes an unknown option for an argument where one is still to come.
    private static void NotAnOption(ArgumentResult result)
    {
        if (result.Tokens is [{ Value: ['-', ..] word }] && result.Parent is CommandResult verb)
        {
            result.AddError(CommandLine.NotKnown(word, verb.Command));
        }
    }

    private static void NotBlank(SymbolResult result)
    {
        if (result.Tokens.Count > 0 && result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
        {
            result.AddError($"{(result is OptionResult option ? option.Option.Name : ((ArgumentResult)result).Argument.Name)}: a folder has a name.");
        }
    }

    private static Option<int> Whole(string name, string help, int standard, int most, string description) => new(name)
    {
        HelpName = help,
        Description = description,
        DefaultValueFactory = _ => standard,
        CustomParser = result => Parsed(result, most) ?? standard,
    };

    private static int? Parsed(ArgumentResult result, int most)
    {
        string word = result.Tokens[0].Value;
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= most)
        {
            return number;
        }

        string option = ((OptionResult)result.Parent!).Option.Name;
        result.AddError($"{option}: '{word}' is not a whole number from 1 to {most:N0}.");
        return null;
    }

    private static ImmutableSortedDictionary<string, string> Changes(ArgumentResult result, string option)
    {
        var changes = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (Token token in result.Tokens)
        {
            int at = token.Value.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
            {
                result.AddError($"{option}: '{token.Value}' is not of the form ADDRESS=VALUE.");
            }
            else if (!changes.TryAdd(token.Value[..at].Trim(), token.Value[(at + 1)..].Trim()))
            {
                result.AddError($"{option}: '{token.Value[..at]}' is set twice.");
            }
        }

        return changes.ToImmutable();
    }
}
