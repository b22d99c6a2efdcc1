namespace Dispersal.Results;

/// <summary>Puts numbered pieces of text, finished by several threads in any order, into a stream in the order of their numbers.</summary>
/// <remarks>
/// Whoever holds the piece whose turn it is writes it, and after it those that wait; the others leave theirs and go on. So one thread at most is inside the
/// stream, and none waits for another.
/// </remarks>
internal sealed class OrderedText(Stream stream)
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, byte[]> waiting = [];
    private int turn;

    /// <summary>Hands in a piece.</summary>
    /// <param name="number">Its number, from zero without gaps; each once.</param>
    /// <param name="text">The text; it may be reused afterwards.</param>
    public void Put(int number, ReadOnlySpan<byte> text)
    {
        lock (gate)
        {
            if (number != turn)
            {
                waiting.Add(number, text.ToArray());
                return;
            }
        }

        stream.Write(text);
        while (true)
        {
            byte[]? next;
            lock (gate)
            {
                turn++;
                if (!waiting.Remove(turn, out next))
                    return;
            }

            stream.Write(next);
        }
    }
}
