using Dispersal.Engines;
using Dispersal.Randomness;

namespace Dispersal.Benchmarks;

/// <summary>The reference workload through the loop of cohorts that runs every scenario: only the table of states is made here.</summary>
internal sealed class ReferenceCohorts : IReferenceWorkload
{
    private readonly ReferenceGraph graph;
    private readonly long persons;
    private readonly int days;
    private readonly int starts;
    private readonly CohortLoop<Numbered> loop;
    private readonly double[] counts;
    private readonly double[] rows;

    public ReferenceCohorts(ReferenceGraph graph, long persons, int days, int starts)
    {
        this.graph = graph;
        this.persons = persons;
        this.days = days;
        this.starts = starts;
        StateTable states = ReferenceStates.Of(graph);
        loop = new(states, days + 1, new Numbered([.. Enumerable.Range(0, states.Count).Select(s => ContentHash.With(0, (ulong)s))]));
        counts = new double[Cells];
        rows = new double[(long)(days + 1) * Cells];
    }

    /// <inheritdoc/>
    public double[] CountsOf(int day) => rows.AsSpan(day * Cells, Cells).ToArray();

    /// <inheritdoc/>
    public int Cells => ReferenceStates.Fates * graph.Places;

    /// <inheritdoc/>
    public long Events => loop.Events;

    /// <inheritdoc/>
    public long Bytes => loop.Bytes;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <inheritdoc/>
    public void Run(ulong seed, int replicate)
    {
        Array.Clear(counts);
        loop.Begin(new StreamKey(seed, replicate));
        for (int place = 0; place < starts; place++)
        {
            loop.Add(ReferenceStates.Number(graph, 0, place), (persons / starts) + (place < persons % starts ? 1 : 0));
        }

        for (int day = 0; day <= days; day++)
        {
            loop.Day(day);
            loop.Apply(day, counts);
            counts.CopyTo(rows.AsSpan(day * Cells, Cells));
        }
    }

    /// <summary>Cohorts that are nothing but a number; everything that becomes of them stands in the table.</summary>
    private readonly struct Numbered(ulong[] keys) : ICohortLife
    {
        public ulong KeyOf(uint state) => keys[state];

        public double Bound(uint state, int day) => throw new InvalidOperationException("Every wait is known.");

        public int Wait(uint state, int from, double exponential) => throw new InvalidOperationException("Every wait is known.");

        public void Leave(uint state, long number, bool anyone, double howMany, int day) => throw new InvalidOperationException("Every state has a table.");
    }
}
