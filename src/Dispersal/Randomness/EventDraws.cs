using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dispersal.Randomness;

/// <summary>
/// The draws of candidate events, many at a time: for each person the block that belongs to key, event ordinal and candidate number. Its first two words
/// make the waiting time to the next candidate, the third accepts or rejects this one, the fourth says what happens.
/// </summary>
/// <remarks>
/// Vectors of 512 and of 256 bits and plain code give the same bits: the same IEEE additions, multiplications and divisions in the same order, none of
/// them fused.
/// </remarks>
internal static unsafe class EventDraws
{
    /// <summary>Records are drawn in groups of this many: buffers are rounded up to it.</summary>
    public const int Group = 16;

    private const ulong OneBits = 0x3FF0000000000000;
    private const ulong SqrtHalfBits = 0x3FE6A09E667F3BCD;
    private const ulong MagicBits = 0x4338000000000000;    // 1.5 x 2^52 as bits: adding a small whole number to it makes a double of that number
    private const double Magic = 6755399441055744.0;
    private const double Ln2 = 0.693147180559945309417;
    private const double HalfStep = 1.1102230246251565e-16;    // 2^-53: keeps the uniform number off both ends

    /// <summary>Width of the vectors used: 512, 256, or 0 for none. Never shows in a result.</summary>
    public static int Width { get; } = Avx512F.IsSupported ? 512 : Avx2.IsSupported ? 256 : 0;

    /// <summary>The logarithm of a uniform number in (0, 1) made of two words: minus a standard exponential, never zero.</summary>
    /// <remarks>Relative error below 4e-12 (the series 2 artanh s to s^13, |s| below 0.172): far below what a waiting time of whole days can show.</remarks>
    public static double LogUniform(uint w0, uint w1)
    {
        ulong x = ((ulong)w0 << 32) | w1;
        double u = (2.0 - BitConverter.UInt64BitsToDouble((x >> 12) | OneBits)) - HalfStep;
        ulong bits = BitConverter.DoubleToUInt64Bits(u);
        long k = (long)(bits - SqrtHalfBits) >> 52;
        double m = BitConverter.UInt64BitsToDouble(bits - ((ulong)k << 52));
        double s = (m - 1.0) / (m + 1.0);
        double z = s * s;
        double q = 2.0 / 13;
        q = (q * z) + (2.0 / 11);
        q = (q * z) + (2.0 / 9);
        q = (q * z) + (2.0 / 7);
        q = (q * z) + (2.0 / 5);
        q = (q * z) + (2.0 / 3);
        q = (q * z) + 2.0;
        return (s * q) + (k * Ln2);
    }

    /// <summary>Draws the blocks of a number of persons.</summary>
    /// <param name="luck">The replicate's key.</param>
    /// <param name="keys">Keys of the persons.</param>
    /// <param name="tags">Event ordinal (upper half) and candidate number (lower half) of each.</param>
    /// <param name="number">Number of persons; the buffers hold the next multiple of <see cref="Group"/>.</param>
    /// <param name="logUniform">Receives minus a standard exponential.</param>
    /// <param name="accept">Receives the word that accepts.</param>
    /// <param name="pick">Receives the word that chooses.</param>
    public static void Fill(in StreamKey luck, ulong* keys, uint* tags, int number, double* logUniform, uint* accept, uint* pick) =>
        Fill(Width, luck, keys, tags, number, logUniform, accept, pick);

