using Dispersal.Randomness;
using FsCheck.Xunit;

namespace Dispersal.Tests.Randomness;

#pragma warning disable RS0030 // The platform's functions are the yardstick here.

/// <summary>The model's own exponential and logarithm against the platform's.</summary>
[Properties(MaxTest = 20000, Replay = "1,3", QuietOnSuccess = true, Arbitrary = [typeof(UnitPoint)])]
public sealed class ElementaryTests
{
    [Property]
    public void Exp_agrees_with_the_platform_to_the_last_digits(UnitPoint drawn)
    {
        double x = drawn.Between(-740, 709);
        AssertClose(Math.Exp(x), Elementary.Exp(x), x);
    }

    [Property]
    public void Log_agrees_with_the_platform_to_the_last_digits(UnitPoint drawn)
    {
        double x = Math.Pow(10, drawn.Between(-300, 300));
        AssertClose(Math.Log(x), Elementary.Log(x), x);
    }

    [Property]
    public void One_minus_exp_minus_keeps_its_digits_where_x_is_small(UnitPoint drawn)
    {
        double x = Math.Pow(10, drawn.Between(-18, 3));
        AssertClose(-ExpMinusOne(-x), Elementary.OneMinusExpMinus(x), x);
    }

    [Fact]
    public void Exponentials_of_a_list_are_those_of_its_numbers()
    {
        double[] numbers =
        [
            0, -1, -745, -745.1, -744.9, double.NegativeInfinity, 1, -0.0, double.NegativeInfinity, -5, -700, -701, -800, 3, 2, 0.5, 709, 710, double.NaN, -1e300, 1, 2,
            3, 4, double.NegativeInfinity, double.NegativeInfinity, 0, -1, -2, -3, -4, -5, 9, -9,
        ];
        double[] list = [.. numbers];
        Elementary.Exp(list);
        Assert.Equal(numbers.Select(Elementary.Exp), list);
    }

    [Fact]
    public void Exponentials_of_many_numbers_are_those_of_each()
    {
        double[] numbers = [.. Enumerable.Range(-6992, 13984).Select(i => i * 0.1001), .. Enumerable.Range(-4000, 8000).Select(i => i * 0.00017)];
        double[] list = [.. numbers];
        Elementary.Exp(list);
        Assert.Equal(numbers.Select(x => BitConverter.DoubleToInt64Bits(Elementary.Exp(x))), list.Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void Limits_are_right()
    {
        Assert.Equal(1, Elementary.Exp(0));
        Assert.Equal(0, Elementary.Exp(-1000));

        // As it says: from there on there is none, though the platform still rounds up to the smallest number.
        Assert.Equal(0, Elementary.Exp(-745.05));
        Assert.True(Elementary.Exp(-744.4) > 0);
        Assert.Equal(double.PositiveInfinity, Elementary.Exp(1000));
        Assert.Equal(0, Elementary.Log(1));
        Assert.Equal(double.NegativeInfinity, Elementary.Log(0));
        Assert.True(double.IsNaN(Elementary.Log(-1)));
        Assert.Equal(Math.Log(double.Epsilon), Elementary.Log(double.Epsilon), 12);
        Assert.Equal(0, Elementary.OneMinusExpMinus(0));
        Assert.Equal(1, Elementary.OneMinusExpMinus(1000));
    }

    // e^x - 1 by its series, in extended precision of decimals where the platform has no function for it.
    private static double ExpMinusOne(double x)
    {
        if (Math.Abs(x) > 0.3)
        {
            return Math.Exp(x) - 1;
        }

        double sum = 0;
        double term = 1;
        for (int n = 1; n < 30; n++)
        {
            term *= x / n;
            sum += term;
        }

        return sum;
    }

    private static void AssertClose(double expected, double actual, double x) =>
        Assert.True(Math.Abs(actual - expected) <= 1e-15 * Math.Abs(expected), $"At {x:R}: {actual:R} against {expected:R}.");
}
