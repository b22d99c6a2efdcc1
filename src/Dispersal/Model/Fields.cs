namespace Dispersal.Model;

/// <summary>
/// What all persons see on a day: levels that follow from the stocks and events of the days before. Computed once a day from whole
/// numbers in the order of ids, so that no thread count can change a bit.
/// </summary>
internal sealed class Fields(Geography geography, Population population)
{
    private readonly int places = geography.Places.Length;

    /// <summary>Travellers that guides of each route can still take today (M6).</summary>
    public double[] Guides { get; } = new double[geography.Routes.Length];

    /// <summary>Share of travellers of each route who find a guide today (M6).</summary>
    public double[] GuidedShare { get; } = new double[geography.Routes.Length];

    /// <summary>Strength of the hub at each place (M8).</summary>
    public double[] Hub { get; } = new double[geography.Places.Length];

    /// <summary>Threat perceived in each country (M8).</summary>
    public double[] Threat { get; } = new double[geography.Countries.Length];

    /// <summary>Persons on the leg of each route at the start of the day.</summary>
    public int[] OnLeg { get; } = new int[geography.Routes.Length];

    /// <summary>Persons settled, by origin and role and place, at the start of the day (M4).</summary>
    public int[] Settled { get; } = new int[population.Origins.Length * Population.Roles * geography.Places.Length];

    /// <summary>Persons alive, by origin and role, at the start of the day (M4).</summary>
    public int[] Alive { get; } = new int[population.Origins.Length * Population.Roles];

    /// <summary>Guided travellers stopped on each route the day before (M6).</summary>
    public int[] GuidedStops { get; } = new int[geography.Routes.Length];

    /// <summary>Interior arrests at each place the day before (M8).</summary>
    public int[] InteriorArrests { get; } = new int[geography.Places.Length];

    /// <summary>Persons who crossed into each country from another the day before (M8).</summary>
    public int[] Entries { get; } = new int[geography.Countries.Length];

    /// <summary>Share of the persons of an origin and role who are settled at a place.</summary>
    public double TiesTo(int originRole, int place)
    {
        int settled = Settled[(originRole * places) + place];
        return settled == 0 ? 0 : (double)settled / Alive[originRole];
    }

    /// <summary>Forgets everything, for the next replicate.</summary>
    public void Clear()
    {
        Array.Clear(Guides);
        Array.Clear(GuidedShare);
        Array.Clear(Hub);
        Array.Clear(Threat);
        Array.Clear(OnLeg);
        Array.Clear(Settled);
        Array.Clear(Alive);
        ClearEvents();
    }

    /// <summary>Forgets the events of the day before.</summary>
    public void ClearEvents()
    {
        Array.Clear(GuidedStops);
        Array.Clear(InteriorArrests);
        Array.Clear(Entries);
    }
}
