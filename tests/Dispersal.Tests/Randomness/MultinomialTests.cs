using Dispersal.Randomness;
using FsCheck;
using FsCheck.Fluent;

namespace Dispersal.Tests.Randomness;

/// <summary>Numbers dealt among alternatives. Statistical tests are two-sided z tests at level 0.0001 with a fixed seed; some 40 of them.</summary>
public sealed class MultinomialTests
{
    private const double Limit = 3.89;

    [Fact]
    public void Everybody_is_dealt_and_nobody_to_what_has_no_weight() => Prop.ForAll(
        Gen.Choose(0, 5).Select(w => (double)w).ListOf().Where(w => w.Any(x => x > 0)).ToArbitrary(),
        Gen.Choose(0, 300).ToArbitrary(),
        (weights, n) =>
        {
            double[] shares = [.. weights];
            LuckStream luck = new(new StreamKey(4, 0), (ulong)n, 0, Purpose.Exit);
            Multinomial.Deal(n, shares, ref luck);
            Assert.Equal(n, shares.Sum());
            for (int i = 0; i < shares.Length; i++)
            {
                Assert.True(shares[i] >= 0 && shares[i] == Math.Floor(shares[i]));
                Assert.True(weights[i] > 0 || shares[i] == 0);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true).WithReplay(20171017, 7));

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(5000)]
    public void Means_variances_and_covariances_are_those_of_the_multinomial_distribution(int n)
    {
        const int Repeats = 20000;
        double[] weights = [2, 0, 0.5, 4, 1.5];
        double total = weights.Sum();
        LuckStream luck = new(new StreamKey(6, 0), (ulong)n, 0, Purpose.Exit);
        double[][] dealt = new double[Repeats][];
        for (int r = 0; r < Repeats; r++)
        {
            dealt[r] = [.. weights];
            Multinomial.Deal(n, dealt[r], ref luck);
        }

        for (int i = 0; i < weights.Length; i++)
        {
            for (int j = i; j < weights.Length; j++)
            {
                double pi = weights[i] / total;
                double pj = weights[j] / total;
                double[] products = [.. dealt.Select(d => (d[i] - (n * pi)) * (d[j] - (n * pj)))];
                double expected = i == j ? n * pi * (1 - pi) : -n * pi * pj;
                double deviation = Math.Sqrt(products.Sum(x => (x - expected) * (x - expected)) / Repeats / Repeats);
                Assert.True(Math.Abs(products.Average() - expected) <= (Limit * deviation) + 1e-12, $"{i}, {j}: {products.Average()} for {expected}.");
            }
        }
    }

    [Fact]
    public void Small_weights_keep_their_digits_beside_large_ones()
    {
        const int Repeats = 2000;
        LuckStream luck = new(new StreamKey(9, 0), 1, 0, Purpose.Exit);
        double[] sums = new double[4];
        double[] shares = new double[4];
        for (int r = 0; r < Repeats; r++)
        {
            shares = [2e-15, 1, 1e-15, 3e-15];
            Multinomial.Deal(1L << 53, shares, ref luck);
            for (int i = 0; i < 4; i++)
            {
                sums[i] += shares[i];
            }
        }

        // Poisson in the limit: 9, 18 and 27 expected.
        foreach ((int i, double weight) in new[] { (0, 2e-15), (2, 1e-15), (3, 3e-15) })
        {
            double expected = Repeats * weight * (1L << 53);
            Assert.InRange((sums[i] - expected) / Math.Sqrt(expected), -Limit, Limit);
        }
    }

    [Fact]
    public void An_even_deal_is_even()
    {
        LuckStream luck = new(new StreamKey(10, 0), 1, 0, Purpose.ArrivalDay);
        long[] days = new long[31];
        Multinomial.DealEvenly(3_100_000, days, ref luck);
        Assert.Equal(3_100_000, days.Sum());
        Assert.True(GoodnessOfFit.P([.. days.Select(d => (double)d)], [.. days.Select(_ => 100_000.0)]) > 1e-4);
    }
}
