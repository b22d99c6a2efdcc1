using Dispersal.Model;
using Dispersal.Results;

namespace Dispersal.Engines;

/// <summary>Chooses and prepares the engine for a scenario.</summary>
internal static class ReplicateSources
{
    /// <summary>The engine asked for, or the cheapest that is exact, with the scenario compiled.</summary>
    public static IReplicateSource For(Scenario scenario, EngineKind engine, Recording? recording = null) => new IndividualsSource(
        scenario, recording, engine == EngineKind.Auto ? "the only engine that keeps identities and is exact for every mechanism" : "asked for");

    private sealed class IndividualsSource : IReplicateSource
    {
        private readonly CompiledModel model;
        private readonly RecordPlanBuilder plan;

        public IndividualsSource(Scenario scenario, Recording? recording, string reason)
        {
            model = new CompiledModel(scenario);
            plan = new RecordPlanBuilder(model, model.Layout, recording);
            EngineReason = reason;
        }

        public RecordPlan Plan => plan.Plan;

        public string EngineName => "individuals";

        public string EngineReason { get; }

        public IReplicateWorker CreateWorker() => new Individuals(model, plan);
    }
}
