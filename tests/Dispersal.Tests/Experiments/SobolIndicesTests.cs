using Dispersal.Experiments;

namespace Dispersal.Tests.Experiments;

public class SobolIndicesTests
{
    private static readonly (double First, double Total)[] OfIshigami = [(0.3139, 0.5576), (0.4424, 0.4424), (0, 0.2437)];

    [Fact]
    public void Ishigamis_indices_come_out() =>
        AssertNear(OfIshigami, Indices(Design.Saltelli(ThreeFactors.Scenario, 2048, 1, ThreeFactors.Many(3)), TestFunctions.Ishigami), 0.02);

    [Fact]
    public void Those_of_the_g_function_come_out() =>
        AssertNear(TestFunctions.IndicesOfG(), Indices(Design.Saltelli(ThreeFactors.Scenario, 2048, 1, ThreeFactors.Many(6)), TestFunctions.G), 0.02);

    [Fact]
    public void Chance_adds_to_no_index_and_has_a_share_of_its_own()
    {
        // Ishigami's variance is 13.84; luck of 4 shared by all points and of 16 for each run makes chance 20 / 33.84 of the whole.
        Design design = Design.Saltelli(ThreeFactors.Scenario, 2048, 1, ThreeFactors.Many(3));
        SobolIndices indices = SobolIndices.Of(design, TestFunctions.Outputs(design, TestFunctions.Ishigami, replicates: 8, shared: 2, own: 4));

        AssertNear(OfIshigami, InOrder(design, indices), 0.06);

        // Eight draws of the shared luck say little about its variance; that of each run is known well.
        Assert.InRange(indices.Split!.Inputs, 13.0, 14.7);
        Assert.InRange(indices.Split.Chance, 16, 16 + (4 * 2.3));
    }

    [Fact]
    public void Intervals_hold_the_truth_about_as_often_as_they_say()
    {
        // 40 designs, 6 intervals each: at 95 % some 228 of 240 hold it. Fewer than 190 would be far outside luck, even with intervals of one design alike.
        (int held, int wide) = (0, 0);
        for (ulong seed = 1; seed <= 40; seed++)
        {
            Design design = Design.Saltelli(ThreeFactors.Scenario, 256, seed, ThreeFactors.Many(3));
            SobolIndices indices = SobolIndices.Of(design, TestFunctions.Outputs(design, TestFunctions.Ishigami));
            foreach (SobolIndex index in indices.Indices)
            {
                (double first, double total) = OfIshigami[design.Factors.IndexOf(index.Factor)];
                held += index.FirstLow <= first && first <= index.FirstHigh ? 1 : 0;
                held += index.TotalLow <= total && total <= index.TotalHigh ? 1 : 0;
                wide += index.TotalHigh - index.TotalLow > 0.5 ? 1 : 0;
            }
        }

        Assert.InRange(held, 190, 240);
        Assert.Equal(0, wide);
    }

    [Fact]
    public void A_row_with_a_failed_run_is_left_out_and_counted()
    {
        Design design = Design.Saltelli(ThreeFactors.Scenario, 64, 1, ThreeFactors.Many(3));
        double[][] outputs = TestFunctions.Outputs(design, TestFunctions.Ishigami, replicates: 2);
        outputs[7][1] = double.NaN;
        SobolIndices indices = SobolIndices.Of(design, outputs);

        Assert.Equal((63, 1), (indices.Rows, indices.RowsLeftOut));
        Assert.All(indices.Indices, index => Assert.True(double.IsFinite(index.First) && double.IsFinite(index.TotalHigh)));
    }

    [Fact]
    public void What_rests_on_assumed_values_lies_between_what_they_do_alone_and_what_others_leave()
    {
        // Of y = x + x z + z with uniform inputs, either alone makes a variance of (3/2)^2 / 12, both together 1/144 more.
        Scenario scenario = ThreeFactors.Scenario;
        Factor assumed = Factor.OfRange(scenario, "border/wear", 0, 1);
        Factor sourced = Factor.Ranged(scenario, "war/mortality-per-day");
        Assert.Equal((1.0, 0.0), (assumed.AssumedShare, sourced.LowGradeShare));
        Design design = Design.Saltelli(scenario, 4096, 1, [assumed, sourced]);
        SobolIndices indices = SobolIndices.Of(design, TestFunctions.Outputs(design, x => x[0] + (x[0] * x[1]) + x[1]));

        const double alone = 27.0 / 144;
        const double all = (2 * alone) + (1.0 / 144);
        Assert.InRange(indices.AssumedShare.Least, (alone / all) - 0.01, (alone / all) + 0.01);
        Assert.InRange(indices.AssumedShare.Most, 1 - (alone / all) - 0.01, 1 - (alone / all) + 0.01);
        Assert.Equal(indices.AssumedShare, indices.LowGradeShare);
    }

    [Fact]
    public void A_design_of_another_kind_is_refused() =>
        Assert.Throws<ArgumentException>(() => SobolIndices.Of(Design.Sobol(ThreeFactors.Scenario, 8), new double[8][]));

    private static (double First, double Total)[] Indices(Design design, Func<IReadOnlyList<double>, double> function) =>
        InOrder(design, SobolIndices.Of(design, TestFunctions.Outputs(design, function)));

    private static (double First, double Total)[] InOrder(Design design, SobolIndices indices) =>
        [.. indices.Indices.OrderBy(index => design.Factors.IndexOf(index.Factor)).Select(index => (index.First, index.Total))];

    private static void AssertNear((double First, double Total)[] expected, (double First, double Total)[] actual, double within)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair =>
        {
            Assert.InRange(pair.Second.First, pair.First.First - within, pair.First.First + within);
            Assert.InRange(pair.Second.Total, pair.First.Total - within, pair.First.Total + within);
        });
    }
}
