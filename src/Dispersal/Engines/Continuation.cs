namespace Dispersal.Engines;

/// <summary>Where replicates start, if not at the beginning, and where they are saved on their way.</summary>
/// <param name="From">The bytes of a saved replicate by its number, if they are no more than a number of them; null to start at the beginning.</param>
/// <param name="SaveOn">Days at whose start a replicate is saved, ascending.</param>
/// <param name="Save">Takes the bytes of a replicate: place of the day in <paramref name="SaveOn"/>, number of the replicate, bytes. Called from several threads.</param>
internal sealed record Continuation(Func<int, int, byte[]>? From, IReadOnlyList<int> SaveOn, Action<int, int, byte[]> Save)
{
    /// <summary>From the beginning to the end.</summary>
    public static Continuation None { get; } = new(null, [], (_, _, _) => { });
}
