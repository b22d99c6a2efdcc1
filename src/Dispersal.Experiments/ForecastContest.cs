using System.Collections.Immutable;

namespace Dispersal.Experiments;

/// <summary>The model's forecasts of origins left out against a naive forecast, origin by origin. Immutable.</summary>
/// <remarks>
/// Both tests are one-sided: how often the model would look so good or better if neither forecast were the better one. The sign test counts origins. The randomisation test (Fisher 1935; Pitman 1937)
/// swaps the two errors of an origin at random and looks at the mean gain: over all ways to do so, which are at most a million.
/// </remarks>
public sealed record ForecastContest
{
    // A million ways to swap can be looked at one by one.
    private const int MostSwapped = 20;

    private ForecastContest(double modelError, double naiveError, int better, int origins, double signLevel, double gainLevel) =>
        (ModelError, NaiveError, Better, Origins, SignLevel, GainLevel) = (modelError, naiveError, better, origins, signLevel, gainLevel);

    /// <summary>Mean |log error| of the model.</summary>
    public double ModelError { get; }

    /// <summary>Mean |log error| of the naive forecast.</summary>
    public double NaiveError { get; }

    /// <summary>Origins of which the model's error is the smaller.</summary>
    public int Better { get; }

    /// <summary>Origins whose errors differ.</summary>
    public int Origins { get; }

    /// <summary>Level of the sign test: P(so many or more origins are forecast better) if each were a toss of a coin.</summary>
    public double SignLevel { get; }

    /// <summary>Level of the randomisation test: P(a mean gain so large or larger) if the errors of every origin were as likely the other way round; not a number for more than 20 origins.</summary>
    public double GainLevel { get; }

    internal static ForecastContest Of(ImmutableArray<OriginForecast> origins, Func<OriginForecast, double> naive, Func<OriginForecast, double> weight)
    {
        double all = origins.Sum(weight);
        double[] gains = [.. origins.Select(origin => weight(origin) / all * (Math.Abs(naive(origin)) - Math.Abs(origin.LeftOutError))).Where(gain => gain != 0)];
        int better = gains.Count(gain => gain > 0);
        return new(
            origins.Sum(origin => weight(origin) * Math.Abs(origin.LeftOutError)) / all, origins.Sum(origin => weight(origin) * Math.Abs(naive(origin))) / all,
            better, gains.Length, AtLeast(better, gains.Length), Swapped(gains));
    }

    // P(at least so many heads of n tosses).
    private static double AtLeast(int heads, int tosses)
    {
        double chance = 1;
        for (int i = 0; i < tosses; i++)
        {
            chance /= 2;
        }

        double sum = 0;
        for (int k = 0; k <= tosses; k++)
        {
            sum += k >= heads ? chance : 0;
            chance *= (tosses - k) / (k + 1.0);
        }

        return sum;
    }

    // The share of all ways to turn signs whose sum is no less than that of the signs as they are.
    private static double Swapped(double[] gains)
    {
        if (gains.Length > MostSwapped)
        {
            return double.NaN;
        }

        double seen = gains.Sum();
        double rounding = 1e-12 * gains.Sum(Math.Abs);
        double[] sums = [0];
        foreach (double gain in gains)
        {
            sums = [.. sums.Select(sum => sum + gain), .. sums.Select(sum => sum - gain)];
        }

        return sums.Count(sum => sum >= seen - rounding) / (double)sums.Length;
    }
}
