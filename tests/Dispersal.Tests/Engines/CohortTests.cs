using Dispersal.Engines;
using Dispersal.Randomness;
using Dispersal.Tests.Laws;
using Dispersal.Tests.Reference;
using Dispersal.Tests.Shipped;
using FsCheck.Xunit;

namespace Dispersal.Tests.Engines;

/// <summary>Cohorts against individuals: one law; and what is theirs alone. Each comparison has a family-wise level of 0.001.</summary>
[Properties(MaxTest = 30, Replay = "20171018,7", QuietOnSuccess = true, Arbitrary = [typeof(ScenarioSketches)])]
public sealed class CohortTests
{
    [Property]
    public void Every_day_people_are_conserved_by_origin_and_nothing_is_negative(ScenarioSketch sketch) => DailyAudit.RunCohorts(sketch.Build(), sketch.Seed);

    [Property(MaxTest = 8)]
    public void The_same_seed_gives_the_same_bytes_whatever_the_threads_and_the_order_of_rows(ScenarioSketch sketch)
    {
        Scenario scenario = sketch.Build();
        Scenario shuffled = sketch.Build(files =>
        {
            foreach (string table in files.Keys.Where(f => f.EndsWith(".csv", StringComparison.Ordinal)).ToArray())
            {
                string[] lines = files[table].Split('\n', StringSplitOptions.RemoveEmptyEntries);
                files[table] = string.Join('\n', lines.Take(1).Concat(lines.Skip(1).Reverse())) + "\n";
            }
        });
        string one = Ensemble.Run(scenario, 5, sketch.Seed, EngineKind.Cohorts, threads: 1).ResultDigest;
        Assert.Equal(one, Ensemble.Run(scenario, 5, sketch.Seed, EngineKind.Cohorts, threads: 3).ResultDigest);
        Assert.Equal(one, Ensemble.Run(shuffled, 5, sketch.Seed, EngineKind.Cohorts, threads: 2).ResultDigest);
    }

    [Property(MaxTest = 15)]
    public void Luck_belongs_to_names_so_that_a_place_nobody_reaches_changes_nothing(ScenarioSketch sketch)
    {
        Scenario more = sketch.Build(files =>
        {
            files["places.csv"] += "aaa,SYR,transit,36,38,0,0,0,0.5\n";
            files["countries.csv"] += "AAA,Nowhere,West,true,,0,0,0,0,0,0,0,0,1,0,0,30,0,0,0,0\n";
        });
        Ensemble a = Ensemble.Run(sketch.Build(), 2, sketch.Seed, EngineKind.Cohorts);
        Ensemble b = Ensemble.Run(more, 2, sketch.Seed, EngineKind.Cohorts);
        foreach (Measure measure in (Measure[])[Measure.Returned, Measure.Dead, Measure.Stopped, Measure.InTheatre, Measure.Known])
        {
            Assert.Equal(a.Values(measure, "WORLD", a.Dates[^1]), b.Values(measure, "WORLD", b.Dates[^1]));
        }
    }

    [Fact]
    public void Cohorts_agree_in_law_with_individuals_on_random_scenarios()
    {
        const int Scenarios = 4;
        ReferenceRandom random = new(20171019);
        for (int i = 0; i < Scenarios; i++)
        {
            ScenarioSketch sketch = new([.. Enumerable.Range(0, ScenarioSketch.KnobCount).Select(_ => random.Below(10))]);
            Scenario scenario = sketch.Build().With("observation/history-persons", 0);
            IReadOnlyList<Disagreement> found = AgreementInLaw.Compare(
                EngineSampler.Individuals(scenario), EngineSampler.Cohorts(scenario), 80, familyLevel: AgreementInLaw.FamilyLevel / Scenarios);
            Assert.True(found.Count == 0, sketch + Environment.NewLine + string.Join(Environment.NewLine, found));
        }
    }

    [Theory]
    [InlineData("individuals")]
    [InlineData("cohorts")]
    public void The_comparison_with_itself_finds_nothing(string engine)
    {
        Scenario scenario = SmallScenarios.Load("whole-model");
        Func<ulong, IReadOnlyDictionary<string, double>> sampler = engine == "cohorts" ? EngineSampler.Cohorts(scenario) : EngineSampler.Individuals(scenario);
        Assert.Empty(AgreementInLaw.Compare(sampler, sampler, 60));
    }

