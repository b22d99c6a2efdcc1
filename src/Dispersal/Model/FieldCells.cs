namespace Dispersal.Model;

/// <summary>Where the counts that fields are made of stand in the array of all counts.</summary>
internal sealed class FieldCells
{
    public FieldCells(Geography geography, Population population, int affiliates, int first)
    {
        int routes = geography.Routes.Length;
        int places = geography.Places.Length;
        int countries = geography.Countries.Length;
        int originRoles = population.Origins.Length * Population.Roles;
        int next = first;
        First = first;
        GuidedStops = Block(routes);
        InteriorArrests = Block(places);
        Entries = Block(countries);
        VeteransReached = Block(affiliates);
        EndOfEvents = next;
        OnLeg = Block(routes);
        Alive = Block(originRoles);
        AtLibertyByRisk = Block(countries * Fields.RiskClasses);
        KnownAtHome = Block(countries);
        Participants = Block(countries);
        FreshProminent = Block(countries);
        ForeignersWith = Block(affiliates);
        Settled = Block(originRoles * places);
        InCells = Block(originRoles * countries);
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

    /// <summary>Veterans who reached each affiliate today.</summary>
    public int VeteransReached { get; }

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

    /// <summary>Foreigners with each affiliate.</summary>
    public int ForeignersWith { get; }

    /// <summary>Persons settled, by origin and role and place.</summary>
    public int Settled { get; }

    /// <summary>Persons in cells, by origin and role and country.</summary>
    public int InCells { get; }
}
