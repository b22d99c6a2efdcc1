using System.Collections.Immutable;
using System.Text.Json;
using Dispersal.Experiments;
using Dispersal.Experiments.Analysis;
using Dispersal.Tests.Scenarios;

namespace Dispersal.Tests.Experiments;

public sealed class UncertainEnsembleTests
{
    private const string Alone = "war/mortality-per-day";

    private static readonly Scenario Ranged = Small.Scenario();

    private static readonly Posterior TwoSets = new([Alone, "goal/home-utility"], [[0.0001, 1], [0.002, 3]], [1, 3]);

    [Fact]
    public void Numbers_do_not_depend_on_threads_or_on_the_parts_in_which_replicates_are_run()
    {
        Ensemble one = UncertainEnsemble.Run(Ranged, Uncertainty.OfRanges, 9, seed: 4, threads: 1);
        Ensemble two = UncertainEnsemble.Run(Ranged, Uncertainty.OfRanges, 9, seed: 4, threads: 3);
        Ensemble parts = Until.Run(Ranged, [Precision.Parse("dead/WORLD within 0.0001")], atMost: 9, seed: 4, uncertainty: Uncertainty.OfRanges);

        Assert.Equal(one.ResultDigest, two.ResultDigest);
        Assert.Equal(one.ResultDigest, parts.ResultDigest);
        Assert.NotEqual(one.ResultDigest, Ensemble.Run(Ranged, 9, seed: 4).ResultDigest);
        Assert.NotEqual(one.ResultDigest, UncertainEnsemble.Run(Ranged, Uncertainty.OfRanges with { Split = ["routes/*/patrol"] }, 9, seed: 5).ResultDigest);
    }

    [Fact]
    public void Each_replicate_is_the_replicate_of_the_scenario_with_the_parameters_drawn_for_it()
    {
        ParameterDraws draws = new(Uncertainty.OfRanges, 4, Ranged);
        Ensemble whole = UncertainEnsemble.Run(Ranged, Uncertainty.OfRanges, 6, seed: 4);
        for (int r = 0; r < 6; r++)
        {
            Ensemble alone = Ensemble.Run(draws.At(0, r), r..(r + 1), seed: 4);
            Assert.Equal(alone.Values(Measure.Dead, "WORLD", alone.Dates[^1])[0], whole.Values(Measure.Dead, "WORLD", whole.Dates[^1])[r]);
        }
    }

    [Fact]
    public void Cells_of_a_column_move_together_and_stay_in_their_ranges()
    {
        Factor column = Factor.Ranged(Ranged).First(factor => factor.Cells.Length > 1);
        ParameterDraws draws = new(Uncertainty.OfRanges, 4, Ranged);
        ParameterDraws apart = new(Uncertainty.OfRanges with { Split = [column.Cells[0].Address] }, 4, Ranged);
        List<(double, double)> levels = [];
        for (int r = 0; r < 20; r++)
        {
            double share = ParameterDraws.Share(4, r, 0, column.Name);
            Scenario drawn = draws.At(0, r);
            Assert.All(column.Cells, cell => Assert.Equal(cell.Parameter.Quantile(share), drawn[cell.Address].Parameter.Value));
            levels.Add((share, apart.At(0, r)[column.Cells[0].Address].Parameter.Value));
        }

        Assert.Contains(levels, level => level.Item2 != column.Cells[0].Parameter.Quantile(level.Item1));
        Assert.Equal(20, levels.Select(level => level.Item1).Distinct().Count());
    }

    [Fact]
    public void Both_sides_of_a_comparison_stand_in_one_world_and_what_a_policy_sets_stands()
    {
        Scenario policy = Ranged.With(Alone, 0.0009);
        ParameterDraws draws = new(Uncertainty.OfRanges, 2, Ranged, policy);
        ParameterDraws known = new(new() { Posterior = TwoSets }, 2, policy);
        for (int r = 0; r < 5; r++)
        {
            (Scenario before, Scenario after) = (draws.At(0, r), draws.At(1, r));
            Assert.Equal([Alone], Scenario.Diff(before, after).Select(difference => difference.Address).Distinct());
            Assert.Equal(0.0009, after[Alone].Parameter.Value);
            Assert.Equal(before.Fingerprint, after.Baseline!.Fingerprint);
            Assert.Equal(0.0009, known.At(0, r)[Alone].Parameter.Value);
            Assert.Contains(known.At(0, r).Baseline![Alone].Parameter.Value, (double[])[0.0001, 0.002]);
        }

        (Ensemble first, Ensemble second) = UncertainEnsemble.Run(Ranged, Ranged.With("forecast-from", "2015-03-01"), Uncertainty.OfRanges, 4, seed: 2);
        Assert.All(second.Minus(first).Values(Measure.Dead, "WORLD", first.Dates[^1]), difference => Assert.Equal(0, difference));
    }

