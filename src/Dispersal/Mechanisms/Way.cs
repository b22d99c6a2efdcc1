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
    private readonly SeasonTable[] tables;
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

        tables = Tables(scenario, goals, border, legalTravel);
    }

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
        return g < 0 ? double.PositiveInfinity : tables[season].CostToGo[g][place];
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
        int chosen = chooser.Rise(Purpose.Route, Uniform.First, tables[season].CumulativeShare[g].AsSpan(network.Outgoing.StartOf(place), edges.Length));
        return chosen < 0 ? -1 : edges[chosen];
    }

    private SeasonTable[] Tables(Scenario scenario, IReadOnlyList<int> goals, Border border, LegalTravel legalTravel)
    {
        double risk = scenario.Way.RiskAversionDays;
        double sensitivity = scenario.Way.ChoiceSensitivityPerDay;
        Course[] listed = Courses.Column(scenario, "countries", geography.Countries, c => c.Id, "listed-probability");
        int routes = geography.Routes.Length;

        // (1) What is the same whatever the goal: patrolled routes, and on the others the days they take; by season and route.
        double[] costs = new double[seasons.Count * routes];
        bool[] isPatrolled = [.. Enumerable.Range(0, routes).Select(border.IsPatrolled)];
        Parallel.For(0, seasons.Count, s =>
        {
            int day = seasons.FirstDay(s);
            for (int r = 0; r < routes; r++)
            {
                double spent = days[r][day] + moneyDays[r][day];
                costs[(s * routes) + r] = isPatrolled[r] ? CostOf(spent, border.ExpectedPass(r, day)) : spent;
            }
        });

        // (2) Goal by goal, each on one thread, the seasons in order.
        SeasonTable[] result = [.. Enumerable.Range(0, seasons.Count).Select(_ => new SeasonTable(new double[goals.Count][], new float[goals.Count][]))];
        Parallel.For(0, goals.Count, () => new Search(new CostToGo(network), new double[routes], new double[routes]), (g, _, search) =>
        {
            int country = geography.CountryOf[goals[g]];
            for (int s = 0; s < seasons.Count; s++)
            {
                int day = seasons.FirstDay(s);
                Span<double> now = search.Costs;
                costs.AsSpan(s * routes, routes).CopyTo(now);
                for (int r = 0; r < routes; r++)
                {
                    if (!isPatrolled[r])
                    {
                        now[r] = CostOf(now[r], 1 - legalTravel.Stopped(r, country, listed[country][day], day));
                    }
                }

                // Most seasons differ from the last in nothing that matters here: share their tables.
                if (s > 0 && now.SequenceEqual(search.CostsBefore))
                {
                    result[s].CostToGo[g] = result[s - 1].CostToGo[g];
                    result[s].CumulativeShare[g] = result[s - 1].CumulativeShare[g];
                    continue;
                }

                double[] toGo = new double[geography.Places.Length];
                search.Cheapest.Fill(now, goals[g], toGo);
                result[s].CostToGo[g] = toGo;
                result[s].CumulativeShare[g] = Shares(now, toGo, sensitivity);
                search = search with { Costs = search.CostsBefore, CostsBefore = search.Costs };
            }

            return search;
        }, _ => { });
        return result;

        // The logarithm of one is zero, and most who fly pass for certain.
        double CostOf(double spent, double pass) => pass >= 1 ? spent
            : pass <= 0 ? double.PositiveInfinity
            : spent + (risk * -Elementary.Log(pass));
    }

    private float[] Shares(ReadOnlySpan<double> costs, double[] toGo, double sensitivity)
    {
        float[] cumulative = new float[geography.Routes.Length];
        double[] weights = new double[geography.Routes.Length];
        for (int place = 0; place < toGo.Length; place++)
        {
            ReadOnlySpan<int> edges = network.Outgoing.EdgesAt(place);
            int offset = network.Outgoing.StartOf(place);
            if (double.IsPositiveInfinity(toGo[place]))
            {
                continue;
            }

            double total = 0;
            for (int i = 0; i < edges.Length; i++)
            {
                double beyond = toGo[geography.To[edges[i]]];
                double whole = costs[edges[i]] + beyond;

                // Relative to the best way the exponent is never positive, so nothing overflows.
                weights[i] = beyond < toGo[place] && whole < double.PositiveInfinity
                    ? Elementary.Exp(-sensitivity * (whole - toGo[place]))
                    : 0;
                total += weights[i];
            }

            double sum = 0;
            for (int i = 0; i < edges.Length && total > 0; i++)
            {
                sum += weights[i];
                cumulative[offset + i] = (float)(sum / total);
            }
        }

        return cumulative;
    }

    /// <summary>What a thread works with: the search, and the costs of all routes in this season and the last that differed.</summary>
    private sealed record Search(CostToGo Cheapest, double[] Costs, double[] CostsBefore);

    private sealed record SeasonTable(double[][] CostToGo, float[][] CumulativeShare);
}
