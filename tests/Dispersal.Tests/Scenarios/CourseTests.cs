namespace Dispersal.Tests.Scenarios;

public class CourseTests
{
    private static readonly Scenario World = Small.Scenario();

    private static double On(Scenario scenario, string address, string date) =>
        scenario.CourseOf(address)[DateOnly.Parse(date).DayNumber - scenario.Start.DayNumber];

    [Fact]
    public void A_value_that_nothing_changes_is_constant()
    {
        Course course = World.CourseOf("routes/antep-raqqa/patrol");
        Assert.True(course.IsConstant);
        Assert.Equal(0.3, course[700]);
    }

    [Theory]
    [InlineData("2015-01-01", 0.001)]
    [InlineData("2015-01-06", 0.0015)]
    [InlineData("2015-01-11", 0.002)]
    [InlineData("2016-12-31", 0.002)]
    public void Forcing_is_the_line_through_its_points(string date, double value) => Assert.Equal(value, On(World, "goal/disillusion-per-day", date), 15);

    [Fact]
    public void Forcing_is_constant_before_its_first_point()
    {
        Assert.Equal(4, On(World, "routes/raqqa-SYR/days", "2015-01-01"));
        Assert.True(World.CourseOf("routes/raqqa-SYR/days").IsConstant);
    }

    // surge multiplies by 2 in January 2016; close sets 1.5 from the 15th: 0.8, 1.6, 1.5 x 2, 1.5.
    [Theory]
    [InlineData("2015-12-31", 0.8)]
    [InlineData("2016-01-01", 1.6)]
    [InlineData("2016-01-14", 1.6)]
    [InlineData("2016-01-15", 3.0)]
    [InlineData("2016-01-31", 3.0)]
    [InlineData("2016-02-01", 1.5)]
    [InlineData("2016-12-31", 1.5)]
    public void Policies_set_then_multiply_on_the_days_they_are_in_force(string date, double value) =>
        Assert.Equal(value, On(World, "routes/raqqa-antep/patrol", date));

    [Fact]
    public void Policies_add_last_and_change_what_forcing_gives()
    {
        Dictionary<string, string> texts = Small.Texts();
        texts["policies.csv"] =
            """
            id,address,from,to,operation,value
            a,goal/disillusion-per-day,2015-01-06,2015-01-06,add,0.5
            b,goal/disillusion-per-day,2015-01-06,2015-01-06,multiply,2
            """;
        Assert.Equal((0.0015 * 2) + 0.5, On(Scenario.FromTexts(texts), "goal/disillusion-per-day", "2015-01-06"), 15);
    }

    [Fact]
    public void A_wildcard_reaches_every_row()
    {
        foreach (Country country in World.Countries)
        {
            Assert.Equal(0.3, On(World, $"countries/{country.Id}/record-use-share", "2016-02-29"));
            Assert.Equal(0.4, On(World, $"countries/{country.Id}/record-use-share", "2016-03-01"));
        }
    }

    [Fact]
    public void A_horizon_that_begins_later_cuts_the_course()
    {
        Scenario later = World.With("start", "2016-01-10");
        Assert.Equal(1.6, later.CourseOf("routes/raqqa-antep/patrol")[0]);
        Assert.Equal(3.0, later.CourseOf("routes/raqqa-antep/patrol")[5]);
        Assert.Equal(1.5, later.CourseOf("routes/raqqa-antep/patrol")[22]);
    }

    [Fact]
    public void An_address_of_nothing_is_refused() =>
        Assert.Throws<ScenarioException>(() => World.CourseOf("routes/raqqa-antep/patrols"));
}
