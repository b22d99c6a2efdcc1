using Dispersal.Experiments;

namespace Dispersal.Tests.Experiments;

public class MorrisScreeningTests
{
    private static readonly Factor[] Factors = ThreeFactors.Many(4);

    [Fact]
    public void Of_a_linear_function_every_effect_is_its_coefficient()
    {
        Design design = Design.Morris(ThreeFactors.Scenario, 6, 1, Factors);
        double[] coefficients = [2, -5, 0, 1];
        MorrisScreening screening = MorrisScreening.Of(design, TestFunctions.Outputs(design, x => x.Zip(coefficients, (a, b) => a * b).Sum()));

        Assert.Equal([Factors[1], Factors[0], Factors[3], Factors[2]], screening.Effects.Select(effect => effect.Factor));
        Assert.Equal([5, 2, 1, 0], screening.Effects.Select(effect => Math.Round(effect.MuStar, 10)));
        Assert.Equal([-5, 2, 1, 0], screening.Effects.Select(effect => Math.Round(effect.Mu, 10) + 0.0));
        Assert.All(screening.Effects, effect => Assert.Equal((0, 6), (Math.Round(effect.Sigma, 10), effect.Effects)));
    }

    [Fact]
    public void An_effect_that_turns_its_sign_has_no_mean_but_a_size_and_a_spread()
    {
        // The effect of the first factor is 1 or -1 with the second below or above the middle.
        Design design = Design.Morris(ThreeFactors.Scenario, 40, 1, Factors);
        MorrisScreening screening = MorrisScreening.Of(design, TestFunctions.Outputs(design, x => x[0] * (x[1] < 0.5 ? 1 : -1)));
        ElementaryEffects first = screening.Effects.Single(effect => effect.Factor == Factors[0]);

        Assert.Equal(1, first.MuStar, 10);
        Assert.InRange(Math.Abs(first.Mu), 0, 0.6);
        Assert.InRange(first.Sigma, 0.8, 1.05);
    }

    [Fact]
    public void Luck_that_all_points_share_is_in_no_effect_and_luck_of_each_run_is_shown()
    {
        Design design = Design.Morris(ThreeFactors.Scenario, 40, 1, Factors);
        MorrisScreening shared = MorrisScreening.Of(design, TestFunctions.Outputs(design, x => x[0], replicates: 5, shared: 10));
        Assert.Equal([1, 0, 0, 0], shared.Effects.Select(effect => Math.Round(effect.MuStar, 10)));
        Assert.All(shared.Effects, effect => Assert.Equal(0, effect.Chance, 10));

        // A step of half a range doubles the luck of two runs: sqrt(2) / 0.5.
        MorrisScreening own = MorrisScreening.Of(design, TestFunctions.Outputs(design, x => x[0], replicates: 5, own: 1));
        Assert.All(own.Effects, effect => Assert.InRange(effect.Chance, 2.4, 3.3));
    }

    [Fact]
    public void A_failed_run_takes_its_two_effects_with_it()
    {
        Design design = Design.Morris(ThreeFactors.Scenario, 3, 1, Factors);
        double[][] outputs = TestFunctions.Outputs(design, x => x[0]);
        outputs[1][0] = double.NaN;

        Assert.Equal((3 * 4) - 2, MorrisScreening.Of(design, outputs).Effects.Sum(effect => effect.Effects));
    }

    [Fact]
    public void Shares_of_variance_are_those_of_the_inputs_and_of_chance()
    {
        // y = 12 x is of variance 12 over uniform inputs; chance of variance 4 in each run.
        Design design = Design.LatinHypercube(ThreeFactors.Scenario, 400, 1, Factors);
        VarianceSplit split = VarianceSplit.Of(TestFunctions.Outputs(design, x => 12 * x[0], replicates: 4, own: 2));

        Assert.InRange(split.Inputs, 11.2, 12.8);
        Assert.InRange(split.Chance, 3.6, 4.4);
        Assert.InRange(split.ChanceShare, 0.22, 0.28);
        Assert.Equal(0, VarianceSplit.Of([[1, 1], [2, 2]]).Chance);
        Assert.Throws<ArgumentException>(() => VarianceSplit.Of([[1], [2]]));
    }
}
