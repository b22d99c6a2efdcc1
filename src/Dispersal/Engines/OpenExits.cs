using Dispersal.Mechanisms;
using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>
/// The exits of every stage and place in the form in which the engines read them: what is common to all persons there, beside the columns of the daily
/// hazards; what depends on the person is multiplied in for each.
/// </summary>
internal sealed class OpenExits
{
    // By role, age and whether the person is a national of the country: what these alone decide is decided once for each place.
    private const int Ages = 3;
    private const int Classes = Population.Roles * Ages * 2;

    private readonly CompiledModel model;
    private readonly SiteTerm[][] sites;
    private readonly SiteTerm[][] legs;

    public OpenExits(CompiledModel model, HazardTerm[][] byStageAndPlace, HazardTerm[][] byRoute)
    {
        this.model = model;
        sites = [.. byStageAndPlace.SelectMany((terms, site) => ByClass(terms, site / StageNames.Count))];
        legs = [.. byRoute.SelectMany((terms, route) => ByClass(terms, model.Geography.From[route]))];
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
        int origin = model.Population.OriginOf[state.Group];
        bool national = model.Population.OriginCountry[origin] == model.Geography.CountryOf[state.Place];
        int kind = ClassOf(model.Population.RoleOf[state.Group], state.Age, national);
        SiteTerm[] terms = state.Stage == Stage.InTransit
            ? legs[(state.Route * Classes) + kind]
            : sites[(((state.Place * StageNames.Count) + (int)state.Stage) * Classes) + kind];
        int n = 0;
        constant = 0;
        varies = false;
        foreach (ref readonly SiteTerm term in terms.AsSpan())
        {
            double factor = term.Scale;
            if (term.Person != PersonFactor.None)
            {
                factor *= model.FactorOf(term.Person, state);
                if (factor <= 0)
                {
                    continue;
                }
            }

            int series = term.ByOrigin is null ? term.Series : term.ByOrigin[origin];
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

    private static int ClassOf(Role role, Age age, bool national) => (((((int)role * Ages) + (int)age) * 2) + (national ? 1 : 0));

    private IEnumerable<SiteTerm[]> ByClass(HazardTerm[] terms, int place)
    {
        SiteTerm[] all = [.. terms.Select(Compiled)];
        foreach (Role role in Enum.GetValues<Role>())
        {
            foreach (Age age in Enum.GetValues<Age>())
            {
                foreach (bool national in (bool[])[false, true])
                {
                    yield return [.. all.Select(term => Decided(term, role, age, national, model.Geography.CountryOf[place])).Where(term => term.Scale > 0)];
                }
            }
        }
    }

    // A term with what role, age and nationality decide multiplied in; what also depends on more stays a factor of the person.
    private SiteTerm Decided(SiteTerm term, Role role, Age age, bool national, int country)
    {
        double? factor = term.Person switch
        {
            PersonFactor.Foreigner => national ? 0 : 1,
            PersonFactor.National => national ? 1 : 0,
            PersonFactor.Responsible => model.Justice.Responsibility(country, age),
            PersonFactor.Woman => role == Role.Woman ? 1 : 0,
            PersonFactor.Child => age == Age.Child ? 1 : 0,
            PersonFactor.Youth => age == Age.Youth ? 1 : 0,
            PersonFactor.Chargeable => national && model.Justice.Responsibility(country, age) > 0 ? null : 0,
            PersonFactor.NoviceMan or PersonFactor.TargetMan or PersonFactor.LeavingAgain => role == Role.Man ? null : 0,
            PersonFactor.Repatriation => role == Role.Man ? 0 : null,
            _ => null,
        };
        return factor is { } decided ? term with { Scale = term.Scale * decided, Person = PersonFactor.None } : term;
    }

    private SiteTerm Compiled(HazardTerm term)
    {
        // A series by origin keeps its column even where it never changes: the scale is common to all origins.
        int[]? byOrigin = term.ByOrigin?.Select(s => model.Hazards.IndexOf(s ?? term.Series)).ToArray();
        bool changes = byOrigin is not null || !term.Series.IsConstant;
        return new SiteTerm(
            changes ? term.Scale : term.Scale * term.Series.Rate, changes && byOrigin is null ? model.Hazards.IndexOf(term.Series) : -1, byOrigin,
            term.Person, (short)term.Lever, term.Exit, term.Field);
    }

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
