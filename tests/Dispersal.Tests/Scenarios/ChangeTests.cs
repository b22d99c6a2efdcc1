namespace Dispersal.Tests.Scenarios;

public class ChangeTests
{
    private static readonly Scenario Before = Small.Scenario();

    [Fact]
    public void A_chain_of_changes_keeps_the_first_scenario_as_its_baseline() =>
        Assert.Same(Before, Before.With("border/wear", 0.1).With("way/pace", 2).Baseline);

    [Fact]
    public void A_changed_value_has_no_range_and_no_source()
    {
        Parameter patrol = Before.With("routes/raqqa-antep/patrol", 9)["routes/raqqa-antep/patrol"].Parameter;
        Assert.Equal(new Parameter(9), patrol);
    }

    [Fact]
    public void A_wildcard_changes_every_row_it_matches_and_an_exact_address_stands_beside_it()
    {
        Scenario after = Before.With(new Dictionary<string, string> { ["routes/raqqa-antep/terrain"] = "0.9", ["routes/raqqa-*/terrain"] = "0.5" });

        Assert.Equal(
            [("antep-raqqa", 0.2), ("raqqa-SYR", 0.5), ("raqqa-antep", 0.9), ("raqqa-desert", 0.5)],
            after.Routes.Where(r => r.Terrain.Value != 0).Select(r => (r.Id, r.Terrain.Value)));
    }

    [Theory]
    [InlineData("border/on", "false")]
    [InlineData("end", "2016-11-30")]
    [InlineData("name", "other")]
    [InlineData("routes/raqqa-antep/mode", "refugee")]
    [InlineData("countries/DEU/membership-law", "2015-06-15")]
    [InlineData("arrivals/DEU-men/2015-02/share", "4")]
    [InlineData("first-theatres/*/SYR/share", "2")]
    [InlineData("control/raqqa/2016-10-17/over-days", "5")]
    [InlineData("forcing/goal/disillusion-per-day/2015-01-11/value", "0.003")]
    [InlineData("forcing/routes/raqqa-*/days/2015-06-01/value", "6")]
    [InlineData("policies/surge/value", "3")]
    [InlineData("policies/surge/to", "2016-02-28")]
    public void Anything_that_has_an_address_can_be_set(string address, string value)
    {
        Scenario after = Before.With(address, value);
        if (address != "name")
        {
            Assert.Equal((address, value), (Scenario.Diff(Before, after).Single().Address, Scenario.Diff(Before, after).Single().After));
        }
    }

    [Fact]
    public void A_blank_setting_takes_what_is_written_out()
    {
        Scenario after = Before.With("forecast-from", "").With("routes/raqqa-antep/patrol", "");
        Assert.Null(after.ForecastFrom);
        Assert.Equal(new Parameter(0), after.Routes.Single(r => r.Id == "raqqa-antep").Patrol);
    }

    [Theory]
    [InlineData("routes/raqqa-antp/patrol", "1", "routes/raqqa-antp/patrol: there is no row \"raqqa-antp\" in routes.csv. Did you mean \"routes/raqqa-antep/patrol\"?")]
    [InlineData("routes/raqqa-antep/patrl", "1", "routes/raqqa-antep/patrl: there is no column \"patrl\" in routes.csv. Did you mean \"routes/raqqa-antep/patrol\"?")]
    [InlineData("boder/wear", "1", "boder/wear: there is no section \"boder\". Did you mean \"border/wear\"?")]
    [InlineData("wear", "1", "wear: there is no key \"wear\" in scenario.json. Write SECTION/PARAMETER or TABLE/ID/COLUMN.")]
    [InlineData("routes/x*/patrol", "1", "routes/x*/patrol: no row of routes.csv matches \"x*\". Write the address of rows that are there.")]
    [InlineData("routes/raqqa-antep/patrol", "-1", "routes/raqqa-antep/patrol: -1 is below 0. Write a number from 0 to 100.")]
    [InlineData("routes/raqqa-antep/patrol", "NaN", "routes/raqqa-antep/patrol: NaN is not a finite number. Write a number from 0 to 100.")]
    [InlineData("routes/raqqa-antep/id", "x", "routes/raqqa-antep/id: this names the row and cannot be changed. Change the files instead.")]
    [InlineData("border/on", "yes", "border/on: \"yes\" is neither true nor false. Write true or false.")]
    public void A_setting_that_cannot_be_meant_is_refused(string address, string value, string message) =>
        Assert.Equal(message, Assert.Throws<ScenarioException>(() => Before.With(address, value)).Message);

