using Dispersal.Randomness;

namespace Dispersal.Engines;

/// <summary>
/// What the event loop needs to know of each state that persons can be in: how long they wait there, what happens then where that is a fixed table, and
/// which counts they belong to. State 0 is nowhere: it has no exit and belongs to no count.
/// </summary>
/// <remarks>Tables of outcomes are for models whose events lead to what is known beforehand, such as the reference workload of the benchmarks. What an event of a scenario leads to depends on the day.</remarks>
internal sealed unsafe class StateTable
{
    /// <summary>The state of who has left the system or has not entered it.</summary>
    public const uint Nowhere = 0;

    // No finite wait: a logarithm of a uniform number times this is beyond every horizon.
    private const double Never = -1e300;

    private Pinned<double> waits = new(64);
    private Pinned<OutcomeRow> rows = new(64);
    private Pinned<CellRow> cellRows = new(64);
    private Pinned<int> cells = new(256);
    private Pinned<uint> thresholds = new(1024);
    private Pinned<ushort> upperHalves = new(1024);
    private Pinned<Outcome> outcomes = new(1024);
    private Pinned<ulong> guide = new(0);
    private Pinned<int> onlyCells = new(64);
    private Chance[] chances = [];
    private ChanceRow[] chanceRows = [];
    private int chanceCount;
    private int cellCount;
    private int outcomeCount;

    public StateTable() => Add(double.PositiveInfinity, []);

    /// <summary>Number of states.</summary>
    public int Count { get; private set; }

    /// <summary>Whether any state has a table of outcomes.</summary>
    public bool HasOutcomes => outcomeCount > 0;

    /// <summary>Minus the mean wait in days of each state: a logarithm of a uniform number times this is its waiting time. Zero where the wait must be searched for.</summary>
    public double* MinusMeanWait => waits.Pointer;

    /// <summary>First outcome of each state's table, in groups of <see cref="OutcomeSearch.Group"/>.</summary>
    public OutcomeRow* Rows => rows.Pointer;

    /// <summary>The counts of each state.</summary>
    public CellRow* CellRows => cellRows.Pointer;

    /// <summary>Counts, by <see cref="CellRows"/>.</summary>
    public int* Cells => cells.Pointer;

    /// <summary>Highest words of the outcomes' shares of 2^32, by <see cref="Rows"/>.</summary>
    public uint* Thresholds => thresholds.Pointer;

    /// <summary>Upper halves of <see cref="Thresholds"/>.</summary>
    public ushort* UpperHalves => upperHalves.Pointer;

    /// <summary>What the outcomes lead to, by <see cref="Rows"/>.</summary>
    public Outcome* Outcomes => outcomes.Pointer;

    /// <summary>Where the outcome of a word can be read at once; see <see cref="OutcomeGuide"/>. Holds every state once any has a table.</summary>
    public ulong* Guide => guide.Pointer;

    /// <summary>The count of each state that belongs to one only; else 0, from which nobody may be taken.</summary>
    public int* OnlyCells => onlyCells.Pointer;

    /// <summary>Adds a state whose outcomes are drawn by code.</summary>
    /// <param name="meanWaitDays">Mean wait in days where the hazard never changes; infinite for none; NaN where the wait must be searched for.</param>
    /// <param name="counts">Counts that a person in this state belongs to.</param>
    public uint Add(double meanWaitDays, ReadOnlySpan<int> counts)
    {
        if (Count == waits.Length)
        {
            waits = waits.Grown(2L * Count);
            rows = rows.Grown(2L * Count);
            cellRows = cellRows.Grown(2L * Count);
            onlyCells = onlyCells.Grown(2L * Count);
            if (HasOutcomes)
            {
                GrowGuide();
            }
        }

        if (cellCount + counts.Length > cells.Length)
        {
            cells = cells.Grown(2 * (cells.Length + counts.Length));
        }

        int state = Count++;
        MinusMeanWait[state] = double.IsNaN(meanWaitDays) ? 0 : double.IsPositiveInfinity(meanWaitDays) ? Never : -meanWaitDays;
        Rows[state] = new OutcomeRow(0, 0, counts.Length == 1 ? counts[0] : -1);
        OnlyCells[state] = Math.Max(0, Rows[state].OnlyCell);
        CellRows[state] = new CellRow(cellCount, counts.Length);
        counts.CopyTo(new Span<int>(Cells + cellCount, counts.Length));
        cellCount += counts.Length;
        return (uint)state;
    }

