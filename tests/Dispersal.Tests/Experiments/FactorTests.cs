using Dispersal.Experiments;

namespace Dispersal.Tests.Experiments;

public class FactorTests
{
    private static readonly Scenario Scenario = ThreeFactors.Scenario;

    [Fact]
    public void By_default_every_range_varies_and_those_of_one_column_move_together()
    {
        Factor[] factors = [.. Factor.Ranged(Scenario)];

        Assert.Equal(["war/mortality-per-day", "routes/*/patrol", "groups/*/departed-persons"], factors.Select(f => f.Name));
        Assert.Equal([false, true, true], factors.Select(f => f.IsQuantile));
        Assert.Equal(["routes/antep-raqqa/patrol", "routes/raqqa-antep/patrol"], factors[1].Cells.Select(c => c.Address));
        Assert.Equal(
            [new("routes/antep-raqqa/patrol", 0.1), new("routes/raqqa-antep/patrol", 0.4)], factors[1].SettingsAt(0));
        Assert.Equal(
            [new("routes/antep-raqqa/patrol", 0.6), new("routes/raqqa-antep/patrol", 1.6)], factors[1].SettingsAt(1));
    }

    [Fact]
    public void Cells_split_off_by_name_are_a_factor_of_their_own()
    {
        Factor[] factors = [.. Factor.Ranged(Scenario, ["routes/raqqa-*/patrol"])];

        Assert.Equal(["war/mortality-per-day", "routes/*/patrol", "groups/*/departed-persons", "routes/raqqa-*/patrol"], factors.Select(f => f.Name));
        Assert.Equal(["routes/antep-raqqa/patrol"], factors[1].Cells.Select(c => c.Address));
        Assert.Equal(["routes/raqqa-antep/patrol"], factors[3].Cells.Select(c => c.Address));
    }

    [Fact]
    public void A_ranged_factor_revises_the_baseline_and_a_caller_s_values_do_not()
    {
        Design held = Design.Grid(Scenario, [Factor.Ranged(Scenario, "war/mortality-per-day")], levels: 2);
        Design set = Design.Grid(Scenario, [Factor.OfValues(Scenario, "war/mortality-per-day", 0.0002, 0.001)]);

        Scenario revised = held.ScenarioAt(0);
        Assert.Equal(0.0002, revised["war/mortality-per-day"].Parameter.Value);
        Assert.Null(revised.Baseline);
        Assert.Equal(0.0005, set.ScenarioAt(0).Baseline!["war/mortality-per-day"].Parameter.Value);
        Assert.Equal(0.0002, set.ScenarioAt(0)["war/mortality-per-day"].Parameter.Value);
        Assert.NotEqual(held.Id(0), set.Id(0));
    }

    [Fact]
    public void A_pattern_with_values_sets_every_cell_it_covers()
    {
        Design design = Design.Grid(Scenario, [Factor.OfValues(Scenario, "routes/*/patrol", 1.5)]);

        Assert.Equal(1, design.Count);
        Assert.Equal(9, design.Factors[0].Cells.Length);
        Assert.All(design.ScenarioAt(0).CellsAt("routes/*/patrol"), cell => Assert.Equal("1.5", cell.Text));
        Assert.Equal([1.5], design.Values(0).AsEnumerable());
    }

    [Theory]
    [InlineData("routes/*/patrl", "routes/*/patrl: there is no column \"patrl\"")]
    [InlineData("war/on", "war/on: this is not a number.")]
    [InlineData("war/mortality-per-dy", "war/mortality-per-dy: there is no parameter \"mortality-per-dy\" in section war. Did you mean \"war/mortality-per-day\"?")]
    [InlineData("border/wear", "border/wear: the scenario gives no range here.")]
    public void What_cannot_vary_over_its_range_is_refused_with_its_address(string pattern, string message) =>
        Assert.StartsWith(message, Assert.Throws<ScenarioException>(() => Factor.Ranged(Scenario, pattern)).Message, StringComparison.Ordinal);

    [Fact]
    public void Values_out_of_bounds_are_refused_before_anything_is_run()
    {
        ScenarioException refused = Assert.Throws<ScenarioException>(() => Factor.OfValues(Scenario, "territory/killed-probability", 0.2, 1.2));
        Assert.Equal("territory/killed-probability: 1.2 is out of bounds. Write a value from 0 to 1.", refused.Message);
        Assert.Throws<ScenarioException>(() => Factor.OfRange(Scenario, "territory/killed-probability", 0.5, 0.5));
    }

    [Fact]
    public void Two_factors_cannot_move_one_cell()
    {
        Factor[] both = [Factor.Ranged(Scenario, "routes/*/patrol"), Factor.Ranged(Scenario, "routes/raqqa-antep/patrol")];
        ArgumentException refused = Assert.Throws<ArgumentException>(() => Design.Grid(Scenario, both));
        Assert.StartsWith("routes/raqqa-antep/patrol is moved by two factors", refused.Message, StringComparison.Ordinal);
    }
}
