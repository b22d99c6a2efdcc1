using Dispersal.Model;

namespace Dispersal.Mechanisms;

/// <summary>M17 Families: women give birth where they are, minors grow up, and some states fetch women and minors home from the camps.</summary>
internal sealed class Families
{
    private readonly FamiliesParameters parameters;
    private readonly Population population;
    private readonly Course[] repatriation;
    private readonly double[] greatestRepatriation;

    public Families(Scenario scenario, Geography geography, Population population)
    {
        parameters = scenario.Families;
        this.population = population;
        repatriation = Courses.Column(scenario, "countries", geography.Countries, c => c.Id, "repatriation-per-day", parameters.On);
        greatestRepatriation = [.. population.OriginCountry.Select(c => Courses.Greatest(repatriation[c], scenario.Days))];
    }

    /// <summary>Share of minors back home who need care.</summary>
    public double CareShare => parameters.CareShare;

    /// <summary>Greatest rate at which an origin fetches women and minors.</summary>
    public double GreatestRepatriation(int origin) => greatestRepatriation[origin];

    /// <summary>Today's rate of an origin as a share of its greatest.</summary>
    public double RepatriationShare(int origin, int day) =>
        greatestRepatriation[origin] > 0 ? repatriation[population.OriginCountry[origin]][day] / greatestRepatriation[origin] : 0;

    /// <summary>Exits by family of a stage.</summary>
    public IEnumerable<HazardTerm> Exits(Stage stage)
    {
        if (!parameters.On || stage == Stage.Dead)
        {
            yield break;
        }

        yield return new HazardTerm(Exit.GrowsUp, new HazardSeries(parameters.ChildAgeingPerDay), 1, PersonFactor.Child);
        yield return new HazardTerm(Exit.GrowsUp, new HazardSeries(parameters.YouthAgeingPerDay), 1, PersonFactor.Youth);
        if (stage is Stage.Embedded or Stage.Underground or Stage.WithAffiliate or Stage.Held)
        {
            yield return new HazardTerm(Exit.GivesBirth, new HazardSeries(parameters.BirthsPerDay), 1, PersonFactor.Woman);
        }

        if (stage == Stage.Held && greatestRepatriation.Any(r => r > 0))
        {
            yield return new HazardTerm(Exit.Repatriated, new HazardSeries(1), 1, PersonFactor.Repatriation, FieldFactor.Repatriation);
        }
    }
}