    /// <summary>Gives a state a fixed table of outcomes.</summary>
    /// <param name="state">The state.</param>
    /// <param name="shares">Shares of the outcomes; they need not sum to one.</param>
    /// <param name="leadTo">States that they lead to.</param>
    public void SetOutcomes(uint state, ReadOnlySpan<double> shares, ReadOnlySpan<uint> leadTo)
    {
        int groups = (shares.Length + OutcomeSearch.Group - 1) / OutcomeSearch.Group;
        int size = groups * OutcomeSearch.Group;
        if (outcomeCount + size > thresholds.Length)
        {
            thresholds = thresholds.Grown(2 * (thresholds.Length + size));
            upperHalves = upperHalves.Grown(2 * (upperHalves.Length + size));
            outcomes = outcomes.Grown(2 * (outcomes.Length + size));
        }

        double all = 0;
        foreach (double share in shares)
        {
            all += share;
        }

        double sum = 0;
        for (int i = 0; i < size; i++)
        {
            bool last = i >= shares.Length - 1;
            sum += i < shares.Length ? shares[i] : 0;
            Thresholds[outcomeCount + i] = last ? uint.MaxValue : HighestWord(sum / all);
            UpperHalves[outcomeCount + i] = (ushort)(Thresholds[outcomeCount + i] >> 16);
            uint to = leadTo[Math.Min(i, leadTo.Length - 1)];
            Outcomes[outcomeCount + i] = new Outcome(to, to < Count ? Rows[to].OnlyCell : -1);
        }

        Rows[state] = Rows[state] with { First = outcomeCount, Groups = groups };
        if (guide.Length == 0)
        {
            GrowGuide();
        }

        OutcomeGuide.Fill(Guide + ((long)state * OutcomeGuide.Parts), Rows[state].OnlyCell, new(Thresholds + outcomeCount, size), new(Outcomes + outcomeCount, size));
        if (state < chanceRows.Length)
        {
            chanceRows[state] = default;
        }

        outcomeCount += size;
    }

    /// <summary>
    /// The chance of each outcome of a state's table for whoever took none before it, but for the last that has a share, which takes who is left. Worked out
    /// when first asked for: few states are ever left by so many that they are dealt by numbers.
    /// </summary>
    public ReadOnlySpan<Chance> ChancesOf(uint state)
    {
        if (state >= chanceRows.Length || !chanceRows[state].Known)
        {
            WorkOutChances(state);
        }

        ChanceRow row = chanceRows[state];
        return chances.AsSpan(row.First, row.Number);
    }

    private void GrowGuide()
    {
        long known = guide.Length;
        guide = guide.Grown(waits.Length * OutcomeGuide.Parts);
        new Span<ulong>(Guide + known, checked((int)(guide.Length - known))).Fill(OutcomeGuide.Search);
    }

    private void WorkOutChances(uint state)
    {
        OutcomeRow row = Rows[state];
        int last = (row.Groups * OutcomeSearch.Group) - 1;
        while (last > 0 && Thresholds[row.First + last] == Thresholds[row.First + last - 1])
        {
            last--;
        }

        if (chanceRows.Length < Count)
        {
            Array.Resize(ref chanceRows, (int)waits.Length);
        }

        if (chanceCount + last > chances.Length)
        {
            Array.Resize(ref chances, 2 * (chances.Length + last));
        }

        // Thresholds are the highest words of the shares: the first has one word more, and all have whole numbers of words, exactly held.
        for (int i = 0; i < last; i++)
        {
            double before = i == 0 ? -1.0 : Thresholds[row.First + i - 1];
            chances[chanceCount + i] = Chance.Of(Thresholds[row.First + i] - before, (double)uint.MaxValue - Thresholds[row.First + i]);
        }

        chanceRows[state] = new ChanceRow(chanceCount, last, true);
        chanceCount += last;
    }

    // The highest word that belongs to the outcomes up to a share; an outcome without a share keeps the word of the one before, and none of its own but
    // where that is the very first.
    private static uint HighestWord(double share)
    {
        double end = Math.Floor(share * 4294967296.0);
        return end < 1 ? 0 : (uint)Math.Min(end - 1, uint.MaxValue);
    }
}

/// <summary>Where a state's table of outcomes stands, beside what else is read with it.</summary>
/// <param name="First">First entry.</param>
/// <param name="Groups">Groups of entries; zero where outcomes are drawn by code.</param>
/// <param name="OnlyCell">The count of the state where it belongs to one only; else -1.</param>
internal readonly record struct OutcomeRow(int First, int Groups, int OnlyCell);

/// <summary>What an outcome leads to.</summary>
/// <param name="State">The state.</param>
/// <param name="OnlyCell">Its count where it belongs to one only; -1 where it belongs to several or was not known yet.</param>
internal readonly record struct Outcome(uint State, int OnlyCell);

/// <summary>Where the chances of a state's outcomes stand.</summary>
/// <param name="First">First entry.</param>
/// <param name="Number">Number of entries.</param>
/// <param name="Known">Whether they have been worked out.</param>
internal readonly record struct ChanceRow(int First, int Number, bool Known);

/// <summary>Where a state's counts stand.</summary>
/// <param name="First">First entry.</param>
/// <param name="Number">Number of entries.</param>
internal readonly record struct CellRow(int First, int Number);
