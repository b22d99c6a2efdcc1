using System.Globalization;
using Dispersal.Experiments.Analysis;

namespace Dispersal.Experiments;

/// <summary>How precisely the mean of a figure is wanted: half the width of its 95 % interval over replicates.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Within">Half the width of the interval: a share of the mean, or in the figure's unit; positive.</param>
/// <param name="IsRelative">Whether <paramref name="Within"/> is a share of the mean.</param>
/// <param name="Date">The recorded date on or before this one; null for the last.</param>
public sealed record Precision(Measure Measure, string Subject, double Within, bool IsRelative, DateOnly? Date = null)
{
    private const string Between = " within ";

    /// <summary>Half the width of the interval: a share of the mean, or in the figure's unit; positive and finite.</summary>
    public double Within { get; init => field = value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "Half the width of an interval is positive and finite."); } = Within > 0 && double.IsFinite(Within)
        ? Within
        : throw new ArgumentOutOfRangeException(nameof(Within), Within, "Half the width of an interval is positive and finite.");

    /// <summary>Reads a precision written as <c>returned/EU within 2%</c> or <c>returned/EU@2017-10-17 within 50</c>.</summary>
    /// <exception cref="FormatException">It is not of that form; the message says what to write.</exception>
    public static Precision Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int at = text.IndexOf(Between, StringComparison.Ordinal);
        string amount = at < 0 ? "" : text[(at + Between.Length)..].Trim();
        bool isRelative = amount.EndsWith('%');
        bool isNumber = double.TryParse(isRelative ? amount[..^1] : amount, NumberStyles.Float, CultureInfo.InvariantCulture, out double within);
        if (at < 1 || !isNumber || !(within > 0) || !double.IsFinite(within))
        {
            throw Wrong();
        }

        FigurePattern figure;
        try
        {
            figure = FigurePattern.Parse(text[..at].Trim());
        }
        catch (FormatException)
        {
            throw Wrong();
        }

        return figure.IsEveryDate || (figure.Measure + figure.Subject).Contains('*', StringComparison.Ordinal)
            ? throw Wrong()
            : new(new(figure.Measure), figure.Subject, isRelative ? within / 100 : within, isRelative, figure.Date);

        FormatException Wrong() => new($"'{text}' is not a precision. Write one figure, such as returned/EU within 2% or returned/EU@2017-10-17 within 50.");
    }

    /// <summary>Half the width of the 95 % interval of the mean (Student's distribution); infinite for one replicate.</summary>
    /// <param name="estimate">An estimate over replicates.</param>
    public static double HalfWidth(Estimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        return estimate.Replicates < 2 ? double.PositiveInfinity : Student.Quantile(estimate.Replicates) * estimate.MonteCarloError;
    }

    /// <summary>Whether an ensemble is as precise as wanted.</summary>
    /// <exception cref="ArgumentException">The ensemble does not have the figure; the message names near misses.</exception>
    public bool IsReached(Ensemble ensemble)
    {
        Estimate estimate = Of(ensemble);
        return HalfWidth(estimate) <= Allowed(estimate);
    }

    /// <summary>Whether the paired difference of two ensembles is as precise as wanted; a share is one of the mean before the change.</summary>
    /// <exception cref="ArgumentException">The ensembles cannot be paired or do not have the figure.</exception>
    public bool IsReached(Ensemble before, Ensemble after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        EnsembleDifference difference = after.Minus(before);
        return HalfWidth(difference.At(Measure, Subject, Date ?? difference.Dates[^1])) <= Allowed(Of(before));
    }

    /// <summary>The precision as it is written.</summary>
    public override string ToString() =>
        $"{new FigurePattern(Measure.Name, Subject, Date)}{Between}{(IsRelative ? (Within * 100).ToString("G15", CultureInfo.InvariantCulture) + "%" : Within.ToString(CultureInfo.InvariantCulture))}";

    private Estimate Of(Ensemble ensemble)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        return ensemble.At(Measure, Subject, Date ?? ensemble.Dates[^1]);
    }

    private double Allowed(Estimate estimate) => IsRelative ? Within * Math.Abs(estimate.Mean) : Within;
}
