using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;

namespace Dispersal.Cli;

/// <summary>The verbs, what happens when words are wrong, and how every way to end becomes an exit code.</summary>
internal static class CommandLine
{
    private static readonly ParserConfiguration Parsing = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    public static int Run(string[] args)
    {
        RootCommand root = Root();
        if (args.Length == 0)
        {
            args = ["--help"];
        }

        ParseResult parse = root.Parse(args, Parsing);
        if (parse.Errors.Count > 0 && parse.Action is not HelpAndExamples)
        {
            Terminal.WriteNote(UsageErrors(parse));
            return ExitCode.Usage;
        }

        using Cancellation cancellation = new();
        return Ending.Of(() => parse.InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
            cancellation.Token).GetAwaiter().GetResult());
    }

    public static RootCommand Root()
    {
        RootCommand root = new(
            "Simulates, agent by agent, where the fighters of a proto-state go when it loses its territory, what becomes of them, "
            + "and what policies change.")
        {
            RunCommand.Create(),
            CompareCommand.Create(),
            CheckCommand.Create(),
            DescribeCommand.Create(),
            DiffCommand.Create(),
            SchemaCommand.Create(),
        };
        foreach (Option option in root.Options)
        {
            if (option is HelpOption help)
            {
                help.Action = new HelpAndExamples((HelpAction)help.Action!);
            }
        }

        return root;
    }

    private static string UsageErrors(ParseResult parse)
    {
        List<Command> path = [];
        for (SymbolResult? at = parse.CommandResult; at is not null; at = at.Parent)
        {
            if (at is CommandResult { Command: not RootCommand } verb)
            {
                path.Insert(0, verb.Command);
            }
        }

        string name = string.Join(' ', path.Select(verb => verb.Name).Prepend("dispersal"));
        Command command = parse.CommandResult.Command;
        IEnumerable<string> words = command.Subcommands.Select(verb => verb.Name)
            .Concat(command.Options.Concat(parse.RootCommandResult.Command.Options.Where(option => option.Recursive))
                .Select(option => option.Name)).ToArray();
        string[] unmatched = [.. Unknown(parse.UnmatchedTokens, hasVerbs: command.Subcommands.Count > 0)];
        IEnumerable<string> unknown = unmatched.Select(word => NearMiss.Of(word, words) is { } near
            ? $"'{word}' is not known here. Did you mean '{near}'?"
            : $"'{word}' is not known here.");

        // A wrong word is also reported by the parser, in less helpful words; a wrong verb as a missing one as well.
        IEnumerable<string> others = unmatched.Length > 0 && command.Subcommands.Count > 0 ? [] : parse.Errors
            .Where(error => !parse.UnmatchedTokens.Any(word => error.Message.Contains($"'{word}'", StringComparison.Ordinal)))
            .Select(error => error.SymbolResult is ArgumentResult { Tokens.Count: 0, Parent: CommandResult } missing
                ? $"{missing.Argument.Name} is missing. {missing.Argument.Description}"
                : error.Message);
        return string.Join('\n', unknown.Concat(others).Distinct().Select(message => $"{name}: {message}")
            .Append($"'{name} --help' says what may be written."));
    }

    // What follows a wrong verb, or is the value of a wrong option, is not wrong in itself.
    private static IEnumerable<string> Unknown(IReadOnlyList<string> words, bool hasVerbs)
    {
        for (int at = 0; at < (hasVerbs ? Math.Min(1, words.Count) : words.Count); at++)
        {
            bool isValue = at > 0 && words[at - 1].StartsWith("--", StringComparison.Ordinal) && !words[at].StartsWith('-');
            if (!isValue)
            {
                yield return words[at];
            }
        }
    }
}
