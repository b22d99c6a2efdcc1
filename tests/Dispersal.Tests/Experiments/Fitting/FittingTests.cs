using Dispersal.Experiments;
using Dispersal.Experiments.Designs;
using Dispersal.Experiments.Fitting;

namespace Dispersal.Tests.Experiments.Fitting;

/// <summary>The algorithms against formulas whose answers are known.</summary>
public sealed class FittingTests
{
    private static readonly CalibrationOptions Small = new() { GenerationRuns = 120, Generations = 6, Discrepancy = 0, WaveRuns = 40 };

    // A figure x0 + x1 in hundreds: known to a deviation of five.
    private static readonly Observation Sum = new("sum", "sum", 90, 100, 110, 1, 0);

    [Fact]
    public void History_matching_leaves_the_band_that_the_figure_leaves()
    {
        ToyRuns runs = new(x => [100 * (x[0] + x[1])]);
        HistoryMatching matching = HistoryMatching.Of(runs, new([Sum]), 2, 40, 3, 5);

        // Within three deviations, 15.3 with the finest that anything is known: 1 - 2 (1 - 0.153)^2 / 2.
        Assert.Equal(1 - ((1 - 0.153) * (1 - 0.153)), matching.Region.Share, 0.03);
        Assert.True(matching.Region.Contains([0.5, 0.5]));
        Assert.False(matching.Region.Contains([0.7, 0.7]));
        Assert.True(matching.Waves.Count is 1 or 2, "A second wave has nothing to rule out.");
    }

    [Fact]
    public void Where_nothing_agrees_the_cut_off_is_raised_and_said()
    {
        HistoryMatching matching = HistoryMatching.Of(new ToyRuns(x => [100 * (x[0] + x[1])]), new([Sum with { Low = 990, Central = 1000, High = 1010 }]), 2, 40, 1, 5);
        Assert.True(matching.Waves[0].Cutoff > HistoryMatching.StandardCutoff);
        Assert.NotEmpty(matching.Left);
        Assert.All(matching.Left, point => Assert.True(point[0] + point[1] > 1.5));
    }

    [Fact]
    public void The_posterior_of_a_straight_line_is_the_one_on_paper()
    {
        ToyRuns runs = new(x => [100 * x[0], 50 * x[1]]);
        Observations observations = new([new("a", "a", 30, 40, 50, 1, 0), new("b", "b", 20, 25, 30, 4, 0)]);
        foreach (CalibrationMethod method in (CalibrationMethod[])[CalibrationMethod.Abc, CalibrationMethod.Both])
        {
            Calibration.Fitted fitted = Calibration.Fit(runs, runs, observations, 2, Small with { Method = method, GenerationRuns = 400 }, 11);
            Assert.Equal(1, fitted.Generations[^1].Tolerance);

            // Deviations 5.02 of 100 and, with four times the weight, 1.26 of 50; a sample worth 200 errs by 7 % of these and by 5 % in them.
            (double mean, double deviation) = Moments(fitted, 0);
            Assert.Equal(0.40, mean, 0.0502 * 0.3);
            Assert.Equal(0.0502, deviation, 0.0502 * 0.2);
            (mean, deviation) = Moments(fitted, 1);
            Assert.Equal(0.50, mean, 0.0252 * 0.3);
            Assert.Equal(0.0252, deviation, 0.0252 * 0.2);
        }
    }

    [Fact]
    public void A_surface_gives_the_posterior_on_paper()
    {
        // The logarithm of a figure is a straight line, 3 + 2 x; the range of four deviations of 0.1 is that of x = 0.5.
        Observation seen = OfLogs("a", 3.8, 4, 4.2);
        Calibration.Fitted fitted = Calibration.Fit(null!, new ToyRuns(x => [Exp(3 + (2 * x[0])), Exp(2 + x[1])]), new([seen, OfLogs("b", 2.5, 2.7, 2.9)]), 2, Surface, 11);
        Assert.Equal(400, fitted.Points.Count);
        (double mean, double deviation) = Moments(fitted, 0);
        Assert.Equal(0.5, mean, 0.012);
        Assert.Equal(0.0502, deviation, 0.006);
        (mean, deviation) = Moments(fitted, 1);
        Assert.Equal(0.7, mean, 0.025);
        Assert.Equal(0.1005, deviation, 0.012);
    }

