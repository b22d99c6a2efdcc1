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
            _ => new Source(choice, plan, threads => new Individuals(model, plan, IsLarge(model) ? threads : 1), BytesOf(model)),
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
        return new Source(choice, plan, threads => new Individuals(model, plan, IsLarge(model) ? threads : 1, own), BytesOf(model));
    }

    /// <summary>The engine for a scenario, with another scenario compiled for each replicate.</summary>
    /// <param name="scenario">What all replicates share but for numbers.</param>
    /// <param name="drawn">The scenario of a replicate.</param>
    /// <param name="engine">The engine asked for.</param>
    /// <param name="recording">What is to be kept.</param>
    public static IReplicateSource Drawn(Scenario scenario, Func<int, Scenario> drawn, EngineKind engine, Recording? recording = null)
    {
        CompiledModel model = new(scenario);
        EngineChoice choice = EngineChoice.For(model, engine, recording);
        return new DrawnSource(choice, new RecordPlanBuilder(model, model.Layout, recording), drawn, recording, choice.Engine == EngineKind.Individuals ? BytesOf(model) : 0);
    }

    /// <summary>The one engine on which all of several scenarios run where none is asked for: individuals, unless cohorts are best for every one.</summary>
    public static EngineChoice Common(IReadOnlyCollection<Scenario> scenarios, Recording? recording)
    {
        EngineChoice? common = null;
        foreach (Scenario scenario in scenarios)
        {
            ArgumentNullException.ThrowIfNull(scenario, nameof(scenarios));
            common = EngineChoice.For(new CompiledModel(scenario), EngineKind.Auto, recording);
            if (common.Engine != EngineKind.Cohorts)
            {
                break;
            }
        }

        return common is null
            ? throw new ArgumentException("Name at least one scenario.", nameof(scenarios))
            : common with { Reason = $"one for all that are compared, chosen as for a run of each: {common.Reason}" };
    }

    private static double BytesOf(CompiledModel model) => IReplicateSource.BytesPerPerson * model.Inflow.Intakes.Sum(intake => Math.Floor(intake.Expected));

    private static bool IsLarge(CompiledModel model) => model.Inflow.Intakes.Sum(intake => intake.Expected) >= LargeFromPersons;

    private sealed class Source(EngineChoice choice, RecordPlanBuilder plan, Func<int, IReplicateWorker> create, double livingBytes = 0) : IReplicateSource
    {
        public double LivingBytes => livingBytes;

        public RecordPlan Plan => plan.Plan;

        public string EngineName => Names.Of(choice.Engine);

        public string EngineReason => choice.Reason;

        public IReplicateWorker CreateWorker(int threads) => create(threads);
    }

    private sealed class DrawnSource(EngineChoice choice, RecordPlanBuilder plan, Func<int, Scenario> drawn, Recording? recording, double livingBytes) : IReplicateSource
    {
        public double LivingBytes => livingBytes;

        public RecordPlan Plan => plan.Plan;

        public string EngineName => Names.Of(choice.Engine);

        public string EngineReason => choice.Reason;

        public IReplicateWorker CreateWorker(int threads) => new DrawnWorker(choice.Engine, plan.Plan, drawn, recording, threads);
    }

    // A replicate's model and buffers live as long as its record is read.
    private sealed class DrawnWorker(EngineKind engine, RecordPlan plan, Func<int, Scenario> drawn, Recording? recording, int threads) : IReplicateWorker
    {
        private IReplicateWorker? current;

        public RunRecord Run(ulong seed, int replicate, CancellationToken cancellation)
        {
            current?.Dispose();
            current = null;
            CompiledModel model = new(drawn(replicate));
            RecordPlanBuilder own = new(model, model.Layout, recording);
            if (!own.Plan.IsLike(plan))
            {
                throw new ArgumentException($"The scenario drawn for replicate {replicate} differs in more than numbers: rows, switches and dates must be those of all.");
            }

            current = engine switch
            {
                EngineKind.Cohorts => new Cohorts<MultinomialDivision>(model, own),
                EngineKind.Expected => new Expectations(model, own),
                _ => new Individuals(model, own, IsLarge(model) ? threads : 1),
            };
            return current.Run(seed, replicate, cancellation);
        }

        public void Dispose() => current?.Dispose();
    }

    private sealed class ExpectedSource(EngineChoice choice, CompiledModel model, RecordPlanBuilder plan) : IReplicateSource
    {
        private string way = "";

        public RecordPlan Plan => plan.Plan;

        public string EngineName => Names.Of(choice.Engine);

        // How it went is known when it has run.
        public string EngineReason => $"{choice.Reason}; one replicate, the same for every seed; {way}";

        public bool IsExpectation => true;

        public IReplicateWorker CreateWorker(int threads) => new Expectations(model, plan, how => way = how);
    }
}
