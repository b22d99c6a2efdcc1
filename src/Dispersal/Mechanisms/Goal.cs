using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Mechanisms;

/// <summary>
/// M4 Goal: when a person reconsiders, and the multinomial logit over what to do then: home, ground still held, underground, affiliates,
/// third countries.
/// </summary>
internal sealed class Goal
{
    /// <summary>In place of a goal: stay in the theatre without territory.</summary>
    public const int Underground = -1;

    private readonly GoalParameters parameters;
    private readonly Geography geography;
    private readonly Population population;
    private readonly Territory territory;
    private readonly Way way;
    private readonly Arrival arrival;
    private readonly Seasons seasons;
    private readonly Course disillusion;
    private readonly Course exitControl;
    private readonly Course leaveUnderground;
    private readonly Course leaveAffiliate;
    private readonly Course home;
    private readonly Course retreat;
    private readonly Course underground;
    private readonly Course affiliate;
    private readonly Course thirdCountry;
    private readonly Course appeal;
    private readonly Course[] evidence;
    private readonly AffiliateGrowth growth;
    private readonly Course[] affiliatePull;
    private readonly Course[] thirdPull;
    private readonly int[] retreats;
    private readonly int[] affiliates;
    private readonly int[] thirds;
    private readonly double[][] affinity;
    private readonly double[] disillusionFactor = new double[Population.Roles * 3];
    private readonly Scenario scenario;

    public Goal(
        Scenario scenario, Geography geography, Population population, Seasons seasons, Territory territory, Way way, Arrival arrival,
        AffiliateGrowth growth)
    {
        this.scenario = scenario;
        this.geography = geography;
        this.population = population;
        this.territory = territory;
        this.way = way;
        this.arrival = arrival;
        this.growth = growth;
        this.seasons = seasons;
        parameters = scenario.Goal;
        disillusion = Scalar("disillusion-per-day");
        exitControl = Scalar("exit-control-share");
        leaveUnderground = Scalar("leave-underground-per-day");
        leaveAffiliate = Scalar("leave-affiliate-per-day");
        home = Scalar("home-utility");
        retreat = Scalar("retreat-utility");
        underground = Scalar("underground-utility");
        affiliate = Scalar("affiliate-utility");
        thirdCountry = Scalar("third-country-utility");
        appeal = Scalar("appeal");
        evidence = Courses.Column(scenario, "countries", geography.Countries, c => c.Id, "evidence-probability");
        affiliatePull = Courses.Column(scenario, "affiliates", scenario.Affiliates, a => a.Id, "pull");
        thirdPull = Courses.Column(scenario, "third-countries", scenario.ThirdCountries, t => t.Place, "pull");
        retreats = [.. Enumerable.Range(0, geography.Places.Length).Where(p => geography.IsTheatre[p] && geography.Places[p].Weight > 0)];
        affiliates = [.. scenario.Affiliates.Select(a => geography.Place(a.Place))];
        thirds = [.. scenario.ThirdCountries.Select(t => geography.Place(t.Place))];
        FreeShare = parameters.On ? parameters.FreeShare : 0;
        affinity = Affinities();
        double[] byRole = [1, parameters.WomenRatio, parameters.MinorsRatio];
        for (int role = 0; role < Population.Roles; role++)
        {
            for (int k = 0; k < 3; k++)
            {
                disillusionFactor[(role * 3) + k] = byRole[role] * Elementary.Power(parameters.CommitmentRatio, 1 - k);
            }
        }

        Course Scalar(string name) => Courses.Of(scenario, "goal/" + name, parameters.On);
    }

    /// <summary>Greatest number of alternatives a person can have.</summary>
    public int MostAlternatives => 2 + retreats.Length + affiliates.Length + thirds.Length;

    /// <summary>P(a person who reconsiders has a choice at all).</summary>
    public double FreeShare { get; }

    /// <summary>Places that can be goals: homes of all origins, theatre places with weight, affiliates, third countries.</summary>
    public static IReadOnlyList<int> Goals(Scenario scenario, Geography geography, Population population) =>
        [.. population.Home
            .Concat(Enumerable.Range(0, geography.Places.Length).Where(p => geography.IsTheatre[p] && geography.Places[p].Weight > 0))
            .Concat(scenario.Affiliates.Select(a => geography.Place(a.Place)))
            .Concat(scenario.ThirdCountries.Select(t => geography.Place(t.Place)))
            .Distinct()
            .Order()];

    /// <summary>Multiplier of disillusion by role and commitment.</summary>
    public double DisillusionFactor(Role role, int commitment) => disillusionFactor[((int)role * 3) + commitment];

