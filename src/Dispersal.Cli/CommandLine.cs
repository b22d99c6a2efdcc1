using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Dispersal.Reporting;

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

        ParseResult parse;
        try
        {
            parse = root.Parse(args, Parsing);
        }
        catch (InvalidOperationException problem)
        {
            // Thrown when the value of one option, looked at with that of another, is none.
            Terminal.WriteNote($"dispersal: {PrintableText.Escape(problem.Message)}\n'dispersal --help' says what may be written.");
            return ExitCode.Usage;
        }

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
            NewCommand.Create(),
            RunCommand.Create(),
            CompareCommand.Create(),
            SweepCommand.Create(),
            ReplicatesCommand.Create(),
            SensitivityCommand.Create(),
            CalibrateCommand.Create(),
            ValidateCommand.Create(),
            CheckCommand.Create(),
            ReportCommand.Create(),
            DescribeCommand.Create(),
            DiffCommand.Create(),
            SchemaCommand.Create(),
            CompletionCommand.Create(),
            PythonCommand.Create(),
        };
        Completions.AddTo(root);
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
        bool hasVerbs = command.Subcommands.Count > 0;

        // The parser takes an unknown option for the first argument; what follows is then not wrong in itself.
        bool isShifted = parse.CommandResult.Children.OfType<ArgumentResult>().Any(argument => argument.Tokens is [{ Value: ['-', ..] }]);
        string[] unknown = [.. Unknown(parse.UnmatchedTokens, hasVerbs).Where(word => !isShifted || word.StartsWith('-'))];
        List<string> messages = [.. unknown.Select(word => NotKnown(word, command))];
        if (unknown.Length == 0 || !hasVerbs)
        {
            // A wrong word is also reported by the parser, in less helpful words; a wrong verb as a missing one as well.
            messages.AddRange(parse.Errors
                .Where(error => !parse.UnmatchedTokens.Any(word => error.Message.Contains($"'{word}'", StringComparison.Ordinal)))
                .Select(error => error.SymbolResult is ArgumentResult { Tokens.Count: 0, Parent: CommandResult } missing
                    ? $"{missing.Argument.Name} is missing. {missing.Argument.Description}"
                    : error.Message));
        }

        return string.Join('\n', messages.Distinct(StringComparer.Ordinal).Select(message => $"{name}: {PrintableText.Escape(message)}")
            .Append($"'{name} --help' says what may be written."));
    }

    /// <summary>What is said about a word that is neither a verb nor an option of a command.</summary>
    public static string NotKnown(string word, Command command)
    {
        IEnumerable<string> words = command.Subcommands.Select(verb => verb.Name).Concat(command.Options.Select(option => option.Name))
            .Append("--help");
        if (words.Contains(word, StringComparer.Ordinal))
        {
            return $"'{word}' stands in the wrong place. Write it after '{command.Name}'.";
        }

        return NearMiss.Of(word, words) is { } near
            ? $"'{word}' is not known here. Did you mean '{near}'?"
            : $"'{word}' is not known here.";
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
