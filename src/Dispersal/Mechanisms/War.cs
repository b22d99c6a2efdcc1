using Dispersal.Model;

namespace Dispersal.Mechanisms;

/// <summary>
/// M3 War: death, capture and experience where there is fighting; base mortality everywhere. The course of mortality over time is
/// forced by data; places, stages, roles and experience multiply it.
/// </summary>
/// <remarks>
/// Source: cause-specific hazards of competing risks (Prentice et al. 1978, "The analysis of failure times in the presence of competing risks"), constant
/// within a day; the ratios between stages, roles and experience are the scenario's.
/// </remarks>
internal sealed class War
{
    private readonly WarParameters parameters;
    private readonly Course mortality;
    private readonly Course capture;
    private readonly Course[] intensity;
    private readonly Course[] strike;
    private readonly AffiliateGrowth growth;
    private readonly HazardProducts products;
    private readonly double[] factor = new double[Population.Roles * 2];

    public War(Scenario scenario, Geography geography, AffiliateGrowth growth)
    {
        this.growth = growth;
        products = new HazardProducts(scenario.Days);
        parameters = scenario.War;
        mortality = Courses.Of(scenario, "war/mortality-per-day", parameters.On);
        capture = Courses.Of(scenario, "war/capture-per-day", parameters.On);
        intensity = Courses.Column(scenario, "places", geography.Places, p => p.Id, "war-intensity", parameters.On);
        strike = Courses.Column(scenario, "places", geography.Places, p => p.Id, "strike-per-day", parameters.On);
        double[] byRole = [1, parameters.WomenRatio, parameters.MinorsRatio];
        for (int role = 0; role < Population.Roles; role++)
        {
            factor[role * 2] = byRole[role];
            factor[(role * 2) + 1] = byRole[role] * parameters.VeteranRatio;
        }
    }

    /// <summary>Multiplier of war mortality by role and experience.</summary>
    public double FactorOf(Role role, bool veteran) => factor[((int)role * 2) + (veteran ? 1 : 0)];

    /// <summary>Exits by war of a stage at a place.</summary>
    public IEnumerable<HazardTerm> Exits(Stage stage, int place)
    {
        double deathRatio = stage switch
        {
            Stage.Embedded => 1,
            Stage.Underground => parameters.UndergroundRatio,
            Stage.WithAffiliate => parameters.AffiliateRatio,
            _ => 0,
        };
        double captureRatio = stage switch
        {
            Stage.Embedded => 1,
            Stage.Underground or Stage.WithAffiliate => parameters.HiddenCaptureRatio,
            _ => 0,
        };
        if (stage is Stage.Embedded or Stage.Underground or Stage.WithAffiliate)
        {
            double ceiling = stage == Stage.WithAffiliate ? growth.IntensityCeiling(place) : 1;
            FieldFactor field = ceiling > 1 ? FieldFactor.Intensity : FieldFactor.None;
            yield return new HazardTerm(
                Exit.KilledInWar, products.Of(mortality, intensity[place]), deathRatio * ceiling, PersonFactor.War, field);
            yield return new HazardTerm(Exit.KilledInWar, products.Of(strike[place]), 1);
            yield return new HazardTerm(Exit.Captured, products.Of(capture, intensity[place]), captureRatio * ceiling, PersonFactor.None, field);
        }

        if (stage == Stage.Embedded && parameters.On)
        {
            yield return new HazardTerm(
                Exit.GainsExperience, new HazardSeries(parameters.ExperiencePerDay), 1, PersonFactor.NoviceMan);
        }

        if (stage != Stage.Dead)
        {
            yield return new HazardTerm(Exit.Dies, new HazardSeries(parameters.BaseMortalityPerDay), 1);
        }
    }
}
