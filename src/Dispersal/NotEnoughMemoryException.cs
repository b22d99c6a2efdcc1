namespace Dispersal;

/// <summary>A run cannot fit into memory and was refused before it took any; the message says how much it needs at least and what to do.</summary>
public sealed class NotEnoughMemoryException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">How much is needed, how much there is, and what to do.</param>
    public NotEnoughMemoryException(string message)
        : base(message)
    {
    }
}
