using Dispersal.Model;

namespace Dispersal.Mechanisms;

/// <summary>M9 Arrival: who is noticed at the end of the way, by record or by the own eyes of the authorities.</summary>
/// <remarks>Source: assumed: that records tell and that the authorities see for themselves are independent chances.</remarks>
internal sealed class Arrival
{
    private readonly LegalTravel legalTravel;
    private readonly Course[] ownDetection;
    private readonly double legalRatio;
    private readonly double irregularRatio;
    private readonly double refugeeRatio;

    public Arrival(Scenario scenario, Geography geography, LegalTravel legalTravel)
    {
        this.legalTravel = legalTravel;
        ownDetection = Courses.Column(scenario, "countries", geography.Countries, c => c.Id, "own-detection-probability");
        bool on = scenario.Arrival.On;
        legalRatio = on ? scenario.Arrival.LegalRatio : 0;
        irregularRatio = on ? scenario.Arrival.IrregularRatio : 0;
        refugeeRatio = on ? scenario.Arrival.RefugeeRatio : 0;
    }

    /// <summary>P(a person who arrives in a country is noticed).</summary>
    /// <param name="country">Country of arrival.</param>
    /// <param name="origin">Country of origin.</param>
    /// <param name="listed">Whether the person is listed.</param>
    /// <param name="mode">How the person came.</param>
    /// <param name="day">Day of arrival.</param>
    public double Noticed(int country, int origin, bool listed, RouteMode mode, int day)
    {
        double ratio = mode switch
        {
            RouteMode.Air => legalRatio,
            RouteMode.Refugee => refugeeRatio,
            _ => irregularRatio,
        };
        double byRecord = listed ? legalTravel.RecordsAtHand(origin, country, day) : 0;
        return ratio * (byRecord + ((1 - byRecord) * ownDetection[country][day]));
    }

    /// <summary>P(a person who comes home legally is noticed), as he expects it when he weighs the jeopardy (M4).</summary>
    public double ExpectedAtHome(int origin, bool listed, int day) => Noticed(origin, origin, listed, RouteMode.Air, day);
}