    [Fact]
    public void What_differs_is_chance_to_every_figure_that_it_touches_and_one_chance()
    {
        // Both figures know x to 0.1 / 2 but for what differs, even over 1 and the same in both: var(x) = (1/12 + 0.0101/2) / 4. Taken for two chances it would be 0.108.
        ToyRuns runs = new(x => [Exp(3 + (2 * x[0]) + x[1] - 0.5), Exp(3 + (2 * x[0]) + x[1] - 0.5)]);
        Calibration.Fitted fitted = Calibration.Fit(
            null!, runs, new([OfLogs("a", 3.8, 4, 4.2), OfLogs("b", 3.8, 4, 4.2)]), 1, Surface with { Differing = [null!], WaveRuns = 300 }, 11);
        (double mean, double deviation) = Moments(fitted, 0);
        Assert.Equal(0.5, mean, 0.03);
        Assert.Equal(0.1487, deviation, 0.018);

        // It stays as wide as it was, and has nothing to do with what was fitted.
        (double differs, double width) = Moments(fitted, 1);
        Assert.Equal(0.5, differs, 0.002);
        Assert.Equal(Math.Sqrt(1 / 12.0), width, 0.002);
    }

    [Fact]
    public void A_surface_takes_bounds_and_the_nearest_of_sources()
    {
        Observation least = new("least", "least", Exp(4), null, double.PositiveInfinity, 1, 0.02);
        Calibration.Fitted bound = Calibration.Fit(null!, new ToyRuns(x => [Exp(3 + (2 * x[0]))]), new([least]), 1, Surface, 3);
        Assert.InRange(bound.Points.Count(point => point[0] < 0.46), 0, 4);
        Assert.Equal(0.75, Moments(bound, 0).Mean, 0.04);

        Calibration.Fitted either = Calibration.Fit(
            null!, new ToyRuns(x => [Exp(3 + (2 * x[0])), Exp(3 + (2 * x[0]))]),
            new([OfLogs("one", 3.6, 3.8, 4) with { Figure = "count" }, OfLogs("other", 4, 4.2, 4.4) with { Figure = "count" }]), 1, Surface, 3);
        Assert.InRange(either.Points.Count(point => point[0] < 0.5), 120, 280);
    }

