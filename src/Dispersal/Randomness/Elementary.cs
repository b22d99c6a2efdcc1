using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dispersal.Randomness;

/// <summary>
/// Exponential and logarithm from IEEE additions, multiplications and divisions only, so that every processor and system gives the
/// same bits. The platform's functions differ in the last place between libraries, which would move results.
/// </summary>
/// <remarks>Relative error below 4e-16 over the whole range; checked against the platform's functions in the tests.</remarks>
internal static class Elementary
{
    private const double Ln2High = 6.93147180369123816490e-01;   // the upper bits of ln 2: k * Ln2High is exact for |k| < 2^20
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double InverseLn2 = 1.44269504088896338700e+00;
    private const long SqrtHalfBits = 0x3FE6A09E667F3BCD;

    /// <summary>e to the power <paramref name="x"/>; 0 below -745, +infinity above 709.78.</summary>
    public static double Exp(double x)
    {
        if (x > 709.78)
        {
            return double.PositiveInfinity;
        }

        if (x < -745)
        {
            return 0;
        }

        if (double.IsNaN(x))
        {
            return x;
        }

        // x = k ln 2 + r with |r| <= ln 2 / 2; e^r by its Taylor series to r^13.
        double k = Math.Round(x * InverseLn2);
        double r = x - (k * Ln2High) - (k * Ln2Low);
        double p = 1.0 / 6227020800.0;
        p = (p * r) + (1.0 / 479001600.0);
        p = (p * r) + (1.0 / 39916800.0);
        p = (p * r) + (1.0 / 3628800.0);
        p = (p * r) + (1.0 / 362880.0);
        p = (p * r) + (1.0 / 40320.0);
        p = (p * r) + (1.0 / 5040.0);
        p = (p * r) + (1.0 / 720.0);
        p = (p * r) + (1.0 / 120.0);
        p = (p * r) + (1.0 / 24.0);
        p = (p * r) + (1.0 / 6.0);
        p = (p * r) + 0.5;
        p = (p * r) + 1.0;
        p = (p * r) + 1.0;

        // Two steps keep the scaling exact where the result is subnormal.
        int whole = (int)k;
        int half = whole / 2;
        return p * PowerOfTwo(half) * PowerOfTwo(whole - half);
    }

    /// <summary>Replaces each number of a list by its exponential: the same bits as one by one, in vectors where the processor has them.</summary>
    public static void Exp(Span<double> numbers)
    {
        int i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            ref double first = ref MemoryMarshal.GetReference(numbers);
            for (; i + Vector512<double>.Count <= numbers.Length; i += Vector512<double>.Count)
            {
                Vector512<double> x = Vector512.LoadUnsafe(ref first, (nuint)i);
                Vector512<double> vanishes = Vector512.LessThan(x, Vector512.Create(-745.0));
                x = Vector512.AndNot(x, vanishes);
                if (Vector512.LessThanOrEqualAll(Vector512.Abs(x), Vector512.Create(700.0)))
                {
                    Vector512.AndNot(Exp(x), vanishes).StoreUnsafe(ref first, (nuint)i);
                    continue;
                }

                for (int lane = i; lane < i + Vector512<double>.Count; lane++)
                {
                    numbers[lane] = Exp(numbers[lane]);
                }
            }
        }

