using Dispersal.Engines;
using Dispersal.Tests.Laws;
using FsCheck.Xunit;

namespace Dispersal.Tests.Mechanisms;

/// <summary>What a run reports: every measure, less those of what is switched off, and the identities between them.</summary>
public sealed class MeasuresTests
{
    private static readonly Scenario Everything =
        new ScenarioSketch([1, 1, 2, 6, 5, 3, 6, 8, 5, 3, 5, 5, 6, 6, 5, 5, 9, 5, 3, 6, 4, 3, 5, 5, 6, 4, 5]).Build();

    /// <summary>Each mechanism and the measures that go when it is switched off.</summary>
    public static TheoryData<string, string> RemovedMeasures => new()
    {
        { "inflow", "departed departed-women departed-minors" },
        { "territory", "" },
        { "war", "" },
        { "territory war", "captured" },
        { "goal", "" },
        { "way", "" },
        { "border", "permeability" },
        { "legal-travel", "" },
        { "transit", "" },
        { "transit justice", "deported charged convicted imprisoned reengaged" },
        { "arrival", "" },
        { "justice", "charged convicted imprisoned reengaged" },
        { "watching", "watch-load watch-coverage" },
        { "programmes", "in-programme" },
        { "networks", "clandestine reengaged" },
        { "networks programmes", "clandestine disengaged in-programme reengaged" },
        {
            "attacks",
            "plots plots-returnee plots-refugee plotters-returnee attacks-directed attacks-returnee attacks-linked attacks-inspired attackers attackers-returnee "
                + "attackers-known attackers-refugee attack-deaths"
        },
        { "appeal", "home-grown-mobilised appeal online-reach media-output" },
        { "affiliate-growth", "affiliate-strength" },
        { "families", "repatriated care-need" },
        { "shape", "decentralisation effective-theatres" },
    };

    [Fact]
    public void With_every_mechanism_on_every_measure_is_reported() =>
        Assert.Equal(Measure.All.Order(ByName), Ensemble.Run(Everything, 1, 1).Measures.Order(ByName));

    [Theory]
    [MemberData(nameof(RemovedMeasures))]
    public void A_mechanism_that_is_off_takes_its_own_measures_with_it(string mechanisms, string measures)
    {
        Scenario off = Everything.With(mechanisms.Split(' ').ToDictionary(m => m + "/on", _ => "false", StringComparer.Ordinal));

        Assert.Equal(
            measures.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
            Measure.All.Except(Ensemble.Run(off, 1, 1).Measures).Select(m => m.Name).Order(StringComparer.Ordinal));
    }

    [Property(MaxTest = 30, Replay = "20171017,17", QuietOnSuccess = true, Arbitrary = [typeof(ScenarioSketches)])]
    public void Figures_of_the_same_people_and_attacks_agree_with_each_other(ScenarioSketch sketch)
    {
        Scenario scenario = sketch.Build().With(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["networks/join-per-day"] = "0.05", ["attacks/plot-per-day"] = "0.05", ["attacks/inspired-per-day"] = "0.001", ["attacks/linked-per-day"] = "0.001",
            ["countries/*/evidence-probability"] = "1", ["countries/*/charge-per-day"] = "0.05", ["networks/reengage-per-day"] = "0.02",
        });
        Ensemble run = Ensemble.Run(scenario, 1, sketch.Seed);
        foreach (DateOnly date in run.Dates)
        {
            foreach (string country in run.Subjects(Measure.Plots))
            {
                double Of(Measure measure) => run.Values(measure, country, date)[0];
                double attacks = Of(Measure.AttacksDirected) + Of(Measure.AttacksReturnee) + Of(Measure.AttacksLinked) + Of(Measure.AttacksInspired);
                Assert.InRange(attacks, 0, Of(Measure.Plots));
                Assert.InRange(Of(Measure.PlotsReturnee), 0, Of(Measure.Plots));
                Assert.InRange(Of(Measure.PlotsRefugee), 0, Of(Measure.Plots));
                Assert.InRange(Of(Measure.PlottersReturnee), Of(Measure.PlotsReturnee), double.MaxValue);
                Assert.InRange(Of(Measure.Attackers), attacks, double.MaxValue);
                Assert.InRange(Of(Measure.AttackersReturnee), Of(Measure.AttacksDirected) + Of(Measure.AttacksReturnee), Of(Measure.PlottersReturnee));
                Assert.InRange(Of(Measure.AttackersReturnee), 0, Of(Measure.Attackers));
                Assert.InRange(Of(Measure.AttackersKnown), 0, Of(Measure.Attackers));
                Assert.InRange(Of(Measure.AttackersRefugee), 0, Of(Measure.Attackers));
                Assert.InRange(Of(Measure.AttackDeaths), 0, attacks == 0 ? 0 : double.MaxValue);
                Assert.InRange(Of(Measure.Convicted), 0, Of(Measure.Charged));
                Assert.InRange(Of(Measure.HeldWomenMinors), 0, Of(Measure.Held));
                Assert.InRange(Of(Measure.Held), 0, Of(Measure.Stock));
                Assert.InRange(Of(Measure.WatchCoverage), 0, 1 + 1e-12);
            }

            foreach (string origin in run.Subjects(Measure.Departed))
            {
                double Of(Measure measure) => run.Values(measure, origin, date)[0];
                Assert.InRange(Of(Measure.DepartedWomen) + Of(Measure.DepartedMinors), 0, Of(Measure.Departed));
                Assert.InRange(Of(Measure.ReturnedWomen), 0, Of(Measure.DepartedWomen));
                Assert.InRange(Of(Measure.ReturnedWomen) + Of(Measure.ReturnedMinors), 0, Of(Measure.Returned));
                Assert.InRange(Of(Measure.Returned) - Of(Measure.ReturnedMinors), 0, Of(Measure.Departed) - Of(Measure.DepartedMinors));
                Assert.InRange(Of(Measure.Dead), 0, Of(Measure.Departed));
                Assert.InRange(Of(Measure.ActiveInTheatre), 0, Of(Measure.InTheatre));
                Assert.InRange(Of(Measure.CareNeed), 0, double.MaxValue);
            }

            // Who is in prison has been convicted: somewhere.
            Assert.InRange(run.Values(Measure.Imprisoned, "WORLD", date)[0], 0, run.Values(Measure.Convicted, "WORLD", date)[0]);
            Assert.InRange(run.Values(Measure.Decentralisation, "WORLD", date)[0], 0, 1);
            Assert.InRange(run.Values(Measure.EffectiveTheatres, "WORLD", date)[0], 0, 1 + scenario.Affiliates.Length);
        }
    }

    [Fact]
    public void Fates_of_an_origin_sum_to_those_who_departed()
    {
        CompiledModel model = new(Everything);
        using Individuals engine = new(model, new RecordPlanBuilder(model, model.Layout));
        engine.Run(1, 0, CancellationToken.None);
        for (int o = 0; o < model.Population.Origins.Length; o++)
        {
            double fates = 0;
            foreach (double number in engine.Stocks.Cells.Slice(engine.Stocks.Layout.Fate + (o * Stocks.Fates), Stocks.Fates))
            {
                fates += number;
            }

            Assert.True(fates > 0);
            Assert.Equal(fates, Ensemble.Run(Everything, 1, 1).Values(Measure.Departed, model.Population.Origins[o], Everything.End)[0]);
        }
    }

    private static Comparer<Measure> ByName => Comparer<Measure>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name));
}
