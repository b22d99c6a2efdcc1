using Dispersal.Engines;
using Dispersal.Model;

namespace Dispersal.Tests.Mechanisms;

/// <summary>M18: the share of strength outside the core, and over how many theatres it is spread.</summary>
public sealed class ShapeTests
{
    private static readonly (string File, string Text) Affiliate = ("affiliates.csv", "id,place,strength-persons,pull\nkhorasan,cave,300,0\n");

    private static readonly Scenario World = Homecoming.World("\"shape\": { \"core-locals-persons\": 400 }", Affiliate);

    [Fact]
    public void Shares_of_core_and_affiliates_give_decentralisation_and_effective_theatres()
    {
        CompiledModel model = new(World);
        Fields fields = Village.FirstDay(model);

        (double decentralisation, double theatres) = model.Shape.On(0, 200, fields);
        Assert.Equal(300.0 / 900, decentralisation, 12);
        Assert.Equal(1 / ((1.0 / 9) + (4.0 / 9)), theatres, 12);
    }

    [Fact]
    public void Equal_shares_count_every_theatre_and_nobody_left_counts_none()
    {
        CompiledModel model = new(World);
        Fields fields = Village.FirstDay(model);

        Assert.Equal((0.5, 2), model.Shape.On(0, -100, fields));
        fields.Strength[0] = 0;
        Assert.Equal((0, 1), model.Shape.On(0, 0, fields));
        Assert.Equal((0, 0), model.Shape.On(0, -400, fields));
    }

    [Fact]
    public void Decentralisation_rises_when_the_core_falls()
    {
        Scenario falling = Homecoming.World("\"shape\": { \"core-locals-persons\": 400 }", Affiliate,
            ("forcing.csv", "address,date,value\nshape/core-locals-persons,2015-02-01,400\nshape/core-locals-persons,2015-06-01,0\n"));
        double[] course = [.. Ensemble.Run(falling, 1, 1).Series(Measure.Decentralisation, "WORLD").Select(p => p.Mean).Skip(1)];

        Assert.Equal(course.Order(), course);
        Assert.True(course[^1] > course[0] + 0.05);
        Assert.True(Homecoming.Total(falling, Measure.Decentralisation) > Homecoming.Total(World, Measure.Decentralisation));
    }

    [Fact]
    public void Foreigners_of_the_core_are_those_embedded_or_underground()
    {
        // All 400 stay embedded.
        Assert.Equal(300.0 / (400 + 400 + 300), Homecoming.Total(World, Measure.Decentralisation), 12);
    }

    [Fact]
    public void Switched_off_the_shape_is_not_reported() =>
        Assert.DoesNotContain(Measure.Decentralisation, Ensemble.Run(World.With("shape/on", "false"), 1, 1).Measures);
}
