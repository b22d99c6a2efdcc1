using System.Diagnostics;

namespace Dispersal.Tests.Cli;

/// <summary>Completion as the shells ask for it, each where it is installed.</summary>
public class CompletionTests
{
    private static readonly (string Typed, string Offered)[] Cases =
    [
        ("dispersal sw", "sweep"),
        ("dispersal run SCENARIO --en", "--engine"),
        ("dispersal run SCENARIO --engine ", "auto cohorts expected individuals"),
        ("dispersal run SCENARIO --set goal/home-u", "goal/home-utility="),
        ("dispersal run SCENARIO --set routes/town", "routes/town-bbb/ routes/town-ccc/"),
        ("dispersal run SCENARIO --set border/o", "border/on="),
        ("dispersal sweep SCENARIO --vary routes/town-bbb/pat", "routes/town-bbb/patrol="),
        ("dispersal sweep SCENARIO --figure returned-w", "returned-women/"),
        ("dispersal new x --template raq", "raqqa-2017"),
        ("dispersal completion ", "bash pwsh zsh"),
        ("dispersal run no-such-word", ""),
    ];

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

    [NeedsProgramFact("pwsh")]
    public void PowerShell_completes_verbs_options_and_addresses() => Check("pwsh", """
        Get-Content -Raw $args[0] | Invoke-Expression
        foreach ($line in $input) { "$((TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Where-Object { $_ -notmatch '^\.' })" }
        """);

    private static void Check(string shell, string script)
    {
        using TinyScenario tiny = new();
        string folder = Directory.CreateDirectory(tiny.Out).FullName;
        string completion = Path.Combine(folder, "completion." + (shell == "pwsh" ? "ps1" : shell));
        File.WriteAllText(completion, Tool.Run("completion", shell).Output);
        string program = Path.Combine(folder, "ask." + (shell == "pwsh" ? "ps1" : shell));
        File.WriteAllText(program, script + "\n");
        Tool.PutOnPath(folder);

        ProcessStartInfo start = new(shell, [program, completion]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        using Process process = Process.Start(start)!;
        foreach ((string typed, _) in Cases)
        {
            process.StandardInput.WriteLine(typed.Replace("SCENARIO", tiny.Folder, StringComparison.Ordinal));
        }

        process.StandardInput.Close();
        Said said = Tool.End(process);
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        string[] offered = said.Output.Split('\n');
        Assert.Equal(Cases.Length + 1, offered.Length);
        Assert.Equal(Cases.Select(one => $"{one.Typed} => {one.Offered}"), Cases.Zip(offered, (one, words) => $"{one.Typed} => {words.Trim()}"));
    }
}
