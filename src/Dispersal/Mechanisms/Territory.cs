using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Mechanisms;

/// <summary>
/// M2 Territory: control of places from dated gains and losses, and what its loss does to those who live there.
/// </summary>
/// <remarks>
/// While control falls from c to c' within a day, a share 1 - c'/c of those who live in the place loses its ground: the hazard of
/// dislodgement is ln(c / c'). Where a place is lost altogether dislodgement is certain and comes before every other exit.
/// <para>Source: control is data, dated gains and losses and published areas; what becomes of the dislodged is assumed.</para>
/// </remarks>
internal sealed class Territory
{
    private readonly double[][] control;
    private readonly bool[] hasEvents;
    private readonly bool on;
    private readonly int days;
    private readonly Course killed;
    private readonly Course captured;
    private readonly double familiesKilled;
    private readonly double familiesCaptured;

    public Territory(Scenario scenario, Geography geography)
    {
        days = scenario.Days;
        TerritoryParameters parameters = scenario.Territory;
        on = parameters.On;
        killed = Courses.Of(scenario, "territory/killed-probability", parameters.On);
        captured = Courses.Of(scenario, "territory/captured-probability", parameters.On);
        familiesKilled = parameters.FamiliesKilledRatio;
        familiesCaptured = parameters.FamiliesCapturedRatio;
        hasEvents = new bool[geography.Places.Length];
        control = new double[geography.Places.Length][];
        ILookup<string, ControlEvent> events = scenario.Control.ToLookup(e => e.Place, StringComparer.Ordinal);
        for (int p = 0; p < control.Length; p++)
        {
            Place place = geography.Places[p];
            hasEvents[p] = events[place.Id].Any();
            control[p] = ByEvents(place.InitialControl, [.. events[place.Id].OrderBy(e => e.Date)], scenario.Start, days);
        }

        SpreadPublishedArea(scenario, geography);
        if (!parameters.On)
        {
            foreach (double[] course in control)
            {
                Array.Fill(course, course[0]);
            }
        }
    }

    /// <summary>Control of a place on a day, 0 none to 1 full.</summary>
    public double ControlOf(int place, int day) => control[place][day];

    /// <summary>Whether a place has dated gains or losses of its own.</summary>
    public bool HasEvents(int place) => hasEvents[place];

    /// <summary>Hazard of dislodgement at a place, by day.</summary>
    public HazardSeries Dislodgement(int place)
    {
        if (!on)
        {
            return HazardSeries.Zero;
        }

        double[] c = control[place];
        double[] hazard = new double[days];
        for (int d = 0; d + 1 < days; d++)
        {
            hazard[d] = c[d + 1] == 0 ? HazardSeries.Certain
                : c[d + 1] < c[d] ? Math.Min(HazardSeries.Certain, Elementary.Log(c[d] / c[d + 1]))
                : 0;
        }

        return new HazardSeries(hazard);
    }

    /// <summary>P(killed) and P(captured) of a person dislodged on a day; the rest reconsider.</summary>
    public (double Killed, double Captured) OutcomeOfDislodgement(Role role, int day) => role == Role.Man
        ? (killed[day], captured[day])
        : (killed[day] * familiesKilled, captured[day] * familiesCaptured);

    private static double[] ByEvents(double initial, ControlEvent[] events, DateOnly start, int days)
    {
        double[] course = new double[days];
        int next = 0;
        double before = initial;
        int beforeDay = int.MinValue;
        for (int d = 0; d < days; d++)
        {
            while (next < events.Length && events[next].Date.DayNumber - start.DayNumber <= d)
            {
                before = events[next].Control;
                beforeDay = events[next].Date.DayNumber - start.DayNumber;
                next++;
            }

            course[d] = before;
            if (next < events.Length)
            {
                // On the ramp that leads to the next level; a ramp never begins before the event ahead of it.
                double end = events[next].Date.DayNumber - start.DayNumber;
                double begin = Math.Max(end - events[next].OverDays, beforeDay);
                if (d > begin)
                {
                    course[d] = before + ((events[next].Control - before) * (d - begin) / (end - begin));
                }
            }
        }

        return course;
    }

    private void SpreadPublishedArea(Scenario scenario, Geography geography)
    {
        if (scenario.PublishedAreas.IsEmpty)
        {
            return;
        }

        PublishedArea[] areas = [.. scenario.PublishedAreas.OrderBy(a => a.Date)];
        int[] residual = [.. Enumerable.Range(0, control.Length).Where(p => geography.Places[p].Residual)];
        int[] others = [.. Enumerable.Range(0, control.Length).Where(p => !geography.Places[p].Residual && geography.Places[p].AreaKm2 > 0)];
        double residualArea = residual.Sum(p => geography.Places[p].AreaKm2.Value);
        int first = Math.Max(0, areas[0].Date.DayNumber - scenario.Start.DayNumber);
        int next = 0;
        for (int d = first; d < days && residualArea > 0; d++)
        {
            int day = scenario.Start.DayNumber + d;
            while (next + 1 < areas.Length && areas[next + 1].Date.DayNumber <= day)
            {
                next++;
            }

            double area = areas[next].AreaKm2;
            if (next + 1 < areas.Length)
            {
                double from = areas[next].Date.DayNumber;
                double to = areas[next + 1].Date.DayNumber;
                area += (areas[next + 1].AreaKm2 - area) * (day - from) / (to - from);
            }

            foreach (int p in others)
            {
                area -= geography.Places[p].AreaKm2 * control[p][d];
            }

            double level = Math.Clamp(area / residualArea, 0, 1);
            foreach (int p in residual)
            {
                control[p][d] = level;
            }
        }
    }
}
