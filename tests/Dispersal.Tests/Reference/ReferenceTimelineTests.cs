namespace Dispersal.Tests.Reference;

/// <summary>Dated parameters, seasons and control as the reference resolves them.</summary>
public sealed class ReferenceTimelineTests
{
    [Fact]
    public void The_reference_and_the_scenario_resolve_every_dated_parameter_alike()
    {
        int moving = 0;
        foreach (string name in SmallScenarios.Names)
        {
            Scenario scenario = SmallScenarios.Load(name);
            var timeline = new ReferenceTimeline(scenario);
            foreach (ParameterInfo parameter in scenario.Parameters.Where(p => p.Dated))
            {
                ReferenceCourse mine = timeline.Course(parameter.Address, parameter.Parameter);
                Course theirs = scenario.CourseOf(parameter.Address);
                moving += theirs.IsConstant ? 0 : 1;
                for (int day = 0; day < scenario.Days; day++)
                {
                    Assert.True(Math.Abs(mine[day] - theirs[day]) <= 1e-12 * Math.Max(1, Math.Abs(mine[day])),
                        $"{name}: {parameter.Address} on day {day}: {mine[day]} and {theirs[day]}");
                }
            }
        }

        Assert.True(moving >= 20, $"Only {moving} courses move: the comparison has lost its matter.");
    }

    [Fact]
    public void Policies_set_then_multiply_then_add_over_the_line_through_the_points()
    {
        Scenario scenario = SmallScenarios.Load("disillusion");
        ReferenceCourse utility = new ReferenceTimeline(scenario).Course("goal/home-utility", scenario.Goal.HomeUtility);
        Assert.Equal(0, utility[Day(scenario, 2015, 10, 14)]);
        Assert.Equal(2, utility[Day(scenario, 2015, 10, 15)]);
        Assert.Equal(1, utility[Day(scenario, 2015, 11, 1)]);
        Assert.Equal(1, utility[Day(scenario, 2015, 12, 1)]);
        Assert.Equal(-1, utility[Day(scenario, 2015, 12, 2)]);

        ReferenceCourse hazard = new ReferenceTimeline(scenario).Course("goal/disillusion-per-day", scenario.Goal.DisillusionPerDay);
        Assert.Equal(0.01, hazard[0]);
        Assert.Equal(0.01 + (0.02 * 30 / 183), hazard[Day(scenario, 2015, 5, 1)], 12);
        Assert.Equal(0.03, hazard[^1]);
    }

    [Fact]
    public void Seasons_start_with_quarters_and_when_a_policy_on_what_is_known_begins_or_has_ended()
    {
        Scenario scenario = SmallScenarios.Load("everything");
        DateOnly[] starts = [.. new ReferenceTimeline(scenario).SeasonStarts().Distinct().Select(scenario.Start.AddDays)];

        // The day after a policy's last starts a season, if what it changed is known to travellers.
        Assert.Equal(
            [
                new(2015, 6, 10), new(2015, 7, 1), new(2015, 10, 1), new(2015, 10, 20), new(2015, 12, 10), new(2016, 1, 1),
                new(2016, 2, 21), new(2016, 4, 1), new(2016, 7, 1),
            ],
            starts);
    }

    [Fact]
    public void Control_follows_ramps_steps_and_what_the_published_area_leaves()
    {
        Scenario scenario = SmallScenarios.Load("territory-loss");
        var control = ReferenceSimulator.ControlByPlace(scenario);
        Assert.Equal(0.8, control["mosul"][Day(scenario, 2016, 7, 12)], 12);
        Assert.Equal(0.85, control["mosul"][Day(scenario, 2016, 7, 22)], 12);
        Assert.Equal(0.9, control["mosul"][Day(scenario, 2016, 10, 2)], 12);
        Assert.Equal(0.6, control["mosul"][Day(scenario, 2016, 11, 1)], 12);
        Assert.Equal(0, control["mosul"][Day(scenario, 2017, 2, 15)]);

        // The second ramp of raqqa would begin before the step of 1 October, so it begins on that date.
        Assert.Equal(1, control["raqqa"][Day(scenario, 2016, 9, 30)]);
        Assert.Equal(0.4, control["raqqa"][Day(scenario, 2016, 10, 1)], 12);
        Assert.Equal(0.4 + (0.2 * 10 / 19), control["raqqa"][Day(scenario, 2016, 10, 11)], 12);
        Assert.Equal(0.6, control["raqqa"][Day(scenario, 2017, 4, 9)], 12);
        Assert.Equal(0, control["raqqa"][Day(scenario, 2017, 4, 10)]);

        Assert.Equal(0.5, control["desert"][Day(scenario, 2016, 7, 14)]);
        Assert.Equal((15000 - (0.6 * 4000) - (5000 * control["mosul"][Day(scenario, 2016, 12, 31)])) / 20000,
            control["desert"][Day(scenario, 2016, 12, 31)], 12);
        Assert.Equal(0.15, control["desert"][^1], 12);
    }

    [Fact]
    public void Arrivals_follow_control_and_permeability_by_their_elasticities()
    {
        // Control a quarter of the baseline's with elasticity 0.5 halves arrivals; a P(pass) lower by the root of two with
        // elasticity 2 halves them too.
        var texts = SmallScenarios.Texts("competing-risks").ToDictionary();
        texts["scenario.json"] = texts["scenario.json"].Replace(
            "\"stopped-share\": 0", "\"control-elasticity\": 0.5, \"permeability-elasticity\": 2", StringComparison.Ordinal);
        texts["routes.csv"] = texts["routes.csv"].Replace("air", "land", StringComparison.Ordinal);
        Scenario baseline = Scenario.FromTexts(texts);
        Assert.Null(baseline.Baseline);
        AssertDeparted(220, baseline);
        AssertDeparted(110, baseline.With("places/raqqa/initial-control", 0.25));
        AssertDeparted(110, baseline.With("routes/home/patrol", Math.Log(2) / 2));
    }

    private static void AssertDeparted(int expected, Scenario scenario) =>
        Assert.Equal(expected, new ReferenceSimulator(scenario).Run(3).Departed("DEU", scenario.End));

    private static int Day(Scenario scenario, int year, int month, int day) =>
        new DateOnly(year, month, day).DayNumber - scenario.Start.DayNumber;
}
