using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dispersal.Model;
using By = Dispersal.Engines.DecidedBy;

namespace Dispersal.Engines;

/// <summary>
/// The exits of every stage and place in the form in which the engines read them: what is common to all persons there, beside the columns of the daily
/// hazards; what depends on the person is multiplied in for each.
/// </summary>
/// <remarks>Most stages and places have the exits of many others: equal ones are one row.</remarks>
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
    private readonly Pinned<StateTerm> terms;
    private readonly Pinned<Row> rows;
    private readonly Pinned<int> rowOf;
    private readonly Pinned<GroupClass> groups;
    private readonly Pinned<int> countryOf;

    public OpenExits(CompiledModel model, HazardTerm[][] byStageAndPlace, HazardTerm[][] byRoute)
    {
        this.model = model;
        (HazardTerm[] Terms, int Place)[] sites =
        [
            .. byStageAndPlace.Select((t, site) => (t, site / StageNames.Count)), .. byRoute.Select((t, route) => (t, model.Geography.From[route])),
        ];
        firstLeg = byStageAndPlace.Length;

        StateTerm[][] compiled = [.. sites.Select(site => site.Terms.Select(Compiled).ToArray())];
        Sites = sites.Length;
        rowOf = new Pinned<int>(Classes * sites.Length);
        DistinctRows distinct = new();
        foreach (Role role in Enum.GetValues<Role>())
        {
            foreach (Age age in Enum.GetValues<Age>())
            {
                foreach (bool national in (bool[])[false, true])
                {
                    for (int site = 0; site < sites.Length; site++)
                    {
                        int country = model.Geography.CountryOf[sites[site].Place];
                        StateTerm[] open =
                            [.. compiled[site].Select(term => Decided(term, role, age, national, country)).Where(term => term.Factor > 0)];
                        rowOf.Pointer[(ClassOf(role, age, national) * Sites) + site] = distinct.NumberOf(open, Apart(open, role, age, country));
                        Most = Math.Max(Most, open.Length);
                    }
                }
            }
        }

        terms = Filled(distinct.Terms);
        rows = Filled(distinct.Rows);
        groups = new Pinned<GroupClass>(model.Population.Groups.Length);
        for (int group = 0; group < model.Population.Groups.Length; group++)
        {
            groups.Pointer[group] = new GroupClass(
                ClassOf(model.Population.RoleOf[group], Age.Child, national: false), model.Population.OriginCountry[model.Population.OriginOf[group]]);
        }

        countryOf = new Pinned<int>(model.Geography.CountryOf.Length);
        model.Geography.CountryOf.CopyTo(new Span<int>(countryOf.Pointer, model.Geography.CountryOf.Length));
    }

    /// <summary>Greatest number of exits of any state.</summary>
    public int Most { get; }

    private int Sites { get; }

    /// <summary>Number of rows: different lists of exits, by stage and place and by what of the persons there decides at once.</summary>
    public int Rows => (int)rows.Length;

    /// <summary>What of a person the hazards of a row's exits still depend on.</summary>
    public DecidedBy DecidedBy(int row) => rows.Pointer[row].DecidedBy;

    /// <summary>What <see cref="By.Traits"/> tells apart in a person, in its bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TraitsOf(in PersonState state)
    {
        int traits = (int)state.Traits;
        return (traits & (int)By.Veteran)
            | (state.Commitment * (int)By.MiddleCommitment)
            | (state.Phase == 0 ? (int)By.Fresh : 0)
            | ((traits & (int)Traits.Evidence) / ((int)Traits.Evidence / (int)By.Evidence))
            | ((traits & (int)Traits.Completed) / ((int)Traits.Completed / (int)By.Completed))
            | ((traits & (int)Traits.Directed) / ((int)Traits.Directed / (int)By.Directed));
    }

    /// <summary>The row of a state: what its exits are read from.</summary>
    public int RowOf(in PersonState state) => RowAt(PositionOf(state));

    /// <summary>The row at a position.</summary>
    public int RowAt(int position) => rowOf.Pointer[position];

    /// <summary>Number of positions.</summary>
    public int Positions => (int)rowOf.Length;

    /// <summary>Where the row of a state is found: by stage and place or route, and by role, age and whether the person is a national.</summary>
    public int PositionOf(in PersonState state)
    {
        GroupClass group = groups.Pointer[state.Group];
        int kind = group.First + (2 * (int)state.Age) + (group.Country == countryOf.Pointer[state.Place] ? 1 : 0);
        int site = state.Stage == Stage.InTransit ? firstLeg + state.Route : (state.Place * StageNames.Count) + (int)state.Stage;
        return (kind * Sites) + site;
    }

    /// <summary>The exits that are open to a person in a state.</summary>
    public ReadOnlySpan<StateTerm> Of(in PersonState state, Span<StateTerm> work, out double constant, out bool varies) =>
        Of(RowOf(state), state, work, out constant, out varies);

    /// <summary>The exits that are open to a person in a state.</summary>
    /// <param name="number">The state's row.</param>
    /// <param name="state">The state.</param>
    /// <param name="work">Work space; holds <see cref="Most"/>.</param>
    /// <param name="constant">Receives the sum of the hazards that never change.</param>
    /// <param name="varies">Receives whether any of them changes.</param>
    /// <returns>The exits: in the work space where something depends on the person, else as they were compiled.</returns>
    public ReadOnlySpan<StateTerm> Of(int number, in PersonState state, Span<StateTerm> work, out double constant, out bool varies)
    {
        ref readonly Row row = ref rows.Pointer[number];
        StateTerm* term = terms.Pointer + row.First;
        if (row.IsReady)
        {
            constant = row.Constant;
            varies = row.Varies;
            return new ReadOnlySpan<StateTerm>(term, row.Number);
        }

        int origin = model.Population.OriginOf[state.Group];
        int n = 0;
        constant = 0;
        varies = false;
        for (StateTerm* end = term + row.Number; term < end; term++)
        {
            double factor = term->Factor;
            if (term->Person != PersonFactor.None)
            {
                factor *= model.FactorOf(term->Person, state);
                if (factor <= 0)
                {
                    continue;
                }
            }

            short series = term->Series >= Constant ? term->Series : (short)seriesByOrigin[FirstByOrigin - term->Series][origin];
            if (series < 0)
            {
                constant += factor;
            }
            else
            {
                varies = true;
            }

            work[n++] = new StateTerm(factor, series, term->Lever, PersonFactor.None, term->Exit, term->Field);
        }

        return work[..n];
    }

    private static int ClassOf(Role role, Age age, bool national) => ((((int)role * Ages) + (int)age) * 2) + (national ? 1 : 0);

    private static Pinned<T> Filled<T>(List<T> all)
        where T : unmanaged
    {
        Pinned<T> filled = new(all.Count);
        CollectionsMarshal.AsSpan(all).CopyTo(new Span<T>(filled.Pointer, all.Count));
        return filled;
    }

    // A term with what role, age and nationality decide multiplied in; what also depends on more stays a factor of the person.
    private StateTerm Decided(StateTerm term, Role role, Age age, bool national, int country)
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
        return factor is { } decided ? term with { Factor = term.Factor * decided, Person = PersonFactor.None } : term;
    }

    // Rows of equal exits are kept apart where what the person multiplies in differs between those who read them.
    private static (DecidedBy By, ulong Who) Apart(ReadOnlySpan<StateTerm> open, Role role, Age age, int country)
    {
        DecidedBy by = By.Nothing;
        foreach (ref readonly StateTerm term in open)
        {
            by |= Decides(term.Person) | (term.Series < Constant ? By.Origin : By.Nothing);
        }

        ulong who = (by.HasFlag(By.Role) ? (ulong)role + 1 : 0)
            | (by.HasFlag(By.Age) ? ((ulong)age + 1) << 8 : 0)
            | (by.HasFlag(By.Country) ? ((ulong)country + 1) << 16 : 0);
        return (by, who);
    }

    // What CompiledModel.FactorOf reads of a person; what role, age and nationality decide alone has been decided by the row.
    private static By Decides(PersonFactor factor) => factor switch
    {
        PersonFactor.None => By.Nothing,
        PersonFactor.War or PersonFactor.NoviceMan => By.Role | By.Veteran,
        PersonFactor.Disillusion or PersonFactor.LeavingAgain => By.Role | By.Commitment,
        PersonFactor.Cooperation => By.Origin,
        PersonFactor.Chargeable => By.Country | By.Age | By.Evidence,
        PersonFactor.ChargeableCompleted => By.Country | By.Age | By.Evidence | By.Completed,
        PersonFactor.Joining => By.Role | By.Age | By.Commitment | By.Fresh,
        PersonFactor.Rejoining => By.Role | By.Age | By.Country | By.Completed,
        PersonFactor.Disengaging => By.Commitment,
        PersonFactor.Fresh => By.Fresh,
        PersonFactor.Directed or PersonFactor.NotDirected => By.Directed,
        PersonFactor.TargetMan or PersonFactor.Repatriation => By.Role | By.Origin,
        _ => throw new UnreachableException($"What {factor} depends on is not known."),
    };

    private StateTerm Compiled(HazardTerm term)
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
        return new StateTerm(scale, checked((short)series), checked((short)term.Lever), term.Person, term.Exit, term.Field);
    }

    /// <summary>A list of exits.</summary>
    /// <param name="Constant">Sum of the hazards that never change.</param>
    /// <param name="First">Its first term.</param>
    /// <param name="Number">Number of terms.</param>
    /// <param name="IsReady">Whether nothing in it depends on the person.</param>
    /// <param name="Varies">Whether any hazard changes.</param>
    /// <param name="DecidedBy">What of a person it depends on.</param>
    private readonly record struct Row(double Constant, int First, ushort Number, bool IsReady, bool Varies, By DecidedBy);

    /// <summary>Lists of exits, each kept once.</summary>
    private sealed class DistinctRows
    {
        private readonly Dictionary<ulong, List<int>> byContent = [];
        private readonly List<ulong> whose = [];

        public List<StateTerm> Terms { get; } = [];

        public List<Row> Rows { get; } = [];

        public int NumberOf(ReadOnlySpan<StateTerm> open, (By By, ulong Who) apart)
        {
            ulong content = Randomness.ContentHash.With(StateTerm.ContentOf(open), apart.Who);
            ref List<int>? alike = ref CollectionsMarshal.GetValueRefOrAddDefault(byContent, content, out _);
            alike ??= [];
            foreach (int row in alike)
            {
                if (whose[row] == apart.Who && open.SequenceEqual(CollectionsMarshal.AsSpan(Terms).Slice(Rows[row].First, Rows[row].Number)))
                {
                    return row;
                }
            }

            alike.Add(Rows.Count);
            Rows.Add(RowOf(open, Terms.Count, apart.By));
            whose.Add(apart.Who);
            Terms.AddRange(open);
            return Rows.Count - 1;
        }

        // What is the same for everybody there is summed up once.
        private static Row RowOf(ReadOnlySpan<StateTerm> open, int first, By by)
        {
            bool ready = true;
            bool varies = false;
            double constant = 0;
            foreach (ref readonly StateTerm term in open)
            {
                ready &= term.Person == PersonFactor.None && term.Series >= Constant;
                varies |= term.Series >= 0;
                constant += term.Series == Constant ? term.Factor : 0;
            }

            return new Row(constant, first, checked((ushort)open.Length), ready, varies, by);
        }
    }

    /// <summary>What of a group decides its rows: the first row of its role, and its country.</summary>
    private readonly record struct GroupClass(int First, int Country);
}

