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
internal sealed record Intake(int Group, ulong Key, int FirstDay, int Days, double Expected, bool StoppedOnTheWay);

/// <summary>
/// M1 Inflow: a month's arrivals of a group, dealt to days; the first theatre; what each person is like. Persons stopped on the way in come on top.
/// </summary>
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

    public Inflow(Scenario scenario, Geography geography, Population population, Territory territory)
    {
        this.geography = geography;
        this.population = population;
        this.territory = territory;
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

    /// <summary>Number of persons of an intake in a replicate: the expected number, rounded by chance so that its mean is kept.</summary>
    public static int Number(Intake intake, in StreamKey luck)
    {
        double whole = Math.Floor(intake.Expected);
        double up = luck.Draw(intake.Key, 0, Purpose.ArrivalCount).First;
        return (int)whole + (up < intake.Expected - whole ? 1 : 0);
    }

    /// <summary>Key of a person of an intake.</summary>
    public static ulong PersonKey(Intake intake, int index) => ContentHash.With(intake.Key, (ulong)index);

    /// <summary>Day on which a person arrives: every day of the month inside the horizon is equally likely.</summary>
    public static int ArrivalDay(Intake intake, ulong person, in StreamKey luck) =>
        intake.FirstDay + Math.Min(intake.Days - 1, (int)(luck.Draw(person, 0, Purpose.ArrivalDay).First * intake.Days));

    /// <summary>The state in which a person enters on a day.</summary>
    public PersonState Enter(Intake intake, ulong person, int day, in StreamKey luck)
    {
        PersonState state = default;
        state.Group = (ushort)intake.Group;
        state.Goal = PersonState.None;
        state.Route = PersonState.None;
        DrawTraits(ref state, person, day, luck);
        int origin = population.OriginOf[intake.Group];
        if (intake.StoppedOnTheWay)
        {
            return geography.CountryOf[StoppedAt] == population.OriginCountry[origin]
                ? state.At(Stage.Known, population.Home[origin])
                : state.At(Stage.Held, StoppedAt);
        }

        state.Traits |= Traits.Departed;
        RandomBlock draw = luck.Draw(person, 0, Purpose.FirstPlace);
        int country = theatreCountries[origin][Pick(theatreShares[origin], draw.First)];
        (int place, Stage stage) = FirstPlace(country, day, draw.Second);
        return state.At(stage, place);
    }

    /// <summary>Index of the weight within which a uniform number falls; weights need not sum to one.</summary>
    public static int Pick(ReadOnlySpan<double> weights, double uniform)
    {
        double total = 0;
        foreach (double weight in weights)
        {
            total += weight;
        }

        double target = uniform * total;
        int last = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] > 0)
            {
                last = i;
                target -= weights[i];
                if (target < 0)
                {
                    return i;
                }
            }
        }

        return last;
    }

    private (int Place, Stage Stage) FirstPlace(int country, int day, double uniform)
    {
        int chosen = PickHeld(placesOf[country], day, uniform);
        if (chosen < 0)
        {
            chosen = PickHeld(allTheatre, day, uniform);
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

        return (candidates[Pick(weights, uniform)], Stage.Underground);
    }

    private int PickHeld(int[] candidates, int day, double uniform)
    {
        Span<double> weights = stackalloc double[candidates.Length];
        double total = 0;
        for (int i = 0; i < candidates.Length; i++)
        {
            weights[i] = geography.Places[candidates[i]].Weight * territory.ControlOf(candidates[i], day);
            total += weights[i];
        }

        return total > 0 ? candidates[Pick(weights, uniform)] : -1;
    }

    private void DrawTraits(ref PersonState state, ulong person, int day, in StreamKey luck)
    {
        FighterGroup group = population.Groups[state.Group];
        RandomBlock traits = luck.Draw(person, 0, Purpose.Traits);
        state.Commitment = group.Commitment switch
        {
            Commitment.Low => 0,
            Commitment.Middle => 1,
            Commitment.High => 2,
            _ => traits.First < lowShare ? (byte)0 : traits.First < 1 - highShare ? (byte)1 : (byte)2,
        };
        if (traits.Second < group.VeteranShare)
        {
            state.Traits |= Traits.Veteran;
        }

        int country = population.OriginCountry[population.OriginOf[state.Group]];
        if (luck.Draw(person, 0, Purpose.Listed).First < listed[country][day])
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

        RandomBlock character = luck.Draw(person, 0, Purpose.Character);
        state.Age = group.Role != Role.Minor ? Age.Adult : character.First < youthShare ? Age.Youth : Age.Child;
        if (character.Second < group.ProminentShare)
        {
            state.Traits |= Traits.Prominent;
        }
    }

    private int firstDayNumber;

    private List<Intake> Plan(Scenario scenario)
    {
        firstDayNumber = scenario.Start.DayNumber;
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
                    expected *= here.Relative(baseline, first, end, scenario);
                }

                string month = row.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
                Add(expected, stoppedOnTheWay: false, "arrives");
                Add(expected * stopped[first], stoppedOnTheWay: true, "stopped");

                void Add(double number, bool stoppedOnTheWay, string which)
                {
                    if (number > 0)
                    {
                        intakes.Add(new Intake(g, ContentHash.Of($"{group.Id}|{month}|{which}"), first, end - first + 1, number, stoppedOnTheWay));
                    }
                }
            }
        }

        return intakes;
    }

    /// <summary>What draws and hinders arrivals from outside: ground held and permeability of the theatre's outer borders.</summary>
    private sealed class OuterConditions(Scenario scenario, Geography geography, Territory territory)
    {
        private readonly Border border = new(scenario, geography);
        private readonly int[] theatre = [.. Enumerable.Range(0, geography.Places.Length).Where(p => geography.IsTheatre[p])];
        private readonly Dictionary<(int First, int End), (double Control, double Pass)> means = [];
        private readonly int startDay = scenario.Start.DayNumber;
        private readonly int days = scenario.Days;

        public static OuterConditions Of(Scenario scenario)
        {
            Geography geography = new(scenario);
            return new OuterConditions(scenario, geography, new Territory(scenario, geography));
        }

        public double Relative(OuterConditions baseline, int first, int end, Scenario of)
        {
            (double control, double pass) = Mean(first + of.Start.DayNumber, end + of.Start.DayNumber);
            (double control0, double pass0) = baseline.Mean(first + of.Start.DayNumber, end + of.Start.DayNumber);
            double ratio = 1;
            if (control0 > 0)
            {
                ratio *= Elementary.Power(control / control0, of.Inflow.ControlElasticity);
            }

            if (pass0 > 0)
            {
                ratio *= Elementary.Power(pass / pass0, of.Inflow.PermeabilityElasticity);
            }

            return ratio;
        }

        private (double Control, double Pass) Mean(int firstDay, int endDay)
        {
            if (means.TryGetValue((firstDay, endDay), out (double, double) known))
            {
                return known;
            }

            double control = 0;
            double pass = 0;
            int n = 0;
            int[] outer = [.. Enumerable.Range(0, geography.Routes.Length)
                .Where(r => border.IsPatrolled(r) && geography.IsTheatre[geography.From[r]] != geography.IsTheatre[geography.To[r]])];
            for (int day = firstDay; day <= endDay; day++)
            {
                // A baseline with another horizon lends its first or last day.
                int d = Math.Clamp(day - startDay, 0, days - 1);
                n++;
                foreach (int p in theatre)
                {
                    control += geography.Places[p].Weight * territory.ControlOf(p, d);
                }

                foreach (int r in outer)
                {
                    pass += border.ExpectedPass(r, d) / outer.Length;
                }
            }

            (double, double) mean = (control / n, pass / n);
            means[(firstDay, endDay)] = mean;
            return mean;
        }
    }
}
