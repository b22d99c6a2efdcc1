using Dispersal.Model;

namespace Dispersal.Mechanisms;

/// <summary>
/// M8 Transit states: hubs of supporters speed travellers on and hide them, arrests wear hubs down, threat raises interior checks with a
/// lag, and who is held is deported or freed.
/// </summary>
/// <remarks>Source: assumed: hubs and threat follow their causes with an exponential lag.</remarks>
internal sealed class Transit
{
    private readonly Scenario scenario;
    private readonly Geography geography;
    private readonly TransitParameters parameters;
    private readonly Course[] arrest;
    private readonly Course[] deportation;
    private readonly Course[] release;
    private readonly Course[] hub;
    private readonly int[] hubPlaces;
    private readonly ByOrigin cooperation;
    private readonly HazardProducts products;

    public Transit(Scenario scenario, Geography geography, Population population)
    {
        this.scenario = scenario;
        this.geography = geography;
        parameters = scenario.Transit;
        products = new HazardProducts(scenario.Days);
        arrest = Column("interior-arrest-per-day");
        deportation = Column("deportation-per-day");
        release = Column("release-per-day");
        cooperation = new ByOrigin(scenario.Days, population, Column("cooperation-share"));
        hub = Courses.Column(scenario, "places", geography.Places, p => p.Id, "hub-strength", parameters.On);
        hubPlaces = [.. Enumerable.Range(0, hub.Length).Where(p => Courses.Greatest(hub[p], scenario.Days) > 0)];

        Course[] Column(string name) => Courses.Column(scenario, "countries", geography.Countries, c => c.Id, name, parameters.On);
    }

    /// <summary>
    /// Multiplier of the speed of a leg by the hub at its start while that is unworn: the bound for the day. A greatest value over time would let a
    /// policy on a hub change lives before its date.
    /// </summary>
    public Course UnwornSpeed(int place)
    {
        if (hub[place].IsConstant)
        {
            return new Course(1 + (parameters.HubSpeed * hub[place][0]));
        }

        double[] daily = new double[scenario.Days];
        for (int d = 0; d < daily.Length; d++)
        {
            daily[d] = 1 + (parameters.HubSpeed * hub[place][d]);
        }

        return new Course(daily);
    }

    /// <summary>Multiplier of the speed of a leg today.</summary>
    public double Speed(int place, Fields fields) => 1 + (parameters.HubSpeed * fields.Hub[place]);

    /// <summary>Cooperation of an origin, where it never changes.</summary>
    public double Cooperation(int origin) => cooperation.Factor(origin);

    /// <summary>Arrest of travellers at a place; nobody is arrested inside the theatre.</summary>
    public IEnumerable<HazardTerm> ArrestExits(int place)
    {
        if (!geography.IsTheatre[place])
        {
            HazardSeries series = products.Of(arrest[geography.CountryOf[place]]);
            yield return new HazardTerm(Exit.Arrested, series, ArrestCeiling, PersonFactor.Foreigner, FieldFactor.Arrest);
        }
    }

    /// <summary>Exits of persons held at a place.</summary>
    public IEnumerable<HazardTerm> HeldExits(int place)
    {
        int country = geography.CountryOf[place];
        yield return new HazardTerm(
            Exit.Deported, products.Of(deportation[country]), 1, PersonFactor.Cooperation, FieldFactor.None,
            cooperation.Times(deportation[country]));
        yield return new HazardTerm(Exit.Freed, products.Of(release[country]), 1);
    }

    /// <summary>Today's speed of onward travel as a share of its ceiling.</summary>
    public double SpeedShare(int place, Fields fields) => Speed(place, fields) / (1 + (parameters.HubSpeed * fields.UnwornHub[place]));

    /// <summary>Today's arrests as a share of their ceiling.</summary>
    public double ArrestShare(int place, Fields fields) => ArrestMultiplier(place, fields) / ArrestCeiling;

    /// <summary>
    /// Hubs and threat today, from yesterday's arrests, entries and attacks. Both move part of the way towards a level and are clamped, so neither can swing
    /// from one day to the next.
    /// </summary>
    public void UpdateFields(int day, Fields fields)
    {
        foreach (int p in hubPlaces)
        {
            double unworn = hub[p][day];
            double strength = day == 0 ? unworn : fields.Hub[p];
            if (day > 0)
            {
                strength += (parameters.HubRecoveryPerDay * (unworn - strength)) - (parameters.HubWear * fields.InteriorArrests[p]);
                strength = Math.Clamp(strength, 0, unworn);
            }

            fields.Hub[p] = strength;
            fields.UnwornHub[p] = unworn;
        }

        for (int c = 0; day > 0 && c < fields.Threat.Length; c++)
        {
            double threat = fields.Threat[c];
            double sustained = (parameters.ThreatPerEntry * fields.Entries[c]) + (parameters.ThreatPerAttack * fields.Attacks[c]);
            threat += (sustained - threat) / parameters.ThreatLagDays;
            fields.Threat[c] = Math.Clamp(threat, 0, parameters.ThreatCeiling);
        }
    }

    private double ArrestCeiling => 1 + (parameters.ThreatResponse * parameters.ThreatCeiling);

    private double ArrestMultiplier(int place, Fields fields) =>
        (1 + (parameters.ThreatResponse * fields.Threat[geography.CountryOf[place]])) * (1 - (parameters.HubHidingShare * fields.Hub[place]));
}
