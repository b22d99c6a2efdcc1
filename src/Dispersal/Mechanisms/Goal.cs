using System.Runtime.Intrinsics;
using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Mechanisms;

/// <summary>
/// M4 Goal: when a person reconsiders, and the multinomial logit over what to do then: home, ground still held, underground, affiliates,
/// third countries.
/// </summary>
/// <remarks>
/// Source: random utility and the logit (McFadden 1974, "Conditional logit analysis of qualitative choice behavior"); the terms of utility and their
/// weights are assumed, with ranges.
/// </remarks>
internal sealed class Goal
{
    /// <summary>In place of a goal: stay in the theatre without territory.</summary>
    public const int Underground = -1;

    // Alternatives in order: home, underground, then all other destinations.
    private const int HomeFirst = 0;
    private const int UndergroundNext = 1;
    private const int Others = 2;

    private const int Commitments = 3;

    // Between these, products of factors lose nothing that counts: e^200 for the person and e^50 for ties leave what is below the least within doubles.
    private const double LeastWeight = 1e-150;
    private const double MostWeight = 1e250;

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
    private readonly int[] destinations;
    private readonly double[] commitmentOf;
    private readonly double[]?[][] efforts;
    private readonly double[][] affinity;
    private readonly double[] fear;
    private readonly double[][] personFactors;
    private readonly WaysFrom?[][] ways;
    private readonly double[][] jeopardyFactors;
    private readonly double membershipRatio;
    private readonly double[] disillusionFactor = new double[Population.Roles * 3];
    private readonly Scenario scenario;
    private readonly HazardProducts products;

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
        products = new HazardProducts(scenario.Days);
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
        destinations = [.. retreats, .. affiliates, .. thirds];
        commitmentOf = [.. retreats.Select(_ => parameters.RetreatCommitment.Value), .. affiliates.Select(_ => parameters.AffiliateCommitment.Value), .. thirds.Select(_ => 0.0)];
        efforts = [.. Enumerable.Range(0, seasons.Count).Select(_ => new double[]?[geography.Places.Length])];
        affinity = Affinities();
        membershipRatio = scenario.Justice.MembershipRatio;
        fear = [.. population.OriginCountry.Select(c => (parameters.ReEntryWeight * geography.Countries[c].ReEntryRisk) - geography.Countries[c].HomeDifference)];
        personFactors = PersonFactors();
        ways = [.. Enumerable.Range(0, seasons.Count).Select(_ => new WaysFrom?[geography.Places.Length])];
        jeopardyFactors = [.. Enumerable.Range(0, seasons.Count).Select(_ => new double[population.Origins.Length * 4])];
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

    /// <summary>Greatest number of alternatives a person can have, in whole vectors.</summary>
    public int MostAlternatives => (Others + destinations.Length + 7) & ~7;

    /// <summary>Places other than homes that persons can choose to go to.</summary>
    public IReadOnlyList<int> Destinations => destinations;

