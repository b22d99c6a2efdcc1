using Dispersal.Tests.Laws;

namespace Dispersal.Tests.Readme;

/// <summary>The worked example of <c>docs/own-rule.md</c>, compiled and run, and the bounds of rules of one's own.</summary>
[Collection(ProcessWide.Name)]
public sealed class OwnRuleTests
{
    [Fact]
    public void The_example_in_the_guide_is_the_code_that_runs_here()
    {
        string page = File.ReadAllText(Repository.PathOf("docs/own-rule.md"));
        foreach (string region in ReadmeBlocks.RegionsOf("OwnRuleTests.cs"))
        {
            Assert.Contains("```csharp\n" + region + "```\n", page, StringComparison.Ordinal);
        }

        Assert.Equal(2, ReadmeBlocks.RegionsOf("OwnRuleTests.cs").Count);
    }

    [Fact]
    public void A_border_that_closes_in_the_year_of_the_great_flow_lets_nobody_pass_that_year()
    {
        ProcessWide.Output(() =>
        {
            // <readme>
            Scenario open = Scenario.Load("scenarios/raqqa-2017").With("end", "2016-06-30");
            Scenario closing = open.With(new BorderThatCloses(threshold: 1000, "srb-transit-DEU-ref", "srb-transit-AUT-ref"));

            Ensemble before = Ensemble.Run(open, replicates: 4, seed: 7);
            Ensemble after = Ensemble.Run(closing, replicates: 4, seed: 7);
            Estimate change = after.Minus(before).Total(Measure.Returned, "DEU");
            // </readme>
            Assert.NotEqual(open.Fingerprint, closing.Fingerprint);
            Assert.NotEqual(before.ResultDigest, after.ResultDigest);
            Assert.True(double.IsFinite(change.Mean));
        });
    }