    /// <summary>Exits by which a person in a stage at a place comes to reconsider.</summary>
    public IEnumerable<HazardTerm> Exits(Stage stage, int place)
    {
        int days = scenario.Days;
        switch (stage)
        {
            case Stage.Embedded:
                double[] daily = new double[days];
                for (int d = 0; d < days; d++)
                {
                    daily[d] = disillusion[d] * (1 - (exitControl[d] * territory.ControlOf(place, d)));
                }

                yield return new HazardTerm(Exit.Disillusioned, new HazardSeries(daily), 1, PersonFactor.Disillusion);
                break;
            case Stage.Underground:
                yield return new HazardTerm(Exit.Reconsiders, HazardSeries.Product(days, leaveUnderground), 1);
                break;
            case Stage.WithAffiliate:
                yield return new HazardTerm(Exit.Reconsiders, HazardSeries.Product(days, leaveAffiliate), 1);
                break;
        }
    }

    /// <summary>
    /// The alternatives of a person who reconsiders today and their weights exp(U), up to a common factor; what cannot be reached is none of them.
    /// </summary>
    /// <param name="state">The person, at his present place.</param>
    /// <param name="day">Today.</param>
    /// <param name="fields">Ties as they stood at the start of the day.</param>
    /// <param name="goals">Receives the goals' places, or <see cref="Underground"/>.</param>
    /// <param name="weights">Receives the weights.</param>
    /// <returns>The number of alternatives.</returns>
    public int Alternatives(in PersonState state, int day, Fields fields, int[] goals, double[] weights)
    {
        int season = seasons.Of(day);
        int known = seasons.FirstDay(season);
        int place = state.Place;
        int origin = population.OriginOf[state.Group];
        int country = population.OriginCountry[origin];
        int originRole = population.OriginRole[state.Group];
        double k = state.Commitment - 1;
        int n = 0;

        double jeopardy = state.LawApplies
            ? arrival.ExpectedAtHome(country, state.Has(Traits.Listed), known) * evidence[country][known]
            : 0;
        Add(population.Home[origin], home[known] + (parameters.HomeCommitment * k) - (parameters.JeopardyWeight * jeopardy));

        double cause = parameters.AppealWeight * appeal[known] * fields.Appeal;
        foreach (int p in retreats)
        {
            double held = geography.Places[p].Weight * territory.ControlOf(p, day);
            if (held > 0)
            {
                Add(p, retreat[known] + (parameters.RetreatCommitment * k) + cause + Elementary.Log(held));
            }
        }

        if (geography.IsTheatre[place])
        {
            goals[n] = Underground;
            weights[n++] = underground[known] + (parameters.UndergroundCommitment * k);
        }

        for (int a = 0; a < affiliates.Length; a++)
        {
            int p = affiliates[a];
            if (!territory.HasEvents(p) || territory.ControlOf(p, day) > 0)
            {
                double pull = affiliatePull[a][known] + growth.ProvincePull(a, fields)
                    + (parameters.StrengthWeight * Elementary.Log(1 + fields.Strength[a]));
                Add(p, affiliate[known] + (parameters.AffiliateCommitment * k) + cause + pull + affinity[origin][a]);
            }
        }

        for (int t = 0; t < thirds.Length; t++)
        {
            if (geography.CountryOf[thirds[t]] != country)
            {
                double pull = thirdPull[t][known] + affinity[origin][affiliates.Length + t];
                Add(thirds[t], thirdCountry[known] + pull);
            }
        }

        Exponentiate(weights.AsSpan(0, n));
        return n;

        void Add(int goal, double utility)
        {
            double cost = goal == place ? double.PositiveInfinity : way.Cost(season, place, goal);
            if (cost < double.PositiveInfinity)
            {
                double ties = parameters.TiesWeight * fields.TiesTo(originRole, goal);
                goals[n] = goal;
                weights[n++] = utility + ties - (parameters.CostWeightPerDay * cost);
            }
        }
    }

    // Only ratios of weights matter: relative to the best alternative no exponential overflows and never do all of them vanish.
    private static void Exponentiate(Span<double> utilities)
    {
        double best = double.NegativeInfinity;
        foreach (double utility in utilities)
        {
            best = Math.Max(best, utility);
        }

        foreach (ref double utility in utilities)
        {
            utility = Elementary.Exp(utility - best);
        }
    }

    // By origin, then affiliates and third countries in order.
    private double[][] Affinities()
    {
        int[] destinations = [.. affiliates, .. thirds];
        double[][] result = new double[population.Origins.Length][];
        for (int o = 0; o < result.Length; o++)
        {
            Country origin = geography.Countries[population.OriginCountry[o]];
            string[] neighbours = origin.Neighbours?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
            result[o] = [.. destinations.Select(p => Affinity(geography.Countries[geography.CountryOf[p]]))];

            double Affinity(Country destination) =>
                (neighbours.Contains(destination.Id, StringComparer.Ordinal) ? parameters.BorderAffinity : 0)
                + (Same(origin.Language, destination.Language) ? parameters.LanguageAffinity : 0)
                + (Same(origin.Region, destination.Region) ? parameters.RegionAffinity : 0);
        }

        return result;

        static bool Same(string? a, string? b) => !string.IsNullOrEmpty(a) && string.Equals(a, b, StringComparison.Ordinal);
    }
}
