using BenchmarkDotNet.Attributes;
using Dispersal.Engines;

namespace Dispersal.Benchmarks;

/// <summary>What is to be expected of raqqa-2017, beside ten replicates of it: it should cost less.</summary>
public class ExpectationBenchmarks
{
    private const int Replicates = 10;

    private Individuals individuals = null!;
    private Expectations expectations = null!;

    [GlobalSetup]
    public void Compile()
    {
        CompiledModel model = new(BaseScenario.Load());
        individuals = BaseScenario.Engine(model);
        expectations = BaseScenario.Expectations(model);
    }

    /// <summary>Ten replicates on one thread.</summary>
    [Benchmark(Baseline = true)]
    public long TenReplicates()
    {
        long personDays = 0;
        for (int replicate = 0; replicate < Replicates; replicate++)
        {
            personDays += individuals.Run(PerPieceOfWorkAttribute.Seed, replicate, CancellationToken.None).PersonDays;
        }

        return personDays;
    }

    /// <summary>Expectations on one thread.</summary>
    [Benchmark]
    public long Expected() => expectations.Run(PerPieceOfWorkAttribute.Seed, 0, CancellationToken.None).PersonDays;
}
