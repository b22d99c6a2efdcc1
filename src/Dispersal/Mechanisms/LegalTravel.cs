using Dispersal.Model;

namespace Dispersal.Mechanisms;

/// <summary>
/// M7 Legal travel: most go on their own passport and are stopped only where a record of them exists, is shared, and is looked at. Refugee
/// routes are screened as far as the capacity reaches.
/// </summary>
/// <remarks>Source: assumed: that a record exists, is shared and is looked at are independent chances.</remarks>
internal sealed class LegalTravel
{
    private readonly Geography geography;
    private readonly Course[] sharing;
    private readonly Course[] use;
    private readonly Course[] check;
    private readonly Course refugees;
    private readonly Course capacity;
    private readonly Course screening;

    public LegalTravel(Scenario scenario, Geography geography)
    {
        this.geography = geography;
        bool on = scenario.LegalTravel.On;
        sharing = Column("record-sharing-share", true);
        use = Column("record-use-share", true);
        check = Column("check-share", on);
        screening = Courses.Of(scenario, "legal-travel/screening-probability", on);
        refugees = Courses.Of(scenario, "legal-travel/refugees-per-day");
        capacity = Courses.Of(scenario, "legal-travel/screening-capacity-per-day");

        Course[] Column(string name, bool active) => Courses.Column(scenario, "countries", geography.Countries, c => c.Id, name, active);
    }

    /// <summary>P(the records of a listed national of <paramref name="origin"/> are at hand in <paramref name="country"/>).</summary>
    public double RecordsAtHand(int origin, int country, int day) =>
        origin == country ? 1 : sharing[origin][day] * use[country][day];

    /// <summary>P(a person is stopped) on an air or refugee route.</summary>
    /// <param name="route">The route.</param>
    /// <param name="origin">Country of origin of the person.</param>
    /// <param name="listed">Whether the person is listed, or the probability of it.</param>
    /// <param name="day">The day.</param>
    public double Stopped(int route, int origin, double listed, int day)
    {
        int country = geography.CountryOf[geography.CheckedAt[route]];
        double examined = geography.Routes[route].Mode == RouteMode.Air
            ? check[country][day]
            : screening[day] * (refugees[day] <= capacity[day] ? 1 : capacity[day] / refugees[day]);
        return listed * RecordsAtHand(origin, country, day) * examined;
    }
}
