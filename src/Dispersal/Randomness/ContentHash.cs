using System.Text;

namespace Dispersal.Randomness;

/// <summary>64-bit hashes of names: the same in every process, so that adding a country leaves everybody else's luck alone.</summary>
internal static class ContentHash
{
    /// <summary>Hash of a text: FNV-1a over its UTF-8 bytes, then mixed.</summary>
    public static ulong Of(string text)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ b) * 0x100000001B3;
        }

        return Mix(hash);
    }

    /// <summary>Hash of a hash and a number.</summary>
    public static ulong With(ulong hash, ulong number) => Mix(hash ^ Mix(number + 0x9E3779B97F4A7C15));

    /// <summary>A bijection of 64 bits that spreads every input bit over all output bits (the finaliser of SplitMix64, Steele et al. 2014).</summary>
    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
