using Dispersal.Model;
using Dispersal.Network;
using Dispersal.Randomness;

namespace Dispersal.Mechanisms;

/// <summary>
/// M5 Way: the cost of every way to every goal, season by season, and the choice of the next route by a recursive logit, so that
/// traffic spreads and pressure on one border displaces it to another.
/// </summary>
/// <remarks>
/// Routes are chosen only among those that lead nearer to the goal, so no one walks in circles (Dial 1971, "efficient" routes;
/// the recursive logit is Fosgerau, Frejinger and Karlstrom 2013). A season's table is made from the conditions of its first day.
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

    public Way(Scenario scenario, Geography geography, Seasons seasons, IReadOnlyList<int> goals, Border border, LegalTravel legalTravel)
    {
        this.geography = geography;
        this.seasons = seasons;
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
    public IEnumerable<HazardTerm> StrandedExits(int horizonDays)
    {
        yield return new HazardTerm(Exit.Retries, HazardSeries.Product(horizonDays, retry), 1);
        yield return new HazardTerm(Exit.Reconsiders, HazardSeries.Product(horizonDays, giveUp), 1);
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
        SeasonTable[] result = new SeasonTable[seasons.Count];
        double[][] previousCosts = new double[goals.Count][];
        double[] patrolled = new double[routes];
        CostToGo cheapest = new(network);
        for (int s = 0; s < seasons.Count; s++)
        {
            int day = seasons.FirstDay(s);
            for (int r = 0; r < routes; r++)
            {
                patrolled[r] = border.IsPatrolled(r) ? CostOf(r, border.ExpectedPass(r, day)) : double.NaN;
            }

            SeasonTable table = new(new double[goals.Count][], new float[goals.Count][]);
            for (int g = 0; g < goals.Count; g++)
            {
                int country = geography.CountryOf[goals[g]];
                double[] costs = new double[routes];
                for (int r = 0; r < routes; r++)
                {
                    costs[r] = double.IsNaN(patrolled[r])
                        ? CostOf(r, 1 - legalTravel.Stopped(r, country, listed[country][day], day))
                        : patrolled[r];
                }

                // Most seasons differ from the last in nothing that matters here: share their tables.
                if (s > 0 && costs.AsSpan().SequenceEqual(previousCosts[g]))
                {
                    table.CostToGo[g] = result[s - 1].CostToGo[g];
                    table.CumulativeShare[g] = result[s - 1].CumulativeShare[g];
                    continue;
                }

                previousCosts[g] = costs;
                double[] toGo = new double[geography.Places.Length];
                cheapest.Fill(costs, goals[g], toGo);
                table.CostToGo[g] = toGo;
                table.CumulativeShare[g] = Shares(costs, toGo, sensitivity);
            }

            result[s] = table;

            double CostOf(int route, double pass) => pass <= 0
                ? double.PositiveInfinity
                : days[route][day] + moneyDays[route][day] + (risk * -Elementary.Log(pass));
        }

        return result;
    }

    private float[] Shares(double[] costs, double[] toGo, double sensitivity)
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

    private sealed record SeasonTable(double[][] CostToGo, float[][] CumulativeShare);
}
