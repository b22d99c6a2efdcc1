using Dispersal.Engines;
using Dispersal.Randomness;
using Dispersal.Results;
using Dispersal.Tests.Engines;

namespace Dispersal.Tests.Oracles;

/// <summary>Engines with a fault planted in their code, not in what they are told.</summary>
internal static class Faults
{
    /// <summary>Every fault by name: the engine that has it, for a model.</summary>
    public static IReadOnlyDictionary<string, (EngineKind Engine, Func<CompiledModel, RecordPlanBuilder, IReplicateWorker> Create)> All { get; } =
        new Dictionary<string, (EngineKind, Func<CompiledModel, RecordPlanBuilder, IReplicateWorker>)>(StringComparer.Ordinal)
        {
            ["individuals: counts come a day late, every other day"] = (EngineKind.Individuals, (model, plan) => new LateCounts(new Individuals(model, plan))),
            ["individuals: eight replicates have the same luck"] = (EngineKind.Individuals, (model, plan) => new SameLuck(new Individuals(model, plan))),
            ["cohorts: a hazard is taken for a probability"] = (EngineKind.Cohorts, (model, plan) => new Cohorts<HazardAsProbability>(model, plan)),
            ["cohorts: fields hold nobody back"] = (EngineKind.Cohorts, (model, plan) => new Cohorts<NeverThinned>(model, plan)),
            ["cohorts: all who decide at once decide alike"] = (EngineKind.Cohorts, (model, plan) => new Cohorts<AllTogether>(model, plan)),
            ["cohorts: a first candidate is forgotten"] = (EngineKind.Cohorts, (model, plan) => new Cohorts<AnyNumber>(model, plan)),
            ["expected: the last branch of a division is forgotten"] =
                (EngineKind.Expected, (model, plan) => new Expectations(model, plan, followed: (m, s) => new ExpectedMasses<LastBranchForgotten>(m, s))),
            ["expected: hazards of the day before"] = (EngineKind.Expected, (model, plan) => new Expectations(model, plan, followed: (m, s) => new Yesterday(new ExpectedMasses<PooledDivision>(m, s)))),
        };

    /// <summary>The engines as they are, but the one that has the fault.</summary>
    public static Func<Oracle, EngineKind, IReplicateSource> Planted(string fault) => (oracle, engine) =>
    {
        if (engine != All[fault].Engine)
        {
            return OracleRun.For(oracle, engine);
        }

        CompiledModel model = new(oracle.Scenario);
        RecordPlanBuilder plan = new(model, model.Layout, oracle.Recording);
        return new Source(plan.Plan, engine == EngineKind.Expected, () => All[fault].Create(model, plan));
    };

    private sealed class Source(RecordPlan plan, bool isExpectation, Func<IReplicateWorker> create) : IReplicateSource
    {
        public RecordPlan Plan => plan;

        public string EngineName => "faulty";

        public string EngineReason => "a fault is planted";

        public bool IsExpectation => isExpectation;

        public IReplicateWorker CreateWorker(int threads) => create();
    }

    private sealed class LateCounts(Individuals right) : IReplicateWorker, IFlowDraw
    {
        public RunRecord Run(ulong seed, int replicate, CancellationToken cancellation) => right.Run(seed, replicate, this, cancellation);

        public void DrawFlows(int day) => right.DrawFlows(day);

        public void ApplyFlows(int day)
        {
            if (day % 2 == 1)
            {
                right.ApplyFlows(day);
            }
        }

        public void Dispose() => right.Dispose();
    }

    private sealed class SameLuck(Individuals right) : IReplicateWorker
    {
        public RunRecord Run(ulong seed, int replicate, CancellationToken cancellation) => right.Run(seed, replicate / 8, cancellation);

        public void Dispose() => right.Dispose();
    }

    private sealed class Yesterday(IExpectedMasses right) : IExpectedMasses
    {
        public int StatesMet => right.StatesMet;

        // Who comes on the first day comes in any case.
        public bool Draw(int day, double mostWork) => right.Draw(day < 2 ? day : day - 1, mostWork);

        public void Apply() => right.Apply();
    }

    private struct HazardAsProbability(LuckStream luck) : IDealing<HazardAsProbability>
    {
        private LuckStream luck = luck;
        private MultinomialDivision right = new(luck);

        public static HazardAsProbability By(in LuckStream luck) => new(luck);

        public long Leaving(long n, double hazard, bool atLeastOne, double uniform) => Binomial.Draw(n, Math.Min(1, hazard), ref luck);

        public long Thinned(long n, double probability) => right.Thinned(n, probability);

        public void Divide(double whole, Span<double> shares) => right.Divide(whole, shares);
    }
}
