using Dispersal.Experiments;
using Dispersal.Experiments.Designs;

namespace Dispersal.Tests.Experiments;

public class DesignTests
{
    private static readonly Scenario Scenario = ThreeFactors.Scenario;

    [Fact]
    public void A_grid_has_every_combination_once_and_its_first_part_is_spread_over_the_whole()
    {
        Design design = Design.Grid(Scenario, [Factor.OfValues(Scenario, "war/mortality-per-day", 0.1, 0.2, 0.3, 0.4, 0.5), .. Factor.Ranged(Scenario).Skip(1)], levels: 4);

        double[][] points = [.. Enumerable.Range(0, design.Count).Select(point => design.Values(point).ToArray())];
        Assert.Equal(5 * 4 * 4, points.Length);
        Assert.Equal(points.Length, points.Select(p => string.Join(' ', p)).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(0, points.Min(p => p[1]));
        Assert.Equal(1, points.Max(p => p[1]));
        for (int factor = 0; factor < 3; factor++)
        {
            // A quarter of the run has met every level.
            int levels = factor == 0 ? 5 : 4;
            Assert.Equal(levels, points.Take(20).Select(p => p[factor]).Distinct().Count());
        }
    }

    [Fact]
    public void A_grid_that_nobody_could_run_is_refused() =>
        Assert.Contains("has 3.49E+09 points", Assert.Throws<ArgumentException>(() => Design.Grid(Scenario, ThreeFactors.Many(20))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(2, 8, 4)]
    [InlineData(2, 8, 7)]
    [InlineData(2, 16, 15)]
    [InlineData(3, 9, 4)]
    [InlineData(3, 27, 13)]
    [InlineData(5, 25, 6)]
    public void Any_two_factors_of_a_fractional_grid_show_every_pair_of_levels_equally_often(int levels, int points, int factors)
    {
        double[][] design = ThreeFactors.Levels(Design.FractionalGrid(Scenario, points, ThreeFactors.Many(factors), levels));

        Assert.Equal(points, design.Length);
        for (int a = 0; a < factors; a++)
        {
            for (int b = 0; b < a; b++)
            {
                Assert.All(design.CountBy(p => (p[a], p[b])), pair => Assert.Equal(points / (levels * levels), pair.Value));
            }
        }
    }

    [Fact]
    public void Three_factors_show_every_triple_of_levels_equally_often_where_runs_allow()
    {
        // 2^(8-4) of resolution IV: eight columns in sixteen runs with every triple twice.
        double[][] design = ThreeFactors.Levels(Design.FractionalGrid(Scenario, 16, ThreeFactors.Many(8)));
        foreach ((int a, int b, int c) in from a in Enumerable.Range(0, 8) from b in Enumerable.Range(0, a) from c in Enumerable.Range(0, b) select (a, b, c))
        {
            Assert.All(design.CountBy(p => (p[a], p[b], p[c])), triple => Assert.Equal(2, triple.Value));
        }
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 2)]
    [InlineData(64, 5)]
    [InlineData(1200, 2)]
    public void A_latin_hypercube_takes_every_share_of_every_factor_once(int points, int factors)
    {
        double[][] design = ThreeFactors.Levels(Design.LatinHypercube(Scenario, points, seed: 3, ThreeFactors.Many(factors)));
        for (int factor = 0; factor < factors; factor++)
        {
            Assert.Equal(Enumerable.Range(0, points), design.Select(p => (int)(p[factor] * points)).Order());
        }
    }

    [Fact]
    public void Points_of_a_latin_hypercube_keep_apart_better_than_shuffled_ones()
    {
        const int points = 30;
        double[] levels = LatinHypercube.Levels(points, 4, seed: 5);
        double[] shuffled = new double[points * 4];
        double best = double.PositiveInfinity;
        SplitMix luck = new(1);
        for (int attempt = 0; attempt < 50; attempt++)
        {
            for (int factor = 0; factor < 4; factor++)
            {
                int[] order = [.. Enumerable.Range(0, points)];
                luck.Shuffle(order);
                for (int point = 0; point < points; point++)
                {
                    shuffled[(point * 4) + factor] = (order[point] + 0.5) / points;
                }
            }

            best = Math.Min(best, LatinHypercube.Phi(shuffled, points, 4));
        }

        // Phi falls with the sixteenth power of the distance: a hundredth is a third farther apart than the best of fifty shuffles.
        Assert.True(LatinHypercube.Phi(levels, points, 4) < best / 100);
    }

    [Fact]
    public void The_seed_chooses_among_designs_and_nothing_else_does()
    {
        foreach (Func<ulong, Design> make in (Func<ulong, Design>[])
            [s => Design.LatinHypercube(Scenario, 16, s), s => Design.Sobol(Scenario, 16, s), s => Design.Morris(Scenario, 4, s), s => Design.Saltelli(Scenario, 4, s)])
        {
            Assert.Equal(ThreeFactors.Levels(make(1)), ThreeFactors.Levels(make(1)));
            Assert.NotEqual(ThreeFactors.Levels(make(1)), ThreeFactors.Levels(make(2)));
        }
    }

    [Fact]
    public void A_point_has_the_same_id_in_every_design_it_belongs_to()
    {
        Design eight = Design.Sobol(Scenario, 8);
        Design sixteen = Design.Sobol(Scenario, 16);

        Assert.Equal(Enumerable.Range(0, 8).Select(eight.Id), Enumerable.Range(0, 8).Select(sixteen.Id));
        Assert.Equal(16, Enumerable.Range(0, 16).Select(sixteen.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.NotEqual(eight.Id(0), Design.Sobol(Scenario.With("war/on", "false"), 8).Id(0));
        Assert.Equal(Design.Grid(Scenario).Id(3), Design.Grid(Scenario, Factor.Ranged(Scenario).Reverse().Reverse()).Id(3));
    }

    [Fact]
    public void A_trajectory_moves_every_factor_once_by_half_its_range()
    {
        const int factors = 6;
        double[][] design = ThreeFactors.Levels(Design.Morris(Scenario, 5, seed: 2, ThreeFactors.Many(factors)));

        Assert.Equal(5 * (factors + 1), design.Length);
        foreach (double[][] trajectory in design.Chunk(factors + 1))
        {
            List<int> moved = [];
            for (int step = 1; step <= factors; step++)
            {
                int factor = Assert.Single(Enumerable.Range(0, factors), f => trajectory[step][f] != trajectory[step - 1][f]);
                Assert.Equal(0.5, Math.Abs(trajectory[step][factor] - trajectory[step - 1][factor]), 12);
                moved.Add(factor);
            }

            Assert.Equal(Enumerable.Range(0, factors), moved.Order());
            Assert.All(trajectory.SelectMany(p => p), level => Assert.Contains(level, (double[])[0.125, 0.375, 0.625, 0.875]));
        }
    }

    [Fact]
    public void Chosen_trajectories_lie_farther_apart_than_the_first_ones()
    {
        Assert.True(Spread(Trajectories.Levels(4, 8, 4, seed: 1)) > Enumerable.Range(2, 20).Average(seed => Spread(
            [.. Enumerable.Range(0, 4).SelectMany(t => Trajectories.Levels(1, 8, 4, (ulong)((100 * seed) + t)))])));

        static double Spread(double[] levels)
        {
            double[][][] trajectories = [.. levels.Chunk(8).Chunk(9)];
            return (from a in Enumerable.Range(0, 4)
                    from b in Enumerable.Range(0, a)
                    from x in trajectories[a]
                    from y in trajectories[b]
                    select Math.Sqrt(x.Zip(y, (u, v) => (u - v) * (u - v)).Sum())).Sum();
        }
    }

    [Fact]
    public void A_saltelli_row_mixes_one_factor_of_the_second_sample_into_the_first()
    {
        double[][] design = ThreeFactors.Levels(Design.Saltelli(Scenario, 8));

        foreach (double[][] row in design.Chunk(5))
        {
            for (int mixed = 0; mixed < 3; mixed++)
            {
                Assert.Equal(Enumerable.Range(0, 3).Select(f => f == mixed ? row[1][f] : row[0][f]), row[2 + mixed]);
                Assert.NotEqual(row[0][mixed], row[1][mixed]);
            }
        }
    }
}
