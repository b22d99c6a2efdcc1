namespace Dispersal.Tests.Results;

public sealed class EstimateTests
{
    [Theory]
    [InlineData(1234.4, 1100, 1400, "1,234 [1,100, 1,400]")]
    [InlineData(1234.5, 1100.5, 1400, "1,235 [1,101, 1,400]")]
    [InlineData(0, 0, 3, "0 [0, 3]")]
    [InlineData(0.95, 0, 3.5, "0.95 [0, 3.5]")]
    [InlineData(0.0123456, 0.01, 0.02, "0.012 [0.01, 0.02]")]
    [InlineData(-0.0001, -150, 2, "0 [-150, 2]")]
    public void An_estimate_prints_with_its_interval(double median, double low, double high, string text) =>
        Assert.Equal(text, new Estimate(median, low, median, high, 0, 20).ToString());

    [Fact]
    public void The_Monte_Carlo_error_is_the_standard_error_of_the_mean()
    {
        Estimate estimate = Estimate.Of([2, 4, 4, 4, 5, 5, 7, 9]);

        Assert.Equal(5, estimate.Mean);
        Assert.Equal(Math.Sqrt(32.0 / 7 / 8), estimate.MonteCarloError, 15);
        Assert.True(double.IsNaN(Estimate.Of([2]).MonteCarloError));
    }
}
