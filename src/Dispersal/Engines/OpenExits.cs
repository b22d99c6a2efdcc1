using System.Runtime.Intrinsics.X86;
using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>
/// The exits of every stage and place in the form in which the engines read them: what is common to all persons there, beside the columns of the daily
/// hazards; what depends on the person is multiplied in for each.
/// </summary>
internal sealed unsafe class OpenExits
{
    // By role, age and whether the person is a national of the country: what these alone decide is decided once for each place.
    private const int Ages = 3;
    private const int Classes = Population.Roles * Ages * 2;

    // In place of a column: a hazard that never changes; from FirstByOrigin downwards, columns by origin.
    private const int Constant = -1;
    private const int FirstByOrigin = -2;

    private readonly CompiledModel model;
    private readonly int firstLeg;
    private readonly List<int[]> seriesByOrigin = [];
    private readonly Pinned<SiteTerm> terms;
    private readonly Pinned<int> rows;

    public OpenExits(CompiledModel model, HazardTerm[][] byStageAndPlace, HazardTerm[][] byRoute)
    {
        this.model = model;
        (HazardTerm[] Terms, int Place)[] sites =
        [
            .. byStageAndPlace.Select((t, site) => (t, site / StageNames.Count)), .. byRoute.Select((t, route) => (t, model.Geography.From[route])),
        ];
        firstLeg = byStageAndPlace.Length;

        // One row after another, ordered by class first: what men abroad meet on the way is most of what is read, and stays together.
        SiteTerm[][] compiled = [.. sites.Select(site => site.Terms.Select(Compiled).ToArray())];
        Sites = sites.Length;
        rows = new Pinned<int>((Classes * sites.Length) + 1);
        List<SiteTerm> all = [];
        foreach (Role role in Enum.GetValues<Role>())
        {
            foreach (Age age in Enum.GetValues<Age>())
            {
                foreach (bool national in (bool[])[false, true])
                {
                    for (int site = 0; site < sites.Length; site++)
                    {
                        int country = model.Geography.CountryOf[sites[site].Place];
                        Set((ClassOf(role, age, national) * Sites) + site, all.Count);
                        all.AddRange(compiled[site].Select(term => Decided(term, role, age, national, country)).Where(term => term.Scale > 0));
                        Set((ClassOf(role, age, national) * Sites) + site + 1, all.Count);
                        Most = Math.Max(Most, all.Count - RowStart((ClassOf(role, age, national) * Sites) + site));
                    }
                }
            }
        }

        terms = Filled(all);
    }

    /// <summary>Greatest number of exits of any state.</summary>
    public int Most { get; }

    private int Sites { get; }

    /// <summary>The exits that are open to a person in a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="open">Receives them; holds <see cref="Most"/>.</param>
    /// <param name="constant">Receives the sum of the hazards that never change.</param>
    /// <param name="varies">Receives whether any of them changes.</param>
    /// <returns>Their number.</returns>
    public int Of(in PersonState state, Span<StateTerm> open, out double constant, out bool varies)
    {
        int origin = model.Population.OriginOf[state.Group];
        int row = RowOf(state, origin);
        int end = rows.Pointer[row + 1];
        int n = 0;
        constant = 0;
        varies = false;
        for (int t = rows.Pointer[row]; t < end; t++)
        {
            ref readonly SiteTerm term = ref terms.Pointer[t];
            double factor = term.Scale;
            if (term.Person != PersonFactor.None)
            {
                factor *= model.FactorOf(term.Person, state);
                if (factor <= 0)
                {
                    continue;
                }
            }

            int series = term.Series >= Constant ? term.Series : seriesByOrigin[FirstByOrigin - term.Series][origin];
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

    /// <summary>Asks for the exits of a person before they are needed.</summary>
    public void Prefetch(in PersonState state)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(terms.Pointer + rows.Pointer[RowOf(state, model.Population.OriginOf[state.Group])]);
        }
    }

    private int RowOf(in PersonState state, int origin)
    {
        bool national = model.Population.OriginCountry[origin] == model.Geography.CountryOf[state.Place];
        int kind = ClassOf(model.Population.RoleOf[state.Group], state.Age, national);
        return (kind * Sites) + (state.Stage == Stage.InTransit ? firstLeg + state.Route : (state.Place * StageNames.Count) + (int)state.Stage);
    }

    private void Set(int row, int start) => rows.Pointer[row] = start;

    private int RowStart(int row) => rows.Pointer[row];

    private static Pinned<SiteTerm> Filled(List<SiteTerm> all)
    {
        Pinned<SiteTerm> filled = new(all.Count + 1);
        for (int t = 0; t < all.Count; t++)
        {
            filled.Pointer[t] = all[t];
        }

        return filled;
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
            PersonFactor.Chargeable or PersonFactor.ChargeableCompleted => national && model.Justice.Responsibility(country, age) > 0 ? null : 0,
            PersonFactor.NoviceMan or PersonFactor.TargetMan or PersonFactor.LeavingAgain => role == Role.Man ? null : 0,
            PersonFactor.Repatriation => role == Role.Man ? 0 : null,
            _ => null,
        };
        return factor is { } decided ? term with { Scale = term.Scale * decided, Person = PersonFactor.None } : term;
    }

    private SiteTerm Compiled(HazardTerm term)
    {
        // A series by origin keeps its column even where it never changes: the scale is common to all origins.
        int series = Constant;
        if (term.ByOrigin is not null)
        {
            series = FirstByOrigin - seriesByOrigin.Count;
            seriesByOrigin.Add([.. term.ByOrigin.Select(s => model.Hazards.IndexOf(s ?? term.Series))]);
        }
        else if (!term.Series.IsConstant)
        {
            series = model.Hazards.IndexOf(term.Series);
        }

        double scale = series == Constant ? term.Scale * term.Series.Rate : term.Scale;
        return new SiteTerm(scale, checked((short)series), checked((short)term.Lever), term.Person, term.Exit, term.Field);
    }

    /// <summary>Sixteen bytes, so that what is open to a person is a line or two of the cache.</summary>
    private readonly record struct SiteTerm(double Scale, short Series, short Lever, PersonFactor Person, Exit Exit, FieldFactor Field);
}

/// <summary>An exit open to a state: its bound is a factor, times a daily hazard where that changes.</summary>
/// <param name="Factor">Hazard a day, or the factor of the daily hazard.</param>
/// <param name="Series">Column of the daily hazard; -1 where it never changes.</param>
/// <param name="Lever">Lever of a modeller's own rule that scales it; -1 for none.</param>
/// <param name="Exit">What happens.</param>
/// <param name="Field">Field of the day that scales it down.</param>
internal readonly record struct StateTerm(double Factor, int Series, short Lever, Exit Exit, FieldFactor Field);
