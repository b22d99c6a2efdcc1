using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>The hazards of a state's open exits today: the bound known before the run, and what the day's fields make of it.</summary>
internal static class ExitHazards
{
    /// <summary>Bound and actual hazards of today.</summary>
    /// <param name="model">The model.</param>
    /// <param name="state">The state.</param>
    /// <param name="terms">Its open exits.</param>
    /// <param name="day">Today.</param>
    /// <param name="fields">Today's fields.</param>
    /// <param name="actual">Receives the hazard of each exit, in such shares that it is taken by that part of those who leave.</param>
    /// <returns>Sum of the bounds, and of the actual hazards.</returns>
    public static (double Bound, double Actual) Today(
        CompiledModel model, in PersonState state, ReadOnlySpan<StateTerm> terms, int day, Fields fields, Span<double> actual)
    {
        ReadOnlySpan<double> today = model.Hazards.On(day);
        double bound = 0;
        double sum = 0;
        for (int i = 0; i < terms.Length; i++)
        {
            ref readonly StateTerm term = ref terms[i];
            double hazard = term.Series < 0 ? term.Factor : term.Factor * today[term.Series];
            bound += hazard;
            if (term.Field != FieldFactor.None)
            {
                hazard *= model.ShareOfCeiling(term.Field, state, fields, ties: null);
            }

            if (term.Lever >= 0)
            {
                hazard *= model.Rules.ShareOfCeiling(term.Lever, fields);
            }

            actual[i] = hazard;
            sum += hazard;
        }

        // Certain dislodgement comes before all exits listed after it.
        for (int i = 0; i < terms.Length; i++)
        {
            if (HazardSeries.IsCertain(actual[i]))
            {
                for (int j = i + 1; j < terms.Length; j++)
                {
                    actual[i] += actual[j];
                    actual[j] = 0;
                }

                break;
            }
        }

        return (bound, sum);
    }

    /// <summary>Puts those who take one exit for several reasons together: what follows belongs to the exit.</summary>
    public static void Unite(ReadOnlySpan<StateTerm> terms, Span<double> taking)
    {
        for (int i = 1; i < terms.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (terms[j].Exit == terms[i].Exit)
                {
                    taking[j] += taking[i];
                    taking[i] = 0;
                    break;
                }
            }
        }
    }

    /// <summary>Sum of the bounds of a day.</summary>
    public static double Bound(CompiledModel model, ReadOnlySpan<StateTerm> terms, int day)
    {
        ReadOnlySpan<double> today = model.Hazards.On(day);
        double bound = 0;
        foreach (ref readonly StateTerm term in terms)
        {
            bound += term.Series < 0 ? term.Factor : term.Factor * today[term.Series];
        }

        return bound;
    }
}
