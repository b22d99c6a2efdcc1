using System.Globalization;

namespace Dispersal.Experiments.Designs;

/// <summary>
/// The sequence of Sobol' (1967) in the order of Antonov and Saleev (1979), with the direction numbers of Joe and Kuo (2008), scrambled or not.
/// </summary>
internal static class SobolSequence
{
    private const int Bits = 32;
    private const double TwoToMinus32 = 1.0 / 4294967296.0;

    private static readonly Lazy<uint[][]> Directions = new(ReadDirections);

    /// <summary>Most dimensions.</summary>
    public static int MostDimensions => Directions.Value.Length;

    /// <summary>A coordinate as a whole number of 2^-32.</summary>
    /// <param name="point">Number of the point, from 0, the origin.</param>
    /// <param name="dimension">Number of the dimension, from 0.</param>
    public static uint Coordinate(uint point, int dimension)
    {
        uint[] directions = Directions.Value[dimension];
        uint gray = point ^ (point >> 1);
        uint coordinate = 0;
        for (int bit = 0; gray != 0; bit++, gray >>= 1)
        {
            coordinate ^= (gray & 1) == 0 ? 0 : directions[bit];
        }

        return coordinate;
    }

    /// <summary>A coordinate in (0, 1), in the middle of its cell of 2^-32.</summary>
    public static double Share(uint point, int dimension, Scrambling scrambling, ulong seed)
    {
        uint coordinate = Coordinate(point, dimension);
        ulong key = SplitMix.Mix(seed ^ SplitMix.Mix((ulong)dimension));
        uint scrambled = scrambling switch
        {
            Scrambling.Owen => Owen(coordinate, key),
            Scrambling.DigitalShift => coordinate ^ (uint)(key >> 32),
            _ => coordinate,
        };
        return (scrambled + 0.5) * TwoToMinus32;
    }

    // Nested uniform scrambling (Owen 1995): whether a digit is flipped depends on all digits before it and on nothing else.
    private static uint Owen(uint coordinate, ulong key)
    {
        uint scrambled = 0;
        for (int bit = 0; bit < Bits; bit++)
        {
            // A leading one tells prefixes of different lengths apart.
            ulong prefix = bit == 0 ? 1 : (1UL << bit) | (coordinate >> (Bits - bit));
            uint flip = (uint)(SplitMix.Mix(key ^ SplitMix.Mix(prefix)) >> 63);
            scrambled = (scrambled << 1) | (((coordinate >> (Bits - 1 - bit)) & 1) ^ flip);
        }

        return scrambled;
    }

    private static uint[][] ReadDirections()
    {
        List<uint[]> directions = [[.. Enumerable.Range(0, Bits).Select(bit => 1u << (Bits - 1 - bit))]];
        using Stream stream = typeof(SobolSequence).Assembly.GetManifestResourceStream("joe-kuo-2008.txt")!;
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            uint[] numbers = [.. line.Split(' ').Select(word => uint.Parse(word, CultureInfo.InvariantCulture))];
            directions.Add(Recurrence((int)numbers[0], numbers[1], numbers.AsSpan(2)));
        }

        return [.. directions];
    }

    // Joe and Kuo (2008), equation (2), on numbers already shifted to the top of the word.
    private static uint[] Recurrence(int degree, uint coefficients, ReadOnlySpan<uint> initial)
    {
        uint[] v = new uint[Bits];
        for (int k = 0; k < Bits; k++)
        {
            if (k < degree)
            {
                v[k] = initial[k] << (Bits - 1 - k);
                continue;
            }

            v[k] = v[k - degree] ^ (v[k - degree] >> degree);
            for (int i = 1; i < degree; i++)
            {
                v[k] ^= ((coefficients >> (degree - 1 - i)) & 1) * v[k - i];
            }
        }

        return v;
    }
}
