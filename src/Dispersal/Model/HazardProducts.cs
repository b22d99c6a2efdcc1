namespace Dispersal.Model;

/// <summary>
/// Products of courses as hazards, each worked out once: most places of a country, and most stages of a life there, have the same. Not for several threads at once.
/// </summary>
internal sealed class HazardProducts(int days)
{
    private readonly Dictionary<(double[]? Daily, double Constant, double[]? OtherDaily, double OtherConstant), HazardSeries> known = [];

    /// <summary>A course as a hazard.</summary>
    public HazardSeries Of(Course course) => Of(course, new Course(1));

    /// <summary>The product of two courses as a hazard.</summary>
    public HazardSeries Of(Course course, Course other)
    {
        var key = (course.Daily, course[0], other.Daily, other[0]);
        if (!known.TryGetValue(key, out HazardSeries? product))
        {
            known[key] = product = HazardSeries.Product(days, course, other);
        }

        return product;
    }
}
