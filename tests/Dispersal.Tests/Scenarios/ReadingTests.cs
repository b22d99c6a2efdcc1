namespace Dispersal.Tests.Scenarios;

public class ReadingTests
{
    [Fact]
    public void A_valid_scenario_has_no_problems() => Assert.Empty(Scenario.CheckTexts(Small.Texts()).Problems);

    [Fact]
    public void Values_ranges_and_provenance_arrive_in_the_typed_rows()
    {
        Scenario small = Small.Scenario();

        Route route = small.Routes.Single(r => r.Id == "raqqa-antep");
        Assert.Equal((0.8, 0.4, 1.6, "border reports"), (route.Patrol.Value, route.Patrol.Low, route.Patrol.High, route.Patrol.Source));
        Assert.Equal("assumed", route.FloorShare.Source);
        Assert.Equal(Distribution.LogUniform, small.War.MortalityPerDay.Distribution);
        Assert.Equal(Grade.B, small.War.MortalityPerDay.Grade);
        Assert.Equal(Grade.A, small.Groups[0].DepartedPersons.Grade);
        Assert.Equal(new DateOnly(2014, 9, 12), small.Countries.Single(c => c.Id == "DEU").JoiningLaw);
        Assert.Equal(new DateOnly(2015, 2, 1), small.Arrivals[1].Month);
        Assert.True(small.Places.Single(p => p.Id == "desert").Residual);
        Assert.Equal(731, small.Days);
    }

    [Fact]
    public void Tables_are_sorted_by_key() =>
        Assert.Equal(
            Small.Scenario().Routes.Select(r => r.Id).Order(StringComparer.Ordinal), Small.Scenario().Routes.Select(r => r.Id));

    [Fact]
    public void With_changes_one_value_and_remembers_what_it_was_made_from()
    {
        Scenario small = Small.Scenario();
        Scenario tightened = small.With("routes/raqqa-antep/patrol", 1.4).With("border/on", "false");

        Assert.Equal(1.4, tightened["routes/raqqa-antep/patrol"].Parameter.Value);
        Assert.False(tightened.Border.On);
        Assert.Equal(0.8, small["routes/raqqa-antep/patrol"].Parameter.Value);
        Assert.Same(small, tightened.Baseline);
        Assert.Null(small.Baseline);
    }
}
