using Dispersal.Engines;
using Dispersal.Model;

namespace Dispersal.Tests.Mechanisms;

/// <summary>M15: appeal and reach as stocks, and the home-grown they mobilise.</summary>
public sealed class AppealTests
{
    private const string Sections = """
        "appeal": { "initial": 0.8, "fade-per-day": 0.01, "territory-per-day": 0.02, "victory-gain": 0.5, "revenge-gain": 0.3, "media-output": 300, "media-scale": 750,
                    "reach-per-day": 0.1, "reach-floor": 0.2, "supporters-gain": 0.5, "reach-ratio": 0.9, "mobilisation-per-day": 0.05, "demobilisation-per-day": 0.02 }
        """;

    private static readonly (string File, string Text) Loss = ("control.csv", "place,date,control\ntown,2015-01-03,0.5\n");

    private static readonly Scenario World = Homecoming.Known(Sections, Loss).With("countries/DEU/home-grown-persons", 200);

    [Fact]
    public void Appeal_gains_by_territory_and_by_calls_for_revenge_and_fades()
    {
        // Territory is 1 on 1 and 2 January and 0.5 from the 3rd.
        CompiledModel model = new(World);
        Fields fields = Village.FirstDay(model);
        Assert.Equal(0.8, fields.Appeal);
        double expected = 0.8;
        int day = 0;
        foreach ((double held, double lost) in new[] { (1.0, 0.0), (1.0, 0.0), (0.5, 0.5), (0.5, 0.0) })
        {
            expected += (0.02 * held) + (0.3 * lost) - (0.01 * expected);
            model.UpdateFields(++day, fields);
            Assert.Equal(expected, fields.Appeal, 12);
        }
    }

    [Fact]
    public void Where_nothing_is_ever_held_appeal_only_fades()
    {
        CompiledModel model = new(Homecoming.Known(Sections, ("control.csv", "place,date,control\ntown,2015-01-01,0\n")));
        Fields fields = Village.FirstDay(model);
        double expected = 0.8;
        for (int day = 1; day <= 3; day++)
        {
            expected *= 0.99;
            model.UpdateFields(day, fields);
            Assert.Equal(expected, fields.Appeal, 12);
        }
    }

    [Fact]
    public void A_victory_gains_appeal()
    {
        CompiledModel model = new(Homecoming.World(Sections, ("control.csv", "place,date,control\ntown,2015-01-01,0.5\ntown,2015-01-02,1\n")));
        Fields fields = Village.FirstDay(model);
        model.UpdateFields(1, fields);
        double before = fields.Appeal;
        model.UpdateFields(2, fields);

        Assert.Equal(before + (0.02 * 1) + (0.5 * 0.5) - (0.01 * before), fields.Appeal, 12);
    }

    [Fact]
    public void Reach_moves_to_what_media_and_supporters_sustain_and_mobilises_with_appeal()
    {
        CompiledModel model = new(World.With("appeal/initial", 1));
        Fields fields = Village.FirstDay(model);
        int germany = model.Geography.Country("DEU");

        double sustained = 0.9 * (0.2 + (300 / 750.0));
        Assert.Equal(sustained, fields.Reach, 12);
        Assert.Equal(0, fields.Mobilised[germany]);
        model.UpdateFields(1, fields);
        double mobilised = 200 * 0.05 * 1 * sustained;
        Assert.Equal(mobilised, fields.Mobilised[germany], 12);
        double appeal = fields.Appeal;
        model.UpdateFields(2, fields);
        Assert.Equal(mobilised + ((200 - mobilised) * 0.05 * appeal * sustained) - (0.02 * mobilised), fields.Mobilised[germany], 12);
        Assert.Equal(sustained + (0.1 * 0.9 * 0.5 * mobilised / 200), fields.Reach, 12);
    }

    [Fact]
    public void Home_grown_plots_do_not_fall_when_territory_falls()
    {
        const string Rates = "\"attacks\": { \"inspired-per-day\": 0.002 }, " + Sections;
        Scenario held = Plots(Homecoming.Known(Rates));
        Scenario lost = Plots(Homecoming.Known(Rates, ("control.csv", "place,date,control\ntown,2015-03-01,0\n")));
        Scenario lostInSilence = lost.With("appeal/revenge-gain", 0);

        // What territory fed is gone only as fast as it fades; without any such feeding the two worlds have the same plots, and a call for revenge only adds.
        double same = Homecoming.Total(held.With("appeal/territory-per-day", 0), Measure.Plots);
        Assert.True(same > 20);
        Assert.Equal(same, Homecoming.Total(lostInSilence.With("appeal/territory-per-day", 0), Measure.Plots));
        Assert.True(Homecoming.Total(lost.With("appeal/territory-per-day", 0), Measure.Plots) >= same);
        Assert.True(Homecoming.Total(lost.With("appeal/territory-per-day", 0), Measure.Appeal) > Homecoming.Total(lostInSilence.With("appeal/territory-per-day", 0), Measure.Appeal));

        static Scenario Plots(Scenario scenario) => scenario.With("countries/DEU/home-grown-persons", 400);
    }

    [Fact]
    public void Removing_content_mobilises_fewer()
    {
        double[] mobilised = [.. new[] { 0, 0.5, 1 }.Select(ratio => Homecoming.Total(World.With("appeal/reach-ratio", ratio), Measure.HomeGrownMobilised))];

        Assert.Equal(0, mobilised[0]);
        Assert.InRange(mobilised[1], 1, mobilised[2] - 1);
        Assert.True(mobilised[2] <= 200);
    }

    [Fact]
    public void Switched_off_appeal_stays_and_nobody_is_mobilised()
    {
        CompiledModel model = new(World.With("appeal/on", "false"));
        Fields fields = Village.FirstDay(model);
        for (int day = 1; day < 60; day++)
        {
            model.UpdateFields(day, fields);
        }

        Assert.Equal(0.8, fields.Appeal);
        Assert.Equal(0, fields.Reach);
        Assert.All(fields.Mobilised, mobilised => Assert.Equal(0, mobilised));
    }
}
