namespace Dispersal.Cli;

/// <summary>How a verb can end other than well, and what the user then reads: never a stack trace.</summary>
internal static class Ending
{
    /// <summary>Set to anything, this variable adds the stack trace of an internal error to its message.</summary>
    private const string TraceVariable = "DISPERSAL_TRACE";

    public static int Of(Func<int> verb)
    {
        try
        {
            return verb();
        }
        catch (AggregateException several)
        {
            // Of threads, one of which is enough to tell.
            return Of(() => throw several.Flatten().InnerExceptions[0]);
        }
        catch (ScenarioException exception)
        {
            Terminal.WriteNote(ProblemList.Text(exception.Problems));
            return ExitCode.InvalidScenario;
        }
        catch (InvalidDataException exception)
        {
            Terminal.WriteNote(exception.Message);
            return ExitCode.InvalidScenario;
        }
        catch (OperationCanceledException)
        {
            Terminal.WriteNote("Cancelled. Nothing was written.");
            return ExitCode.Cancelled;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Terminal.WriteNote(exception.Message);
            return ExitCode.RunFailed;
        }
        catch (NotEnoughMemoryException exception)
        {
            Terminal.WriteNote(exception.Message);
            return ExitCode.RunFailed;
        }
        catch (Exception exception) when (exception is OutOfMemoryException || exception.InnerException is OutOfMemoryException)
        {
            Terminal.WriteNote("There is not enough memory for this. Simulate fewer persons or replicates, use fewer --threads, or take '--engine cohorts'.");
            return ExitCode.RunFailed;
        }
#pragma warning disable CA1031 // The last resort: whatever it is, the user gets a sentence.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Terminal.WriteNote(
                $"Internal error: {exception.Message}\nThis is a fault of dispersal, not of the scenario. "
                + $"Run again with {TraceVariable}=1 and report what it prints.");
            if (Environment.GetEnvironmentVariable(TraceVariable) is { Length: > 0 })
            {
                Terminal.WriteNote(exception.ToString());
            }

            return ExitCode.RunFailed;
        }
    }
}
