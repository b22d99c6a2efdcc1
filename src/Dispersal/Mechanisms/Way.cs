using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Dispersal.Model;
using Dispersal.Network;
using Dispersal.Randomness;

namespace Dispersal.Mechanisms;

/// <summary>
/// M5 Way: the cost of every way to every goal, season by season, and the choice of the next route by a recursive logit, so that
/// traffic spreads and pressure on one border displaces it to another.
/// </summary>
/// <remarks>
/// Routes are chosen only among those that lead nearer to the goal, so no one walks in circles. A season's table is made from the
/// conditions of its first day.
/// <para>Source: "efficient" routes are those of Dial 1971, the recursive logit that of Fosgerau, Frejinger and Karlstrom 2013.</para>
/// </remarks>
internal sealed class Way
{
    private readonly Geography geography;
    private readonly Seasons seasons;
    private readonly RouteNetwork network;
    private readonly Course pace;
    private readonly Course[] days;
    private readonly Course[] moneyDays;
    private readonly Course retry;
    private readonly Course giveUp;
    private readonly int[] goalIndex;
    private readonly HazardProducts products;

    public Way(Scenario scenario, Geography geography, Seasons seasons, IReadOnlyList<int> goals, Border border, LegalTravel legalTravel)
    {
        this.geography = geography;
        this.seasons = seasons;
        products = new HazardProducts(scenario.Days);
        WayParameters parameters = scenario.Way;
        pace = Courses.Of(scenario, "way/pace", parameters.On);
        retry = Courses.Of(scenario, "way/retry-per-day", parameters.On);
        giveUp = Courses.Of(scenario, "way/give-up-per-day", parameters.On);
        days = Courses.Column(scenario, "routes", geography.Routes, r => r.Id, "days");
        moneyDays = Courses.Column(scenario, "routes", geography.Routes, r => r.Id, "money-days");
        network = RouteNetwork.FromScenario(scenario);
        goalIndex = [.. Enumerable.Repeat(-1, geography.Places.Length)];
        for (int g = 0; g < goals.Count; g++)
        {
            goalIndex[goals[g]] = g;
        }

        Tables = WayTables.Of(scenario.SharedWays, network, Costs(scenario, goals, border, legalTravel));
    }

    /// <summary>Costs of ways and shares of routes.</summary>
    public WayTables Tables { get; }

    /// <summary>Hazard at which a leg is left, by day, times the greatest speed that the hub at its start can give that day.</summary>
    public HazardSeries LegHazard(int route, int horizonDays, Course speed)
    {
        if (pace.IsConstant && days[route].IsConstant && speed.IsConstant)
        {
            return new HazardSeries(speed[0] * (pace[0] / days[route][0]));
        }

        double[] hazard = new double[horizonDays];
        for (int d = 0; d < horizonDays; d++)
        {
            hazard[d] = speed[d] * (pace[d] / days[route][d]);
        }

        return new HazardSeries(hazard);
    }

    /// <summary>Hazard of a leg on a day, before the hub speeds it up.</summary>
    public double LegHazardOn(int route, int day) => pace[day] / days[route][day];

    /// <summary>Exits of stranded persons by their own will.</summary>
    public IEnumerable<HazardTerm> StrandedExits()
    {
        yield return new HazardTerm(Exit.Retries, products.Of(retry), 1);
        yield return new HazardTerm(Exit.Reconsiders, products.Of(giveUp), 1);
    }

    /// <summary>Generalised cost of the cheapest way from a place to a goal, in days; infinite where there is none.</summary>
    public double Cost(int season, int place, int goal)
    {
        int g = goalIndex[goal];
        return g < 0 ? double.PositiveInfinity : Tables.CostToGo(season, g)[place];
    }

    /// <summary>The next route from a place to a goal; -1 where no route leads nearer.</summary>
    public int NextRoute<TChooser>(int season, int place, int goal, ref TChooser chooser)
        where TChooser : struct, IChooser
    {
        int g = goalIndex[goal];
        if (g < 0)
        {
            return -1;
        }

        ReadOnlySpan<int> edges = network.Outgoing.EdgesAt(place);
        int chosen = chooser.Rise(Purpose.Route, Uniform.First, Tables.CumulativeShare(season, g).AsSpan(network.Outgoing.StartOf(place), edges.Length));
        return chosen < 0 ? -1 : edges[chosen];
    }

    /// <summary>Asks for what the choice of the next route from a place to a goal reads, before it is needed.</summary>
    public unsafe void Expect(int season, int place, int goal)
    {
        int g = goalIndex[goal];
        if (g < 0)
        {
            return;
        }

        int first = network.Outgoing.StartOf(place);
        float[] shares = Tables.CumulativeShare(season, g);
        if (Sse.IsSupported && first < shares.Length)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref shares[first]));
        }
    }

    // What a season's ways follow from: the time that each route takes, what borders add to it, and what the records of those who go to a goal add.
    private WayCosts Costs(Scenario scenario, IReadOnlyList<int> goals, Border border, LegalTravel legalTravel)
    {
        double risk = scenario.Way.RiskAversionDays;
        Course[] listed = Courses.Column(scenario, "countries", geography.Countries, c => c.Id, "listed-probability");
        int routes = geography.Routes.Length;

        // Who is looked at without a patrol is looked at alike on all routes of one mode into one country.
        Dictionary<(int Country, bool ByAir), int> classes = [];
        List<int> examples = [];
        int[] classOf = new int[routes];
        for (int r = 0; r < routes; r++)
        {
            classOf[r] = -1;
            if (!border.IsPatrolled(r))
            {
                (int, bool) checkedBy = (geography.CountryOf[geography.CheckedAt[r]], geography.Routes[r].Mode == RouteMode.Air);
                if (!classes.TryGetValue(checkedBy, out classOf[r]))
                {
                    classOf[r] = classes.Count;
                    classes.Add(checkedBy, classOf[r]);
                    examples.Add(r);
                }
            }
        }

        int[] countries = [.. goals.Select(goal => geography.CountryOf[goal]).Distinct()];
        WayCosts costs = new(
            [.. geography.From], [.. geography.To], [.. goals], [.. goals.Select(goal => Array.IndexOf(countries, geography.CountryOf[goal]))], classOf, classes.Count,
            scenario.Way.ChoiceSensitivityPerDay, seasons.Count);
        Parallel.For(0, seasons.Count, s =>
        {
            int day = seasons.FirstDay(s);
            double[] ofRoutes = costs.OfRoutes[s] = new double[routes];
            for (int r = 0; r < routes; r++)
            {
                double spent = days[r][day] + moneyDays[r][day];
                ofRoutes[r] = classOf[r] < 0 ? spent + Added(border.ExpectedPass(r, day)) : spent;
            }

            double[] ofRecords = costs.OfRecords[s] = new double[countries.Length * examples.Count];
            for (int c = 0; c < countries.Length; c++)
            {
                for (int k = 0; k < examples.Count; k++)
                {
                    ofRecords[(c * examples.Count) + k] = Added(1 - legalTravel.Stopped(examples[k], countries[c], listed[countries[c]][day], day));
                }
            }
        });
        return costs;

        // The logarithm of one is zero, and most who fly pass for certain.
        double Added(double pass) => pass >= 1 ? 0 : pass <= 0 ? double.PositiveInfinity : risk * -Elementary.Log(pass);
    }
}
