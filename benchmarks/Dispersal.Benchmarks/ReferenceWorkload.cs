using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Dispersal.Engines;
using Dispersal.Randomness;

namespace Dispersal.Benchmarks;

/// <summary>
/// The reference workload through the event loop that runs every scenario: only the table of states is made here. Counts of each day are kept by state
/// (resident, arrested, killed, disengaged) and place.
/// </summary>
internal sealed class ReferenceWorkload : IReferenceWorkload
{
    private const int Fates = ReferenceStates.Fates;

    private readonly ReferenceGraph graph;
    private readonly int persons;
    private readonly int days;
    private readonly int starts;
    private readonly EventLoop<Numbered>[] loops;
    private readonly CellDeltas[] deltas;
    private readonly Crew crew;
    private readonly double[] counts;
    private readonly DayRows rows;

    public ReferenceWorkload(ReferenceGraph graph, int persons, int days, int starts, int threads)
    {
        this.graph = graph;
        this.persons = persons;
        this.days = days;
        this.starts = starts;
        StateTable states = ReferenceStates.Of(graph);
        deltas = [.. Enumerable.Range(0, threads).Select(_ => new CellDeltas(Cells))];
        loops = [.. deltas.Select(d => new EventLoop<Numbered>(states, d, days + 1, default))];
        crew = new Crew(threads);
        counts = new double[Cells];
        rows = new DayRows(Cells, days + 1);
    }

    /// <inheritdoc/>
    public double[] CountsOf(int day) => Array.ConvertAll(rows.Of(day).ToArray(), count => (double)count);

    /// <summary>Number of counts of a day.</summary>
    public int Cells => Fates * graph.Places;

    /// <summary>Candidate events of the last replicate.</summary>
    public long Events => loops.Sum(l => l.Candidates);

    /// <summary>Bytes that hold the persons.</summary>
    public long Bytes => loops.Sum(l => l.Calendar.Bytes);

    /// <inheritdoc/>
    public void Dispose() => crew.Dispose();

    /// <summary>Runs a replicate.</summary>
    public void Run(ulong seed, int replicate)
    {
        StreamKey luck = new(seed, replicate);
        Array.Clear(counts);
        crew.Do(i => Begin(i, luck));
        Record(0);
        int today = 0;
        Action<int> draw = i => loops[i].Day(today);
        for (int day = 1; day <= days; day++)
        {
            today = day;
            crew.Do(draw);
            Record(day);
        }
    }

    private void Begin(int share, in StreamKey luck)
    {
        int first = (int)((long)persons * share / loops.Length);
        int end = (int)((long)persons * (share + 1) / loops.Length);
        loops[share].Begin(luck, end - first);
        Span<uint> numbers = stackalloc uint[256];
        Span<uint> states = stackalloc uint[256];
        for (int done = first; done < end; done += numbers.Length)
        {
            int some = Math.Min(numbers.Length, end - done);
            for (int i = 0, place = done % starts; i < some; i++, place = place + 1 < starts ? place + 1 : 0)
            {
                numbers[i] = (uint)(done + i);
                states[i] = State(0, place);
            }

            loops[share].Place(numbers[..some], states[..some], 1);
        }
    }

    private void Record(int day)
    {
        foreach (CellDeltas drawn in deltas)
        {
            drawn.MoveTo(counts);
        }

        rows.Keep(day, counts);
    }

    private uint State(int fate, int place) => ReferenceStates.Number(graph, fate, place);

    /// <summary>Persons who are nothing but a number; everything that becomes of them stands in the table.</summary>
    private readonly unsafe struct Numbered : ILife
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Keys(ulong* records, int number, ulong* keys)
        {
            for (int i = 0; i < number; i += Vector512<ulong>.Count)
            {
                (Vector512.Load(records + i) >>> 32).Store(keys + i);
            }
        }

        public void Meet(uint* which, int number, ulong* records, uint* states, uint* tags, int day, uint* accept, uint* pick) =>
            throw new InvalidOperationException("Every state has a table.");

        public void Wait(uint* which, int number, ulong* records, uint* states, int from, double* logUniform, uint* when) => throw new InvalidOperationException("Every wait is known.");
    }
}
