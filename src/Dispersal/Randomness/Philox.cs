using System.Runtime.CompilerServices;

namespace Dispersal.Randomness;

/// <summary>Four random words that belong to a key and a counter, with two uniform numbers made from them.</summary>
internal readonly record struct RandomBlock(uint W0, uint W1, uint W2, uint W3)
{
    /// <summary>2^-53: what the 53 bits of a uniform number are multiplied by.</summary>
    public const double TwoToMinus53 = 1.0 / 9007199254740992.0;

    /// <summary>First uniform number, in [0, 1).</summary>
    public double First => (((ulong)W0 << 21) ^ (W1 >> 11)) * TwoToMinus53;

    /// <summary>Second uniform number, in [0, 1), independent of the first.</summary>
    public double Second => (((ulong)W2 << 21) ^ (W3 >> 11)) * TwoToMinus53;

    /// <summary>Logarithm of a uniform number in (0, 1) made of the first two words: minus a standard exponential number, never zero.</summary>
    public double LogFirst => EventDraws.LogUniform(W0, W1);
}

/// <summary>
/// The counter-based generator Philox4x32-10 (Salmon, Moraes, Dror and Shaw, SC 2011): random words as a function of a key and a counter,
/// with no state in between.
/// </summary>
internal static class Philox
{
    /// <summary>Multiplier of the first word.</summary>
    public const uint M0 = 0xD2511F53;

    /// <summary>Multiplier of the third word.</summary>
    public const uint M1 = 0xCD9E8D57;

    /// <summary>What the first key grows by from round to round.</summary>
    public const uint Weyl0 = 0x9E3779B9;

    /// <summary>What the second key grows by.</summary>
    public const uint Weyl1 = 0xBB67AE85;

    /// <summary>The block of a key and a counter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RandomBlock Block(uint key0, uint key1, uint c0, uint c1, uint c2, uint c3)
    {
        for (int round = 0; round < 10; round++)
        {
            ulong a = (ulong)M0 * c0;
            ulong b = (ulong)M1 * c2;
            c0 = (uint)(b >> 32) ^ c1 ^ key0;
            c1 = (uint)b;
            c2 = (uint)(a >> 32) ^ c3 ^ key1;
            c3 = (uint)a;
            key0 += Weyl0;
            key1 += Weyl1;
        }

        return new RandomBlock(c0, c1, c2, c3);
    }
}