    /// <summary>The same with vectors of a width of one's choice, for comparison.</summary>
    public static void Fill(int width, in StreamKey luck, ulong* keys, uint* tags, int number, double* logUniform, uint* accept, uint* pick)
    {
        (uint key0, uint key1) = luck.Words;
        if (width == 512)
        {
            Fill512(key0, key1, keys, tags, number, logUniform, accept, pick);
        }
        else if (width == 256)
        {
            Fill256(key0, key1, keys, tags, number, logUniform, accept, pick);
        }
        else
        {
            for (int i = 0; i < number; i++)
            {
                RandomBlock block = Philox.Block(key0, key1, (uint)keys[i], (uint)(keys[i] >> 32), tags[i], (uint)Purpose.Event);
                logUniform[i] = LogUniform(block.W0, block.W1);
                accept[i] = block.W2;
                pick[i] = block.W3;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill512(uint key0, uint key1, ulong* keys, uint* tags, int number, double* logUniform, uint* accept, uint* pick)
    {
        // Two groups of eight at a time, each number in the lower half of a 64-bit lane: the upper halves hold rubbish that the multiplication ignores.
        Vector512<ulong> m0 = Vector512.Create((ulong)Philox.M0);
        Vector512<ulong> m1 = Vector512.Create((ulong)Philox.M1);
        ulong* roundKeys = stackalloc ulong[20];
        for (uint round = 0; round < 10; round++)
        {
            roundKeys[2 * round] = key0 + (round * Philox.Weyl0);
            roundKeys[(2 * round) + 1] = key1 + (round * Philox.Weyl1);
        }

        for (int i = 0; i < number; i += 16)
        {
            Vector512<ulong> a0 = Vector512.Load(keys + i);
            Vector512<ulong> b0 = Vector512.Load(keys + i + 8);
            Vector512<ulong> a1 = a0 >>> 32;
            Vector512<ulong> b1 = b0 >>> 32;
            Vector512<ulong> a2 = Avx512F.ConvertToVector512UInt64(Vector256.Load(tags + i));
            Vector512<ulong> b2 = Avx512F.ConvertToVector512UInt64(Vector256.Load(tags + i + 8));
            Vector512<ulong> a3 = Vector512.Create((ulong)Purpose.Event);
            Vector512<ulong> b3 = a3;
            for (int round = 0; round < 10; round++)
            {
                Vector512<ulong> r0 = Vector512.Create(roundKeys[2 * round]);
                Vector512<ulong> r1 = Vector512.Create(roundKeys[(2 * round) + 1]);
                Vector512<ulong> p = Avx512F.Multiply(a0.AsUInt32(), m0.AsUInt32());
                Vector512<ulong> q = Avx512F.Multiply(a2.AsUInt32(), m1.AsUInt32());
                Vector512<ulong> s = Avx512F.Multiply(b0.AsUInt32(), m0.AsUInt32());
                Vector512<ulong> t = Avx512F.Multiply(b2.AsUInt32(), m1.AsUInt32());
                a0 = Avx512F.TernaryLogic(q >>> 32, a1, r0, 0x96);
                a1 = q;
                a2 = Avx512F.TernaryLogic(p >>> 32, a3, r1, 0x96);
                a3 = p;
                b0 = Avx512F.TernaryLogic(t >>> 32, b1, r0, 0x96);
                b1 = t;
                b2 = Avx512F.TernaryLogic(s >>> 32, b3, r1, 0x96);
                b3 = s;
            }

            Joined(a0, a1).Store(logUniform + i);
            Joined(b0, b1).Store(logUniform + i + 8);
            Avx512F.ConvertToVector256UInt32(a2).Store(accept + i);
            Avx512F.ConvertToVector256UInt32(b2).Store(accept + i + 8);
            Avx512F.ConvertToVector256UInt32(a3).Store(pick + i);
            Avx512F.ConvertToVector256UInt32(b3).Store(pick + i + 8);
        }

        // In a loop of its own, short enough for the processor to have many logarithms under way, each of which is a long chain.
        for (int i = 0; i < number; i += Vector512<double>.Count)
        {
            Log(Vector512.Load((ulong*)logUniform + i)).Store(logUniform + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Joined(Vector512<ulong> w0, Vector512<ulong> w1) => ((w0 << 32) | (w1 & Vector512.Create(0xFFFFFFFFul))).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Log(Vector512<ulong> x)
    {
        Vector512<double> u = (Vector512.Create(2.0) - ((x >>> 12) | Vector512.Create(OneBits)).AsDouble()) - Vector512.Create(HalfStep);
        Vector512<ulong> bits = u.AsUInt64();
        Vector512<ulong> k = Vector512.ShiftRightArithmetic((bits - Vector512.Create(SqrtHalfBits)).AsInt64(), 52).AsUInt64();
        Vector512<double> m = (bits - (k << 52)).AsDouble();
        Vector512<double> one = Vector512.Create(1.0);
        Vector512<double> s = (m - one) / (m + one);
        Vector512<double> z = s * s;
        Vector512<double> q = Vector512.Create(2.0 / 13);
        q = (q * z) + Vector512.Create(2.0 / 11);
        q = (q * z) + Vector512.Create(2.0 / 9);
        q = (q * z) + Vector512.Create(2.0 / 7);
        q = (q * z) + Vector512.Create(2.0 / 5);
        q = (q * z) + Vector512.Create(2.0 / 3);
        q = (q * z) + Vector512.Create(2.0);
        Vector512<double> whole = (k + Vector512.Create(MagicBits)).AsDouble() - Vector512.Create(Magic);
        return (s * q) + (whole * Vector512.Create(Ln2));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill256(uint key0, uint key1, ulong* keys, uint* tags, int number, double* logUniform, uint* accept, uint* pick)
    {
        Vector256<ulong> m0 = Vector256.Create((ulong)Philox.M0);
        Vector256<ulong> m1 = Vector256.Create((ulong)Philox.M1);
        for (int i = 0; i < number; i += 8)
        {
            Vector256<ulong> a0 = Vector256.Load(keys + i);
            Vector256<ulong> b0 = Vector256.Load(keys + i + 4);
            Vector256<ulong> a1 = a0 >>> 32;
            Vector256<ulong> b1 = b0 >>> 32;
            Vector256<ulong> a2 = Avx2.ConvertToVector256Int64(Vector128.Load(tags + i)).AsUInt64();
            Vector256<ulong> b2 = Avx2.ConvertToVector256Int64(Vector128.Load(tags + i + 4)).AsUInt64();
            Vector256<ulong> a3 = Vector256.Create((ulong)Purpose.Event);
            Vector256<ulong> b3 = a3;
            uint k0 = key0;
            uint k1 = key1;
            for (int round = 0; round < 10; round++)
            {
                Vector256<ulong> r0 = Vector256.Create((ulong)k0);
                Vector256<ulong> r1 = Vector256.Create((ulong)k1);
                Vector256<ulong> p = Avx2.Multiply(a0.AsUInt32(), m0.AsUInt32());
                Vector256<ulong> q = Avx2.Multiply(a2.AsUInt32(), m1.AsUInt32());
                Vector256<ulong> s = Avx2.Multiply(b0.AsUInt32(), m0.AsUInt32());
                Vector256<ulong> t = Avx2.Multiply(b2.AsUInt32(), m1.AsUInt32());
                a0 = (q >>> 32) ^ a1 ^ r0;
                a1 = q;
                a2 = (p >>> 32) ^ a3 ^ r1;
                a3 = p;
                b0 = (t >>> 32) ^ b1 ^ r0;
                b1 = t;
                b2 = (s >>> 32) ^ b3 ^ r1;
                b3 = s;
                k0 += Philox.Weyl0;
                k1 += Philox.Weyl1;
            }

            Log(a0, a1).Store(logUniform + i);
            Log(b0, b1).Store(logUniform + i + 4);
            Vector256.Narrow(a2 & Vector256.Create(0xFFFFFFFFul), b2 & Vector256.Create(0xFFFFFFFFul)).Store(accept + i);
            Vector256.Narrow(a3 & Vector256.Create(0xFFFFFFFFul), b3 & Vector256.Create(0xFFFFFFFFul)).Store(pick + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Log(Vector256<ulong> w0, Vector256<ulong> w1)
    {
        Vector256<ulong> x = (w0 << 32) | (w1 & Vector256.Create(0xFFFFFFFFul));
        Vector256<double> u = (Vector256.Create(2.0) - ((x >>> 12) | Vector256.Create(OneBits)).AsDouble()) - Vector256.Create(HalfStep);
        Vector256<ulong> bits = u.AsUInt64();

        // There is no arithmetic shift of 64 bits at this width: twelve bits are shifted in and their sign is put right.
        Vector256<ulong> k = (((bits - Vector256.Create(SqrtHalfBits)) >>> 52) ^ Vector256.Create(0x800ul)) - Vector256.Create(0x800ul);
        Vector256<double> m = (bits - (k << 52)).AsDouble();
        Vector256<double> one = Vector256.Create(1.0);
        Vector256<double> s = (m - one) / (m + one);
        Vector256<double> z = s * s;
        Vector256<double> q = Vector256.Create(2.0 / 13);
        q = (q * z) + Vector256.Create(2.0 / 11);
        q = (q * z) + Vector256.Create(2.0 / 9);
        q = (q * z) + Vector256.Create(2.0 / 7);
        q = (q * z) + Vector256.Create(2.0 / 5);
        q = (q * z) + Vector256.Create(2.0 / 3);
        q = (q * z) + Vector256.Create(2.0);
        Vector256<double> whole = (k + Vector256.Create(MagicBits)).AsDouble() - Vector256.Create(Magic);
        return (s * q) + (whole * Vector256.Create(Ln2));
    }
}
