using System.Globalization;
using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Mechanisms;

/// <summary>Persons of one group expected in one month, who get through or are stopped on the way in.</summary>
/// <param name="Group">The group.</param>
/// <param name="Key">Content hash of group, month and which of the two it is: the first part of every person's key.</param>
/// <param name="FirstDay">First day of the month inside the horizon.</param>
/// <param name="Days">Days of the month inside the horizon.</param>
/// <param name="Expected">Expected number.</param>
/// <param name="StoppedOnTheWay">Whether they are stopped on the way in rather than arriving.</param>
internal sealed record Intake(int Group, ulong Key, int FirstDay, int Days, double Expected, bool StoppedOnTheWay)
{
    /// <summary>Persons expected in the month in groups that differ from this one by their id only and come before it: all are rounded as one.</summary>
    public double Before { get; init; }

    /// <summary>Key of the draw that rounds them: that of the first.</summary>
    public ulong RoundedBy { get; init; } = Key;
}

/// <summary>
/// M1 Inflow: a month's arrivals of a group, dealt to days; the first theatre; what each person is like. Persons stopped on the way in come on top.
/// </summary>
/// <remarks>
/// Source: arrivals are counts from data, dealt as the scenario says; that they follow control and permeability by constant elasticities is assumed.
/// </remarks>
internal sealed class Inflow
{
    private readonly Geography geography;
    private readonly Population population;
    private readonly Territory territory;
    private readonly Course[] listed;
    private readonly double lowShare;
    private readonly double highShare;
    private readonly double youthShare;
    private readonly int[][] theatreCountries;
    private readonly double[][] theatreShares;
    private readonly int[][] placesOf;
    private readonly int[] allTheatre;
    private readonly int firstDayNumber;

    public Inflow(Scenario scenario, Geography geography, Population population, Territory territory)
    {
        this.geography = geography;
        this.population = population;
        this.territory = territory;
        firstDayNumber = scenario.Start.DayNumber;
        InflowParameters parameters = scenario.Inflow;
        lowShare = parameters.LowCommitmentShare;
        highShare = parameters.HighCommitmentShare;
        youthShare = scenario.Families.YouthShare;
        listed = Courses.Column(scenario, "countries", geography.Countries, c => c.Id, "listed-probability");
        StoppedAt = parameters.StoppedAt is { } place ? geography.Place(place) : -1;

        ILookup<string, FirstTheatre> rows = scenario.FirstTheatres.ToLookup(t => t.Origin, StringComparer.Ordinal);
        theatreCountries = new int[population.Origins.Length][];
        theatreShares = new double[population.Origins.Length][];
        for (int o = 0; o < population.Origins.Length; o++)
        {
            FirstTheatre[] own = [.. rows[population.Origins[o]]];
            own = own.Length > 0 ? own : [.. rows["*"]];
            theatreCountries[o] = [.. own.Select(t => geography.Country(t.Theatre))];
            theatreShares[o] = [.. own.Select(t => t.Share.Value)];
        }

        allTheatre = [.. Enumerable.Range(0, geography.Places.Length).Where(p => geography.IsTheatre[p])];
        placesOf = [.. Enumerable.Range(0, geography.Countries.Length).Select(c => allTheatre.Where(p => geography.CountryOf[p] == c).ToArray())];
        Intakes = parameters.On ? Plan(scenario) : [];
    }

    /// <summary>Everybody expected, by group and month.</summary>
    public IReadOnlyList<Intake> Intakes { get; }

    /// <summary>Place at which those stopped on the way in are held; -1 where nobody is.</summary>
    public int StoppedAt { get; }

    /// <summary>
    /// Number of persons of an intake in a replicate: the expected number, rounded by chance so that its mean is kept, and so that groups that differ
    /// by their id only have together as many as one group of them all would have (systematic sampling).
    /// </summary>
    public static int Number(Intake intake, in StreamKey luck) => checked((int)Persons(intake, luck));

    /// <summary>The same where it may be more than can be told apart.</summary>
    public static long Persons(Intake intake, in StreamKey luck)
    {
        double up = luck.Draw(intake.RoundedBy, 0, Purpose.ArrivalCount).First;
        return Rounded(intake.Before + intake.Expected) - Rounded(intake.Before);

        long Rounded(double expected) => (long)Math.Floor(expected) + (up < expected - Math.Floor(expected) ? 1 : 0);
    }

    /// <summary>Number of different persons who can arrive in a group, whenever and wherever they do.</summary>
    public int Characters(int group)
    {
        FighterGroup who = population.Groups[group];
        int characters = who.Commitment is Commitment.Low or Commitment.Middle or Commitment.High ? 1 : 3;
        return characters * 2 * Either(who.VeteranShare) * Either(who.ProminentShare) * (who.Role == Role.Minor ? Either(youthShare) : 1);

        static int Either(double share) => share is > 0 and < 1 ? 2 : 1;
    }

    /// <summary>Key of a person of an intake.</summary>
    public static ulong PersonKey(Intake intake, int index) => ContentHash.With(intake.Key, (ulong)index);

