using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dispersal.Randomness;

/// <summary>
/// Draws of which it is known, before anything is decided, that they will mostly be asked for: those of many persons are worked out side by side. Whoever asks for
/// another takes it by itself; the numbers are the same either way.
/// </summary>
/// <remarks>Draws are added person by person; each person remembers where his begin.</remarks>
internal sealed unsafe class ForeseenDraws
{
    private readonly ulong[] keys;
    private readonly uint[] ordinals;
    private readonly Purpose[] purposes;
    private readonly double[] firsts;
    private readonly double[] seconds;

    /// <summary>Room for a number of draws.</summary>
    public ForeseenDraws(int most)
    {
        int whole = (most + Vector512<ulong>.Count - 1) / Vector512<ulong>.Count * Vector512<ulong>.Count;
        keys = new ulong[whole];
        ordinals = new uint[whole];
        purposes = new Purpose[whole];
        firsts = new double[whole];
        seconds = new double[whole];
    }

    /// <summary>Number of draws.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets all.</summary>
    public void Clear() => Count = 0;

    /// <summary>Foresees a draw.</summary>
    /// <param name="person">Content hash of the person.</param>
    /// <param name="ordinal">Number of the event in the person's life.</param>
    /// <param name="purpose">What the draw is for.</param>
    public void Add(ulong person, uint ordinal, Purpose purpose)
    {
        int i = Count++;
        keys[i] = person;
        ordinals[i] = ordinal;
        purposes[i] = purpose;
    }

    /// <summary>What a draw is for.</summary>
    public Purpose PurposeOf(int draw) => purposes[draw];

    /// <summary>The two uniform numbers of a draw.</summary>
    public (double First, double Second) this[int draw] => (firsts[draw], seconds[draw]);

    /// <summary>Draws all that was foreseen.</summary>
    public void Draw(in StreamKey luck) => Draw(Avx512DQ.IsSupported, luck);

    /// <summary>The same with vectors or without, for comparison.</summary>
    public void Draw(bool inVectors, in StreamKey luck)
    {
        if (inVectors)
        {
            DrawInVectors(luck.Words.First, luck.Words.Second);
            return;
        }

        for (int i = 0; i < Count; i++)
        {
            RandomBlock block = luck.Draw(keys[i], ordinals[i], purposes[i]);
            (firsts[i], seconds[i]) = (block.First, block.Second);
        }
    }

    // Eight at a time, each word in the lower half of a 64-bit lane: the upper halves hold rubbish that the multiplication ignores.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DrawInVectors(uint key0, uint key1)
    {
        Vector512<ulong> m0 = Vector512.Create((ulong)Philox.M0);
        Vector512<ulong> m1 = Vector512.Create((ulong)Philox.M1);
        fixed (ulong* key = keys)
        fixed (uint* ordinal = ordinals)
        fixed (Purpose* purpose = purposes)
        fixed (double* first = firsts)
        fixed (double* second = seconds)
        {
            for (int i = 0; i < Count; i += Vector512<ulong>.Count)
            {
                Vector512<ulong> c0 = Vector512.Load(key + i);
                Vector512<ulong> c1 = c0 >>> 32;
                Vector512<ulong> c2 = Avx512F.ConvertToVector512UInt64(Vector256.Load(ordinal + i));
                Vector512<ulong> c3 = Avx512F.ConvertToVector512UInt64(Vector128.CreateScalarUnsafe(*(ulong*)(purpose + i)).AsByte());
                uint k0 = key0;
                uint k1 = key1;
                for (int round = 0; round < 10; round++)
                {
                    Vector512<ulong> p = Avx512F.Multiply(c0.AsUInt32(), m0.AsUInt32());
                    Vector512<ulong> q = Avx512F.Multiply(c2.AsUInt32(), m1.AsUInt32());
                    c0 = Avx512F.TernaryLogic(q >>> 32, c1, Vector512.Create((ulong)k0), 0x96);
                    c1 = q;
                    c2 = Avx512F.TernaryLogic(p >>> 32, c3, Vector512.Create((ulong)k1), 0x96);
                    c3 = p;
                    k0 += Philox.Weyl0;
                    k1 += Philox.Weyl1;
                }

                Uniform(c0, c1).Store(first + i);
                Uniform(c2, c3).Store(second + i);
            }
        }
    }

    // As RandomBlock.First of two words.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Uniform(Vector512<ulong> high, Vector512<ulong> low)
    {
        Vector512<ulong> word = Vector512.Create(0xFFFFFFFFul);
        Vector512<ulong> bits = ((high & word) << 21) ^ ((low & word) >>> 11);
        return Avx512DQ.ConvertToVector512Double(bits) * Vector512.Create(RandomBlock.TwoToMinus53);
    }
}
