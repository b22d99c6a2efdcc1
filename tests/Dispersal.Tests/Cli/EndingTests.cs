using Dispersal.Cli;

namespace Dispersal.Tests.Cli;

/// <summary>How a verb that fails ends, in this process with streams of our own.</summary>
[Collection(ProcessWide.Name)]
public class EndingTests
{
    [Fact]
    public void Too_little_memory_is_no_fault_of_the_tool()
    {
        Assert.Equal(ExpectedWithoutMemory, Ended(TakeTooMuch));
        Assert.Equal(ExpectedWithoutMemory, Ended(() => throw new AggregateException(Assert.Throws<OutOfMemoryException>(() => TakeTooMuch()))));

        // Longer than any array may be, so refused whatever memory there is.
        static int TakeTooMuch() => new byte[int.MaxValue].Length;
    }

    [Fact]
    public void An_internal_error_is_a_sentence_without_a_trace() => Assert.Equal(
        (ExitCode.RunFailed,
            "Internal error: odd\nThis is a fault of dispersal, not of the scenario. Run again with DISPERSAL_TRACE=1 and report what it prints.\n"),
        Ended(() => throw new InvalidOperationException("odd")));

    [Fact]
    public void A_result_that_cannot_be_written_ends_with_3_and_says_why()
    {
        TextWriter output = Console.Out;
        try
        {
            using ClosedWriter closed = new();
            Console.SetOut(closed);
            Assert.Equal(
                (ExitCode.RunFailed, "The result cannot be written to stdout: it is closed, or the disk behind it is full.\n"),
                Ended(() =>
                {
                    Terminal.WriteResult("result");
                    return ExitCode.Done;
                }));
        }
        finally
        {
            Console.SetOut(output);
        }
    }

    [Fact]
    public void Where_even_notes_cannot_be_written_the_exit_code_is_left()
    {
        TextWriter error = Console.Error;
        try
        {
            using ClosedWriter closed = new();
            Console.SetError(closed);
            Assert.Equal(ExitCode.RunFailed, Ending.Of(() => throw new IOException("broken")));
        }
        finally
        {
            Console.SetError(error);
        }
    }

    private static readonly (int, string) ExpectedWithoutMemory = (ExitCode.RunFailed,
        "There is not enough memory for this. Simulate fewer persons or replicates, use fewer --threads, or take '--engine cohorts'.\n");

    private static (int, string) Ended(Func<int> verb)
    {
        TextWriter error = Console.Error;
        using StringWriter notes = new();
        try
        {
            Console.SetError(notes);
            return (Ending.Of(verb), notes.ToString());
        }
        finally
        {
            Console.SetError(error);
        }
    }

    private sealed class ClosedWriter : StringWriter
    {
        public override void Write(string? value) => throw new IOException("No space left on device");
    }
}