    /// <summary>Day on which a person arrives: every day of the month inside the horizon is equally likely.</summary>
    public static int ArrivalDay(Intake intake, ulong person, in StreamKey luck) =>
        intake.FirstDay + Math.Min(intake.Days - 1, (int)(luck.Draw(person, 0, Purpose.ArrivalDay).First * intake.Days));

    /// <summary>Draws that <see cref="Foresee"/> foresees.</summary>
    public const int DrawsForeseen = 4;

    /// <summary>Foresees the draws of a person's arrival.</summary>
    public static void Foresee(ulong person, ForeseenDraws draws)
    {
        draws.Add(person, 0, Purpose.Traits);
        draws.Add(person, 0, Purpose.Listed);
        draws.Add(person, 0, Purpose.Character);
        draws.Add(person, 0, Purpose.FirstPlace);
    }

    /// <summary>The state in which a person enters on a day, as the chooser decides.</summary>
    public PersonState Enter<TChooser>(Intake intake, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        PersonState state = default;
        state.Group = (ushort)intake.Group;
        state.Goal = PersonState.None;
        state.Route = PersonState.None;
        DrawTraits(ref state, day, ref chooser);
        int origin = population.OriginOf[intake.Group];
        if (intake.StoppedOnTheWay)
        {
            return geography.CountryOf[StoppedAt] == population.OriginCountry[origin]
                ? state.At(Stage.Known, population.Home[origin])
                : state.At(Stage.Held, StoppedAt);
        }

        state.Traits |= Traits.Departed;
        int country = theatreCountries[origin][chooser.Weigh(Purpose.FirstPlace, Uniform.First, theatreShares[origin])];
        (int place, Stage stage) = FirstPlace(country, day, ref chooser);
        return state.At(stage, place);
    }

    private (int Place, Stage Stage) FirstPlace<TChooser>(int country, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        int chosen = PickHeld(placesOf[country], day, ref chooser);
        if (chosen < 0)
        {
            chosen = PickHeld(allTheatre, day, ref chooser);
        }

        if (chosen >= 0)
        {
            return (chosen, Stage.Embedded);
        }

        // No ground is held anywhere: whoever still comes lives among the population.
        int[] candidates = placesOf[country];
        Span<double> weights = stackalloc double[candidates.Length];
        for (int i = 0; i < candidates.Length; i++)
        {
            weights[i] = geography.Places[candidates[i]].Weight;
        }

        return (candidates[chooser.Weigh(Purpose.FirstPlace, Uniform.Second, weights)], Stage.Underground);
    }

    private int PickHeld<TChooser>(int[] candidates, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        Span<double> weights = stackalloc double[candidates.Length];
        double total = 0;
        for (int i = 0; i < candidates.Length; i++)
        {
            weights[i] = geography.Places[candidates[i]].Weight * territory.ControlOf(candidates[i], day);
            total += weights[i];
        }

        return total > 0 ? candidates[chooser.Weigh(Purpose.FirstPlace, Uniform.Second, weights)] : -1;
    }

    private void DrawTraits<TChooser>(ref PersonState state, int day, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        FighterGroup group = population.Groups[state.Group];
        state.Commitment = group.Commitment switch
        {
            Commitment.Low => 0,
            Commitment.Middle => 1,
            Commitment.High => 2,
            _ => (byte)chooser.Split(Purpose.Traits, Uniform.First, lowShare, 1 - highShare),
        };
        if (chooser.Happens(Purpose.Traits, Uniform.Second, group.VeteranShare))
        {
            state.Traits |= Traits.Veteran;
        }

        int country = population.OriginCountry[population.OriginOf[state.Group]];
        if (chooser.Happens(Purpose.Listed, Uniform.First, listed[country][day]))
        {
            state.Traits |= Traits.Listed;
        }

        Country origin = geography.Countries[country];
        int calendarDay = firstDayNumber + day;
        if (origin.JoiningLaw?.DayNumber <= calendarDay)
        {
            state.Traits |= Traits.JoiningLaw;
        }

        if (origin.MembershipLaw?.DayNumber <= calendarDay)
        {
            state.Traits |= Traits.MembershipLaw;
        }

        state.Age = group.Role != Role.Minor ? Age.Adult : chooser.Happens(Purpose.Character, Uniform.First, youthShare) ? Age.Youth : Age.Child;
        if (chooser.Happens(Purpose.Character, Uniform.Second, group.ProminentShare))
        {
            state.Traits |= Traits.Prominent;
        }
    }

