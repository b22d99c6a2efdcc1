using System.Runtime.Intrinsics.X86;

namespace Dispersal.Engines;

/// <summary>
/// The day of a person's next candidate event where hazards change: the first day on which the running sum of the bounds of all competing hazards
/// reaches a standard exponential number. With hazards known before the run this is the exact law of the daily step; where a field scales a hazard down,
/// the candidate is thinned on its day.
/// </summary>
/// <remarks>P(no candidate on days a..d) = P(E > H(a..d)) = exp(-H), the product of the daily exp(-h). One search per event replaces
/// a draw per day.</remarks>
internal readonly unsafe ref struct WaitingTime
{
    /// <summary>In place of a guess.</summary>
    public const int NoGuess = -1;

    private const int MostSteps = 4;

    private readonly ReadOnlySpan<ChangingHazard> changing;
    private readonly double constant;
    private readonly int from;
    private readonly int days;

    /// <summary>Prepares the search.</summary>
    /// <param name="changing">Hazards that change from day to day.</param>
    /// <param name="constant">Sum of the hazards that never change.</param>
    /// <param name="from">First day on which the person can leave.</param>
    /// <param name="days">Days of the run.</param>
    public WaitingTime(ReadOnlySpan<ChangingHazard> changing, double constant, int from, int days)
    {
        this.changing = changing;
        this.constant = constant;
        this.from = from;
        this.days = days;
    }

    /// <summary>The first day whose running sum reaches <paramref name="exponential"/>; the number of days when none does.</summary>
    public int Day(double exponential) => Day(exponential, Guess(exponential));

    /// <summary>
    /// Where to begin the search: the day it would be were the hazard to stay what it is on the first day, which mostly it is. The first day only where it is
    /// the one, the number of days only where there is none, <see cref="NoGuess"/> where there is no hazard on the first day.
    /// </summary>
    public int Guess(double exponential)
    {
        if (from >= days)
        {
            return days;
        }

        double first = SumTo(from);
        if (first >= exponential)
        {
            return from;
        }

        if (from == days - 1)
        {
            return days;
        }

        return first > 0 ? from + (int)Math.Min(Math.Max(1, exponential / first), days - 1 - from) : NoGuess;
    }

    /// <summary>Asks for what the search reads first, before it is needed.</summary>
    public void Expect(int guess)
    {
        if (Sse.IsSupported && guess > from && guess < days)
        {
            foreach (ref readonly ChangingHazard hazard in changing)
            {
                Sse.Prefetch0(hazard.Sums + guess);
            }
        }
    }

    /// <summary>The first day whose running sum reaches <paramref name="exponential"/>, searched from a guess; the number of days when none does.</summary>
    /// <param name="exponential">The number.</param>
    /// <param name="guess">As <see cref="Guess"/> returned it for this number, or any later day where the first day does not reach it.</param>
    public int Day(double exponential, int guess)
    {
        if (guess == from || guess == days)
        {
            return guess;
        }

        // (1) From the guess to where the hazard of its day would lead, and on from there: hazards change slowly, and two or three steps mostly do.
        int low = from;     // the number is not reached by its end
        int high = days;    // reached by its end, or beyond the last day
        double next = Math.Max(guess, from + 1);
        for (int step = 0; step < MostSteps; step++)
        {
            int at = (int)Math.Clamp(next, low + 1, Math.Min(high, days - 1));
            (double before, double sum) = SumsAround(at);
            if (sum < exponential)
            {
                low = at;
                next = at + 1 + ((exponential - sum) / (sum - before));
            }
            else if (before < exponential)
            {
                return at;
            }
            else
            {
                high = at - 1;
                next = high - ((before - exponential) / (sum - before));
            }

            if (low + 1 >= high)
            {
                return high;
            }

            if (!(sum > before))
            {
                break;    // no hazard on that day: it leads nowhere
            }
        }

        // (2) Else double the span until it holds the day.
        for (int span = 1; high == days; span *= 2)
        {
            int at = Math.Min(days - 1, low + span);
            if (SumTo(at) >= exponential)
            {
                high = at;
            }
            else if (at == days - 1)
            {
                return days;
            }
            else
            {
                low = at;
            }
        }

        // (3) Halve it.
        while (low + 1 < high)
        {
            int middle = (low + high) >>> 1;
            if (SumTo(middle) >= exponential)
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }

        return high;
    }

    // The running sum to the start and to the end of a day, with the bits of SumTo.
    private (double Before, double After) SumsAround(int day)
    {
        double before = constant * (day - from);
        double after = constant * (day - from + 1);
        foreach (ref readonly ChangingHazard hazard in changing)
        {
            double first = hazard.Sums[from];
            before += hazard.Factor * (hazard.Sums[day] - first);
            after += hazard.Factor * (hazard.Sums[day + 1] - first);
        }

        return (before, after);
    }

    /// <summary>The running sum of all hazards from the first day to the end of a day.</summary>
    public double SumTo(int day)
    {
        double sum = constant * (day - from + 1);
        foreach (ref readonly ChangingHazard hazard in changing)
        {
            sum += hazard.Factor * (hazard.Sums[day + 1] - hazard.Sums[from]);
        }

        return sum;
    }
}

/// <summary>A hazard that changes from day to day.</summary>
/// <param name="sums">Running sums of the daily hazard: entry d is the sum over days before d.</param>
/// <param name="factor">What the daily hazard is multiplied by.</param>
internal readonly unsafe struct ChangingHazard(double* sums, double factor)
{
    /// <summary>Running sums of the daily hazard: entry d is the sum over days before d.</summary>
    public readonly double* Sums = sums;

    /// <summary>What the daily hazard is multiplied by.</summary>
    public readonly double Factor = factor;

    /// <summary>Those among the exits of a state.</summary>
    /// <param name="hazards">Daily hazards.</param>
    /// <param name="terms">The exits.</param>
    /// <param name="work">Work space: one entry for each exit.</param>
    public static ReadOnlySpan<ChangingHazard> Among(DailyHazards hazards, ReadOnlySpan<StateTerm> terms, Span<ChangingHazard> work)
    {
        int n = 0;
        foreach (ref readonly StateTerm term in terms)
        {
            if (term.Series >= 0)
            {
                work[n++] = new ChangingHazard(hazards.Sums(term.Series), term.Factor);
            }
        }

        return work[..n];
    }
}
