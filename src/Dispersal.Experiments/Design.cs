using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dispersal.Experiments.Designs;

namespace Dispersal.Experiments;

/// <summary>A table of experiments on a scenario: points, each with a level of every factor. Immutable.</summary>
/// <remarks>
/// Levels lie between 0 and 1 and are quantiles of a factor's range, or places among its values. Points come in an order in which a first part of them
/// is spread over the whole. The same arguments give the same points on every machine.
/// </remarks>
public sealed class Design
{
    private readonly Func<int, int, double> level;
    private readonly Lazy<string> meaning;

    private Design(Scenario scenario, DesignKind kind, ImmutableArray<Factor> factors, int count, Func<int, int, double> level)
    {
        Scenario = scenario;
        Kind = kind;
        Factors = factors;
        Count = count;
        this.level = level;
        meaning = new(() => Hash(string.Concat(
            Factors.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => f.Meaning).Prepend(scenario.Fingerprint + "\n"))));
    }

    /// <summary>The scenario that is varied.</summary>
    public Scenario Scenario { get; }

    /// <summary>How points are chosen.</summary>
    public DesignKind Kind { get; }

    /// <summary>What varies.</summary>
    public ImmutableArray<Factor> Factors { get; }

    /// <summary>Number of points.</summary>
    public int Count { get; }

    /// <summary>Every combination of levels: the values of factors that have them, and equally spaced quantiles, bounds included, of the others.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="factors">What varies; every ranged parameter when not given.</param>
    /// <param name="levels">Levels of each factor without values, at least 2.</param>
    /// <exception cref="ArgumentException">There is no factor, two are named alike or share a cell, or the grid has more than 2^31 - 1 points.</exception>
    public static Design Grid(Scenario scenario, IEnumerable<Factor>? factors = null, int levels = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 2);
        ImmutableArray<Factor> varied = Varied(scenario, factors);
        int[] radix = [.. varied.Select(factor => factor.Values.IsEmpty ? levels : factor.Values.Length)];
        double size = radix.Aggregate(1.0, (product, n) => product * n);
        if (size > int.MaxValue)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"A full grid of {varied.Length} factors has {size:G3} points. Name fewer factors, or take another design."), nameof(factors));
        }

        int count = (int)size;
        int stride = Stride(count);
        return new(scenario, DesignKind.Grid, varied, count, (point, factor) =>
        {
            long index = (long)point * stride % count;
            for (int before = 0; before < factor; before++)
            {
                index /= radix[before];
            }

            return GridLevel((int)(index % radix[factor]), radix[factor], !varied[factor].Values.IsEmpty);
        });
    }

    /// <summary>A regular fraction of a grid: any two factors show every pair of levels equally often, any three every triple where runs allow.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="points">Points wanted, at least; the next power of <paramref name="levels"/> that has room for the factors is taken.</param>
    /// <param name="factors">What varies; every ranged parameter when not given. Factors with values must have as many as there are levels.</param>
    /// <param name="levels">Levels of each factor: 2, 3, 5, 7, 11 or 13.</param>
    /// <exception cref="ArgumentException">There is no factor, two are named alike or share a cell, or a factor has another number of values.</exception>
    public static Design FractionalGrid(Scenario scenario, int points, IEnumerable<Factor>? factors = null, int levels = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        ImmutableArray<Factor> varied = Varied(scenario, factors);
        if (!OrthogonalArray.Primes.Contains(levels))
        {
            throw new ArgumentOutOfRangeException(nameof(levels), levels, "A fractional grid has 2, 3, 5, 7, 11 or 13 levels.");
        }

        if (varied.FirstOrDefault(factor => !factor.Values.IsEmpty && factor.Values.Length != levels) is { } other)
        {
            throw new ArgumentException($"{other.Name} has {other.Values.Length} values where the grid has {levels} levels. Give it as many.", nameof(factors));
        }

        int exponent = 1;
        while (OrthogonalArray.Power(levels, exponent) < points || OrthogonalArray.MostColumns(levels, exponent) < varied.Length)
        {
            exponent++;
        }

        if (OrthogonalArray.Power(levels, exponent) > 1_000_000)
        {
            throw new ArgumentOutOfRangeException(nameof(points), points, "A fractional grid has at most a million points.");
        }

        int[] array = OrthogonalArray.Levels(levels, exponent, varied.Length);
        int count = array.Length / varied.Length;
        int stride = Stride(count);
        return new(scenario, DesignKind.FractionalGrid, varied, count, (point, factor) => GridLevel(
            array[((int)((long)point * stride % count) * varied.Length) + factor], levels, !varied[factor].Values.IsEmpty));
    }

    /// <summary>A Latin hypercube: each factor takes the middle of each of as many equal shares as there are points once; points keep apart.</summary>
    /// <remarks>McKay, Beckman and Conover (1979); the distance criterion of Morris and Mitchell (1995), optimised up to 1,000 points.</remarks>
    /// <param name="scenario">The scenario.</param>
    /// <param name="points">Number of points.</param>
    /// <param name="seed">Chooses among such designs.</param>
    /// <param name="factors">What varies; every ranged parameter when not given.</param>
    /// <exception cref="ArgumentException">There is no factor, or two are named alike or share a cell.</exception>
    public static Design LatinHypercube(Scenario scenario, int points, ulong seed = 1, IEnumerable<Factor>? factors = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        ImmutableArray<Factor> varied = Varied(scenario, factors);
        return Of(scenario, DesignKind.LatinHypercube, varied, Experiments.Designs.LatinHypercube.Levels(points, varied.Length, seed));
    }

    /// <summary>The first points of a Sobol sequence: more points keep those of a shorter design. Spread best where their number is a power of two.</summary>
    /// <remarks>Sobol' (1967) with the direction numbers of Joe and Kuo (2008).</remarks>
    /// <param name="scenario">The scenario.</param>
    /// <param name="points">Number of points.</param>
    /// <param name="seed">Seed of the scrambling.</param>
    /// <param name="factors">What varies, up to 1,111 factors; every ranged parameter when not given.</param>
    /// <param name="scrambling">How the sequence is randomised.</param>
    /// <exception cref="ArgumentException">There is no factor, there are too many, or two are named alike or share a cell.</exception>
    public static Design Sobol(
        Scenario scenario, int points, ulong seed = 1, IEnumerable<Factor>? factors = null, Scrambling scrambling = Scrambling.Owen)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        ImmutableArray<Factor> varied = Varied(scenario, factors);
        ThrowIfMoreThan(SobolSequence.MostDimensions, varied);
        return new(scenario, DesignKind.Sobol, varied, points, (point, factor) => SobolSequence.Share((uint)point, factor, scrambling, seed));
    }

    /// <summary>Trajectories that change one factor at a time, far from each other: (factors + 1) points each, for <see cref="MorrisScreening"/>.</summary>
    /// <remarks>Morris (1991), Campolongo, Cariboni and Saltelli (2007).</remarks>
    /// <param name="scenario">The scenario.</param>
    /// <param name="trajectories">Number of trajectories; ten are usual.</param>
    /// <param name="seed">Chooses among such designs.</param>
    /// <param name="factors">What varies; every ranged parameter when not given.</param>
    /// <param name="levels">Levels of the grid, even; a step goes half-way across them.</param>
    /// <exception cref="ArgumentException">There is no factor, two are named alike or share a cell, or the number of levels is odd.</exception>
    public static Design Morris(
        Scenario scenario, int trajectories = 10, ulong seed = 1, IEnumerable<Factor>? factors = null, int levels = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trajectories, 1);
        if (levels < 2 || levels % 2 != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(levels), levels, "A Morris grid has an even number of levels.");
        }

        ImmutableArray<Factor> varied = Varied(scenario, factors);
        return Of(scenario, DesignKind.Morris, varied, Trajectories.Levels(trajectories, varied.Length, levels, seed));
    }

    /// <summary>Two samples A and B and, for each factor, A with that factor from B: (factors + 2) points a row, for <see cref="SobolIndices"/>.</summary>
    /// <remarks>Saltelli et al. (2010). A and B are the two halves of the coordinates of one scrambled Sobol sequence.</remarks>
    /// <param name="scenario">The scenario.</param>
    /// <param name="rows">Rows of A; a power of two is spread best.</param>
    /// <param name="seed">Seed of the scrambling.</param>
    /// <param name="factors">What varies, up to 555 factors; every ranged parameter when not given.</param>
    /// <exception cref="ArgumentException">There is no factor, there are too many, or two are named alike or share a cell.</exception>
    public static Design Saltelli(Scenario scenario, int rows, ulong seed = 1, IEnumerable<Factor>? factors = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ImmutableArray<Factor> varied = Varied(scenario, factors);
        int k = varied.Length;
        ThrowIfMoreThan(SobolSequence.MostDimensions / 2, varied);
        if ((long)rows * (k + 2) > int.MaxValue)
        {
            throw new ArgumentOutOfRangeException(nameof(rows), rows, "The design has more than 2^31 - 1 points.");
        }

        return new(scenario, DesignKind.Saltelli, varied, rows * (k + 2), (point, factor) =>
        {
            (int row, int part) = Math.DivRem(point, k + 2);
            bool isFromB = part == 1 || part == factor + 2;
            return SobolSequence.Share((uint)row, isFromB ? factor + k : factor, Scrambling.Owen, seed);
        });
    }

    /// <summary>A design as it was written down: levels by point, then by factor.</summary>
    internal static Design Stored(Scenario scenario, DesignKind kind, ImmutableArray<Factor> factors, double[] levels) => Of(scenario, kind, factors, levels);

    // Hash of the scenario and of what the values of factors stand for.
    internal string Meaning => meaning.Value;

    /// <summary>Levels of a point, by factor.</summary>
    /// <param name="point">Number of the point, from 0.</param>
    public ImmutableArray<double> Levels(int point)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(point);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(point, Count);
        return [.. Enumerable.Range(0, Factors.Length).Select(factor => level(point, factor))];
    }

    /// <summary>Values of a point, by factor: in the factor's unit, or the quantile for a column.</summary>
    /// <param name="point">Number of the point, from 0.</param>
    public ImmutableArray<double> Values(int point) => [.. Levels(point).Select((level, factor) => Factors[factor].ValueAt(level))];

    /// <summary>The id of a point: 16 hexadecimal digits made from the scenario, the factors and the point's values, whatever the design it belongs to.</summary>
    /// <param name="point">Number of the point, from 0.</param>
    public string Id(int point)
    {
        ImmutableArray<double> values = Values(point);
        StringBuilder text = new(Meaning + "\n");
        foreach ((Factor factor, double value) in Factors.Zip(values).OrderBy(pair => pair.First.Name, StringComparer.Ordinal))
        {
            text.Append(factor.Name).Append('=').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        }

        return Hash(text.ToString())[..16];
    }

    /// <summary>The scenario of a point.</summary>
    /// <param name="point">Number of the point, from 0.</param>
    /// <exception cref="ScenarioException">The scenario cannot be run with these values.</exception>
    public Scenario ScenarioAt(int point)
    {
        return ScenarioAt(Scenario, Factors, [.. Levels(point)]);
    }

    /// <summary>A scenario with factors at some levels.</summary>
    internal static Scenario ScenarioAt(Scenario scenario, ImmutableArray<Factor> factors, ReadOnlySpan<double> levels)
    {
        var revised = new Dictionary<string, double>(StringComparer.Ordinal);
        var set = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int f = 0; f < factors.Length; f++)
        {
            foreach ((string address, double value) in factors[f].SettingsAt(levels[f]))
            {
                if (factors[f].RevisesBaseline)
                {
                    revised[address] = value;
                }
                else
                {
                    set[address] = value.ToString("R", CultureInfo.InvariantCulture);
                }
            }
        }

        Scenario changed = revised.Count == 0 ? scenario : scenario.Revised(revised);
        return set.Count == 0 ? changed : changed.With(set);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static Design Of(Scenario scenario, DesignKind kind, ImmutableArray<Factor> factors, double[] levels) =>
        new(scenario, kind, factors, levels.Length / factors.Length, (point, factor) => levels[(point * factors.Length) + factor]);

    internal static ImmutableArray<Factor> Varied(Scenario scenario, IEnumerable<Factor>? factors)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ImmutableArray<Factor> varied = factors is null ? Factor.Ranged(scenario) : [.. factors];
        if (varied.IsEmpty)
        {
            throw new ArgumentException(factors is null ? "There is nothing to vary: the scenario gives no ranges. Name what to vary." : "There is nothing to vary: no factor is named. Name one, or leave them out to vary every range.", nameof(factors));
        }

        if (varied.Any(factor => factor is null))
        {
            throw new ArgumentException("A factor is null.", nameof(factors));
        }

        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        HashSet<string> cells = new(StringComparer.Ordinal);
        HashSet<string> there = new(StringComparer.Ordinal);
        there.UnionWith(scenario.Parameters.Select(parameter => parameter.Address));
        foreach (Factor factor in varied)
        {
            if (factor.Cells.FirstOrDefault(cell => !there.Contains(cell.Address)) is { } missing)
            {
                throw new ArgumentException($"{scenario.Name} has no {missing.Address}, which {factor.Name} moves: the factor was made for another scenario.", nameof(factors));
            }

            if (!names.Add(factor.Name))
            {
                throw new ArgumentException($"{factor.Name} is varied twice.", nameof(factors));
            }

            if (factor.Cells.FirstOrDefault(cell => !cells.Add(cell.Address)) is { } shared)
            {
                throw new ArgumentException($"{shared.Address} is moved by two factors, one of them {factor.Name}. Vary it by one.", nameof(factors));
            }
        }

        return varied;
    }

    private static void ThrowIfMoreThan(int most, ImmutableArray<Factor> factors)
    {
        if (factors.Length > most)
        {
            throw new ArgumentException($"There are {factors.Length} factors; this design takes at most {most}. Name fewer.", nameof(factors));
        }
    }

    private static double GridLevel(int index, int levels, bool isAmongValues) =>
        isAmongValues ? (index + 0.5) / levels : (double)index / (levels - 1);

    // Steps of a golden part of a grid, without a common divisor with its size, visit every point once and spread them evenly on the way.
    private static int Stride(int count)
    {
        int stride = Math.Max(1, (int)(count * 0.6180339887498949));
        while (GreatestCommonDivisor(stride, count) != 1)
        {
            stride++;
        }

        return stride;
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
