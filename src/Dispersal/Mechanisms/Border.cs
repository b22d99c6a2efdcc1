using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Mechanisms;

/// <summary>
/// M6 Border: patrols stop travellers on land and sea; terrain hides them, guides lead them past, and guides have a capacity that
/// interdiction wears down and time restores.
/// </summary>
/// <remarks>
/// Source: the theory of search (Koopman 1946): glimpses that are independent of each other miss a traveller with probability exp(-effort); guides and
/// their capacity are assumed.
/// </remarks>
internal sealed class Border
{
    private readonly Geography geography;
    private readonly BorderParameters parameters;
    private readonly Course[] patrol;
    private readonly Course[] smuggling;
    private readonly Course[] guides;
    private readonly Course[] floor;
    private readonly Course[] held;
    private readonly Course[] killed;
    private readonly bool[] patrolled;
    private readonly Course[] stoppedAlone;
    private readonly int[] guidedRoutes;
    private readonly int days;

    public Border(Scenario scenario, Geography geography)
    {
        this.geography = geography;
        parameters = scenario.Border;
        days = scenario.Days;
        patrol = Column("patrol", parameters.On);
        smuggling = Column("smuggling");
        guides = Column("guides-per-day", parameters.On);
        floor = Column("floor-share");
        held = Column("held-share");
        killed = Column("killed-share");
        patrolled = [.. geography.Routes.Select(r => r.Mode is RouteMode.Land or RouteMode.Sea)];
        stoppedAlone = [.. Enumerable.Range(0, geography.Routes.Length).Select(CourseOfStops)];
        guidedRoutes = [.. Enumerable.Range(0, geography.Routes.Length).Where(r => IsPatrolled(r) && Courses.Greatest(guides[r], scenario.Days) > 0)];

        Course[] Column(string name, bool on = true) => Courses.Column(scenario, "routes", geography.Routes, r => r.Id, name, on);
    }

    // Known before the run, and asked for at every crossing.
    private Course CourseOfStops(int route)
    {
        double open = 1 - geography.Routes[route].Terrain;
        if (floor[route].IsConstant && patrol[route].IsConstant)
        {
            return new Course((1 - floor[route][0]) * Elementary.OneMinusExpMinus(patrol[route][0] * open));
        }

        double[] stopped = new double[days];
        for (int day = 0; day < days; day++)
        {
            stopped[day] = day > 0 && floor[route][day] == floor[route][day - 1] && patrol[route][day] == patrol[route][day - 1]
                ? stopped[day - 1]
                : (1 - floor[route][day]) * Elementary.OneMinusExpMinus(patrol[route][day] * open);
        }

        return new Course(stopped);
    }

    /// <summary>Whether patrols watch the route at all: land and sea.</summary>
    public bool IsPatrolled(int route) => patrolled[route];

    /// <summary>Whether the route has guides on a day.</summary>
    public bool HasGuides(int route, int day) => guides[route][day] > 0;

    /// <summary>P(a traveller who goes alone is stopped) on a day.</summary>
    public double StoppedAlone(int route, int day) => stoppedAlone[route][day];

    /// <summary>P(a guided traveller is stopped) on a day.</summary>
    public double StoppedGuided(int route, int day) => StoppedAlone(route, day) * (1 - smuggling[route][day]);

    /// <summary>P(pass) as travellers expect it: guided wherever there are guides.</summary>
    public double ExpectedPass(int route, int day) => 1 - (HasGuides(route, day) ? StoppedGuided(route, day) : StoppedAlone(route, day));

    /// <summary>Of those who find no guide, the share who wait; nobody waits on a route that has no guides.</summary>
    public double WaitShare(int route, int day) => HasGuides(route, day) ? parameters.WaitShare : 0;

    /// <summary>P(pass) per crossing on a day, guided and alone averaged; "closed" is its limit 0.</summary>
    public double Permeability(int route, int day, double guidedShare)
    {
        double alone = (1 - guidedShare) * (1 - WaitShare(route, day));
        double tried = guidedShare + alone;
        return tried <= 0
            ? 0
            : ((guidedShare * (1 - StoppedGuided(route, day))) + (alone * (1 - StoppedAlone(route, day)))) / tried;
    }

    /// <summary>Of those stopped, the shares killed and held; the rest are turned back.</summary>
    public (double Killed, double Held) OutcomeOfStop(int route, int day) => (killed[route][day], held[route][day]);

    /// <summary>Routes that have guides on some day.</summary>
    public ReadOnlySpan<int> GuidedRoutes => guidedRoutes;

    /// <summary>
    /// Capacity and share of guides today, from those stopped yesterday and those who try today. Capacity moves part of the way back to its
    /// unworn level and never past it, so it cannot swing from one day to the next.
    /// </summary>
    /// <param name="route">A route with guides.</param>
    /// <param name="day">Today.</param>
    /// <param name="trying">Expected number of travellers who come to the crossing today.</param>
    /// <param name="fields">Read and written.</param>
    public void UpdateGuides(int route, int day, double trying, Fields fields)
    {
        double unworn = guides[route][day];
        if (trying == 0 && day > 0 && fields.Guides[route] == unworn && fields.GuidedStops[route] == 0)
        {
            fields.GuidedShare[route] = unworn <= 0 ? 0 : 1;    // nobody came and nothing is worn: most routes on most days
            return;
        }

        double capacity = day == 0 ? unworn : fields.Guides[route];
        if (day > 0)
        {
            // Stops follow capacity: taken as a rate, their wear leaves a share of it and never overshoots.
            double worn = parameters.Wear * fields.GuidedStops[route];
            double wear = worn > 0 ? worn / capacity : 0;
            capacity = (capacity + (parameters.RecoveryPerDay * (unworn - capacity))) / (1 + wear);
            capacity = Math.Clamp(capacity, 0, unworn);
        }

        fields.Guides[route] = capacity;
        fields.GuidedShare[route] = capacity <= 0 ? 0 : trying <= capacity ? 1 : capacity / trying;
    }
}
