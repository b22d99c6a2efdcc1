using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Dispersal.Engines;
using Dispersal.Results;

namespace Dispersal.Benchmarks;

/// <summary>What stands between the replicates of raqqa-2017 and the files: packing each, and summing up and writing two hundred, all tables and the digest.</summary>
[MemoryDiagnoser]
public class ResultsBenchmarks
{
    private const int Replicates = 200;

    // Each is taken many times over: as many values, packed as differently as these.
    private const int Different = 8;

    private RecordPlan plan = null!;
    private RunRecord record = null!;
    private RecordCompressor compressor = null!;
    private ReplicateResults results = null!;

    /// <summary>Threads that write.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Run()
    {
        CompiledModel model = new(BaseScenario.Load());
        RecordPlanBuilder builder = new(model, model.Layout);
        Individuals engine = new(model, builder);
        plan = builder.Plan;
        compressor = new(plan);
        CompressedRecord[] packed = [.. Enumerable.Range(0, Different).Select(replicate => compressor.Compress(record = engine.Run(7, replicate, CancellationToken.None)))];
        results = new([.. Enumerable.Range(0, Replicates).Select(replicate => packed[replicate % Different])], ImmutableArray<HistoryStep>.Empty, 0);
    }

    /// <summary>One replicate's record packed.</summary>
    [Benchmark]
    public long Pack() => compressor.Compress(record).Size;

    /// <summary>All tables of 200 replicates as text, hashed, to no file.</summary>
    [Benchmark]
    public string Write() => new ResultTables(plan, results, Threads).Digest();
}
