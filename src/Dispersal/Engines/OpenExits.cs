using Dispersal.Mechanisms;
using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>
/// The exits of every stage and place in the form in which the engines read them: what is common to all persons there, beside the columns of the daily
/// hazards; what depends on the person is multiplied in for each.
/// </summary>
internal sealed class OpenExits
{
    private readonly CompiledModel model;
    private readonly SiteTerm[][] sites;
    private readonly SiteTerm[][] legs;

    public OpenExits(CompiledModel model, HazardTerm[][] byStageAndPlace, HazardTerm[][] byRoute)
    {
        this.model = model;
        sites = [.. byStageAndPlace.Select(Compiled)];
        legs = [.. byRoute.Select(Compiled)];
        Most = sites.Concat(legs).Select(s => s.Length).DefaultIfEmpty().Max();
    }

    /// <summary>Greatest number of exits of any state.</summary>
    public int Most { get; }

    /// <summary>The exits that are open to a person in a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="open">Receives them; holds <see cref="Most"/>.</param>
    /// <param name="constant">Receives the sum of the hazards that never change.</param>
    /// <param name="varies">Receives whether any of them changes.</param>
    /// <returns>Their number.</returns>
    public int Of(in PersonState state, Span<StateTerm> open, out double constant, out bool varies)
    {
        SiteTerm[] terms = state.Stage == Stage.InTransit ? legs[state.Route] : sites[(state.Place * StageNames.Count) + (int)state.Stage];
        int n = 0;
        constant = 0;
        varies = false;
        foreach (ref readonly SiteTerm term in terms.AsSpan())
        {
            double factor = term.Person == PersonFactor.None ? term.Scale : term.Scale * model.FactorOf(term.Person, state);
            if (factor <= 0)
            {
                continue;
            }

            int series = term.ByOrigin is null ? term.Series : term.ByOrigin[model.Population.OriginOf[state.Group]];
            if (series < 0)
            {
                constant += factor;
            }
            else
            {
                varies = true;
            }

            open[n++] = new StateTerm(factor, series, term.Lever, term.Exit, term.Field);
        }

        return n;
    }

    private SiteTerm[] Compiled(HazardTerm[] terms) => [.. terms.Select(term =>
    {
        // A series by origin keeps its column even where it never changes: the scale is common to all origins.
        int[]? byOrigin = term.ByOrigin?.Select(s => model.Hazards.IndexOf(s ?? term.Series)).ToArray();
        bool changes = byOrigin is not null || !term.Series.IsConstant;
        return new SiteTerm(
            changes ? term.Scale : term.Scale * term.Series.Rate, changes && byOrigin is null ? model.Hazards.IndexOf(term.Series) : -1, byOrigin,
            term.Person, (short)term.Lever, term.Exit, term.Field);
    })];

    private readonly record struct SiteTerm(
        double Scale, int Series, int[]? ByOrigin, PersonFactor Person, short Lever, Exit Exit, FieldFactor Field);
}

/// <summary>An exit open to a state: its bound is a factor, times a daily hazard where that changes.</summary>
/// <param name="Factor">Hazard a day, or the factor of the daily hazard.</param>
/// <param name="Series">Column of the daily hazard; -1 where it never changes.</param>
/// <param name="Lever">Lever of a modeller's own rule that scales it; -1 for none.</param>
/// <param name="Exit">What happens.</param>
/// <param name="Field">Field of the day that scales it down.</param>
internal readonly record struct StateTerm(double Factor, int Series, short Lever, Exit Exit, FieldFactor Field);
