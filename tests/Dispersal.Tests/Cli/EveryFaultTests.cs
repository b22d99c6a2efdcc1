using Dispersal.Cli;
using Dispersal.Reporting;
using Dispersal.Tests.Scenarios;

namespace Dispersal.Tests.Cli;

/// <summary>What the tool makes of every faulty scenario. In this process, for there are many.</summary>
[Collection(ProcessWide.Name)]
public class EveryFaultTests
{
    [Fact]
    public void Every_fault_ends_a_run_with_1_and_its_whole_message_and_no_folder()
    {
        int faults = 0;
        foreach (Fault fault in Faults.All())
        {
            using ScratchFolder scratch = new();
            string folder = fault.Write(scratch);
            string results = Path.Combine(scratch.Root, "results", "out");
            string[] before = Directory.GetFileSystemEntries(scratch.Root);

            Said ran = Say("run", folder, "--replicates", "1", "--out", results);
            Said checkedOnly = Say("check", folder);

            string expected = Expected(fault);
            Assert.Equal((fault.Title, new Said(1, "", expected)), (fault.Title, ran));
            Assert.Equal((fault.Title, new Said(1, expected, "")), (fault.Title, checkedOnly));
            Assert.DoesNotContain("   at ", ran.Error, StringComparison.Ordinal);
            Assert.Equal(before, Directory.GetFileSystemEntries(scratch.Root));
            faults++;
        }

        Assert.True(faults >= 65, $"only {faults} faults");
    }

    private static string Expected(Fault fault)
    {
        // In memory a scenario has no name but a dot.
        string[] lines = [.. fault.Check().Problems.Select(problem => PrintableText.Escape(problem.ToString())
            .Replace("each other: . ->", "each other: over ->", StringComparison.Ordinal).Replace("-> . ->", "-> over ->", StringComparison.Ordinal))];
        return $"{string.Join('\n', lines)}\n{lines.Length} error{(lines.Length == 1 ? "" : "s")}; nothing is run.\n";
    }

    private static Said Say(params string[] words)
    {
        (TextWriter output, TextWriter error) = (Console.Out, Console.Error);
        using StringWriter result = new();
        using StringWriter notes = new();
        try
        {
            Console.SetOut(result);
            Console.SetError(notes);
            return new(CommandLine.Run(words), result.ToString(), notes.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
