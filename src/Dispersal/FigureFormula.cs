using System.Collections.Immutable;
using System.Globalization;

namespace Dispersal;

/// <summary>A measure with its sign in a sum.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Subtracted">Whether it is taken off rather than added.</param>
public readonly record struct SignedMeasure(Measure Measure, bool Subtracted);

/// <summary>What a published figure is in a run: measures added, subtracted and divided, of subjects, on a day or over some. Immutable.</summary>
public sealed class FigureFormula
{
    private FigureFormula()
    {
    }

    /// <summary>Measures above the line.</summary>
    public required ImmutableArray<SignedMeasure> Numerator { get; init; }

    /// <summary>Measures below the line; empty where nothing is divided.</summary>
    public required ImmutableArray<SignedMeasure> Denominator { get; init; }

    /// <summary>Subjects over which each measure is summed.</summary>
    public required ImmutableArray<string> Subjects { get; init; }

    /// <summary>First day of the window; null where the value of <see cref="Last"/> itself is taken.</summary>
    public DateOnly? First { get; private init; }

    /// <summary>The day, or the last day of the window.</summary>
    public DateOnly Last { get; private init; }

    /// <summary>Measures that it needs.</summary>
    public IEnumerable<Measure> Measures => Numerator.Concat(Denominator).Select(term => term.Measure).Distinct();

    /// <summary>Days on which it needs them: the last, and the day before the window where there is one.</summary>
    public IEnumerable<DateOnly> Dates => First is { } first ? [first.AddDays(-1), Last] : [Last];

    /// <summary>Reads what a row of <c>targets.csv</c> says.</summary>
    /// <exception cref="FormatException">A cell cannot be read; the message says what to write. A scenario that loads has none such.</exception>
    public static FigureFormula Of(PublishedFigure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return Parse(figure.Measure, figure.Subject, figure.Date, out (string Cell, string Problem)? wrong)
            ?? throw new FormatException($"targets/{figure.Id}/{wrong!.Value.Cell}: {wrong.Value.Problem}");
    }

    /// <summary>The value in each replicate of an ensemble that has recorded <see cref="Measures"/> on <see cref="Dates"/>, or at the end of every month.</summary>
    /// <returns>
    /// Values by replicate; 0 where the formula divides by nothing. What happened before the scenario's first day is nothing. Where only months' ends were recorded, a day
    /// within a month has the value at the end of the month before.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A measure or subject is not in the results (the message names near misses, or says how to record it), or a day was not recorded or lies beyond the scenario.
    /// </exception>
    public double[] Values(Ensemble ensemble)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        double[] above = Sum(ensemble, Numerator);
        if (Denominator.IsEmpty)
        {
            return above;
        }

        double[] below = Sum(ensemble, Denominator);
        return [.. above.Zip(below, (n, d) => d == 0 ? 0 : n / d)];
    }

    /// <summary>What the cells say; null, with the cell and what to write in it, when one cannot be read.</summary>
    internal static FigureFormula? Parse(string measure, string subject, string date, out (string Cell, string Problem)? wrong)
    {
        wrong = null;
        string[] sides = measure.Split(" / ", StringSplitOptions.TrimEntries);
        if (sides.Length > 2)
        {
            wrong = ("measure", $"\"{measure}\" divides twice. Write one /.");
            return null;
        }

        ImmutableArray<SignedMeasure>?[] terms = [.. sides.Select(Terms)];
        if (terms.Any(side => side is null))
        {
            wrong = ("measure", $"\"{measure}\" is not a sum of measures. Write names of measures with \" + \", \" - \" or \" / \" between them, spaces included.");
            return null;
        }

        string[] subjects = subject.Split('+', StringSplitOptions.TrimEntries);
        if (subjects.Any(s => s.Length == 0))
        {
            wrong = ("subject", $"\"{subject}\" is not a sum of subjects. Write subjects with + between them, such as USA+CAN+region:W Europe.");
            return null;
        }

        string[] days = date.Split("..", StringSplitOptions.TrimEntries);
        (DateOnly First, DateOnly Last)?[] spans = [.. days.Select(Span)];
        if (spans.Length > 2 || spans.Any(s => s is null) || spans[0]!.Value.First > spans[^1]!.Value.Last)
        {
            wrong = ("date", $"\"{date}\" is neither a day nor a window. Write yyyy-MM-dd or yyyy-MM, or two of them such as 2014-06..2017-06, the earlier first.");
            return null;
        }

        return new FigureFormula
        {
            Numerator = terms[0]!.Value,
            Denominator = terms.Length > 1 ? terms[1]!.Value : [],
            Subjects = [.. subjects],
            First = spans.Length > 1 ? spans[0]!.Value.First : null,
            Last = spans[^1]!.Value.Last,
        };
    }

    // "a + b - c"; names hold hyphens, so signs stand alone between spaces. The first may have a sign of its own.
    private static ImmutableArray<SignedMeasure>? Terms(string side)
    {
        var terms = ImmutableArray.CreateBuilder<SignedMeasure>();
        string[] words = side.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool? subtracted = false;
        foreach (string word in words)
        {
            if (subtracted is not { } sign)
            {
                if (word is not ("+" or "-"))
                {
                    return null;
                }

                subtracted = word == "-";
            }
            else if (IsName(word))
            {
                terms.Add(new(new Measure(word), sign));
                subtracted = null;
            }
            else
            {
                return null;
            }
        }

        return subtracted is null ? terms.ToImmutable() : null;
    }

    private static (DateOnly First, DateOnly Last)? Span(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? (day, day)
        : DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly month)
            && month < DateOnly.MaxValue.AddMonths(-1) ? (month, month.AddMonths(1).AddDays(-1))
        : null;

    private static bool IsName(string word) =>
        char.IsAsciiLetterLower(word[0]) && word.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    // What was last recorded may be years old where dates were chosen.
    private static double[] ValuesOn(Ensemble ensemble, Measure measure, string subject, DateOnly date) =>
        ensemble.Recording.Dates.Equals(RecordedDates.MonthEnds) || ensemble.Dates.Contains(date) || date > ensemble.Scenario.End
            ? ensemble.Values(measure, subject, date)
            : throw new ArgumentException($"{date:yyyy-MM-dd} was not recorded. Name it among the dates of the Recording given to Ensemble.Run.", nameof(ensemble));

    private double[] Sum(Ensemble ensemble, ImmutableArray<SignedMeasure> terms)
    {
        double[] sum = new double[ensemble.Replicates];
        foreach ((Measure measure, bool subtracted) in terms)
        {
            foreach (string subject in Subjects)
            {
                Add(ValuesOn(ensemble, measure, subject, Last), subtracted ? -1 : 1);
                if (First is { } first && first > ensemble.Scenario.Start)
                {
                    Add(ValuesOn(ensemble, measure, subject, first.AddDays(-1)), subtracted ? 1 : -1);
                }
            }
        }

        return sum;

        void Add(double[] values, int sign)
        {
            for (int r = 0; r < sum.Length; r++)
            {
                sum[r] += sign * values[r];
            }
        }
    }
}
