using Dispersal.Model;

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
    private readonly Span<Running> running;
    private readonly double constant;
    private readonly int from;
    private readonly int days;

    /// <summary>Prepares the search.</summary>
    /// <param name="hazards">Daily hazards.</param>
    /// <param name="terms">The exits open to the person.</param>
    /// <param name="constant">Sum of the hazards that never change.</param>
    /// <param name="from">First day on which he can leave.</param>
    /// <param name="days">Days of the run.</param>
    /// <param name="work">Work space: one entry for each exit.</param>
    public WaitingTime(DailyHazards hazards, ReadOnlySpan<StateTerm> terms, double constant, int from, int days, Span<Running> work)
    {
        this.constant = constant;
        this.from = from;
        this.days = days;
        int n = 0;
        foreach (ref readonly StateTerm term in terms)
        {
            if (term.Series >= 0 && from < days)
            {
                double* sums = hazards.Sums(term.Series);
                work[n++] = new Running(sums + 1, term.Factor, sums[from]);
            }
        }

        running = work[..n];
    }

    /// <summary>The first day whose running sum reaches <paramref name="exponential"/>; the number of days when none does.</summary>
    public int Day(double exponential)
    {
        if (from >= days)
        {
            return days;
        }

        // (1) Were the hazard to stay what it is on the first day, this would be the day; mostly it is.
        double first = SumTo(from);
        int low = from;
        int span = 1;
        if (first >= exponential)
        {
            return from;
        }

        if (first > 0)
        {
            double ratio = exponential / first;
            int guess = from + (int)Math.Min(ratio, days - 1 - from);
            if (SumTo(guess) >= exponential)
            {
                if (SumTo(guess - 1) < exponential)
                {
                    return guess;
                }
            }
            else
            {
                low = guess;
            }

            span = guess - from + 1;
        }

        // (2) Else double the span until it holds the day.
        low++;
        int high;
        while (true)
        {
            high = Math.Min(days - 1, low + span - 1);
            if (high < low)
            {
                return days;
            }

            if (SumTo(high) >= exponential)
            {
                break;
            }

            low = high + 1;
            span *= 2;
        }

        // (3) Halve it.
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (SumTo(middle) >= exponential)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <summary>The running sum of all hazards from the first day to the end of a day.</summary>
    public double SumTo(int day)
    {
        double sum = constant * (day - from + 1);
        foreach (ref readonly Running hazard in running)
        {
            sum += hazard.Factor * (hazard.Sums[day] - hazard.Before);
        }

        return sum;
    }

    /// <summary>A hazard that changes, with its running sum up to the first day.</summary>
    internal readonly struct Running(double* sums, double factor, double before)
    {
        /// <summary>Running sums at the end of each day.</summary>
        public readonly double* Sums = sums;

        /// <summary>What the daily hazard is multiplied by.</summary>
        public readonly double Factor = factor;

        /// <summary>Running sum before the first day.</summary>
        public readonly double Before = before;
    }
}
