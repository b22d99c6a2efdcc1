using Dispersal.Engines;
using Dispersal.Results;
using Dispersal.Tests.Laws;
using Dispersal.Tests.Reference;
using Dispersal.Tests.Shipped;
using MathNet.Numerics;

namespace Dispersal.Tests.Engines;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

/// <summary>Expectations against closed forms and against the means of individuals.</summary>
public sealed class ExpectationTests
{
    // Over all counts of a scenario, with Holm's correction.
    private const double FamilyLevel = 0.001;

    [Fact]
    public void Competing_risks_leave_in_proportion_to_their_hazards_exactly()
    {
        // Hazards 0.02 and 0.06 for 10 days, from 31 January.
        Ensemble ensemble = Ensemble.Run(OnePlace(), replicates: 7, engine: EngineKind.Expected);
        double leaves = 1 - Math.Exp(-0.8);
        Assert.Equal(1, ensemble.Replicates);
        Assert.Equal(1000 * leaves / 4, ensemble.Total(Measure.Dead, "DEU").Mean, 6);
        Assert.Equal(1000 * leaves * 3 / 4, ensemble.Total(Measure.Captured, "SYR").Mean, 6);
        Assert.Equal(ensemble.Total(Measure.Dead, "DEU").Mean, ensemble.Total(Measure.Dead, "DEU").High);
        Assert.Contains("states followed", ensemble.Provenance.EngineReason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Without_feedbacks_expectations_are_the_means_of_individuals(int number)
    {
        // Some 50 to 200 z tests each, Holm's correction at 0.001 in each.
        Scenario scenario = Sketch(number);
        AssertMeans(EngineSampler.Expected(scenario, long.MaxValue), scenario, 300, $"sketch {number}");
    }

    [Fact]
    public void A_wrong_expectation_is_caught()
    {
        Scenario scenario = Sketch(1);
        AssertMeans(EngineSampler.Expected(scenario), scenario, 300, "right");
        IReadOnlyDictionary<string, double> wrong = EngineSampler.Expected(scenario.With("war/mortality-per-day", 0.0065));
        Assert.NotEmpty(Wrong(wrong, scenario, 300));
    }

    [Fact]
    public void A_fault_of_the_engine_is_caught()
    {
        // Not a parameter but the engine is wrong: it forgets the last branch of every division.
        Scenario scenario = Sketch(1);
        Assert.NotEmpty(Wrong(EngineSampler.Expected(scenario, followed: (m, s) => new ExpectedMasses<LastBranchForgotten>(m, s)), scenario, 300));
    }

    [Fact]
    public void Grains_keep_the_means_where_states_are_too_many_to_follow()
    {
        // Numbers in grains are close to expectations, not equal: within five standard errors of as many replicates as there are grains in a person.
        Scenario scenario = Sketch(1);
        IReadOnlyDictionary<string, double> exact = EngineSampler.Expected(scenario);
        IReadOnlyDictionary<string, double> grains = EngineSampler.Expected(scenario, mostWork: 0, mostGrains: 20_000);
        Assert.Contains(exact, count => count.Value > 5 && count.Value != grains[count.Key]);
        foreach ((string key, double mean) in exact.Where(count => !count.Key.Contains("flow", StringComparison.Ordinal) && !count.Key.Contains("plot", StringComparison.Ordinal) && !count.Key.Contains("stopped", StringComparison.Ordinal)))
        {
            Assert.True(Math.Abs(grains[key] - mean) <= 5 * Math.Sqrt((mean + 0.1) / 32), $"{key}: {grains[key]} in grains, {mean} expected.");
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.125)]
    public void Plots_of_teams_are_as_many_in_grains_of_any_size(double grain)
    {
        // Those who take part come one grain at a time: what a day makes of them must be linear in them, or the grain shows. Within four standard errors of
        // as many as there are grains.
        Scenario scenario = SmallScenarios.Load("attacks");
        IReadOnlyDictionary<string, double> exact = EngineSampler.Expected(scenario, long.MaxValue);
        double persons = new CompiledModel(scenario).Inflow.Intakes.Sum(intake => intake.Expected);
        IReadOnlyDictionary<string, double> grains = EngineSampler.Expected(scenario, mostWork: 0, mostGrains: persons / grain);

        // Some forty persons take part in eight attacks.
        double few = 4 * Math.Sqrt(grain / 40);
        double attacks = Directed(exact);
        Assert.InRange(attacks, 6, 10);
        Assert.InRange(Directed(grains), (1 - few) * attacks, (1 + few) * attacks);

        static double Directed(IReadOnlyDictionary<string, double> counts) => counts["attacks-directed DEU"] + counts["attacks-directed FRA"];
    }

    [Fact]
    public void Work_that_ends_on_the_last_day_is_not_taken_for_enough()
    {
        CompiledModel model = new(ShippedScenarios.Load("two-country"));
        RecordPlanBuilder plan = new(model, model.Layout);
        ExpectedMasses<PooledDivision>? masses = null;
        string way = "";
        RunRecord Run(long mostWork)
        {
            using Expectations worker = new(model, plan, how => way = how, mostWork, followed: (m, s) => masses = new ExpectedMasses<PooledDivision>(m, s));
            return worker.Run(1, 0, CancellationToken.None);
        }

        Run(long.MaxValue);
        long work = masses!.Work;
        Run(work);
        Assert.Contains("states followed", way, StringComparison.Ordinal);
        Run(work - 1);
        Assert.Contains("grains", way, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_seed_gives_the_same_bytes()
    {
        Scenario scenario = SmallScenarios.Load("competing-risks");
        Assert.Equal(
            Ensemble.Run(scenario, 3, 1, EngineKind.Expected).ResultDigest, Ensemble.Run(scenario, 1, 2, EngineKind.Expected, threads: 2).ResultDigest);
    }

    [Fact]
    public void Expectations_with_feedback_are_near_the_means_of_individuals()
    {
        // A field of expected counts is not the expected field: within a tenth, or a deviation of one replicate.
        Scenario scenario = SmallScenarios.Load("whole-model");
        IReadOnlyDictionary<string, double> expected = EngineSampler.Expected(scenario);
        Func<ulong, IReadOnlyDictionary<string, double>> sampler = EngineSampler.Individuals(scenario);
        IReadOnlyDictionary<string, double>[] samples = new IReadOnlyDictionary<string, double>[300];
        Parallel.For(0, samples.Length, r => samples[r] = sampler((ulong)r + 1));
        foreach ((string key, double value) in expected)
        {
            double[] x = [.. samples.Select(s => s.GetValueOrDefault(key))];
            double mean = x.Average();
            double deviation = Math.Sqrt(x.Sum(v => (v - mean) * (v - mean)) / (x.Length - 1));
            Assert.True(Math.Abs(value - mean) <= Math.Max(0.1 * Math.Abs(mean), deviation) + 0.1, $"{key}: {value} expected, {mean} with deviation {deviation}.");
        }
    }

    private static void AssertMeans(IReadOnlyDictionary<string, double> expected, Scenario scenario, int replicates, string what)
    {
        string[] wrong = Wrong(expected, scenario, replicates);
        Assert.True(wrong.Length == 0, what + Environment.NewLine + string.Join(Environment.NewLine, wrong));
    }

    private static string[] Wrong(IReadOnlyDictionary<string, double> expected, Scenario scenario, int replicates)
    {
        Func<ulong, IReadOnlyDictionary<string, double>> sampler = EngineSampler.Individuals(scenario);
        IReadOnlyDictionary<string, double>[] samples = new IReadOnlyDictionary<string, double>[replicates];
        Parallel.For(0, replicates, r => samples[r] = sampler((ulong)r + 1));
        List<(double P, string Text)> tests = [];
        foreach ((string key, double value) in expected)
        {
            // Counts that hardly occur, and deaths, of which few attacks bring most, are no matter for a z test.
            double[] x = [.. samples.Select(s => s.GetValueOrDefault(key))];
            double mean = x.Average();
            double variance = x.Sum(v => (v - mean) * (v - mean)) / (x.Length - 1);
            if (value * replicates < 25 || mean * replicates < 25 || key.Contains("attack-deaths", StringComparison.Ordinal))
            {
                continue;
            }

            double z = variance <= 1e-12 ? (Math.Abs(value - mean) > 1e-6 ? 99 : 0) : (value - mean) / Math.Sqrt(variance / replicates);
            tests.Add((SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2)), FormattableString.Invariant($"{key}: {value:G6} expected, {mean:G6} found, z = {z:F1}")));
        }

        Assert.True(tests.Count > 40, $"Only {tests.Count} counts occur.");
        (double P, string Text)[] sorted = [.. tests.OrderBy(t => t.P)];
        return [.. sorted.TakeWhile((t, i) => t.P <= FamilyLevel / (sorted.Length - i)).Select(t => t.Text)];
    }

    // One origin or two, few places, short: every state can be followed.
    private static Scenario Sketch(int number) => new ScenarioSketch(
        number switch
        {
            1 => [0, 0, 1, 9, 5, 5, 6, 5, 5, 0, 0, 0, 5, 5, 5, 5, 0, 2, 3, 5, 0, 0, 5, 5, 5, 0, 5],
            2 => [1, 0, 1, 9, 3, 2, 8, 9, 7, 0, 5, 0, 2, 8, 3, 7, 0, 1, 3, 8, 0, 0, 2, 0, 0, 0, 0],
            _ => [0, 1, 0, 9, 7, 1, 9, 3, 3, 0, 0, 7, 0, 9, 9, 9, 0, 1, 3, 9, 0, 0, 9, 0, 0, 0, 9],
        },
        Feedbacks: false).Build().With("observation/history-persons", 0);

    private static Scenario OnePlace() => Scenario.FromTexts(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["scenario.json"] = """{ "name": "one", "title": "One place", "summary": "A place.", "start": "2015-01-31", "end": "2015-02-10", "war": { "mortality-per-day": 0.02, "capture-per-day": 0.06, "base-mortality-per-day": 0, "experience-per-day": 0 } }""",
        ["countries.csv"] = "id,name\nSYR,Syria\nDEU,Germany\n",
        ["places.csv"] = "id,country,kind,lat,lon,initial-control,weight,war-intensity\nraqqa,SYR,theatre,36,39,1,1,1\nDEU,DEU,country,52,13,0,0,0\n",
        ["routes.csv"] = "id,from,to,mode,days\na,raqqa,DEU,land,3\n",
        ["groups.csv"] = "id,origin,role,commitment,departed-persons\nmen,DEU,man,middle,31000\n",
        ["arrivals.csv"] = "group,month,share\nmen,2015-01,1\n",
        ["first-theatres.csv"] = "origin,theatre,share\n*,SYR,1\n",
    });
}
