using System.CommandLine;
using System.CommandLine.Completions;

namespace Dispersal.Cli;

/// <summary><c>dispersal completion</c>: the lines that teach a shell to complete verbs, options, addresses and measures.</summary>
internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "pwsh"];

    public static Command Create()
    {
        Argument<string> shell = new("SHELL") { Description = $"{string.Join(", ", Shells)}." };
        shell.CompletionSources.Add(_ => Shells.Select(name => new CompletionItem(name)));
        shell.Validators.Add(result =>
        {
            if (result.Tokens is [{ } word] && !Shells.Contains(word.Value))
            {
                result.AddError($"'{word.Value}' is not a shell that can be completed in. Write {string.Join(", ", Shells[..^1])} or {Shells[^1]}.");
            }
        });
        Verb verb = new("completion", "Writes the script that completes the words of dispersal in a shell, addresses of --set included.",
            "source <(dispersal completion bash)",
            "source <(dispersal completion zsh)",
            "dispersal completion pwsh | Out-String | Invoke-Expression")
        {
            shell,
        };
        verb.SetAction(parse =>
        {
            Terminal.WriteResult(CarriedText.Read("completion." + parse.GetRequiredValue(shell)));
            return ExitCode.Done;
        });
        return verb;
    }
}
