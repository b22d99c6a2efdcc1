using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Dispersal.Cli;

/// <summary>The options by which runs are saved on their way and go on from there.</summary>
internal static class CheckpointWords
{
    private const int MonthsInYear = 12;

    // A run has at most a hundred years.
    private const int MostMonths = 1200;

    /// <summary>Days as written, or every so many months.</summary>
    public static Option<ImmutableArray<string>> When() => new("--checkpoint")
    {
        HelpName = "DATE|EVERY",
        Description = "Save the run at the start of a day, 2017-10-01, or every so often, 6m or 1y; may be repeated. Written to DIR.DATE.checkpoint beside the results, or to NAME.DATE.checkpoint.",
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => [],
        CustomParser = result =>
        {
            foreach (Token token in result.Tokens.Where(token => DateOf(token.Value) is null && MonthsOf(token.Value) is null))
            {
                result.AddError($"--checkpoint: '{token.Value}' is neither a date nor a period. Write a date such as 2017-10-01, or a period in months or years such as 6m or 1y.");
            }

            return [.. result.Tokens.Select(token => token.Value)];
        },
    };

    /// <summary>The checkpoint to go on from.</summary>
    public static Option<string?> From()
    {
        Option<string?> file = new("--from")
        {
            HelpName = "FILE",
            Description = "Go on from a checkpoint that run --checkpoint wrote, with its seed and replicates. The scenario is the one that was saved, or a policy whose values hold from that day on.",
        };
        file.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var path }] && !File.Exists(path))
            {
                result.AddError($"--from: there is no file {path}. Name a file that run --checkpoint wrote.");
            }
        });
        return file;
    }

    /// <summary>Refuses what does not go together with a checkpoint.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="from">The checkpoint to go on from.</param>
    /// <param name="when">When to save; null where the verb cannot.</param>
    /// <param name="seed">The seed, which the checkpoint has.</param>
    /// <param name="engine">The engine, which can only be that of individuals.</param>
    /// <param name="until">Stopping early, for which replicates cannot be known beforehand.</param>
    /// <param name="drawn">Options by which parameters are drawn for each replicate.</param>
    public static void AddTo(
        Verb verb, Option<string?> from, Option<ImmutableArray<string>>? when, Option seed, Option<EngineKind> engine, Option until, params Option[] drawn) =>
        verb.Validators.Add(words =>
        {
            string? used = IsGiven(from) ? "--from" : when is not null && IsGiven(when) ? "--checkpoint" : null;
            if (used is null)
            {
                return;
            }

            if (IsGiven(until))
            {
                words.AddError($"{used} and --until do not go together: the replicates of a checkpoint are known beforehand. Use --replicates.");
            }

            foreach (Option option in drawn.Where(IsGiven))
            {
                words.AddError($"{used} and {option.Name} do not go together: the past of a checkpoint has the parameters of its scenario.");
            }

            if (IsGiven(from) && IsGiven(seed))
            {
                words.AddError("--from and --seed do not go together: a checkpoint has the seed of its run. Leave --seed out.");
            }

            if (words.GetResult(engine) is { Implicit: false, Tokens: [{ Value: "cohorts" or "expected" }] })
            {
                words.AddError($"{used}: checkpoints hold individuals. Leave --engine out, or write --engine individuals.");
            }

            bool IsGiven(Option option) => words.GetResult(option) is { Implicit: false };
        });

    /// <summary>The files to write; null for none.</summary>
    public static CheckpointFiles? Files(ImmutableArray<string> when, Scenario scenario, DateOnly first, string? folder) => when.IsEmpty
        ? null
        : new CheckpointFiles(
            Path.TrimEndingDirectorySeparator(folder ?? scenario.Name),
            when.SelectMany(word => DateOf(word) is { } date ? [date] : CheckpointFiles.Every(scenario, MonthsOf(word)!.Value).Where(date => date > first)));

    /// <summary>Replicates to go on with: those asked for, if any, and no more than were saved.</summary>
    public static int ReplicatesOf(ParseResult parse, Option<int> replicates, Checkpoint checkpoint)
    {
        if (parse.GetResult(replicates) is null or { Implicit: true })
        {
            return checkpoint.Replicates;
        }

        int asked = parse.GetValue(replicates);
        return asked <= checkpoint.Replicates
            ? asked
            : throw new InvalidDataException($"The checkpoint has {checkpoint.Replicates:N0} {(checkpoint.Replicates == 1 ? "replicate" : "replicates")}, not {asked:N0}. Ask for fewer, or save more with run --checkpoint --replicates {asked}.");
    }

    private static DateOnly? DateOf(string word) =>
        DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null;

    private static int? MonthsOf(string word)
    {
        int unit = word switch { [.., 'm'] => 1, [.., 'y'] => MonthsInYear, _ => 0 };
        return unit > 0 && int.TryParse(word.AsSpan(0, word.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 && number <= MostMonths / unit
            ? number * unit
            : null;
    }
}
