namespace Dispersal.Experiments.Designs;

/// <summary>
/// Regular fractions of a grid (Bose 1947; Box and Hunter 1961): with a prime number q of levels and q^k runs, every column is a linear form over the
/// field of q elements. Any two columns show every pair of levels equally often; any three every triple, as long as forms last for which that holds.
/// </summary>
internal static class OrthogonalArray
{
    /// <summary>Numbers of levels offered.</summary>
    public static readonly int[] Primes = [2, 3, 5, 7, 11, 13];

    /// <summary>Most columns of an array with q^k runs.</summary>
    public static long MostColumns(int levels, int exponent) => (Power(levels, exponent) - 1) / (levels - 1);

    /// <summary>Level of every run and column, from 0.</summary>
    public static int[] Levels(int levels, int exponent, int columns)
    {
        int[][] forms = Forms(levels, exponent, columns);
        int runs = (int)Power(levels, exponent);
        int[] array = new int[runs * columns];
        int[] digits = new int[exponent];
        for (int run = 0; run < runs; run++)
        {
            Digits(run, levels, digits);
            for (int column = 0; column < columns; column++)
            {
                int sum = 0;
                for (int i = 0; i < exponent; i++)
                {
                    sum += forms[column][i] * digits[i];
                }

                array[(run * columns) + column] = sum % levels;
            }
        }

        return array;
    }

    /// <summary>The number of runs for a number of levels.</summary>
    public static long Power(int levels, int exponent)
    {
        long power = 1;
        for (int i = 0; i < exponent; i++)
        {
            power *= levels;
        }

        return power;
    }

    // With two levels, forms of an odd number of coordinates are free of triples that sum to zero: they come first.
    // (1) The coordinates themselves. (2) Forms of many coordinates first that are no combination of two taken before: strength 3.
    // (3) Where these run out, any other form, each up to a factor: strength 2.
    private static int[][] Forms(int levels, int exponent, int columns)
    {
        int[][] candidates =
        [
            .. Enumerable.Range(1, (int)Power(levels, exponent) - 1).Select(code => Digits(code, levels, new int[exponent]))
                .Where(form => form.First(c => c != 0) == 1)
                .OrderBy(form => Weight(form) == 1 ? 0 : 1).ThenBy(form => levels == 2 && Weight(form) % 2 == 0).ThenByDescending(Weight),
        ];
        List<int[]> taken = [];
        HashSet<int> spanned = [];
        foreach (bool isStrict in (ReadOnlySpan<bool>)[true, false])
        {
            foreach (int[] form in candidates)
            {
                if (taken.Count == columns)
                {
                    break;
                }

                if (taken.Contains(form) || (isStrict && spanned.Contains(Code(form, levels))))
                {
                    continue;
                }

                if (isStrict)
                {
                    foreach (int[] other in taken)
                    {
                        Span(form, other, levels, spanned);
                    }
                }

                taken.Add(form);
            }
        }

        return [.. taken];
    }

    private static void Span(int[] a, int[] b, int levels, HashSet<int> spanned)
    {
        int[] sum = new int[a.Length];
        for (int u = 1; u < levels; u++)
        {
            for (int v = 1; v < levels; v++)
            {
                for (int i = 0; i < sum.Length; i++)
                {
                    sum[i] = ((u * a[i]) + (v * b[i])) % levels;
                }

                spanned.Add(Code(sum, levels));
            }
        }
    }

    private static int Weight(int[] form) => form.Count(c => c != 0);

    private static int Code(int[] digits, int levels) => digits.Aggregate(0, (code, digit) => (code * levels) + digit);

    private static int[] Digits(int code, int levels, int[] digits)
    {
        for (int i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = code % levels;
            code /= levels;
        }

        return digits;
    }
}