    [Fact]
    public void Too_few_runs_for_a_surface_are_said()
    {
        Observations observations = new([OfLogs("a", 0, 0.5, 1)]);
        ToyRuns runs = new(x => [Exp(x[0])]);
        ScenarioException problem = Assert.Throws<ScenarioException>(() => Calibration.Fit(null!, runs, observations, 3, Surface with { WaveRuns = 10 }, 3));
        Assert.Contains("a quadratic in 3 parameters has 10 coefficients, for which 10 runs are too few. Ask for 40,", problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, runs.Count);

        ToyRuns failing = new(x => [x[0] < 0.9 ? double.NaN : 1]);
        problem = Assert.Throws<ScenarioException>(() => Calibration.Fit(null!, failing, observations, 3, Surface, 3));
        Assert.Contains("only 4 of 40 runs could be done, too few for the 10 coefficients", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bound_rules_out_one_side_and_says_nothing_on_the_other()
    {
        Observations observations = new([new("least", "least", 60, null, double.PositiveInfinity, 1, 0.02)]);
        Calibration.Fitted fitted = Calibration.Fit(null!, new ToyRuns(x => [100 * x[0]]), observations, 1, Small with { Method = CalibrationMethod.Abc }, 3);
        double below = fitted.Points.Zip(fitted.Weights).Where(pair => pair.First[0] < 0.56).Sum(pair => pair.Second);
        (double mean, _) = Moments(fitted, 0);
        Assert.InRange(below, 0, 0.01);
        Assert.Equal(0.8, mean, 0.03);
    }

    [Fact]
    public void Sources_that_disagree_are_alternatives_and_not_averaged()
    {
        Observations observations = new([new("one", "count", 20, 22, 24, 1, 0), new("other", "count", 70, 72, 74, 1, 0)]);
        Calibration.Fitted fitted = Calibration.Fit(null!, new ToyRuns(x => [100 * x[0], 100 * x[0]]), observations, 1, Small with { Method = CalibrationMethod.Abc }, 3);
        double Near(double at) => fitted.Points.Zip(fitted.Weights).Where(pair => Math.Abs(pair.First[0] - at) < 0.05).Sum(pair => pair.Second);
        Assert.InRange(Near(0.22), 0.3, 0.7);
        Assert.InRange(Near(0.72), 0.3, 0.7);
        Assert.InRange(Near(0.47), 0, 0.001);
    }

    [Fact]
    public void Figures_that_no_parameters_reach_widen_the_tolerance()
    {
        Observations observations = new([new("a", "a", 9, 10, 11, 1, 0), new("b", "b", 89, 90, 91, 1, 0)]);
        Calibration.Fitted fitted = Calibration.Fit(null!, new ToyRuns(x => [100 * x[0], 100 * x[0]], 3), observations, 1, Small with { Method = CalibrationMethod.Abc, Generations = 3 }, 3);
        Assert.True(fitted.Generations[^1].Tolerance > 1);
    }

    [Fact]
    public void What_a_figure_tells_is_told_by_that_figure()
    {
        double[][] points = HistoryMatching.Hypercube(60, 3, 2);
        Observations observations = new([new("first", "first", 40, 50, 60, 1, 0), new("second", "second", 40, 50, 60, 1, 0)]);
        double[][] narrowed = Identification.NarrowedBy(observations, points, [.. points.Select(x => (double[])[100 * x[0], 100 * x[1]])], 1);
        Assert.InRange(narrowed[0][0], 0.9, 1);
        Assert.InRange(narrowed[1][1], 0.9, 1);
        Assert.All([narrowed[0][1], narrowed[0][2], narrowed[1][0], narrowed[1][2]], share => Assert.InRange(share, 0, 0.1));
    }

    /// <summary>
    /// Simulation-based calibration (Talts et al. 2018): parameters from the prior, figures from a run with luck and errors of observation as they are stated; ranks of the parameters in their
    /// posteriors are uniform. Two chi-squared tests of 9 degrees of freedom at 1 % together for each method; errors stated three times too small are caught.
    /// </summary>
    [Theory]
    [Trait("Suite", "Long")]
    [InlineData("Abc", 1, true)]
    [InlineData("Abc", 3, false)]
    [InlineData("Surface", 1, true)]
    [InlineData("Surface", 3, false)]
    public void Ranks_of_planted_parameters_are_uniform(string method, double overstated, bool isUniform)
    {
        const int sets = 200;
        const int bins = 10;
        const double deviation = 4;
        double chance = 2;
        int[,] ranks = new int[2, bins];
        for (int set = 0; set < sets; set++)
        {
            SplitMix luck = new((ulong)set + 1000);
            double[] planted = [luck.NextShare(), luck.NextShare()];
            bool isSurface = method == nameof(CalibrationMethod.Surface);
            ToyRuns plain = new(x => [100 * x[0], (60 * x[0] * x[1]) + (40 * x[1]), 50 * x[1]], chance);

            // A surface is of logarithms, and errors are shares: figures are far from zero.
            ToyRuns logs = new(x => [4 + x[0], 4 + (0.6 * x[0] * x[1]) + (0.4 * x[1]), 4 + (0.5 * x[1])], chance / 100);
            IRuns runs = isSurface ? new Transformed(logs, log => Dispersal.Randomness.Elementary.Exp(log) - 0.5) : plain;
            double[] seen = (isSurface ? logs : plain).One(planted, 123_456 + (ulong)set);
            double scale = isSurface ? 0.01 : 1;
            for (int i = 0; i < seen.Length; i++)
            {
                seen[i] += scale * deviation * luck.NextNormal();
            }

            double stated = scale * 2 * deviation / overstated;
            Observations observations = new(seen.Select((value, i) => isSurface
                ? OfLogs($"{i}", value - stated, value, value + stated) : new Observation($"{i}", $"{i}", value - stated, value, value + stated, 1, 0)));
            Calibration.Fitted fitted = Calibration.Fit(
                null!, runs, observations, 2, isSurface ? Surface with { GenerationRuns = 100 } : Small with { Method = CalibrationMethod.Abc }, (ulong)set);
            for (int k = 0; k < 2; k++)
            {
                double share = fitted.Points.Zip(fitted.Weights).Where(pair => pair.First[k] < planted[k]).Sum(pair => pair.Second);
                ranks[k, Math.Min((int)(share * bins), bins - 1)]++;
            }
        }

        for (int k = 0; k < 2; k++)
        {
            double squared = Enumerable.Range(0, bins).Sum(bin => ((double)(ranks[k, bin] - (sets / bins)) * (ranks[k, bin] - (sets / bins))) / (sets / bins));
            string found = $"chi-squared {squared:0.0} of ranks {string.Join(' ', Enumerable.Range(0, bins).Select(bin => ranks[k, bin]))}";

            // 99.5 % quantile with 9 degrees of freedom.
            Assert.True(squared < 23.59 == isUniform, found);
        }
    }

    private sealed class Transformed(ToyRuns runs, Func<double, double> by) : IRuns
    {
        public double[][] Run(string stage, IReadOnlyList<(double[] Levels, int Replicate)> wanted) =>
            [.. runs.Run(stage, wanted).Select(outputs => outputs.Select(by).ToArray())];
    }

    private static readonly CalibrationOptions Surface = Small with { Method = CalibrationMethod.Surface, WaveRuns = 0, GenerationRuns = 400 };

    // Figures whose logarithms, with the half that a surface adds, are those given.
    private static Observation OfLogs(string id, double low, double central, double high) => new(id, id, Exp(low), Exp(central), Exp(high), 1, 0);

    private static double Exp(double log) => Dispersal.Randomness.Elementary.Exp(log) - 0.5;

    private static (double Mean, double Deviation) Moments(Calibration.Fitted fitted, int k)
    {
        double mean = fitted.Points.Zip(fitted.Weights, (point, weight) => point[k] * weight).Sum();
        return (mean, Math.Sqrt(Identification.Variance(fitted.Points, fitted.Weights, 1, k)));
    }
}
