namespace Dispersal.Tests.Reference;

/// <summary>The oracle's own generator, xoshiro256** seeded by splitmix64, so that it shares no luck and no code with the engines.</summary>
internal sealed class ReferenceRandom
{
    private ulong a;
    private ulong b;
    private ulong c;
    private ulong d;

    public ReferenceRandom(ulong seed)
    {
        a = SplitMix(ref seed);
        b = SplitMix(ref seed);
        c = SplitMix(ref seed);
        d = SplitMix(ref seed);
    }

    /// <summary>A number in [0, 1), 53 bits.</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with the given probability; never for 0, always for 1.</summary>
    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>A whole number from 0 to <paramref name="count"/> - 1, all equally likely.</summary>
    public int Below(int count) => (int)(Uniform() * count);

    /// <summary>An index with probability proportional to its weight; -1 when no weight is positive.</summary>
    public int Weighted(IReadOnlyList<double> weights)
    {
        double sum = 0;
        int last = -1;
        for (int i = 0; i < weights.Count; i++)
        {
            sum += weights[i];
            last = weights[i] > 0 ? i : last;
        }

        double mark = Uniform() * sum;
        for (int i = 0; i < last; i++)
        {
            mark -= weights[i];
            if (mark < 0)
            {
                return i;
            }
        }

        return last;
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    private ulong Next()
    {
        ulong result = ulong.RotateLeft(b * 5, 7) * 9;
        ulong t = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= t;
        d = ulong.RotateLeft(d, 45);
        return result;
    }
}
