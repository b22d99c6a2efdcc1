namespace Dispersal.Model;

/// <summary>
/// What all persons see on a day: levels that follow from the stocks and events of the days before. Computed once a day from whole
/// numbers in the order of ids, so that no thread count can change a bit.
/// </summary>
internal sealed class Fields(Geography geography, int affiliates, int levers, double[] cells, FieldCells at)
{
    /// <summary>Travellers that guides of each route can still take today (M6).</summary>
    public double[] Guides { get; } = new double[geography.Routes.Length];

    /// <summary>Share of travellers of each route who find a guide today (M6).</summary>
    public double[] GuidedShare { get; } = new double[geography.Routes.Length];

    /// <summary>Strength of the hub at each place (M8).</summary>
    public double[] Hub { get; } = new double[geography.Places.Length];

    /// <summary>Strength of the hub at each place were it unworn (M8).</summary>
    public double[] UnwornHub { get; } = new double[geography.Places.Length];

    /// <summary>Threat perceived in each country (M8).</summary>
    public double[] Threat { get; } = new double[geography.Countries.Length];

    /// <summary>Persons on the leg of each route at the start of the day.</summary>
    public Counts OnLeg { get; } = new(cells, at.OnLeg, geography.Routes.Length);

    /// <summary>Persons settled, by origin and role and place, at the start of the day (M4).</summary>
    public Counts Settled { get; } = new(cells, at.Settled, at.InCells - at.Settled);

    /// <summary>Persons alive, by origin and role, at the start of the day (M4).</summary>
    public Counts Alive { get; } = new(cells, at.Alive, at.AtLibertyByRisk - at.Alive);

    /// <summary>Guided travellers stopped on each route the day before (M6).</summary>
    public Counts GuidedStops { get; } = new(cells, at.GuidedStops, geography.Routes.Length);

    /// <summary>Interior arrests at each place the day before (M8).</summary>
    public Counts InteriorArrests { get; } = new(cells, at.InteriorArrests, geography.Places.Length);

    /// <summary>Persons who crossed into each country from another the day before (M8).</summary>
    public Counts Entries { get; } = new(cells, at.Entries, geography.Countries.Length);

    /// <summary>Attacks executed in each country the day before (M8, M14).</summary>
    public Counts Attacks { get; } = new(cells, at.Attacks, geography.Countries.Length);

    /// <summary>Levels that the modeller's own rules set today.</summary>
    public double[] Levels { get; } = new double[levers];

    /// <summary>Number of classes of risk by which persons are watched (M11).</summary>
    public const int RiskClasses = 4;

    /// <summary>Persons known or in a programme, by country and class of risk, at the start of the day (M11).</summary>
    public Counts AtLibertyByRisk { get; } = new(cells, at.AtLibertyByRisk, geography.Countries.Length * RiskClasses);

    /// <summary>P(watched) by country and class of risk; the last class is the home-grown subjects (M11).</summary>
    public double[] Watched { get; } = new double[geography.Countries.Length * RiskClasses];

    /// <summary>Numbers by country and class of risk for which <see cref="Watched"/> was worked out (M11).</summary>
    public double[] TriagedNumbers { get; } = new double[geography.Countries.Length * RiskClasses];

    /// <summary>Capacity by country for which <see cref="Watched"/> was worked out (M11).</summary>
    public double[] TriagedPlaces { get; } = new double[geography.Countries.Length];

    /// <summary>Load of the authorities by country (M11).</summary>
    public double[] WatchLoad { get; } = new double[geography.Countries.Length];

    /// <summary>The part of the load that is watched, by country (M11).</summary>
    public double[] WatchCovered { get; } = new double[geography.Countries.Length];

    /// <summary>Nationals known at home, by country, at the start of the day (M12).</summary>
    public Counts KnownAtHome { get; } = new(cells, at.KnownAtHome, geography.Countries.Length);

    /// <summary>Participants of the programme of each country at the start of the day (M12).</summary>
    public Counts Participants { get; } = new(cells, at.Participants, geography.Countries.Length);

    /// <summary>P(an applicant is admitted), by country (M12).</summary>
    public double[] Admission { get; } = new double[geography.Countries.Length];

    /// <summary>Persons in cells, by origin and role and country, at the start of the day (M13).</summary>
    public Counts InCells { get; } = new(cells, at.InCells, at.End - at.InCells);

    /// <summary>Prominent persons just back and at liberty, by country, at the start of the day (M13).</summary>
    public Counts FreshProminent { get; } = new(cells, at.FreshProminent, geography.Countries.Length);

    /// <summary>Number of classes of persons sent: veterans and novices (M14).</summary>
    public const int TeamClasses = 2;

    /// <summary>Number of counts of those who took part in a directed plot: all, known to the authorities, posing as refugees (M14).</summary>
    public const int TakingPartCounts = 3;

    /// <summary>Persons sent who are in cells, by country and class, at the start of the day (M14).</summary>
    public Counts Team { get; } = new(cells, at.Team, geography.Countries.Length * TeamClasses);

    /// <summary>Those of them who came posing as refugees, by country, at the start of the day (M14).</summary>
    public Counts PosedInTeam { get; } = new(cells, at.PosedInTeam, geography.Countries.Length);

