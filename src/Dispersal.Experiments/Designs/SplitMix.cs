namespace Dispersal.Experiments.Designs;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014): shuffles designs and draws bootstrap samples.
/// The same numbers on every machine.
/// </summary>
internal struct SplitMix(ulong seed)
{
    private const double TwoToMinus53 = 1.0 / 9007199254740992.0;
    private ulong state = Mix(seed);

    /// <summary>A bijection of 64 bits that spreads every input bit over all output bits.</summary>
    public static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextShare() => (Next() >> 11) * TwoToMinus53;

    /// <summary>Standard normal (the polar method of Marsaglia and Bray 1964; the second of each pair is not kept).</summary>
    public double NextNormal()
    {
        while (true)
        {
            double x = (2 * NextShare()) - 1;
            double y = (2 * NextShare()) - 1;
            double squared = (x * x) + (y * y);
            if (squared is > 0 and < 1)
            {
                return x * Math.Sqrt(-2 * PortableMath.Log(squared) / squared);
            }
        }
    }

    /// <summary>Uniform among 0 ... count - 1.</summary>
    public int Next(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    /// <summary>Puts items into random order (Fisher and Yates).</summary>
    public void Shuffle(Span<int> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private ulong Next()
    {
        ulong value = Mix(state);
        state += 0x9E3779B97F4A7C15;
        return value;
    }
}
