using System.Runtime.InteropServices;

namespace Dispersal.Cli;

/// <summary>Turns the first Ctrl-C (or a request to terminate) into a token; the second ends the process at once.</summary>
internal sealed class Cancellation : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration interrupt;
    private readonly PosixSignalRegistration terminate;
    private readonly PosixSignalRegistration? tooLarge;

    public Cancellation()
    {
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);
        if (!OperatingSystem.IsWindows())
        {
            // A file longer than the process may write would end it without a word; ignored, the write fails and says so.
            const int fileSizeExceeded = 25;
            tooLarge = PosixSignalRegistration.Create((PosixSignal)fileSizeExceeded, context => context.Cancel = true);
        }
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
        tooLarge?.Dispose();
        source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = !source.IsCancellationRequested;
        source.Cancel();
    }
}
