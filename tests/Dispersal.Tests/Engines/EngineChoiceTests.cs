using Dispersal.Engines;
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
