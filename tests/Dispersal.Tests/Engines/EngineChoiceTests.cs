using Dispersal.Engines;
using Dispersal.Tests.Cli;
using Dispersal.Tests.Reference;
using Dispersal.Tests.Shipped;

namespace Dispersal.Tests.Engines;

/// <summary>Which engine runs where none is asked for.</summary>
public sealed class EngineChoiceTests
{
    private static readonly Recording WithoutHistories = Recording.All with { Histories = false };

    [Fact]
    public void Whoever_asks_for_histories_gets_individuals()
    {
        EngineChoice choice = Choose(ShippedScenarios.Load("two-country"), Recording.All);
        Assert.Equal(EngineKind.Individuals, choice.Engine);
        Assert.Contains("lives of a sample", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_base_scenario_has_too_few_persons_in_a_state_for_cohorts()
    {
        EngineChoice choice = Choose(ShippedScenarios.Load("raqqa-2017"), WithoutHistories);
        Assert.Equal(EngineKind.Individuals, choice.Engine);
        Assert.Contains("persons in a state", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_who_are_alike_run_as_cohorts_unless_they_must_be_told_apart()
    {
        Scenario many = ShippedScenarios.Load("two-country").With("groups/HOM-men/departed-persons", 1e7);
        Assert.Equal(EngineKind.Cohorts, Choose(many, WithoutHistories).Engine);
        EngineChoice apart = Choose(many.With("networks/on", "true").With("networks/ties-by-person", "true"), WithoutHistories);
        Assert.Equal(EngineKind.Individuals, apart.Engine);
        Assert.Contains("told apart", apart.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Scenarios_that_are_compared_run_on_one_engine()
    {
        Scenario few = ShippedScenarios.Load("two-country");
        Scenario many = few.With("groups/HOM-men/departed-persons", 1e7);
        Assert.Equal(EngineKind.Cohorts, Ensemble.CommonEngine(EngineKind.Auto, [many, many], WithoutHistories));
        Assert.Equal(EngineKind.Individuals, Ensemble.CommonEngine(EngineKind.Auto, [many, few], WithoutHistories));
        Assert.Equal(EngineKind.Expected, Ensemble.CommonEngine(EngineKind.Expected, [many, few]));
        Assert.Throws<ArgumentException>(() => Ensemble.CommonEngine(EngineKind.Auto, []));
    }

    [Fact]
    public void The_manifest_of_a_comparison_says_why_its_engine_and_not_that_it_was_asked_for()
    {
        Scenario before = SmallScenarios.Load("competing-risks");
        EngineKind engine = Ensemble.CommonEngine(EngineKind.Auto, [before, before], out string? reason);
        Ensemble ensemble = Ensemble.Run(before, 2, engine: engine);
        Ensemble explained = ensemble.WithEngineReason(reason);
        Assert.Equal("asked for", ensemble.Provenance.EngineReason);
        Assert.StartsWith("one for all that are compared", explained.Provenance.EngineReason, StringComparison.Ordinal);
        Assert.Equal(ensemble.ResultDigest, explained.ResultDigest);

        Ensemble.CommonEngine(EngineKind.Individuals, [before], out string? ofOneAskedFor);
        Assert.Null(ofOneAskedFor);
        Assert.Same(ensemble, ensemble.WithEngineReason(ofOneAskedFor));
    }

    [Fact]
    public void Verbs_that_compare_say_why_their_engine()
    {
        using TinyScenario tiny = new();
        foreach (string[] words in (string[][])[[], ["--until", "returned/WORLD within 50%"]])
        {
            Said said = Tool.Run(["compare", tiny.Folder, "--set", "border/wear=0.5", "--replicates", "2", "--json", "--quiet", .. words]);
            Assert.Equal(2, said.Output.Split("\"engineReason\": \"one for all that are compared").Length - 1);
        }
    }

    [Fact]
    public void What_is_asked_for_is_run()
    {
        Assert.Equal("cohorts", Ensemble.Run(SmallScenarios.Load("competing-risks"), 1, engine: EngineKind.Cohorts).Provenance.Engine);
        Assert.Equal("individuals", Ensemble.Run(SmallScenarios.Load("competing-risks"), 1, engine: EngineKind.Individuals).Provenance.Engine);
        Assert.Equal("expected", Ensemble.Run(SmallScenarios.Load("competing-risks"), 1, engine: EngineKind.Expected).Provenance.Engine);
    }

    private static EngineChoice Choose(Scenario scenario, Recording recording) => EngineChoice.For(new CompiledModel(scenario), EngineKind.Auto, recording);
}