    [Fact]
    public void A_posterior_is_drawn_by_whole_rows_and_by_weight()
    {
        ParameterDraws draws = new(new() { Posterior = TwoSets, DrawsRanges = false }, 1, Ranged);
        int second = 0;
        for (int r = 0; r < 200; r++)
        {
            Scenario drawn = draws.At(0, r);
            (double a, double b) = (drawn[Alone].Parameter.Value, drawn["goal/home-utility"].Parameter.Value);
            Assert.True((a, b) is (0.0001, 1) or (0.002, 3), $"{a} and {b} are no row.");
            second += b == 3 ? 1 : 0;
        }

        // Binomial of 200 and 3/4: within four deviations (level 6e-5).
        Assert.InRange(second, 150 - 25, 150 + 25);
        Assert.Equal(["0 0 0", "0 1 1"], Enumerable.Range(0, 2).Select(i => $"0 {TwoSets.SetAt(i * 0.2501)} {TwoSets.SetAt(i)}"));
        Assert.Equal(1.6, TwoSets.EffectiveSize, 12);
    }

    [Fact]
    public void The_rest_is_drawn_from_ranges_only_where_that_is_asked_for()
    {
        Factor other = Factor.Ranged(Ranged).First(factor => factor.Cells.All(cell => cell.Address != Alone));
        string address = other.Cells[0].Address;
        double central = Ranged[address].Parameter.Value;
        ParameterDraws only = new(new() { Posterior = TwoSets, DrawsRanges = false }, 1, Ranged);
        ParameterDraws both = new(new() { Posterior = TwoSets }, 1, Ranged);

        Assert.All(Enumerable.Range(0, 5), r => Assert.Equal(central, only.At(0, r)[address].Parameter.Value));
        Assert.All(Enumerable.Range(0, 5), r => Assert.NotEqual(central, both.At(0, r)[address].Parameter.Value));
    }

    [Fact]
    public void A_draw_that_makes_no_sense_is_drawn_anew()
    {
        // A value below 0 cannot be run: of two sets one is refused every time.
        Scenario shares = Ranged.With("territory/killed-probability", 0.6);
        Posterior halves = new(["territory/captured-probability"], [[0.1], [0.9]], [1, 1]);
        ParameterDraws draws = new(new() { Posterior = halves, DrawsRanges = false }, 1, shares);
        Assert.All(Enumerable.Range(0, 20), r => Assert.Equal(0.1, draws.At(0, r)["territory/captured-probability"].Parameter.Value));

        Posterior never = new(["territory/captured-probability"], [[0.9]], [1]);
        Assert.Throws<ScenarioException>(() => new ParameterDraws(new() { Posterior = never, DrawsRanges = false }, 1, shares).At(0, 0));
    }

    [Fact]
    public void The_manifest_says_how_parameters_were_drawn()
    {
        DirectoryInfo root = Directory.CreateTempSubdirectory("dispersal-");
        try
        {
            string folder = Path.Combine(root.FullName, "out");
            UncertainEnsemble.Run(Ranged, new() { Posterior = TwoSets }, 2).Save(folder);
            using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")));
            Assert.Matches(@"^2 parameters from 2 posterior sets \([0-9a-f]{12}\), \d+ factors from their ranges$", manifest.RootElement.GetProperty("uncertainty").GetString());
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    [Fact]
    public void Expectations_have_a_replicate_for_each_draw() =>
        Assert.Equal(3, UncertainEnsemble.Run(Ranged, Uncertainty.OfRanges, 3, engine: EngineKind.Expected).Values(Measure.Dead, "WORLD", Ranged.End).Distinct().Count());
}
