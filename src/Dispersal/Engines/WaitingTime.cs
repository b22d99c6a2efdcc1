using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>
/// The day of a person's next candidate event: the first day on which the running sum of the bounds of all competing hazards reaches a standard
/// exponential number. With hazards known before the run this is the exact law of the daily step; where a field scales a hazard down, the candidate is
/// thinned on its day.
/// </summary>
/// <remarks>P(no candidate on days a..d) = P(E > H(a..d)) = exp(-H), the product of the daily exp(-h). One search per event replaces
/// a draw per day.</remarks>
internal readonly ref struct WaitingTime
{
    private readonly CompiledModel model;
    private readonly Span<double> factors;
    private readonly Span<double> bases;
    private readonly HazardTerm[] terms;
    private readonly double constant;
    private readonly int from;
    private readonly int origin;
    private readonly bool varies;

    /// <summary>Prepares the search.</summary>
    /// <param name="model">The model.</param>
    /// <param name="state">The person.</param>
    /// <param name="from">First day on which the person can leave.</param>
    /// <param name="factors">Work space, one entry per exit.</param>
    /// <param name="bases">Work space, one entry per exit.</param>
    public WaitingTime(CompiledModel model, in PersonState state, int from, Span<double> factors, Span<double> bases)
    {
        this.model = model;
        this.from = from;
        this.factors = factors;
        this.bases = bases;
        terms = model.ExitsOf(state);
        origin = model.Population.OriginOf[state.Group];
        for (int i = 0; i < terms.Length; i++)
        {
            ref readonly HazardTerm term = ref terms[i];
            double factor = term.Person == PersonFactor.None ? term.Scale : term.Scale * model.FactorOf(term.Person, state);
            HazardSeries series = term.SeriesOf(origin);
            if (series.Cumulative is { } sums && factor > 0)
            {
                factors[i] = factor;
                bases[i] = sums[from];
                varies = true;
            }
            else
            {
                factors[i] = 0;
                constant += factor * series.Rate;
            }
        }
    }

    /// <summary>The first day whose running sum reaches <paramref name="exponential"/>; the number of days when none does.</summary>
    public int Day(double exponential)
    {
        int days = model.Days;
        if (!varies)
        {
            double wait = exponential / constant;    // infinite where there is no exit at all
            return wait >= days - from ? days : from + Math.Max(0, (int)Math.Ceiling(wait) - 1);
        }

        if (from >= days || SumTo(days - 1) < exponential)
        {
            return days;
        }

        int low = from;
        int high = days - 1;
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

    private double SumTo(int day)
    {
        double sum = constant * (day - from + 1);
        for (int i = 0; i < terms.Length; i++)
        {
            if (factors[i] > 0)
            {
                sum += factors[i] * (terms[i].SeriesOf(origin).Cumulative![day + 1] - bases[i]);
            }
        }

        return sum;
    }
}
