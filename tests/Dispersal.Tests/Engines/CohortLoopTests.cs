using Dispersal.Engines;
using Dispersal.Randomness;

namespace Dispersal.Tests.Engines;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

/// <summary>
/// Cohorts whose outcomes stand in tables against the exact Markov chain: numbers of independent persons are multinomial on every day. Means and variances by z
/// tests at level 0.0001 each, some 100 of them, with fixed seeds.
/// </summary>
public sealed class CohortLoopTests
{
    private const int Days = 60;
    private const double Limit = 3.89;

    // Daily probabilities of leaving of three states, and where who leaves goes; the fourth keeps whoever comes.
    private static readonly double[] Leave = [0.02, 0.3, 0.1, 0];
    private static readonly double[][] Goes = [[0, 0.5, 0.3, 0.2], [0.6, 0, 0.3, 0.1], [0.9, 0.05, 0, 0.05], []];

    [Theory]
    [InlineData(1, 4000)]
    [InlineData(7, 4000)]
    [InlineData(300, 1000)]
    [InlineData(100_000, 500)]
    [InlineData(3_000_000_000, 500)]
    public void Numbers_on_every_day_are_multinomial(long persons, int replicates) => Assert.Empty(Wrong(persons, replicates, twice: false));

    [Fact]
    public void Those_who_join_later_change_nothing_for_those_who_wait() => Assert.Empty(Wrong(7, 4000, twice: true));

    [Fact]
    public void A_wrong_chain_is_caught() => Assert.NotEmpty(Wrong(300, 1000, twice: false, slower: 0.97));

    private static List<string> Wrong(long persons, int replicates, bool twice, double slower = 1)
    {
        StateTable states = Table(slower);
        CohortLoop<Numbered> loop = new(states, Days + 1, default);
        int[] watched = [1, 5, 20, 59];
        double[,] sum = new double[watched.Length, 4];
        double[,] squares = new double[watched.Length, 4];
        for (int r = 0; r < replicates; r++)
        {
            double[] counts = new double[4];
            loop.Begin(new StreamKey(5, r));
            loop.Add(1, persons);
            for (int day = 0; day <= Days; day++)
            {
                loop.Day(day);

                // Others come in day by day while the first wait: the sum of both is what is watched.
                if (twice && day < 10)
                {
                    loop.Add(1, 1);
                }

                loop.Apply(day, counts);
                int at = Array.IndexOf(watched, day);
                for (int s = 0; at >= 0 && s < 4; s++)
                {
                    double off = counts[s] - Mean(persons, day, s, twice);
                    sum[at, s] += off;
                    squares[at, s] += off * off;
                }
            }
        }

        List<string> wrong = [];
        for (int at = 0; at < watched.Length; at++)
        {
            for (int s = 0; s < 4; s++)
            {
                double variance = Variance(persons, watched[at], s, twice);
                double mean = sum[at, s] / replicates;
                double z = mean / Math.Sqrt(variance / replicates);

                // The variance of a sum of Bernoulli numbers has kurtosis 3 + (1 - 6 p q) / (n p q) and less.
                double spread = ((squares[at, s] / replicates) - variance) / (variance * Math.Sqrt((2 + (1 / variance)) / replicates));
                if (Math.Abs(z) > Limit || Math.Abs(spread) > Limit)
                {
                    wrong.Add(FormattableString.Invariant($"day {watched[at]}, state {s}: z = {z:F1}, of the variance {spread:F1}"));
                }
            }
        }

        return wrong;
    }

    private static double Mean(long persons, int day, int state, bool twice) => Sum(persons, day, state, twice, q => q);

    private static double Variance(long persons, int day, int state, bool twice) => Sum(persons, day, state, twice, q => q * (1 - q));

    private static double Sum(long persons, int day, int state, bool twice, Func<double, double> of)
    {
        double sum = persons * of(Share(day, state));
        for (int d = 0; twice && d < 10 && d <= day; d++)
        {
            sum += of(Share(day - d, state));
        }

        return sum;
    }

    // P(in a state so many days after entering the first).
    private static double Share(int days, int state)
    {
        double[] q = [1, 0, 0, 0];
        for (int d = 0; d < days; d++)
        {
            double[] next = new double[4];
            for (int s = 0; s < 4; s++)
            {
                next[s] += q[s] * (1 - Leave[s]);
                for (int t = 0; t < Goes[s].Length; t++)
                {
                    next[t] += q[s] * Leave[s] * Goes[s][t];
                }
            }

            q = next;
        }

        return q[state];
    }

    private static StateTable Table(double slower)
    {
        StateTable states = new();
        for (int s = 0; s < 4; s++)
        {
            states.Add(Leave[s] > 0 ? -1 / Math.Log(1 - (Leave[s] * slower)) : double.PositiveInfinity, [s]);
        }

        for (int s = 0; s < 3; s++)
        {
            states.SetOutcomes((uint)s + 1, Goes[s], [1, 2, 3, 4]);
        }

        return states;
    }

    private readonly struct Numbered : ICohortLife
    {
        public ulong KeyOf(uint state) => ContentHash.Mix(state);

        public double Bound(uint state, int day) => throw new InvalidOperationException("Every wait is known.");

        public int Wait(uint state, int from, double exponential) => throw new InvalidOperationException("Every wait is known.");

        public void Leave(uint state, long number, bool anyone, double howMany, int day) => throw new InvalidOperationException("Every state has a table.");
    }
}