    /// <summary>Today's order to the team of each country (M14).</summary>
    public Order[] Orders { get; } = new Order[geography.Countries.Length];

    /// <summary>Persons sent who took part in a plot, by country and count: today's once the day has been applied (M14).</summary>
    public Counts TakingPart { get; } = new(cells, at.TakingPart, geography.Countries.Length * TakingPartCounts);

    /// <summary>Home-grown mobilised, by country (M15).</summary>
    public double[] Mobilised { get; } = new double[geography.Countries.Length];

    /// <summary>Appeal of the cause (M15).</summary>
    public double Appeal { get; set; }

    /// <summary>Online reach (M15).</summary>
    public double Reach { get; set; }

    /// <summary>Foreigners with each affiliate at the start of the day (M16).</summary>
    public Counts ForeignersWith { get; } = new(cells, at.ForeignersWith, affiliates);

    /// <summary>Veterans who reached each affiliate the day before (M16).</summary>
    public Counts VeteransReached { get; } = new(cells, at.VeteransReached, affiliates);

    /// <summary>Locals of each affiliate (M16).</summary>
    public double[] Locals { get; } = new double[affiliates];

    /// <summary>Strength of each affiliate (M16).</summary>
    public double[] Strength { get; } = new double[affiliates];

    /// <summary>Intensity of each affiliate's war relative to what is written (M16).</summary>
    public double[] Intensity { get; } = new double[affiliates];

    /// <summary>Weight of each retreat on the ground that is held there, for which <see cref="LogHeldWeight"/> was worked out (M4).</summary>
    public double[] HeldWeight { get; } = new double[geography.Places.Length];

    /// <summary>Logarithm of <see cref="HeldWeight"/> (M4).</summary>
    public double[] LogHeldWeight { get; } = [.. Enumerable.Repeat(double.NegativeInfinity, geography.Places.Length)];

    /// <summary>What draws everybody to each place to go today: retreats, affiliates, third countries in order (M4).</summary>
    public double[] Pull { get; } = new double[(2 * geography.Places.Length) + affiliates];

    /// <summary>Exponential of what draws everybody to each alternative today: home, underground, then <see cref="Pull"/>; zeros up to whole vectors, for which there is room.</summary>
    public double[] PullFactor { get; } = new double[(2 * geography.Places.Length) + affiliates + 16];

    /// <summary>Persons of an origin and role who are settled at a place.</summary>
    public double SettledAt(int originRole, int place) => CountAt(at.SettledAt(originRole, place));

    /// <summary>Persons of an origin and role who are settled at each place to go to, in the order of the places.</summary>
    public void SettledAtGoals(int originRole, Span<double> numbers)
    {
        ReadOnlySpan<double> settled = cells.AsSpan(at.SettledOf(originRole));
        ReadOnlySpan<ushort> slots = at.SlotsOfGoals(originRole);
        for (int i = 0; i < slots.Length; i++)
        {
            numbers[i] = settled[slots[i]];
        }
    }

    /// <summary>Persons of an origin and role who are in cells of a country.</summary>
    public double InCellsOf(int originRole, int country) => CountAt(at.InCellsOf(originRole, country));

    /// <summary>Levels that carry over from one day to the next. The others follow from these, the counts and the day.</summary>
    private double[][] Memory => [Guides, GuidedShare, Hub, UnwornHub, Threat, Watched, WatchLoad, WatchCovered, Admission, Mobilised, Locals, Strength, Intensity];

    /// <summary>All that carries over to the next day beside the counts.</summary>
    public double[] Remembered() => [.. Memory.SelectMany(levels => levels), Appeal, Reach];

    /// <summary>Takes up what carried over; what was only kept so as not to be worked out again is forgotten.</summary>
    /// <exception cref="InvalidDataException">The number of levels is another.</exception>
    public void Remember(ReadOnlySpan<double> remembered)
    {
        if (remembered.Length != Memory.Sum(levels => levels.Length) + 2)
        {
            throw new InvalidDataException("it has another number of levels");
        }

        Clear();
        foreach (double[] levels in Memory)
        {
            remembered[..levels.Length].CopyTo(levels);
            remembered = remembered[levels.Length..];
        }

        (Appeal, Reach) = (remembered[0], remembered[1]);
        Array.Fill(TriagedPlaces, double.NaN);
    }

    private double CountAt(int cell) => cell < 0 ? 0 : cells[cell];

    /// <summary>Forgets everything, for the next replicate.</summary>
    public void Clear()
    {
        Array.Clear(Guides);
        Array.Clear(GuidedShare);
        Array.Clear(HeldWeight);
        Array.Fill(LogHeldWeight, double.NegativeInfinity);
        Array.Clear(Hub);
        Array.Clear(UnwornHub);
        Array.Clear(Threat);
        Array.Clear(Watched);
        Array.Clear(WatchLoad);
        Array.Clear(WatchCovered);
        Array.Clear(Admission);
        Array.Clear(Orders);
        Array.Clear(Mobilised);
        Array.Clear(Locals);
        Array.Clear(Strength);
        Array.Clear(Intensity);
        Appeal = 0;
        Reach = 0;
        ClearEvents();
    }

    /// <summary>Forgets the events of the day before.</summary>
    public void ClearEvents() => cells.AsSpan(at.First, at.EndOfEvents - at.First).Clear();
}
