using BenchmarkDotNet.Attributes;
using Dispersal.Engines;

namespace Dispersal.Benchmarks;

/// <summary>What an ensemble pays once: reading raqqa-2017 from its files, and compiling it.</summary>
[MemoryDiagnoser]
public class CompileBenchmarks
{
    private readonly Scenario scenario = BaseScenario.Load();

    /// <summary>Files to scenario, all checks included.</summary>
    [Benchmark]
    public int Read() => BaseScenario.Load().Days;

    /// <summary>Scenario to the tables of the engine: hazards by day, costs of all ways in all seasons.</summary>
    [Benchmark]
    public int Compile()
    {
        scenario.SharedWays.Last = null;
        return CompileRelative();
    }

    /// <summary>The same where a scenario that differs in nothing of its ways was compiled before, as in most designs.</summary>
    [Benchmark(Description = "Compile where ways are shared")]
    public int CompileRelative() => new CompiledModel(scenario).OpenExits.Most;
}
