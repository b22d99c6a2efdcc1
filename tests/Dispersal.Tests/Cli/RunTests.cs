using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Dispersal.Tests.Cli;

public class RunTests
{
    [NeedsEngineFact]
    public void A_run_prints_a_table_on_stdout_and_its_progress_on_stderr()
    {
        using TinyScenario tiny = new();

        Said said = Tool.Run("run", tiny.Folder, "--replicates", "3");

        Assert.Equal(0, said.ExitCode);
        Assert.Contains("What became of them by 2016-06-30, before the forecast", said.Output, StringComparison.Ordinal);
        Assert.Contains("What became of them by 2016-12-31, at the end", said.Output, StringComparison.Ordinal);
        Assert.Contains("\nThe West ", said.Output, StringComparison.Ordinal);
        Assert.All(said.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
        Assert.StartsWith("tiny: 3 of 3 replicates in ", said.Error.TrimEnd('\n').Split('\n')[^1], StringComparison.Ordinal);
        Assert.Empty(tiny.Beside);
    }

    [NeedsEngineFact]
    public void A_quiet_run_says_nothing_on_stderr_and_writes_its_folder()
    {
        using TinyScenario tiny = new();

        Said said = Tool.Run("run", tiny.Folder, "--replicates", "2", "--quiet", "--out", tiny.Out);

        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.EndsWith($"Results are in {tiny.Out}\n", said.Output, StringComparison.Ordinal);
        Assert.Equal(["out"], tiny.Beside);
        Assert.True(File.Exists(Path.Combine(tiny.Out, "manifest.json")));
    }

    [NeedsEngineFact]
    public void Threads_and_the_way_of_printing_leave_the_numbers_alone()
    {
        using TinyScenario tiny = new();

        Assert.Equal(Digest("--threads", "1"), Digest("--threads", "2"));
        Assert.NotEqual(Digest("--seed", "1"), Digest("--seed", "2"));

        string Digest(params string[] words)
        {
            Said said = Tool.Run(["run", tiny.Folder, "--replicates", "3", "--json", "--quiet", .. words]);
            using JsonDocument json = JsonDocument.Parse(said.Output);
            return json.RootElement.GetProperty("resultDigest").GetString()!;
        }
    }

    [NeedsEngineFact]
    public void A_change_by_set_changes_the_fingerprint_and_a_comparison_shows_it()
    {
        using TinyScenario tiny = new();

        Said said = Tool.Run("compare", tiny.Folder, "--set", "war/mortality-per-day=0.01", "--replicates", "4", "--quiet");

        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.Contains("dead ", said.Output, StringComparison.Ordinal);
    }

    [NeedsEngineFact]
    public void A_cancelled_run_ends_with_130_says_so_and_leaves_no_folder()
    {
        using TinyScenario tiny = new();
        using Process process = Tool.Start("run", tiny.Folder, "--replicates", "1000000", "--out", tiny.Out);

        // The first line of progress shows that the run is under way.
        Assert.NotNull(process.StandardError.ReadLine());
        Assert.Equal(0, Signal(process.Id, Interrupt));
        Said said = Tool.End(process);

        Assert.Equal((130, ""), (said.ExitCode, said.Output));
        Assert.EndsWith("Cancelled. Nothing was written.\n", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said.Error, StringComparison.Ordinal);
        Assert.Empty(tiny.Beside);
    }

    [NeedsEngineFact]
    public void A_folder_that_cannot_be_written_ends_with_3()
    {
        using TinyScenario tiny = new();
        string file = Path.Combine(tiny.Folder, "scenario.json");

        Said said = Tool.Run("run", tiny.Folder, "--replicates", "1", "--out", Path.Combine(file, "out"));

        // Refused before the run: nothing but one sentence is said.
        Assert.Equal((3, ""), (said.ExitCode, said.Output));
        Assert.Equal($"{Path.Combine(file, "out")} cannot be made: {file} is a file. Name another folder for the results.\n", said.Error);
    }

    private const int Interrupt = 2;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
