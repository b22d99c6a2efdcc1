using Dispersal.Randomness;

namespace Dispersal;

/// <summary>How the values between <see cref="Parameter.Low"/> and <see cref="Parameter.High"/> are spread when a parameter is drawn.</summary>
public enum Distribution
{
    /// <summary>Triangular with its mode at the value; the default.</summary>
    Triangular,

    /// <summary>Every value between the bounds equally likely.</summary>
    Uniform,

    /// <summary>The logarithm is uniform; needs a positive lower bound.</summary>
    LogUniform,
}

/// <summary>How far the source of a number can be trusted.</summary>
public enum Grade
{
    /// <summary>No grade was written.</summary>
    Unspecified,

    /// <summary>Official or several agreeing counts.</summary>
    A,

    /// <summary>A count that others dispute, or one good source.</summary>
    B,

    /// <summary>A rough estimate.</summary>
    C,

    /// <summary>Single reports only.</summary>
    Anecdotal,
}

/// <summary>
/// A number of a scenario together with what is known about it: its plausible range, how it is spread, where it comes from.
/// </summary>
/// <param name="Value">The central value, in the unit that the column or key names; finite.</param>
public sealed record Parameter(double Value)
{
    /// <summary>The source that a number without any other source states.</summary>
    public const string Assumed = "assumed";

    /// <summary>Lower bound of the plausible range, not above <see cref="Value"/>; null when no range is given.</summary>
    public double? Low { get; init; }

    /// <summary>Upper bound of the plausible range, not below <see cref="Value"/>; null when no range is given.</summary>
    public double? High { get; init; }

    /// <summary>Spread between the bounds; used by <c>--uncertain</c>, designs and calibration.</summary>
    public Distribution Distribution { get; init; }

    /// <summary>Paper, data set or statement the number comes from; <c>assumed</c> when there is none.</summary>
    public string Source { get; init; } = Assumed;

    /// <summary>How far the source can be trusted.</summary>
    public Grade Grade { get; init; }

    /// <summary>Why this value was chosen, in a sentence; empty when nothing needs saying.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Whether both bounds are given and differ.</summary>
    public bool IsRanged => Low is { } low && High is { } high && low < high;

    /// <summary>The value below which a share of the spread between the bounds lies: what a draw, a design or a calibration puts in place.</summary>
    /// <param name="share">From 0, the lower bound, to 1, the upper bound.</param>
    /// <returns>The quantile of <see cref="Distribution"/>; the value itself where no range is given. The same bits on every machine.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not from 0 to 1.</exception>
    public double Quantile(double share)
    {
        if (!(share >= 0 && share <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1.");
        }

        if (!IsRanged)
        {
            return Value;
        }

        (double low, double high) = (Low!.Value, High!.Value);
        double quantile = Distribution switch
        {
            Distribution.Uniform => low + (share * (high - low)),
            Distribution.LogUniform => low * Elementary.Exp(share * Elementary.Log(high / low)),
            _ when share * (high - low) < Value - low => low + Math.Sqrt(share * (high - low) * (Value - low)),
            _ => high - Math.Sqrt((1 - share) * (high - low) * (high - Value)),
        };

        // Rounding must not carry a draw over a bound that the model relies on.
        return Math.Clamp(quantile, low, high);
    }

    /// <summary>The central value.</summary>
    public static implicit operator double(Parameter parameter) => parameter.Value;

    /// <summary>The central value; the named form of the conversion.</summary>
    public double ToDouble() => Value;
}
