using Dispersal.Engines;
using Dispersal.Mechanisms;
using Dispersal.Randomness;
using Dispersal.Tests.Reference;
using Dispersal.Tests.Shipped;

namespace Dispersal.Tests.Engines;

/// <summary>Grains of expected arrivals are those expected, to less than one, of every group on every day.</summary>
public sealed class GrainArrivalsTests
{
    [Theory]
    [InlineData(1.0)]
    [InlineData(1.0 / 16)]
    public void As_many_have_arrived_by_any_day_as_are_expected_to_less_than_a_grain(double grain)
    {
        CompiledModel model = new(SmallScenarios.Load("whole-model"));
        StreamKey luck = new(0, 0);
        GrainArrivals arrivals = new(model.Inflow, model.Population, grain);
        (int Intake, int Day)[] grains =
        [
            .. Enumerable.Range(0, model.Inflow.Intakes.Count).SelectMany(i => Enumerable.Range(0, arrivals.Number(i, luck)).Select(j => (i, arrivals.Day(i, j, 0, luck)))),
        ];
        Assert.All(grains, g => Assert.InRange(g.Day, model.Inflow.Intakes[g.Intake].FirstDay, model.Inflow.Intakes[g.Intake].FirstDay + model.Inflow.Intakes[g.Intake].Days - 1));

        // The count of a group begins anywhere within a grain, and a grain that comes due within a day may be counted with it.
        int groups = 0;
        foreach (var own in Enumerable.Range(0, model.Inflow.Intakes.Count).GroupBy(i => (model.Inflow.Intakes[i].Group, model.Inflow.Intakes[i].StoppedOnTheWay)))
        {
            groups++;
            for (int day = 0; day < model.Days; day++)
            {
                double expected = own.Sum(i => Expected(model.Inflow.Intakes[i], day)) / grain;
                double onTheDay = own.Sum(i => Expected(model.Inflow.Intakes[i], day) - Expected(model.Inflow.Intakes[i], day - 1)) / grain;
                int arrived = grains.Count(g => own.Contains(g.Intake) && g.Day <= day);
                Assert.InRange(arrived - expected, -1 - onTheDay, 1 + onTheDay);
            }
        }

        Assert.True(groups > 4);
        Assert.True(grains.Length > 100);
    }

    [Fact]
    public void The_months_of_a_group_are_counted_off_without_a_break()
    {
        // Over some hundred months each, those who get through and those who are stopped apart: counts that began anew each month would be off by several grains.
        CompiledModel model = new(ShippedScenarios.Load("raqqa-2017"));
        StreamKey luck = new(0, 0);
        GrainArrivals arrivals = new(model.Inflow, model.Population, 0.25);
        var kinds = Enumerable.Range(0, model.Inflow.Intakes.Count).GroupBy(i => (model.Inflow.Intakes[i].Group, model.Inflow.Intakes[i].StoppedOnTheWay)).ToArray();
        Assert.True(kinds.Max(own => own.Count()) > 50);
        Assert.All(kinds, own => Assert.InRange(own.Sum(i => arrivals.Number(i, luck)) - own.Sum(i => model.Inflow.Intakes[i].Expected / 0.25), -1, 1));
    }

    [Fact]
    public void Days_of_a_month_receive_grains_in_turn()
    {
        CompiledModel model = new(SmallScenarios.Load("whole-model"));
        StreamKey luck = new(0, 0);
        GrainArrivals arrivals = new(model.Inflow, model.Population, 1.0 / 64);
        int most = Enumerable.Range(0, model.Inflow.Intakes.Count).MaxBy(i => arrivals.Number(i, luck));
        Intake intake = model.Inflow.Intakes[most];
        int[] days = [.. Enumerable.Range(0, arrivals.Number(most, luck)).Select(j => arrivals.Day(most, j, 0, luck))];
        Assert.Equal(days.Order(), days);
        double each = (double)days.Length / intake.Days;
        Assert.True(each > 2);
        Assert.All(Enumerable.Range(intake.FirstDay, intake.Days), day => Assert.InRange(days.Count(d => d == day), each - 1.1, each + 1.1));
    }

    // Of an intake, up to the end of a day.
    private static double Expected(Intake intake, int day) => intake.Expected * Math.Clamp(day + 1 - intake.FirstDay, 0, intake.Days) / intake.Days;
}