    /// <summary>Third countries that persons can choose to go to.</summary>
    public IReadOnlyList<int> ThirdCountries => thirds;

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
                yield return new HazardTerm(Exit.Reconsiders, products.Of(leaveUnderground), 1);
                break;
            case Stage.WithAffiliate:
                yield return new HazardTerm(Exit.Reconsiders, products.Of(leaveAffiliate), 1);
                break;
        }
    }

    /// <summary>Step (2) of the day: what draws everybody to each place to go, whoever he is: control, appeal, strength, pull.</summary>
    public void UpdatePulls(int day, Fields fields)
    {
        int known = seasons.FirstDay(seasons.Of(day));
        double cause = parameters.AppealWeight * appeal[known] * fields.Appeal;
        int n = 0;
        foreach (int p in retreats)
        {
            double held = geography.Places[p].Weight * territory.ControlOf(p, day);
            if (held != fields.HeldWeight[n])
            {
                fields.HeldWeight[n] = held;
                fields.LogHeldWeight[n] = Elementary.Log(held);
            }

            fields.Pull[n] = retreat[known] + cause + fields.LogHeldWeight[n];
            n++;
        }

        for (int a = 0; a < affiliates.Length; a++)
        {
            bool open = !territory.HasEvents(affiliates[a]) || territory.ControlOf(affiliates[a], day) > 0;
            fields.Pull[n++] = open
                ? affiliate[known] + cause + affiliatePull[a][known] + growth.ProvincePull(a, fields)
                    + (parameters.StrengthWeight * Elementary.Log(1 + fields.Strength[a]))
                : double.NegativeInfinity;
        }

        for (int t = 0; t < thirds.Length; t++)
        {
            fields.Pull[n++] = thirdCountry[known] + thirdPull[t][known];
        }

        Span<double> factor = fields.PullFactor.AsSpan(0, MostAlternatives);
        factor.Fill(double.NegativeInfinity);
        factor[HomeFirst] = home[known];
        factor[UndergroundNext] = underground[known];
        fields.Pull.AsSpan(0, n).CopyTo(factor[Others..]);
        Elementary.Exp(factor);
    }

    /// <summary>Where a person goes who takes an alternative: a place, or <see cref="Underground"/>.</summary>
    public int GoalOf(in PersonState state, int alternative) => alternative switch
    {
        HomeFirst => population.Home[population.OriginOf[state.Group]],
        UndergroundNext => Underground,
        _ => destinations[alternative - Others],
    };

    /// <summary>
    /// The alternatives of a person who reconsiders today and their weights exp(U), up to a common factor; what cannot be reached has no weight.
    /// </summary>
    /// <param name="state">The person, at his present place.</param>
    /// <param name="day">Today.</param>
    /// <param name="fields">Ties as they stood at the start of the day, and the day's pulls.</param>
    /// <param name="weights">Receives the weights; holds <see cref="MostAlternatives"/>.</param>
    /// <returns>The number of alternatives; none where nothing can be reached.</returns>
    public int Alternatives(in PersonState state, int day, Fields fields, Span<double> weights) =>
        ByFactors(state, day, fields, weights) || ByUtilities(state, day, fields, weights) ? Others + destinations.Length : 0;

    /// <summary>
    /// Weights as products: of what draws everybody, the way, origin and commitment, jeopardy at home, and ties. All but the last are worked out once.
    /// </summary>
    /// <returns>False where the greatest weight is not well within the range of doubles.</returns>
    internal bool ByFactors(in PersonState state, int day, Fields fields, Span<double> weights)
    {
        int season = seasons.Of(day);
        int place = state.Place;
        int origin = population.OriginOf[state.Group];
        int originRole = population.OriginRole[state.Group];
        double alive = fields.Alive[originRole];
        double ties = alive > 0 ? parameters.TiesWeight / alive : 0;
        WaysFrom here = FactorsFrom(season, place);
        Span<double> settled = stackalloc double[weights.Length];
        settled.Clear();
        settled[HomeFirst] = fields.SettledAt(originRole, population.Home[origin]);
        fields.SettledAtGoals(originRole, settled[Others..]);
        Multiply(fields.PullFactor, here.ToGoals, personFactors[(origin * Commitments) + state.Commitment], ties, settled, weights);
        weights[HomeFirst] *= here.Home[origin] * JeopardyFactor(season, origin, state);
        return IsWithinRange(weights);
    }

    /// <summary>Weights from sums of utilities, relative to the best: right whatever their size.</summary>
    /// <returns>False where nothing can be reached.</returns>
    internal bool ByUtilities(in PersonState state, int day, Fields fields, Span<double> weights)
    {
        int season = seasons.Of(day);
        int known = seasons.FirstDay(season);
        int place = state.Place;
        int origin = population.OriginOf[state.Group];
        int country = population.OriginCountry[origin];
        int originRole = population.OriginRole[state.Group];
        double k = state.Commitment - 1;
        double alive = fields.Alive[originRole];
        double ties = alive > 0 ? parameters.TiesWeight / alive : 0;

        // (1) Home.
        int homePlace = population.Home[origin];
        double cost = homePlace == place ? double.PositiveInfinity : way.Cost(season, place, homePlace);
        weights[HomeFirst] = double.NegativeInfinity;
        if (cost < double.PositiveInfinity)
        {
            weights[HomeFirst] = home[known] + (parameters.HomeCommitment * k) - (parameters.JeopardyWeight * Jeopardy(country, state, known)) - fear[origin]
                + (ties * fields.SettledAt(originRole, homePlace)) - (parameters.CostWeightPerDay * cost);
        }

        // (2) Underground, where he is.
        weights[UndergroundNext] = geography.IsTheatre[place] ? underground[known] + (parameters.UndergroundCommitment * k) : double.NegativeInfinity;

        // (3) Retreats, affiliates, third countries; closed or out of reach, the sum is minus infinity.
        Span<double> settled = stackalloc double[destinations.Length];
        fields.SettledAtGoals(originRole, settled);
        weights[Others..].Fill(double.NegativeInfinity);
        Utilities(fields.Pull, EffortFrom(season, place), affinity[origin], k, ties, settled, weights[Others..]);
        return Exponentiate(weights);
    }

    // A court that has the older law only is feared as much as it convicts (M10).
    private double Jeopardy(int country, in PersonState state, int known)
    {
        double law = state.Law switch { Traits.JoiningLaw => 1, Traits.MembershipLaw => membershipRatio, _ => 0 };
        return law > 0 ? arrival.ExpectedAtHome(country, state.Has(Traits.Listed), known) * evidence[country][known] * law : 0;
    }

    // Zero where it has not been asked for.
    private double JeopardyFactor(int season, int origin, in PersonState state)
    {
        int law = state.Law switch { Traits.JoiningLaw => 2, Traits.MembershipLaw => 1, _ => 0 };
        if (law == 0)
        {
            return 1;
        }

        ref double factor = ref jeopardyFactors[season][(origin * 4) + (law - 1) + (state.Has(Traits.Listed) ? 2 : 0)];
        double known = Volatile.Read(ref factor);
        if (known == 0)
        {
            known = Elementary.Exp(-parameters.JeopardyWeight * Jeopardy(population.OriginCountry[origin], state, seasons.FirstDay(season)));
            Volatile.Write(ref factor, known);
        }

        return known;
    }

    // Most have no ties to most places. Ties are at most ties-weight, well within what is exponentiated eight at a time.
    private static void Multiply(
        ReadOnlySpan<double> pull, ReadOnlySpan<double> way, ReadOnlySpan<double> person, double ties, ReadOnlySpan<double> settled, Span<double> weights)
    {
        for (int i = 0; i < weights.Length; i += Vector512<double>.Count)
        {
            Vector512<double> product = Vector512.Create(pull[i..]) * Vector512.Create(way[i..]) * Vector512.Create(person[i..]);
            Vector512<double> his = Vector512.Create(ties) * Vector512.Create(settled[i..]);
            (Vector512.EqualsAll(his, Vector512<double>.Zero) ? product : product * Elementary.Exp(his)).CopyTo(weights[i..]);
        }
    }

    private static bool IsWithinRange(ReadOnlySpan<double> weights)
    {
        Vector512<double> best = Vector512<double>.Zero;
        Vector512<double> large = Vector512.Create(MostWeight);
        for (int i = 0; i < weights.Length; i += Vector512<double>.Count)
        {
            Vector512<double> some = Vector512.Create(weights[i..]);
            if (!Vector512.LessThanAll(some, large))
            {
                return false;    // too great, or not a number
            }

            best = Vector512.Max(best, some);
        }

        return Vector512.GreaterThanAny(best, Vector512.Create(LeastWeight));
    }

    // What the ways from a place make of the weights of all places to go to, and of home for each origin.
    private WaysFrom FactorsFrom(int season, int place)
    {
        ref WaysFrom? row = ref ways[season][place];
        return row ?? Interlocked.CompareExchange(ref row, NewFactorsFrom(season, place), null) ?? row;
    }

    private WaysFrom NewFactorsFrom(int season, int place)
    {
        double[] toGoals = new double[MostAlternatives];
        toGoals[HomeFirst] = 1;
        toGoals[UndergroundNext] = geography.IsTheatre[place] ? 1 : 0;
        ReadOnlySpan<double> effort = EffortFrom(season, place);
        for (int i = 0; i < effort.Length; i++)
        {
            toGoals[Others + i] = Elementary.Exp(-effort[i]);
        }

        double[] homes = new double[population.Home.Length];
        for (int origin = 0; origin < homes.Length; origin++)
        {
            double cost = population.Home[origin] == place ? double.PositiveInfinity : way.Cost(season, place, population.Home[origin]);
            homes[origin] = cost < double.PositiveInfinity ? Elementary.Exp(-parameters.CostWeightPerDay * cost) : 0;
        }

        return new WaysFrom(toGoals, homes);
    }

    // By origin and commitment: affinity to each place, and what commitment makes of it.
    private double[][] PersonFactors()
    {
        double[][] result = new double[population.Origins.Length * Commitments][];
        for (int i = 0; i < result.Length; i++)
        {
            int origin = i / Commitments;
            int k = (i % Commitments) - 1;
            double[] factors = result[i] = new double[MostAlternatives];
            factors[HomeFirst] = Elementary.Exp((parameters.HomeCommitment * k) - fear[origin]);
            factors[UndergroundNext] = Elementary.Exp(parameters.UndergroundCommitment * k);
            for (int d = 0; d < destinations.Length; d++)
            {
                factors[Others + d] = Elementary.Exp(affinity[origin][d] + (commitmentOf[d] * k));
            }
        }

        return result;
    }

    // What draws everybody, less the way, with affinity, commitment and ties: the same sums one by one and in vectors.
    private void Utilities(
        ReadOnlySpan<double> pull, ReadOnlySpan<double> effort, ReadOnlySpan<double> affinities, double k, double ties, ReadOnlySpan<double> settled, Span<double> utilities)
    {
        int number = settled.Length;
        ReadOnlySpan<double> commitment = commitmentOf;
        int i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<double> ks = Vector512.Create(k);
            Vector512<double> weight = Vector512.Create(ties);
            for (; i + Vector512<double>.Count <= number; i += Vector512<double>.Count)
            {
                Vector512<double> sum = Vector512.Create(pull[i..]) - Vector512.Create(effort[i..]) + Vector512.Create(affinities[i..]);
                (sum + (Vector512.Create(commitment[i..]) * ks) + (weight * Vector512.Create(settled[i..]))).CopyTo(utilities[i..]);
            }
        }

        for (; i < number; i++)
        {
            utilities[i] = pull[i] - effort[i] + affinities[i] + (commitment[i] * k) + (ties * settled[i]);
        }
    }

    // Costs of the ways from a place to all destinations, weighed; infinite to itself.
    private double[] EffortFrom(int season, int place)
    {
        ref double[]? row = ref efforts[season][place];
        if (row is not null)
        {
            return row;
        }

        double[] effort = new double[destinations.Length];
        for (int i = 0; i < effort.Length; i++)
        {
            effort[i] = destinations[i] == place ? double.PositiveInfinity : parameters.CostWeightPerDay * way.Cost(season, place, destinations[i]);
            effort[i] = double.IsNaN(effort[i]) ? double.PositiveInfinity : effort[i];    // no weight on costs, and no way
        }

        return Interlocked.CompareExchange(ref row, effort, null) ?? effort;
    }

    // Only ratios of weights matter: relative to the best alternative no exponential overflows and never do all of them vanish. False where there is none.
    private static bool Exponentiate(Span<double> utilities)
    {
        double best = double.NegativeInfinity;
        foreach (double utility in utilities)
        {
            best = utility > best ? utility : best;
        }

        if (best == double.NegativeInfinity)
        {
            return false;
        }

        foreach (ref double utility in utilities)
        {
            utility -= best;
        }

        Elementary.Exp(utilities);
        return true;
    }

    // By origin and destination; none to ground still held. A third country is none to its own people: minus infinity.
    private double[][] Affinities()
    {
        double[][] result = new double[population.Origins.Length][];
        for (int o = 0; o < result.Length; o++)
        {
            Country origin = geography.Countries[population.OriginCountry[o]];
            string[] neighbours = origin.Neighbours?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
            int own = population.OriginCountry[o];
            result[o] =
            [
                .. destinations.Select((p, i) => i < retreats.Length ? 0
                    : i >= retreats.Length + affiliates.Length && geography.CountryOf[p] == own ? double.NegativeInfinity
                    : Affinity(geography.Countries[geography.CountryOf[p]])),
            ];

            double Affinity(Country destination) =>
                (neighbours.Contains(destination.Id, StringComparer.Ordinal) ? parameters.BorderAffinity : 0)
                + (Same(origin.Language, destination.Language) ? parameters.LanguageAffinity : 0)
                + (Same(origin.Region, destination.Region) ? parameters.RegionAffinity : 0);
        }

        return result;

        static bool Same(string? a, string? b) => !string.IsNullOrEmpty(a) && string.Equals(a, b, StringComparison.Ordinal);
    }

    private sealed record WaysFrom(double[] ToGoals, double[] Home);
}
