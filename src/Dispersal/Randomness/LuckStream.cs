using System.Runtime.CompilerServices;

namespace Dispersal.Randomness;

/// <summary>
/// Uniform numbers without end for one key, day and purpose: Philox blocks numbered from zero. The first is the one that <see cref="PersonLuck"/> would give.
/// </summary>
/// <param name="luck">The luck of the replicate.</param>
/// <param name="key">Content hash of whatever draws: a cohort, a country.</param>
/// <param name="ordinal">The day, or the number of the event.</param>
/// <param name="purpose">What the draws are for.</param>
internal struct LuckStream(StreamKey luck, ulong key, uint ordinal, Purpose purpose)
{
    // The counter shares a word of 32 bits with the purpose.
    private const uint MostBlocks = 1 << 24;

    private readonly StreamKey luck = luck;
    private readonly ulong key = key;
    private readonly uint ordinal = ordinal;
    private readonly Purpose purpose = purpose;
    private uint taken;
    private bool half;
    private double second;

    /// <summary>Blocks taken so far.</summary>
    public readonly uint Taken => taken;

    /// <summary>The next uniform number, in [0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next()
    {
        if (half)
        {
            half = false;
            return second;
        }

        return Take();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private double Take()
    {
        // Nothing in the model takes sixteen million blocks for one purpose on one day; to repeat them would be worse than to stop.
        if (taken == MostBlocks)
        {
            throw new InvalidOperationException("A day's draws for one purpose have run out. Please report this.");
        }

        RandomBlock block = luck.Draw(key, ordinal, purpose, taken++);
        second = block.Second;
        half = true;
        return block.First;
    }
}
