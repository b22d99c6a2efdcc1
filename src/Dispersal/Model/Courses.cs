using System.Collections.Immutable;

namespace Dispersal.Model;

/// <summary>Reads whole columns of dated parameters; a mechanism that is off reads zeros, so that off equals rates of zero.</summary>
internal static class Courses
{
    private static readonly Course Nothing = new(0);

    /// <summary>The course of a scalar of a mechanism; zero when the mechanism is off.</summary>
    public static Course Of(Scenario scenario, string address, bool on = true) => on ? scenario.CourseOf(address) : Nothing;

    /// <summary>The courses of a column for all rows of a table, in order.</summary>
    public static Course[] Column<T>(Scenario scenario, string table, ImmutableArray<T> rows, Func<T, string> id, string column, bool on = true)
    {
        Course[] courses = new Course[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            courses[i] = on ? scenario.CourseOf($"{table}/{id(rows[i])}/{column}") : Nothing;
        }

        return courses;
    }

    /// <summary>The greatest value of a course over the scenario's days.</summary>
    public static double Greatest(Course course, int days)
    {
        double greatest = course[0];
        for (int d = 1; !course.IsConstant && d < days; d++)
        {
            greatest = Math.Max(greatest, course[d]);
        }

        return greatest;
    }
}
