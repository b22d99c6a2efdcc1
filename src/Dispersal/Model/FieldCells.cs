namespace Dispersal.Model;

/// <summary>Where the counts that fields are made of stand in the array of all counts.</summary>
internal sealed class FieldCells
{
    // Ties are looked up where persons can choose to go, and in cells of countries where persons can be at liberty: nowhere else is anything counted.
    private readonly int[] slotOfPlace;
    private readonly int[] slotOfCountry;
    private readonly int[] home;
    private readonly int[] homeCountry;
    private readonly ushort[] slotsOfGoals;
    private readonly int goals;
    private readonly int placeSlots;
    private readonly int countrySlots;

    /// <summary>Lays the counts out.</summary>
    /// <param name="geography">The places.</param>
    /// <param name="population">The origins.</param>
    /// <param name="goals">Places other than homes that persons can choose to go to.</param>
    /// <param name="thirdCountries">Places other than homes where persons can live at liberty.</param>
    /// <param name="affiliates">Number of affiliates.</param>
    /// <param name="first">First free position.</param>
    public FieldCells(Geography geography, Population population, IReadOnlyList<int> goals, IReadOnlyList<int> thirdCountries, int affiliates, int first)
    {
        slotOfPlace = Slots(geography.Places.Length, goals, out placeSlots);
        slotOfCountry = Slots(geography.Countries.Length, thirdCountries.Select(p => geography.CountryOf[p]), out countrySlots);
        home = [.. Enumerable.Range(0, population.Origins.Length * Population.Roles).Select(or => population.Home[or / Population.Roles])];
        homeCountry = [.. Enumerable.Range(0, population.Origins.Length * Population.Roles).Select(or => population.OriginCountry[or / Population.Roles])];
        this.goals = goals.Count;
        slotsOfGoals = [.. home.SelectMany(homePlace => goals.Select(goal => goal == homePlace ? (ushort)0 : checked((ushort)slotOfPlace[goal])))];
        int routes = geography.Routes.Length;
        int places = geography.Places.Length;
        int countries = geography.Countries.Length;
        int originRoles = population.Origins.Length * Population.Roles;
        int next = first;
        First = first;
        GuidedStops = Block(routes);
        InteriorArrests = Block(places);
        Entries = Block(countries);
        Attacks = Block(countries);
        VeteransReached = Block(affiliates);
        TakingPart = Block(countries * Fields.TakingPartCounts);
        EndOfEvents = next;
        OnLeg = Block(routes);
        Alive = Block(originRoles);
        AtLibertyByRisk = Block(countries * Fields.RiskClasses);
        KnownAtHome = Block(countries);
        Participants = Block(countries);
        FreshProminent = Block(countries);
        Team = Block(countries * Fields.TeamClasses);
        PosedInTeam = Block(countries);
        ForeignersWith = Block(affiliates);
        Settled = Block(originRoles * placeSlots);
        InCells = Block(originRoles * countrySlots);
        End = next;

        int Block(int size)
        {
            int start = next;
            next += size;
            return start;
        }
    }

    /// <summary>First of them.</summary>
    public int First { get; }

    /// <summary>One past the last.</summary>
    public int End { get; }

    /// <summary>One past the counts of a day's events, which come first.</summary>
    public int EndOfEvents { get; }

    /// <summary>Guided travellers stopped today, by route.</summary>
    public int GuidedStops { get; }

    /// <summary>Interior arrests today, by place.</summary>
    public int InteriorArrests { get; }

    /// <summary>Persons who crossed in from another country today, by country.</summary>
    public int Entries { get; }

    /// <summary>Attacks executed today, by country.</summary>
    public int Attacks { get; }

    /// <summary>Veterans who reached each affiliate today.</summary>
    public int VeteransReached { get; }

    /// <summary>Persons sent who took part in a plot today, by country: all, those known to the authorities, those who posed as refugees.</summary>
    public int TakingPart { get; }

    /// <summary>Persons on the leg of each route.</summary>
    public int OnLeg { get; }

    /// <summary>Persons alive, by origin and role.</summary>
    public int Alive { get; }

    /// <summary>Persons known or in a programme, by country and class of risk.</summary>
    public int AtLibertyByRisk { get; }

    /// <summary>Nationals known at home, by country.</summary>
    public int KnownAtHome { get; }

    /// <summary>Participants of programmes, by country.</summary>
    public int Participants { get; }

    /// <summary>Prominent persons just back and at liberty, by country.</summary>
    public int FreshProminent { get; }

    /// <summary>Persons sent who are in cells, by country: veterans, novices.</summary>
    public int Team { get; }

    /// <summary>Those of them who came posing as refugees, by country.</summary>
    public int PosedInTeam { get; }

    /// <summary>Foreigners with each affiliate.</summary>
    public int ForeignersWith { get; }

    /// <summary>Persons settled, by origin and role: at home, then at each place to go to; see <see cref="SettledAt"/>.</summary>
    public int Settled { get; }

    /// <summary>Persons in cells, by origin and role: at home, then in each third country; see <see cref="InCellsOf"/>.</summary>
    public int InCells { get; }

    /// <summary>Where the settled of an origin and role at a place are counted; -1 where nobody asks.</summary>
    public int SettledAt(int originRole, int place)
    {
        int slot = place == home[originRole] ? 0 : slotOfPlace[place];
        return slot < 0 ? -1 : Settled + (originRole * placeSlots) + slot;
    }

    /// <summary>Where those of an origin and role in cells of a country are counted; -1 where nobody can be.</summary>
    public int InCellsOf(int originRole, int country)
    {
        int slot = country == homeCountry[originRole] ? 0 : slotOfCountry[country];
        return slot < 0 ? -1 : InCells + (originRole * countrySlots) + slot;
    }

    /// <summary>Where the settled of an origin and role are counted: at home, then at each place to go to.</summary>
    public Range SettledOf(int originRole) => (Settled + (originRole * placeSlots))..(Settled + ((originRole + 1) * placeSlots));

    /// <summary>Of <see cref="SettledOf"/>, the count of each place to go to.</summary>
    public ReadOnlySpan<ushort> SlotsOfGoals(int originRole) => slotsOfGoals.AsSpan(originRole * goals, goals);

    // Slot 0 is home; the others are numbered from 1.
    private static int[] Slots(int size, IEnumerable<int> members, out int number)
    {
        int[] slots = new int[size];
        Array.Fill(slots, -1);
        number = 1;
        foreach (int member in members)
        {
            if (slots[member] < 0)
            {
                slots[member] = number++;
            }
        }

        return slots;
    }
}
