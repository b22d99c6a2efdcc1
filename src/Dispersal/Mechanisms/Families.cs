using Dispersal.Model;

namespace Dispersal.Mechanisms;

/// <summary>M17 Families: women give birth where they are, minors grow up, and some states fetch women and minors home from the camps.</summary>
/// <remarks>Source: assumed: births, ageing and repatriation at constant hazards.</remarks>
internal sealed class Families
{
    private readonly FamiliesParameters parameters;
    private readonly Population population;
    private readonly ByOrigin repatriation;
    private readonly HazardSeries?[]? repatriationByOrigin;

    public Families(Scenario scenario, Geography geography, Population population)
    {
        parameters = scenario.Families;
        this.population = population;
        repatriation = new ByOrigin(
            scenario.Days, population, Courses.Column(scenario, "countries", geography.Countries, c => c.Id, "repatriation-per-day", parameters.On));
        repatriationByOrigin = repatriation.Times(new Course(1));
    }

    /// <summary>Share of minors back home who need care.</summary>
    public double CareShare => parameters.CareShare;

    /// <summary>Rate at which an origin fetches women and minors, where it never changes.</summary>
    public double Repatriation(int origin) => repatriation.Factor(origin);

    /// <summary>The child of a woman: where she is, in her stage.</summary>
    public PersonState Child(in PersonState mother)
    {
        PersonState child = mother;
        child.Group = (ushort)population.BornTo(population.OriginOf[mother.Group]);
        child.Traits = Traits.Born;
        child.Commitment = 0;
        child.Age = Age.Child;
        return child;
    }

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

        if (stage == Stage.Held)
        {
            yield return new HazardTerm(Exit.Repatriated, new HazardSeries(1), 1, PersonFactor.Repatriation, FieldFactor.None, repatriationByOrigin);
        }
    }
}
