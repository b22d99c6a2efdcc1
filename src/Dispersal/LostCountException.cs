namespace Dispersal;

/// <summary>The engine's counts contradict each other: a fault of the engine, or of a checkpoint from which it went on.</summary>
internal sealed class LostCountException(string message) : InvalidOperationException(message);
