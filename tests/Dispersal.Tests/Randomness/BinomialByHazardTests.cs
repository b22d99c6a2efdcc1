using Dispersal.Randomness;
using BinomialDistribution = MathNet.Numerics.Distributions.Binomial;

namespace Dispersal.Tests.Randomness;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

/// <summary>
/// Numbers of those who leave under a hazard against MathNet's probabilities, given one at least or not: 24 chi-square tests of 100,000 numbers each at level
/// 0.00001, with a fixed seed.
/// </summary>
public sealed class BinomialByHazardTests
{
    private const int Sample = 100_000;
    private const double Level = 1e-5;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    [InlineData(1_000_000_000)]
    public void Those_who_leave_are_binomial(int n)
    {
        // About the change of method at one and at ten expected.
        foreach (double expected in new[] { 0.2, 0.9, 1.1, 9, 40 }.Where(e => e / n < 2))
        {
            double hazard = expected / n;
            double p = -Math.Exp(-hazard) + 1;
            foreach (bool atLeastOne in (bool[])[false, true])
            {
                double given = atLeastOne ? 1 - Math.Exp(-expected) : 1;
                double mean = n * p / given;
                double fit = GoodnessOfFit.P(
                    Draw(n, hazard, atLeastOne), mean, Math.Sqrt(Math.Max(0.25, n * p * (1 - p))),
                    (from, to) => (Below(to) - Below(Math.Max(from, atLeastOne ? 1 : 0) - 1)) / given);
                Assert.True(fit > Level, $"n = {n}, {expected} expected, at least one {atLeastOne}: p-value {fit:E1}.");
            }

            double Below(double k) => k < 0 ? 0 : BinomialDistribution.CDF(p, n, k);
        }
    }

    [Fact]
    public void A_certain_exit_takes_everybody_and_no_hazard_nobody()
    {
        LuckStream luck = new(new StreamKey(1, 0), 1, 0, Purpose.Exit);
        Assert.Equal(17, BinomialByHazard.Draw(17, 1000, false, luck.Next(), ref luck));
        Assert.Equal(17, BinomialByHazard.Draw(17, 1000, true, luck.Next(), ref luck));
        Assert.Equal(0, BinomialByHazard.Draw(17, 0, false, luck.Next(), ref luck));
        Assert.Equal(1, BinomialByHazard.Draw(1L << 40, 1e-30, true, luck.Next(), ref luck));
    }

    private static long[] Draw(long n, double hazard, bool atLeastOne)
    {
        long[] numbers = new long[Sample];
        LuckStream luck = new(new StreamKey(20, 0), (ulong)n, atLeastOne ? 1u : 0, Purpose.Exit);
        for (int i = 0; i < Sample; i++)
        {
            numbers[i] = BinomialByHazard.Draw(n, hazard, atLeastOne, luck.Next(), ref luck);
        }

        return numbers;
    }
}
