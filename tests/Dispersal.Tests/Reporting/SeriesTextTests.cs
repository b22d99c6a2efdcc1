using Dispersal.Reporting.Pages;
using FsCheck;
using FsCheck.Fluent;

namespace Dispersal.Tests.Reporting;

public class SeriesTextTests
{
    [Fact]
    public void What_is_written_is_read_back_to_the_decimals_that_are_kept() => Prop.ForAll(
        Gen.Choose(-400_000, 400_000).Select(number => number / 8d).Or(Gen.Choose(-30, 30).Select(number => number / 16d)).Or(Gen.Constant(0d)).ArrayOf().ToArbitrary(),
        numbers =>
        {
            string text = SeriesText.Of(numbers);
            double unit = new[] { 1d, 10, 100, 1000, 10_000 }[text[0] - '0'];
            double[] read = Read(text);
            return read.Length == numbers.Length && numbers.Zip(read).All(pair => Math.Abs(pair.First - pair.Second) <= (0.5 / unit) + 1e-9);
        }).Check(Config.QuickThrowOnFailure.WithReplay(20171017, 7).WithMaxTest(400));

    [Fact]
    public void Counts_from_two_hundred_on_are_whole_and_shares_keep_four_decimals()
    {
        Assert.StartsWith("0:", SeriesText.Of([3, 250.5]), StringComparison.Ordinal);
        Assert.StartsWith("4:", SeriesText.Of([0.1234, 1]), StringComparison.Ordinal);
        Assert.Equal([0.1234, 1], Read(SeriesText.Of([0.1234, 1])));
    }

    [Fact]
    public void A_long_course_without_change_takes_a_few_letters()
    {
        double[] still = [.. Enumerable.Repeat(0d, 500), 7, .. Enumerable.Repeat(7d, 500)];
        Assert.InRange(SeriesText.Of(still).Length, 5, 14);
        Assert.Equal(still, Read(SeriesText.Of(still)));
    }

    // The reader of Page/source/series.js, again.
    internal static double[] Read(string text)
    {
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        double unit = new[] { 1d, 10, 100, 1000, 10_000 }[text[0] - '0'];
        List<double> numbers = [];
        (long number, int shift, long at, bool isRun) = (0, 0, 0, false);
        foreach (char letter in text[2..])
        {
            if (letter == '*')
            {
                isRun = true;
                continue;
            }

            int digit = letters.IndexOf(letter, StringComparison.Ordinal);
            number |= (long)(digit & 31) << shift;
            shift += 5;
            if ((digit & 32) != 0)
            {
                continue;
            }

            long step = (number & 1) != 0 ? -(number >> 1) : number >> 1;
            (number, shift) = (0, 0);
            if (isRun)
            {
                numbers.AddRange(Enumerable.Repeat(numbers.Count > 0 ? numbers[^1] : 0, (int)step));
                isRun = false;
            }
            else
            {
                at += step;
                numbers.Add(at / unit);
            }
        }

        return [.. numbers];
    }
}
