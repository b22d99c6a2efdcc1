namespace Dispersal.Tests.Scenarios;

public class QuantileOfParameterTests
{
    [Theory]
    [InlineData(Distribution.Triangular, 0.5, 2.550510257216822)]
    [InlineData(Distribution.Triangular, 0.2, 1.8944271909999157)]
    [InlineData(Distribution.Uniform, 0.25, 2)]
    [InlineData(Distribution.LogUniform, 0.5, 2.23606797749979)]
    public void A_quantile_is_the_inverse_of_the_distribution(Distribution distribution, double share, double value) =>
        Assert.Equal(value, new Parameter(2) { Low = 1, High = 5, Distribution = distribution }.Quantile(share), 12);

    [Fact]
    public void The_mean_of_the_quantiles_is_the_mean_of_the_distribution()
    {
        Assert.Equal((1 + 2 + 5) / 3.0, Mean(Distribution.Triangular), 6);
        Assert.Equal(3, Mean(Distribution.Uniform), 6);
        Assert.Equal(4 / 1.6094379124341003, Mean(Distribution.LogUniform), 6);

        static double Mean(Distribution distribution)
        {
            Parameter parameter = new(2) { Low = 1, High = 5, Distribution = distribution };
            return Enumerable.Range(0, 100_000).Average(i => parameter.Quantile((i + 0.5) / 100_000));
        }
    }

    [Fact]
    public void The_ends_are_the_bounds_and_a_number_without_a_range_stays()
    {
        foreach (Distribution distribution in Enum.GetValues<Distribution>())
        {
            Parameter parameter = new(0.3) { Low = 0.1, High = 0.7, Distribution = distribution };
            Assert.Equal((0.1, 0.7), (parameter.Quantile(0), parameter.Quantile(1)));
        }

        Assert.Equal(3, new Parameter(3).Quantile(0.9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Parameter(3).Quantile(1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Parameter(3).Quantile(double.NaN));
    }
}
