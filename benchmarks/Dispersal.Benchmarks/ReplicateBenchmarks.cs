using BenchmarkDotNet.Attributes;
using Dispersal.Engines;

namespace Dispersal.Benchmarks;

/// <summary>
/// The hot loop: one replicate of raqqa-2017 after another on one thread, person by person. The columns divide its time by the person-days it simulates
/// and by the steps of lives it draws; cost follows the steps.
/// </summary>
[MemoryDiagnoser]
[PerPieceOfWork]
public class ReplicateBenchmarks
{
    private Individuals engine = null!;

    [GlobalSetup]
    public void Compile()
    {
        engine = BaseScenario.Engine(new CompiledModel(BaseScenario.Load()));
        engine.Run(PerPieceOfWorkAttribute.Seed, 0, CancellationToken.None);
    }

    /// <summary>The same replicate each time, so that runs compare.</summary>
    [Benchmark]
    public long Replicate() => engine.Run(PerPieceOfWorkAttribute.Seed, 0, CancellationToken.None).PersonDays;
}