/// <summary>An exit open to a state: its bound is a factor, times a daily hazard where that changes. Sixteen bytes, so that what is open to a person is a
/// line or two of the cache.</summary>
/// <param name="Factor">Hazard a day, or the factor of the daily hazard.</param>
/// <param name="Series">Column of the daily hazard; -1 where it never changes, further down where it is the origin's own.</param>
/// <param name="Lever">Lever of a modeller's own rule that scales it; -1 for none.</param>
/// <param name="Person">What of the person is still to be multiplied in; none where it has been.</param>
/// <param name="Exit">What happens.</param>
/// <param name="Field">Field of the day that scales it down.</param>
internal readonly record struct StateTerm(double Factor, short Series, short Lever, PersonFactor Person, Exit Exit, FieldFactor Field)
{
    /// <summary>A hash of a list of exits.</summary>
    public static ulong ContentOf(ReadOnlySpan<StateTerm> open)
    {
        ulong content = (ulong)open.Length;
        foreach (ref readonly StateTerm term in open)
        {
            content = Randomness.ContentHash.With(content, BitConverter.DoubleToUInt64Bits(term.Factor));
            content = Randomness.ContentHash.With(content, ((ulong)(ushort)term.Series << 16) | (ushort)term.Lever);
            content = Randomness.ContentHash.With(content, ((ulong)term.Person << 16) | ((ulong)term.Exit << 8) | (ulong)term.Field);
        }

        return content;
    }
}
