using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Dispersal.Cli;

/// <summary>The help of a verb, followed by lines to try.</summary>
internal sealed class HelpAndExamples : SynchronousCommandLineAction
{
    private const int Width = 100;
    private readonly HelpAction help;

    public HelpAndExamples(HelpAction help)
    {
        this.help = help;
        help.MaxWidth = Width;
    }

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        using StringWriter text = new() { NewLine = "\n" };
        TextWriter output = parseResult.InvocationConfiguration.Output;
        parseResult.InvocationConfiguration.Output = text;
        help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;

        IEnumerable<string> examples = parseResult.CommandResult.Command is Verb verb ? verb.Examples :
        [
            "dispersal new my-scenario",
            "dispersal check my-scenario",
            "dispersal run my-scenario",
            "dispersal run --help",
        ];
        Terminal.WriteResult(string.Join('\n', WithoutWordsOfOthers(text.ToString(), parseResult.CommandResult).TrimEnd().Split('\n').Select(line => line.TrimEnd())
            .Append("").Append("Examples:").Concat(examples.Select(example => "  " + example))));
        return ExitCode.Done;
    }

    // A verb below another does not take the words of the one above, though the parser lists them.
    private static string WithoutWordsOfOthers(string text, CommandResult command)
    {
        if (command.Parent is not CommandResult { Command: not RootCommand } above)
        {
            return text;
        }

        foreach (Argument word in above.Command.Arguments)
        {
            text = text.Replace($" {above.Command.Name} <{word.Name}> ", $" {above.Command.Name} ", StringComparison.Ordinal);
            if (command.Command.Arguments.All(own => own.Name != word.Name))
            {
                text = string.Join('\n', text.Split('\n').Where(line => !line.StartsWith($"  <{word.Name}>  ", StringComparison.Ordinal)));
            }
        }

        return text;
    }
}
