using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Mechanisms;

/// <summary>
/// M16 Affiliate growth: locals follow the published course of a group's strength, rise with recruits won by experienced arrivals, fall by strikes, and drift back;
/// the intensity of its war follows its strength.
/// </summary>
/// <remarks>
/// Source: published strengths are data; gains that fall in proportion as numbers near a ceiling are those of logistic growth (Verhulst 1838).
/// </remarks>
internal sealed class AffiliateGrowth
{
    private readonly AffiliateGrowthParameters parameters;
    private readonly Geography geography;
    private readonly Course[] published;
    private readonly Course[] strike;
    private readonly int[] place;

    public AffiliateGrowth(Scenario scenario, Geography geography)
    {
        parameters = scenario.AffiliateGrowth;
        this.geography = geography;
        published = Courses.Column(scenario, "affiliates", scenario.Affiliates, a => a.Id, "strength-persons");
        place = [.. scenario.Affiliates.Select(a => geography.Place(a.Place))];
        strike = [.. place.Select(p => scenario.CourseOf($"places/{geography.Places[p].Id}/strike-per-day"))];
    }

    /// <summary>Whether locals follow arrivals and losses rather than only what is published.</summary>
    public bool On => parameters.On;

    /// <summary>Greatest multiple of war intensity at a place.</summary>
    public double IntensityCeiling(int ofPlace) =>
        On && geography.AffiliateOf[ofPlace] >= 0 && parameters.IntensityElasticity > 0 ? parameters.IntensityCeiling : 1;

    /// <summary>Intensity today as a share of its ceiling.</summary>
    public double ShareOfCeiling(int ofPlace, Fields fields) =>
        fields.Intensity[geography.AffiliateOf[ofPlace]] / IntensityCeiling(ofPlace);

    /// <summary>Pull of an affiliate that has become a province.</summary>
    public double ProvincePull(int affiliate, Fields fields) =>
        On && fields.Strength[affiliate] >= parameters.ProvinceThresholdPersons ? parameters.ProvincePull : 0;

    /// <summary>
    /// Locals, strength and intensity today. Locals move towards the level at which recovery, recruits and losses balance and never past it, so they cannot
    /// swing from one day to the next.
    /// </summary>
    public void Update(int day, Fields fields)
    {
        for (int a = 0; a < published.Length; a++)
        {
            double now = published[a][day];
            double locals = now;
            if (On && day > 0)
            {
                double before = published[a][day - 1];
                locals = fields.Locals[a];
                double saturated = parameters.SaturationRatio * Math.Max(before, 1);
                double room = Math.Max(0, 1 - (locals / saturated));
                double recruits = parameters.RecruitsPerArrival * fields.VeteransReached[a];
                double strikes = strike[a][day - 1];
                double lost = strikes == 0 ? 0 : Elementary.OneMinusExpMinus(strikes);

                // Recovery, recruits and losses each pull locals towards a level; together they must not pull past the level at which they balance.
                double pull = Math.Max(1, parameters.RecoveryPerDay + (recruits / saturated) + lost);
                locals += now - before + (parameters.RecoveryPerDay * (before - locals) / pull) + (recruits * room / pull) - (locals * lost / pull);
                locals = Math.Max(0, locals);
            }

            fields.Locals[a] = locals;
            fields.Strength[a] = locals + fields.ForeignersWith[a];
            fields.Intensity[a] = IntensityCeiling(place[a]) <= 1 ? 1
                : Math.Min(parameters.IntensityCeiling, Elementary.Power(fields.Strength[a] / Math.Max(now, 1), parameters.IntensityElasticity));
        }
    }
}