    [Fact]
    [Trait("Suite", "Long")]
    public void Cohorts_agree_in_law_with_individuals_on_the_base_scenario_as_it_is_and_with_five_times_the_persons()
    {
        foreach (double times in (double[])[0.1, 1, 5])
        {
            Scenario scenario = ShippedScenarios.Load("raqqa-2017").With("observation/history-persons", 0);
            Scenario scaled = scenario.Revised(scenario.Groups.ToDictionary(g => $"groups/{g.Id}/departed-persons", g => g.DepartedPersons * times));
            IReadOnlyList<Disagreement> found = AgreementInLaw.Compare(
                EngineSampler.Individuals(scaled), EngineSampler.Cohorts(scaled), times > 1 ? 20 : 40, familyLevel: AgreementInLaw.FamilyLevel / 3);
            Assert.True(found.Count == 0, times + Environment.NewLine + string.Join(Environment.NewLine, found));
        }
    }

    [Fact]
    public void A_first_candidate_forgotten_is_caught() => AssertCaught<AnyNumber>(SmallScenarios.Load("whole-model"));

    [Fact]
    public void Fields_that_hold_nobody_back_are_caught() => AssertCaught<NeverThinned>(SmallScenarios.Load("whole-model"));

    [Fact]
    public void Members_who_leave_together_are_caught() =>
        AssertCaught<AllTogether>(ShippedScenarios.Load("two-country").With("observation/history-persons", 0).With("groups/HOM-men/departed-persons", 50_000));

    [Fact]
    public void Cohorts_refuse_a_scenario_in_which_persons_must_be_told_apart_and_say_every_reason()
    {
        Scenario scenario = SmallScenarios.Load("networks-by-person").With(new Identity("one")).With(new Identity("two"));
        ScenarioException refusal = Assert.Throws<ScenarioException>(() => Ensemble.Run(scenario, 1, engine: EngineKind.Cohorts));
        Assert.Equal(3, refusal.Problems.Length);
        Assert.Contains(refusal.Problems, p => p.Address == "networks/ties-by-person");
        Assert.Contains("rule two", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(3, Assert.Throws<ScenarioException>(() => Ensemble.Run(scenario, 1, engine: EngineKind.Expected)).Problems.Length);
    }

    [Fact]
    public void A_thousand_million_persons_run_as_cohorts()
    {
        Scenario scenario = ShippedScenarios.Load("two-country").With("observation/history-persons", 0);
        Scenario huge = scenario.Revised(scenario.Groups.ToDictionary(g => $"groups/{g.Id}/departed-persons", g => 1e9));
        Ensemble ensemble = Ensemble.Run(huge, 2, engine: EngineKind.Cohorts);
        Assert.Equal(1e9, ensemble.Total(Measure.Departed, "WORLD").Mean, 0);

        // Of binomial counts of that size the deviation is some ten-thousandths of the mean.
        double expected = Ensemble.Run(huge, 1, engine: EngineKind.Expected).Total(Measure.Returned, "WORLD").Mean;
        Assert.InRange(ensemble.Total(Measure.Returned, "WORLD").Mean / expected, 0.9999, 1.0001);
        Assert.NotEqual(expected, ensemble.Total(Measure.Returned, "WORLD").Mean);
    }

    private static void AssertCaught<TFault>(Scenario scenario)
        where TFault : struct, IDealing<TFault>
    {
        IReadOnlyList<Disagreement> found = AgreementInLaw.Compare(EngineSampler.Individuals(scenario), EngineSampler.Cohorts<TFault>(scenario), 60);
        Assert.NotEmpty(found);
    }

    private sealed class Identity(string name) : IMechanism
    {
        public string Name => name;

        public IReadOnlyDictionary<string, double> Parameters { get; } = new Dictionary<string, double>();

        public IReadOnlyList<Lever> Levers => [];

        public bool NeedsIdentity => true;

        public void Act(DayView today, Span<double> levels)
        {
        }
    }
}
