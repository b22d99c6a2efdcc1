using Dispersal.Model;
using Dispersal.Results;

namespace Dispersal.Engines;

/// <summary>Chooses and prepares the engine for a scenario.</summary>
internal static class ReplicateSources
{
    // With fewer persons the threads would wait for each other longer than they work.
    private const double LargeFromPersons = 100_000;

    /// <summary>The engine asked for, or the cheapest that is exact, with the scenario compiled.</summary>
    /// <exception cref="ScenarioException">The engine asked for cannot run the scenario; every reason is listed.</exception>
    public static IReplicateSource For(Scenario scenario, EngineKind engine, Recording? recording = null)
    {
        CompiledModel model = new(scenario);
        EngineChoice choice = EngineChoice.For(model, engine, recording);
        RecordPlanBuilder plan = new(model, model.Layout, recording);
        return choice.Engine switch
        {
            EngineKind.Cohorts => new Source(choice, plan, _ => new Cohorts<MultinomialDivision>(model, plan)),
            EngineKind.Expected => new ExpectedSource(choice, model, plan),
            _ => new Source(choice, plan, threads => new Individuals(model, plan, IsLarge(model) ? threads : 1)),
        };
    }

    /// <summary>Individuals who start from a checkpoint or are saved on their way.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="recording">What is recorded.</param>
    /// <param name="continuation">Where they start and are saved, once the structure of the run and its recorded dates are known.</param>
    public static IReplicateSource Continued(
        Scenario scenario, Recording recording, Func<SortedDictionary<string, string[]>, IReadOnlyList<DateOnly>, Continuation> continuation)
    {
        CompiledModel model = new(scenario);
        RecordPlanBuilder plan = new(model, model.Layout, recording);
        Continuation own = continuation(RunStructure.Of(model, plan), plan.Plan.Dates);
        EngineChoice choice = new(EngineKind.Individuals, "checkpoints hold individuals");
        return new Source(choice, plan, threads => new Individuals(model, plan, IsLarge(model) ? threads : 1, own));
    }

    /// <summary>The one engine on which all of several scenarios run where none is asked for: individuals, unless cohorts are best for every one.</summary>
    public static EngineKind Common(IEnumerable<Scenario> scenarios, Recording? recording)
    {
        foreach (Scenario scenario in scenarios)
        {
            if (EngineChoice.For(new CompiledModel(scenario), EngineKind.Auto, recording).Engine != EngineKind.Cohorts)
            {
                return EngineKind.Individuals;
            }
        }

        return EngineKind.Cohorts;
    }

    private static bool IsLarge(CompiledModel model) => model.Inflow.Intakes.Sum(intake => intake.Expected) >= LargeFromPersons;

    private sealed class Source(EngineChoice choice, RecordPlanBuilder plan, Func<int, IReplicateWorker> create) : IReplicateSource
    {
        public RecordPlan Plan => plan.Plan;

        public string EngineName => Names.Of(choice.Engine);

        public string EngineReason => choice.Reason;

        public IReplicateWorker CreateWorker(int threads) => create(threads);
    }

    private sealed class ExpectedSource(EngineChoice choice, CompiledModel model, RecordPlanBuilder plan) : IReplicateSource
    {
        private string way = "";

        public RecordPlan Plan => plan.Plan;

        public string EngineName => Names.Of(choice.Engine);

        // How it went is known when it has run.
        public string EngineReason => $"{choice.Reason}; one replicate, as nothing is left to luck; {way}";

        public bool IsExpectation => true;

        public IReplicateWorker CreateWorker(int threads) => new Expectations(model, plan, how => way = how);
    }
}
