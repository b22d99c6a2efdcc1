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

    /// <summary>The central value.</summary>
    public static implicit operator double(Parameter parameter) => parameter.Value;

    /// <summary>The central value; the named form of the conversion.</summary>
    public double ToDouble() => Value;
}