        for (; i < numbers.Length; i++)
        {
            numbers[i] = Exp(numbers[i]);
        }
    }

    /// <summary>The exponentials of eight numbers from -700 to 700: the steps of the single number, with the same bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        Vector512<double> k = Vector512.Round(x * Vector512.Create(InverseLn2));
        Vector512<double> r = x - (k * Vector512.Create(Ln2High)) - (k * Vector512.Create(Ln2Low));
        Vector512<double> p = Vector512.Create(1.0 / 6227020800.0);
        p = (p * r) + Vector512.Create(1.0 / 479001600.0);
        p = (p * r) + Vector512.Create(1.0 / 39916800.0);
        p = (p * r) + Vector512.Create(1.0 / 3628800.0);
        p = (p * r) + Vector512.Create(1.0 / 362880.0);
        p = (p * r) + Vector512.Create(1.0 / 40320.0);
        p = (p * r) + Vector512.Create(1.0 / 5040.0);
        p = (p * r) + Vector512.Create(1.0 / 720.0);
        p = (p * r) + Vector512.Create(1.0 / 120.0);
        p = (p * r) + Vector512.Create(1.0 / 24.0);
        p = (p * r) + Vector512.Create(1.0 / 6.0);
        p = (p * r) + Vector512.Create(0.5);
        p = (p * r) + Vector512.Create(1.0);
        p = (p * r) + Vector512.Create(1.0);

        // Within |x| up to 700 the result is normal: one step of scaling is exact, as are the two of the single number.
        Vector512<long> whole = (k + Vector512.Create(6755399441055744.0)).AsInt64() - Vector512.Create(0x4338000000000000L);
        return p * ((whole + Vector512.Create(1023L)) << 52).AsDouble();
    }

    /// <summary>1 - e^-x for x >= 0 without loss of digits where x is small.</summary>
    public static double OneMinusExpMinus(double x)
    {
        if (x > 0.5)
        {
            return 1.0 - Exp(-x);
        }

        // x - x^2/2 + x^3/6 - ... to x^15: the first term left out is below 1e-18 at one half. Odd and even powers are summed side by side.
        double z = x * x;
        double odd = 1.0 / 1307674368000.0;
        odd = (odd * z) + (1.0 / 6227020800.0);
        odd = (odd * z) + (1.0 / 39916800.0);
        odd = (odd * z) + (1.0 / 362880.0);
        odd = (odd * z) + (1.0 / 5040.0);
        odd = (odd * z) + (1.0 / 120.0);
        odd = (odd * z) + (1.0 / 6.0);
        odd = (odd * z) + 1.0;
        double even = 1.0 / 87178291200.0;
        even = (even * z) + (1.0 / 479001600.0);
        even = (even * z) + (1.0 / 3628800.0);
        even = (even * z) + (1.0 / 40320.0);
        even = (even * z) + (1.0 / 720.0);
        even = (even * z) + (1.0 / 24.0);
        even = (even * z) + 0.5;
        return (x * odd) - (z * even);
    }

    /// <summary>Natural logarithm of <paramref name="x"/>; -infinity at 0, NaN below.</summary>
    public static double Log(double x)
    {
        if (!(x > 0))
        {
            return x == 0 ? double.NegativeInfinity : double.NaN;
        }

        if (double.IsPositiveInfinity(x))
        {
            return x;
        }

        double shift = 0;
        if (x < 2.2250738585072014e-308)
        {
            x *= 18014398509481984.0;   // 2^54: lifts subnormals
            shift = -54;
        }

        // x = 2^k m with m in [sqrt 1/2, sqrt 2); log m = 2 artanh((m - 1) / (m + 1)).
        long bits = BitConverter.DoubleToInt64Bits(x);
        long k = (bits - SqrtHalfBits) >> 52;
        double m = BitConverter.Int64BitsToDouble(bits - (k << 52));
        double s = (m - 1.0) / (m + 1.0);
        double z = s * s;
        double q = 2.0 / 21;
        q = (q * z) + (2.0 / 19);
        q = (q * z) + (2.0 / 17);
        q = (q * z) + (2.0 / 15);
        q = (q * z) + (2.0 / 13);
        q = (q * z) + (2.0 / 11);
        q = (q * z) + (2.0 / 9);
        q = (q * z) + (2.0 / 7);
        q = (q * z) + (2.0 / 5);
        q = (q * z) + (2.0 / 3);
        double scale = k + shift;
        return (scale * Ln2High) + ((2.0 * s) + ((s * z * q) + (scale * Ln2Low)));
    }

    /// <summary>ln(1 - x) for x in [0, 1] without loss of digits where x is small.</summary>
    public static double LogOneMinus(double x)
    {
        // The rounding of 1 - x is known exactly, and the logarithm is nearly linear across it (Kahan).
        double rest = 1.0 - x;
        return rest == 1.0 ? -x : rest == 0 ? double.NegativeInfinity : Log(rest) * (x / (1.0 - rest));
    }

    /// <summary><paramref name="x"/> to the power <paramref name="y"/> for x >= 0.</summary>
    public static double Power(double x, double y)
    {
        Debug.Assert(x >= 0, "A power of a negative number is not used in the model.");
        return y == 0 ? 1 : x == 0 ? 0 : Exp(y * Log(x));
    }

    private static double PowerOfTwo(int n) => BitConverter.Int64BitsToDouble((long)(n + 1023) << 52);
}
