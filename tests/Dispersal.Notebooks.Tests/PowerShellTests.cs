using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Dispersal.Tests.Cli;

namespace Dispersal.Tests.Shipped;

/// <summary>PowerShell itself, hosted here from its package with the core commands alone, loads what the tool prints and asks it.</summary>
public sealed class PowerShellTests : IDisposable
{
    private readonly string? path = Environment.GetEnvironmentVariable("PATH");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("dispersal-pwsh-");

    public PowerShellTests()
    {
        // PowerShell finds programs on the path of its process, which here is this one; tests of this project run one at a time.
        Tool.PutOnPath(folder.FullName);
        Environment.SetEnvironmentVariable("PATH", Shell.PathWith(folder.FullName));
    }

    [Fact]
    public void PowerShell_completes_verbs_options_and_addresses()
    {
        using TinyScenario tiny = new();
        using Runspace runspace = Opened();

        // What the script's first line says, without the commands that are in another package.
        Invoke(runspace, """. ([scriptblock]::Create((dispersal completion pwsh) -join "`n"))""");

        CompletionCases.Check(CompletionCases.All.Select(one => string.Join(' ', Asked(runspace, one.Typed.Replace("SCENARIO", tiny.Folder, StringComparison.Ordinal)))));
    }

    [Fact]
    public void Without_the_script_PowerShell_offers_nothing_of_it()
    {
        using Runspace runspace = Opened();

        Assert.DoesNotContain("sweep", Asked(runspace, "dispersal sw"));
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", path);
        folder.Delete(recursive: true);
    }

    private static Runspace Opened()
    {
        // Everything else that PowerShell brings is in other packages, which the script must do without.
        Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        return runspace;
    }

    private static void Invoke(Runspace runspace, string script)
    {
        using PowerShell shell = PowerShell.Create(runspace);
        shell.AddScript(script).Invoke();
        Assert.Empty(shell.Streams.Error);
    }

    // PowerShell offers files where nobody offers anything else; they are none of the tool's words.
    private static IEnumerable<string> Asked(Runspace runspace, string typed)
    {
        using PowerShell shell = PowerShell.Create(runspace);
        return
        [
            .. CommandCompletion.CompleteInput(typed, typed.Length, null, shell).CompletionMatches
                .Where(match => match.ResultType is not (CompletionResultType.ProviderItem or CompletionResultType.ProviderContainer)).Select(match => match.CompletionText),
        ];
    }
}
