using Dispersal.Engines;
using Dispersal.Tests.Shipped;

namespace Dispersal.Tests.Engines;

/// <summary>The day loop works in buffers that are filled once: days cost time, not memory.</summary>
[Collection(ProcessWide.Name)]
public sealed class AllocationTests
{
    [Theory]
    [InlineData("individuals")]
    [InlineData("cohorts")]
    public void A_day_of_the_loop_allocates_nothing_once_its_buffers_are_warm(string engine)
    {
        // The whole base scenario, recording included, without a sample of histories; the first replicate sizes the buffers.
        CompiledModel model = new(ShippedScenarios.Load("raqqa-2017").With("observation/history-persons", 0));
        RecordPlanBuilder plan = new(model, model.Layout);
        using Individuals individuals = new(model, plan);
        using Cohorts<MultinomialDivision> cohorts = new(model, plan);
        Meter meter = new(engine == "cohorts" ? cohorts : individuals, model.Days);
        for (int run = 0; run < 2; run++)
        {
            _ = engine == "cohorts" ? cohorts.Run(5, 0, meter, CancellationToken.None) : individuals.Run(5, 0, meter, CancellationToken.None);
        }

        // A collection in between, which another thread may ask for, counts what is left of this thread's last block of memory: at most 8 KB. One
        // small object a day would come to a hundred.
        Assert.True(model.Days > 4000);
        Assert.InRange(meter.Bytes[^1] - meter.Bytes[1], 0, 8192);
    }

    /// <summary>Reads what the thread has allocated at the start of each day.</summary>
    private sealed class Meter(IFlowDraw engine, int days) : IFlowDraw
    {
        public long[] Bytes { get; } = new long[days];

        public void DrawFlows(int day)
        {
            Bytes[day] = GC.GetAllocatedBytesForCurrentThread();
            engine.DrawFlows(day);
        }

        public void ApplyFlows(int day) => engine.ApplyFlows(day);
    }
}