    private List<Intake> Plan(Scenario scenario)
    {
        Course stopped = scenario.CourseOf("inflow/stopped-share");
        OuterConditions? here = scenario.Baseline is null ? null : new OuterConditions(scenario, geography, territory);
        OuterConditions? baseline = scenario.Baseline is null ? null : OuterConditions.Of(scenario.Baseline);
        Dictionary<string, Dispersal.Arrival[]> months = scenario.Arrivals
            .GroupBy(a => a.Group, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.OrderBy(a => a.Month).ToArray(), StringComparer.Ordinal);
        List<Intake> intakes = [];
        for (int g = 0; g < population.Groups.Length; g++)
        {
            FighterGroup group = population.Groups[g];
            if (!months.TryGetValue(group.ArrivalsAs ?? group.Id, out Dispersal.Arrival[]? rows))
            {
                continue;
            }

            double sum = rows.Sum(a => a.Share.Value);
            foreach (Dispersal.Arrival row in rows)
            {
                DateOnly last = row.Month.AddMonths(1).AddDays(-1);
                int first = Math.Max(0, row.Month.DayNumber - firstDayNumber);
                int end = Math.Min(scenario.Days - 1, last.DayNumber - firstDayNumber);
                if (end < first || row.Share <= 0)
                {
                    continue;
                }

                double inside = (end - first + 1.0) / (last.DayNumber - row.Month.DayNumber + 1);
                double expected = group.DepartedPersons * (row.Share / sum) * inside;
                if (here is not null && baseline is not null)
                {
                    expected *= here.Relative(baseline, first, end, scenario.Inflow);
                }

                string month = row.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
                Intake arrives = new(g, ContentHash.Of($"{group.Id}|{month}|arrives"), first, end - first + 1, expected, StoppedOnTheWay: false);
                intakes.Add(arrives);
                intakes.Add(arrives with
                {
                    Key = ContentHash.Of($"{group.Id}|{month}|stopped"), Expected = expected * stopped[first], StoppedOnTheWay = true,
                });
            }
        }

        return RoundedTogether(intakes.Where(intake => intake.Expected > 0));
    }

    // Law 6: splitting a group leaves the law of its number alone, not its mean only.
    private List<Intake> RoundedTogether(IEnumerable<Intake> intakes)
    {
        Dictionary<object, (double Expected, ulong Key)> soFar = [];
        List<Intake> rounded = [];
        foreach (Intake intake in intakes)
        {
            FighterGroup who = population.Groups[intake.Group];
            object alike = (who.Origin, who.Role, who.Commitment, who.VeteranShare.Value, who.ProminentShare.Value, intake.FirstDay, intake.StoppedOnTheWay);
            (double before, ulong key) = soFar.GetValueOrDefault(alike, (0, intake.Key));
            soFar[alike] = (before + intake.Expected, key);
            rounded.Add(intake with { Before = before, RoundedBy = key });
        }

        return rounded;
    }

    /// <summary>What draws and hinders arrivals from outside: ground held and permeability of the theatre's outer borders.</summary>
    private sealed class OuterConditions
    {
        private readonly Geography geography;
        private readonly Territory territory;
        private readonly Border border;
        private readonly int[] theatre;
        private readonly int[] outer;
        private readonly Dictionary<(int From, int To), (double Control, double Pass)> means = [];
        private readonly int startDay;
        private readonly int days;

        public OuterConditions(Scenario scenario, Geography geography, Territory territory)
        {
            this.geography = geography;
            this.territory = territory;
            border = new Border(scenario, geography);
            theatre = [.. Enumerable.Range(0, geography.Places.Length).Where(p => geography.IsTheatre[p])];
            outer = [.. Enumerable.Range(0, geography.Routes.Length)
                .Where(r => border.IsPatrolled(r) && geography.IsTheatre[geography.From[r]] != geography.IsTheatre[geography.To[r]])];
            startDay = scenario.Start.DayNumber;
            days = scenario.Days;
        }

        public static OuterConditions Of(Scenario scenario)
        {
            Geography world = new(scenario);
            return new OuterConditions(scenario, world, new Territory(scenario, world));
        }

        /// <summary>How many come, relative to the baseline: means over the days that both scenarios have; 1 where they have none in common.</summary>
        public double Relative(OuterConditions baseline, int first, int end, InflowParameters inflow)
        {
            int from = Math.Max(first + startDay, baseline.startDay);
            int to = Math.Min(end + startDay, baseline.startDay + baseline.days - 1);
            if (to < from)
            {
                return 1;
            }

            (double control, double pass) = Mean(from, to);
            (double control0, double pass0) = baseline.Mean(from, to);
            return Ratio(control, control0, inflow.ControlElasticity) * Ratio(pass, pass0, inflow.PermeabilityElasticity);

            static double Ratio(double here, double there, double elasticity) => there > 0 ? Elementary.Power(here / there, elasticity) : 1;
        }

        private (double Control, double Pass) Mean(int from, int to)
        {
            if (means.TryGetValue((from, to), out (double, double) known))
            {
                return known;
            }

            double control = 0;
            double pass = 0;
            for (int day = from - startDay; day <= to - startDay; day++)
            {
                foreach (int p in theatre)
                {
                    control += geography.Places[p].Weight * territory.ControlOf(p, day);
                }

                foreach (int r in outer)
                {
                    pass += border.ExpectedPass(r, day) / outer.Length;
                }
            }

            int n = to - from + 1;
            (double, double) mean = (control / n, pass / n);
            means[(from, to)] = mean;
            return mean;
        }
    }
}
