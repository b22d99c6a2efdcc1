using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Dispersal.Cli;

/// <summary>The door by which <c>dispersal.py</c> comes in: a request as JSON in UTF-8, and an answer in the same form.</summary>
/// <remarks>The bytes of an answer belong to the caller, who gives them back through <see cref="Release"/>. No exception passes the door: what goes
/// wrong is an answer with an <c>error</c>.</remarks>
internal static unsafe class PythonEntry
{
    private static CancellationTokenSource running = new();

    /// <summary>Answers a request.</summary>
    /// <param name="request">Bytes of the request.</param>
    /// <param name="length">Their number.</param>
    /// <param name="answerLength">Receives the number of bytes of the answer.</param>
    /// <returns>The bytes of the answer.</returns>
    [UnmanagedCallersOnly]
    public static byte* Call(byte* request, int length, int* answerLength)
    {
        byte[] answer = Answer(new ReadOnlySpan<byte>(request, length).ToArray());
        byte* bytes = (byte*)NativeMemory.Alloc((nuint)Math.Max(1, answer.Length));
        answer.CopyTo(new Span<byte>(bytes, answer.Length));
        *answerLength = answer.Length;
        return bytes;
    }

    /// <summary>Takes back the bytes of an answer.</summary>
    [UnmanagedCallersOnly]
    public static void Release(byte* bytes) => NativeMemory.Free(bytes);

    /// <summary>Stops what runs now, between days.</summary>
    [UnmanagedCallersOnly]
    public static void Cancel() => Interlocked.Exchange(ref running, new()).Cancel();

    internal static byte[] Answer(byte[] request)
    {
        try
        {
            using JsonDocument words = JsonDocument.Parse(request);
            return PythonRequests.Write(PythonRequests.Answer(words.RootElement, running.Token));
        }
        catch (ScenarioException exception)
        {
            return Refusal("scenario", ProblemList.Text(exception.Problems), exception.Problems);
        }
        catch (OperationCanceledException)
        {
            return Refusal("cancelled", "Cancelled.", null);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return Refusal("argument", exception.Message.Split(" (Parameter ")[0], null);
        }
#pragma warning disable CA1031 // An exception that left through a native frame would end Python.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Refusal("failed", exception.Message, null);
        }
    }

    private static byte[] Refusal(string kind, string message, object? problems) =>
        PythonRequests.Write(new { Error = new { Kind = kind, Message = message, Problems = problems } });
}
