using Dispersal.Randomness;
using MathNet.Numerics.Distributions;
using Poisson = Dispersal.Randomness.Poisson;

namespace Dispersal.Tests.Randomness;

/// <summary>Poisson numbers against MathNet's probabilities: 9 chi-square tests of 200,000 numbers (one of 4 million) at level 0.00001, with a fixed seed.</summary>
public sealed class PoissonTests
{
    private const int Sample = 200000;
    private const double Level = 1e-5;

    [Theory]
    [InlineData(0.01)]
    [InlineData(3)]
    [InlineData(29.9)]
    [InlineData(30.1)]
    [InlineData(900)]
    [InlineData(1e6)]
    public void Numbers_follow_the_poisson_distribution(double mean) =>
        Assert.True(Fit(mean, (from, to) => Enumerable.Range((int)from, (int)(to - from + 1)).Sum(k => MathNet.Numerics.Distributions.Poisson.PMF(mean, k))) > Level);

    // Where rejection begins its hat fits worst: a constant that is off by three per cent shows in millions only.
    [Fact]
    public void The_smallest_means_of_rejection_follow_it_in_four_million_numbers() =>
        Assert.True(Fit(30.1, (from, to) => Enumerable.Range((int)from, (int)(to - from + 1)).Sum(k => MathNet.Numerics.Distributions.Poisson.PMF(30.1, k)), 20 * Sample) > Level);

    // Hörmann's constants are rounded: nowhere may the curve rise over the hat, or the box over the curve, by more than four parts in a thousand, which is where they are worst.
    [Theory]
    [InlineData(30.1)]
    [InlineData(45)]
    [InlineData(100)]
    [InlineData(2000)]
    public void The_hat_covers_the_probabilities_and_is_little_larger_than_they_are(double mean)
    {
        PoissonHat hat = new(mean);
        for (int i = 1; i < 20_000; i++)
        {
            double u = (i / 20_000.0) - 0.5;
            double toEdge = 0.5 - Math.Abs(u);
            double k = hat.Number(u, toEdge);
            if (k >= 0 && toEdge >= 0.013)
            {
                double probability = MathNet.Numerics.Distributions.Poisson.PMF(mean, (int)k);
                Assert.InRange(probability, 0, 1.004 * hat.Height(1, toEdge));
                Assert.True(toEdge < 0.07 || 1.004 * probability >= hat.Height(hat.SurelyAccepted, toEdge), $"At {u} {k} is accepted though it should be compared.");
            }
        }

        Assert.InRange(hat.InverseAlpha, 1, 1.25);
    }

    [Theory]
    [InlineData(1e10)]
    [InlineData(1e15)]
    public void Numbers_of_great_means_follow_the_normal_limit(double mean) =>
        Assert.True(Fit(mean, (from, to) => Normal.CDF(mean, Math.Sqrt(mean), to + 0.5) - Normal.CDF(mean, Math.Sqrt(mean), from - 0.5)) > Level);

    [Fact]
    public void A_mean_that_is_off_by_a_fifth_of_a_percent_is_caught() =>
        Assert.True(Fit(900, (from, to) => Enumerable.Range((int)from, (int)(to - from + 1)).Sum(k => MathNet.Numerics.Distributions.Poisson.PMF(902, k))) < Level);

    [Fact]
    public void Inversion_finds_the_quantile_and_ends_at_the_last_uniform_number()
    {
        LuckStream luck = new(new StreamKey(8, 0), 1, 0, Purpose.HomeGrown);
        foreach (double mean in new[] { 0.001, 0.3, 5, 100 })
        {
            for (int i = 0; i < 300; i++)
            {
                double uniform = luck.Next();
                int number = Poisson.Invert(mean, uniform);
                Assert.True(uniform < MathNet.Numerics.Distributions.Poisson.CDF(mean, number) + 1e-12);
                Assert.True(number == 0 || uniform > MathNet.Numerics.Distributions.Poisson.CDF(mean, number - 1) - 1e-12);
            }

            Assert.InRange(Poisson.Invert(mean, 1 - (1.0 / (1L << 53))), mean, (2 * mean) + 60);
        }

        Assert.Equal(0, Poisson.Draw(0, ref luck));
    }

    private static double Fit(double mean, Func<long, long, double> between, int size = Sample)
    {
        LuckStream luck = new(new StreamKey(2017, 0), 11, 0, Purpose.HomeGrown);
        long[] sample = new long[size];
        for (int i = 0; i < size; i++)
        {
            sample[i] = Poisson.Draw(mean, ref luck);
        }

        return GoodnessOfFit.P(sample, mean, Math.Sqrt(mean), between);
    }
}
