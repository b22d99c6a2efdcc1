namespace Dispersal.Tests.Oracles;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

/// <summary>The law of a count: P(first), P(first + 1), ... The engines have no part in it.</summary>
internal sealed class Law
{
    // Below it a tail is cut off: a hundred million replicates would not see it.
    private const double Negligible = 1e-14;

    private readonly double[] weights;

    private Law(double first, double[] shares)
    {
        First = first;
        weights = shares;
        Mean = Moment(k => k);
        Variance = Moment(k => (k - Mean) * (k - Mean));
        Skewness = Variance > 0 ? Moment(k => Math.Pow(k - Mean, 3)) / Math.Pow(Variance, 1.5) : 0;
        FourthMoment = Moment(k => Math.Pow(k - Mean, 4));
    }

    /// <summary>The smallest value.</summary>
    public double First { get; }

    public double Mean { get; }

    public double Variance { get; }

    public double Skewness { get; }

    /// <summary>The fourth central moment.</summary>
    public double FourthMoment { get; }

    /// <summary>Whether only one value can come.</summary>
    public bool IsSure => weights.Length == 1;

    /// <summary>P of each value, from the first on.</summary>
    public ReadOnlySpan<double> Shares => weights;

    public static Law Sure(double value) => new(value, [1]);

    public static Law Binomial(int n, double p)
    {
        double[] shares = [1];
        for (int i = 0; i < n; i++)
        {
            double[] more = new double[shares.Length + 1];
            for (int k = 0; k < shares.Length; k++)
            {
                more[k] += shares[k] * (1 - p);
                more[k + 1] += shares[k] * p;
            }

            shares = more;
        }

        return new(0, shares);
    }

    /// <summary>An expected number rounded up with probability of its fraction, else down.</summary>
    public static Law Rounded(double expected) => new(Math.Floor(expected), [1 - (expected - Math.Floor(expected)), expected - Math.Floor(expected)]);

    public static Law Poisson(double mean)
    {
        List<double> shares = [Math.Exp(-mean)];
        while (shares.Count <= mean || shares[^1] > Negligible)
        {
            shares.Add(shares[^1] * mean / shares.Count);
        }

        return new(0, [.. shares]);
    }

    /// <summary>Failures before the first success: 0, 1, ... with P(k) = (1 - again) again^k.</summary>
    public static Law Geometric(double again)
    {
        List<double> shares = [1 - again];
        while (shares[^1] > Negligible)
        {
            shares.Add(shares[^1] * again);
        }

        return new(0, [.. shares]);
    }

    /// <summary>A law given by its shares, from 0 on.</summary>
    public static Law Of(IReadOnlyList<double> shares) => new(0, [.. shares]);

    /// <summary>The sum of independent counts.</summary>
    public static Law operator +(Law a, Law b)
    {
        double[] shares = new double[a.weights.Length + b.weights.Length - 1];
        for (int i = 0; i < a.weights.Length; i++)
        {
            for (int j = 0; j < b.weights.Length; j++)
            {
                shares[i + j] += a.weights[i] * b.weights[j];
            }
        }

        return new(a.First + b.First, Cut(shares));
    }

    /// <summary>The sum of so many independent counts of this law.</summary>
    public Law Times(int n) => Enumerable.Repeat(this, n).Aggregate(Sure(0), (sum, one) => sum + one);

    /// <summary>The sum of as many independent counts of one law as another says.</summary>
    public static Law Compound(Law number, Law each)
    {
        double[] shares = new double[1];
        Law sum = Sure(0);
        for (int n = 0; n < number.weights.Length; n++)
        {
            int to = (int)sum.First + sum.weights.Length;
            if (to > shares.Length)
            {
                Array.Resize(ref shares, to);
            }

            for (int k = 0; k < sum.weights.Length; k++)
            {
                shares[(int)sum.First + k] += number.weights[n] * sum.weights[k];
            }

            sum += each;
        }

        return new(0, Cut(shares));
    }

    private static double[] Cut(double[] shares)
    {
        int last = shares.Length;
        while (last > 1 && shares[last - 1] < Negligible * Negligible)
        {
            last--;
        }

        return shares[..last];
    }

    private double Moment(Func<double, double> of)
    {
        double sum = 0;
        for (int k = 0; k < weights.Length; k++)
        {
            sum += weights[k] * of(First + k);
        }

        return sum;
    }
}