    [Fact]
    public void A_closed_crossing_passes_nobody_and_an_open_one_changes_nothing()
    {
        ScenarioSketch sketch = new([1, 1, 1, 6, 0, 0, 6, 0, 3, 3, 0, 0, 2, 2, 2, 5, 0, 6, 3]);
        Scenario scenario = sketch.Build();
        SortedDictionary<string, string> lives = Lives.Of(scenario, 3);
        Assert.Equal(lives, Lives.Of(scenario.With(new Always(Lever.Passing("border0-0"), 1)), 3));
        Assert.Contains(lives.Values, life => life.Contains("transit0 crossed", StringComparison.Ordinal));
        SortedDictionary<string, string> closed = Lives.Of(scenario.With(new Always(Lever.Passing("border0-0"), 0)).With(new Always(Lever.Passing("border1-0"), 0, "second")), 3);
        Assert.DoesNotContain(closed.Values, life => life.Contains("transit0 crossed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(EngineKind.Individuals)]
    [InlineData(EngineKind.Cohorts)]
    [InlineData(EngineKind.Expected)]
    public void Every_engine_lets_nobody_pass_where_a_rule_closes_and_acts_on_no_disillusion_where_it_forbids_it(EngineKind engine)
    {
        ScenarioSketch sketch = new([1, 1, 1, 6, 0, 0, 6, 0, 3, 3, 0, 0, 2, 2, 2, 5, 0, 6, 3]);
        Scenario scenario = sketch.Build();
        Assert.True(Passed(scenario) > 0, "Nobody passes anyway.");
        Assert.Equal(0, Passed(scenario.With(new Always(Lever.Passing("border0-0"), 0))));

        // Who is never disillusioned and whose ground is held stays: fewer set out.
        Assert.True(Passed(scenario.With(new Always(Lever.Hazard("disillusioned", "*", 8), 8))) > Passed(scenario.With(new Always(Lever.Hazard("disillusioned", "*", 8), 0))));

        double Passed(Scenario run)
        {
            Ensemble ensemble = Ensemble.Run(run, 4, 3, engine);
            return ensemble.Keys(ResultTable.Flows).Index().Where(series => series.Item[0] == "border0-0" && series.Item[^1] == "passed")
                .Sum(series => ensemble.Values(ResultTable.Flows, series.Index).Sum(values => values.Sum()));
        }
    }

    [Fact]
    public void A_hazard_scaled_to_zero_never_happens_and_one_scaled_up_happens_more()
    {
        ScenarioSketch sketch = new([1, 2, 1, 9, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 6, 3]);
        Scenario scenario = sketch.Build();
        Assert.Equal(0, Disillusioned(scenario.With(new Always(Lever.Hazard("disillusioned", "*", 1), 0))));
        Assert.Equal(Disillusioned(scenario), Disillusioned(scenario.With(new Always(Lever.Hazard("disillusioned", "*", 1), 1))));
        Assert.True(Disillusioned(scenario) < Disillusioned(scenario.With(new Always(Lever.Hazard("disillusioned", "*", 4), 4))), "Four times the hazard moved nobody.");

        // The same hazard behind a higher ceiling has other draws but the same law.
        int loose = Disillusioned(scenario.With(new Always(Lever.Hazard("disillusioned", "*", 4), 1)));
        Assert.InRange(loose, Disillusioned(scenario) * 0.6, Disillusioned(scenario) * 1.4);

        static int Disillusioned(Scenario scenario) => Lives.Run(scenario, 5).Histories.Count(s => s.Cause == "disillusioned");
    }

    [Theory]
    [InlineData("border0-9", "rules/always: there is no route \"border0-9\". Did you mean \"border0-0\"?")]
    public void A_lever_that_names_nothing_is_refused(string route, string message) =>
        Assert.Equal(message, Assert.Throws<ScenarioException>(() => new ScenarioSketch([0, 0, 1, 3]).Build().With(new Always(Lever.Passing(route), 1))).Message);

    [Fact]
    public void A_lever_out_of_bounds_stops_the_run_and_says_which()
    {
        Scenario scenario = new ScenarioSketch([0, 0, 1, 3]).Build().With(new Always(Lever.Passing("border0-0"), 1.5));
        Exception refused = Assert.Throws<InvalidOperationException>(() => Lives.Run(scenario, 1));
        Assert.Equal("The rule always set level 0 to 1.5 on 2015-01-01; it must lie between 0 and 1.", refused.Message);
    }

    [Fact]
    public void Two_rules_cannot_scale_the_same_crossing()
    {
        Scenario scenario = new ScenarioSketch([0, 0, 1, 3]).Build().With(new Always(Lever.Passing("border0-0"), 1));
        ScenarioException refused = Assert.Throws<ScenarioException>(() => scenario.With(new Always(Lever.Passing("border0-0"), 1, "other")));
        Assert.Equal("rules/other: passing of border0-0 is scaled already. Let one lever scale it.", refused.Message);
    }

    [Fact]
    public void A_rule_has_a_name_finite_numbers_and_levers_that_are_there()
    {
        Scenario scenario = new ScenarioSketch([0, 0, 1, 3]).Build();
        foreach (string name in (string[])["", "a/b", "two words"])
        {
            Assert.Contains("letters, digits and hyphens", Assert.Throws<ScenarioException>(() => scenario.With(new Always(Lever.Passing("border0-0"), 1, name))).Message, StringComparison.Ordinal);
        }

        Assert.Contains("rules/always/level", Assert.Throws<ScenarioException>(() => scenario.With(new Always(Lever.Passing("border0-0"), double.NaN))).Message, StringComparison.Ordinal);
        Assert.Contains("null for its levers", Assert.Throws<ArgumentException>(() => scenario.With(new Always(null!, 1))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => Lever.Passing(null!));
        Assert.Throws<ArgumentException>(() => Lever.Hazard("arrested", "", 1));
    }

    [Fact]
    public void Results_say_under_which_rules_they_came_about()
    {
        Scenario without = new ScenarioSketch([0, 0, 1, 3]).Build();
        Scenario with = without.With(new Always(Lever.Passing("border0-0"), 0.5));
        Ensemble ensemble = Ensemble.Run(with, 1);
        Assert.Equal(("always(level=0.5)", ""), (ensemble.Provenance.Rules, Ensemble.Run(without, 1).Provenance.Rules));
        Assert.Contains("with the rules always(level=0.5)", ensemble.Provenance.ToString(), StringComparison.Ordinal);
        Assert.Equal(new Difference("rules/always", null, "always(level=0.5)"), Assert.Single(Scenario.Diff(without, with)));

        using Cli.TinyScenario place = new();
        ensemble.Save(place.Out);
        Assert.Contains("\"rules\": \"always(level=0.5)\"", File.ReadAllText(Path.Combine(place.Out, "manifest.json")), StringComparison.Ordinal);
    }

    private sealed class Always(Lever lever, double level, string name = "always") : IMechanism
    {
        public string Name => name;

        public IReadOnlyDictionary<string, double> Parameters { get; } = new Dictionary<string, double>(StringComparer.Ordinal) { ["level"] = level };

        public IReadOnlyList<Lever> Levers { get; } = [lever];

        public void Act(DayView today, Span<double> levels) => levels.Fill(level);
    }
}

// <readme>
/// <summary>A border that closes on days on which more refugees come than a threshold.</summary>
internal sealed class BorderThatCloses(double threshold, params string[] routes) : IMechanism
{
    public string Name => "border-that-closes";

    public IReadOnlyDictionary<string, double> Parameters { get; } =
        new Dictionary<string, double> { ["threshold-per-day"] = threshold };

    public IReadOnlyList<Lever> Levers { get; } = [.. routes.Select(Lever.Passing)];

    public void Act(DayView today, Span<double> levels) =>
        levels.Fill(today.Value("legal-travel/refugees-per-day") > threshold ? 0 : 1);
}
// </readme>
