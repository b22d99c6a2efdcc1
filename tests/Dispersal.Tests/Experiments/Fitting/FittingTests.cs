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
    /// posteriors are uniform. Two chi-squared tests of 9 degrees of freedom at 1 % together; errors stated three times too small are caught.
    /// </summary>
    [Theory]
    [Trait("Suite", "Long")]
    [InlineData(1, true)]
    [InlineData(3, false)]
    public void Ranks_of_planted_parameters_are_uniform(double overstated, bool isUniform)
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
            ToyRuns runs = new(x => [100 * x[0], (60 * x[0] * x[1]) + (40 * x[1]), 50 * x[1]], chance);
            double[] seen = runs.One(planted, 123_456 + (ulong)set);
            for (int i = 0; i < seen.Length; i++)
            {
                seen[i] += deviation * luck.NextNormal();
            }

            double stated = 2 * deviation / overstated;
            Observations observations = new(seen.Select((value, i) => new Observation($"{i}", $"{i}", value - stated, value, value + stated, 1, 0)));
            Calibration.Fitted fitted = Calibration.Fit(null!, runs, observations, 2, Small with { Method = CalibrationMethod.Abc }, (ulong)set);
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

    private static (double Mean, double Deviation) Moments(Calibration.Fitted fitted, int k)
    {
        double mean = fitted.Points.Zip(fitted.Weights, (point, weight) => point[k] * weight).Sum();
        return (mean, Math.Sqrt(Identification.Variance(fitted.Points, fitted.Weights, 1, k)));
    }
}
