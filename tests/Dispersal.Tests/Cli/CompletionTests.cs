using System.Diagnostics;

namespace Dispersal.Tests.Cli;

/// <summary>Completion as bash and zsh ask for it, each where it is installed. PowerShell is asked in tests/Dispersal.Notebooks.Tests, which brings it along.</summary>
public class CompletionTests
{
    [NeedsProgramFact("bash")]
    public void Bash_completes_verbs_options_and_addresses() => Check("bash", """
        source "$1"
        while IFS= read -r line; do COMP_LINE=$line; COMP_POINT=${#line}; _dispersal 2>/dev/null; echo "${COMPREPLY[*]}"; done
        """);

    [NeedsProgramFact("zsh")]
    public void Zsh_completes_verbs_options_and_addresses() => Check("zsh", """
        compdef() { :; }
        source "$1"
        compadd() { while [[ $1 != -- ]]; do shift; done; shift; print -- "$*"; }
        _files() { print; }
        while IFS= read -r line; do words=(${(z)line}); [[ $line == *' ' ]] && words+=(''); CURRENT=${#words}; _dispersal; done
        """);

    private static void Check(string shell, string script)
    {
        using TinyScenario tiny = new();
        string folder = Directory.CreateDirectory(tiny.Out).FullName;
        string completion = Path.Combine(folder, "completion." + shell);
        File.WriteAllText(completion, Tool.Run("completion", shell).Output);
        string program = Path.Combine(folder, "ask." + shell);
        File.WriteAllText(program, script + "\n");
        Tool.PutOnPath(folder);

        ProcessStartInfo start = new(shell, [program, completion]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        using Process process = Process.Start(start)!;
        foreach ((string typed, _) in CompletionCases.All)
        {
            process.StandardInput.WriteLine(typed.Replace("SCENARIO", tiny.Folder, StringComparison.Ordinal));
        }

        process.StandardInput.Close();
        Said said = Tool.End(process);
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        string[] offered = said.Output.Split('\n');
        Assert.Equal(CompletionCases.All.Length + 1, offered.Length);
        CompletionCases.Check(offered);
    }
}
