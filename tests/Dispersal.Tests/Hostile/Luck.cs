namespace Dispersal.Tests.Hostile;

/// <summary>Luck of one case: the same number, the same case.</summary>
internal sealed class Luck(ulong seed)
{
    private ulong state = seed;

    public int Below(int limit) => (int)(Next() % (ulong)Math.Max(1, limit));

    public bool Is(int inHundred) => Below(100) < inHundred;

    public T Of<T>(IReadOnlyList<T> values) => values[Below(values.Count)];

    // SplitMix64.
    public ulong Next()
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
