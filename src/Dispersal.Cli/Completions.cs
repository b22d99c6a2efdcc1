using System.CommandLine;
using System.CommandLine.Completions;

namespace Dispersal.Cli;

/// <summary>What the parser cannot know when a shell asks how a word may go on: addresses of the scenario named before, engines, measures.</summary>
internal static class Completions
{
    /// <summary>Adds these words to the options of a command and of all below it, by the names that options have everywhere.</summary>
    public static void AddTo(Command command)
    {
        foreach (Option option in command.Options)
        {
            switch (option.Name)
            {
                case "--set" or "--vary" or "--split":
                    option.CompletionSources.Add(context => Items(Addresses(context)));
                    break;
                case "--engine":
                    // The parser would offer the names as they stand in code.
                    option.CompletionSources.Clear();
                    option.CompletionSources.Add(_ => Items(Enum.GetNames<EngineKind>().Select(name => name.ToLowerInvariant())));
                    break;
                case "--design" or "--method":
                    string? words = option.HelpName;
                    option.CompletionSources.Add(_ => Items(words?.Split('|') ?? []));
                    break;
                case "--figure" or "--until":
                    option.CompletionSources.Add(_ => Items(Measure.All.Select(measure => measure.Name + "/")));
                    break;
            }
        }

        foreach (Command below in command.Subcommands)
        {
            AddTo(below);
        }
    }

    // Up to the next slash, since a scenario has thousands of addresses; an address that is whole goes on with its value.
    private static IEnumerable<string> Addresses(CompletionContext context)
    {
        if (context.ParseResult.CommandResult.Command.Arguments.FirstOrDefault(argument => argument.Name == "SCENARIO") is not { } argument
            || context.ParseResult.CommandResult.GetResult(argument)?.Tokens is not [{ Value: var folder }, ..]
            || Scenario.Check(folder).Scenario is not { } scenario)
        {
            yield break;
        }

        string typed = context.WordToComplete;
        string[] numbers = [.. scenario.Parameters.Select(parameter => parameter.Address)];
        string[] switches = [.. numbers.Where(address => address.Count(letter => letter == '/') == 1).Select(address => address[..address.IndexOf('/', StringComparison.Ordinal)])
            .Distinct().Where(section => !scenario.CellsAt(section + "/on").IsEmpty).Select(section => section + "/on")];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string address in numbers.Concat(switches).Where(address => address.StartsWith(typed, StringComparison.Ordinal)))
        {
            int slash = address.IndexOf('/', typed.Length);
            if (seen.Add(slash < 0 ? address + "=" : address[..(slash + 1)]))
            {
                yield return slash < 0 ? address + "=" : address[..(slash + 1)];
            }
        }
    }

    private static IEnumerable<CompletionItem> Items(IEnumerable<string> words) => words.Select(word => new CompletionItem(word));
}
