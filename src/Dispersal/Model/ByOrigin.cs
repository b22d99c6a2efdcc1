namespace Dispersal.Model;

/// <summary>
/// A parameter of origins that multiplies hazards: a constant factor where it never changes, else a series of its own. Known before the run, it
/// is part of the hazard rather than a ceiling to be thinned, so that a policy on one origin changes nothing before its date.
/// </summary>
internal sealed class ByOrigin
{
    private readonly int days;
    private readonly Course[] courses;

    public ByOrigin(int days, Population population, Course[] byCountry)
    {
        this.days = days;
        courses = [.. population.OriginCountry.Select(c => byCountry[c])];
    }

    /// <summary>The constant factor of an origin; one where the origin has a series of its own.</summary>
    public double Factor(int origin) => courses[origin].IsConstant ? courses[origin][0] : 1;

    /// <summary>Series of the origins whose parameter changes, multiplied by a hazard; null where none does.</summary>
    public HazardSeries?[]? Times(Course hazard) => courses.All(c => c.IsConstant)
        ? null
        : [.. courses.Select(c => c.IsConstant ? null : HazardSeries.Product(days, hazard, c))];
}