    [Fact]
    public void A_setting_stands_throughout_in_place_of_a_course()
    {
        Assert.False(Before.CourseOf("goal/disillusion-per-day").IsConstant);
        Course after = Before.With("goal/disillusion-per-day", 0.1).CourseOf("goal/disillusion-per-day");
        Assert.All(Enumerable.Range(0, Before.Days), day => Assert.Equal(0.1, after[day]));
    }

    [Fact]
    public void A_setting_for_one_row_leaves_the_course_of_a_pattern_to_the_others()
    {
        Dictionary<string, string> texts = Small.Texts();
        texts["forcing.csv"] = "address,date,value\nroutes/*/days,2015-01-01,2\nroutes/*/days,2015-02-01,33\n";
        Scenario before = Scenario.FromTexts(texts);
        string[] routes = [.. before.Routes.Select(r => r.Id)];
        Assert.True(routes.Length > 1);
        Scenario after = before.With($"routes/{routes[0]}/days", 7);
        Assert.Equal(7, after.CourseOf($"routes/{routes[0]}/days")[5]);
        foreach (string other in routes.Skip(1))
        {
            Assert.Equal(before.CourseOf($"routes/{other}/days")[5], after.CourseOf($"routes/{other}/days")[5]);
            Assert.Equal(7, after.CourseOf($"routes/{other}/days")[5]);
        }
    }

    [Fact]
    public void Values_that_depend_on_each_other_are_checked_together()
    {
        Assert.Throws<ScenarioException>(() => Before.With("inflow/low-commitment-share", 0.9));
        Scenario after = Before.With(new Dictionary<string, string> { ["inflow/low-commitment-share"] = "0.9", ["inflow/high-commitment-share"] = "0.1" });
        Assert.Equal(0.9, after.Inflow.LowCommitmentShare.Value);
    }

    [Fact]
    public void A_shorter_horizon_keeps_rows_beyond_it()
    {
        Scenario after = Before.With("end", "2015-01-31");
        Assert.Equal(31, after.Days);
        Assert.Equal(3, after.Policies.Length);
    }

    [Fact]
    public void A_revision_changes_the_baseline_too()
    {
        Scenario policy = Before.With("routes/raqqa-antep/patrol", 2);
        Scenario revised = policy.Revised(new Dictionary<string, double> { ["war/mortality-per-day"] = 0.0007, ["routes/*/terrain"] = 0.4 });

        Assert.Equal((2.0, 0.8), (revised["routes/raqqa-antep/patrol"].Parameter.Value, revised.Baseline!["routes/raqqa-antep/patrol"].Parameter.Value));
        Assert.Equal((0.0007, 0.0007), (revised.War.MortalityPerDay.Value, revised.Baseline.War.MortalityPerDay.Value));
        Assert.All(revised.Baseline.Routes, r => Assert.Equal(0.4, r.Terrain.Value));
        Assert.Null(Before.Revised(new Dictionary<string, double> { ["war/mortality-per-day"] = 0.0007 }).Baseline);
    }

    [Fact]
    public void A_revision_of_a_row_that_the_baseline_lacks_changes_only_the_overlay()
    {
        Scenario over = Scenario.FromTexts(Small.Over(("routes.csv", "id,from,to,mode,days\nnew,desert,SYR,land,4\n")));
        Scenario revised = over.Revised(new Dictionary<string, double> { ["routes/new/days"] = 6 });

        Assert.Equal(6, revised["routes/new/days"].Parameter.Value);
        Assert.Equal(9, revised.Baseline!.Routes.Length);
    }
}
