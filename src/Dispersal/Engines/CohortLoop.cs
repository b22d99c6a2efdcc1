using System.Runtime.CompilerServices;
using Dispersal.Randomness;

namespace Dispersal.Engines;

/// <summary>What the cohorts of a loop are, and what becomes of them where no table says so.</summary>
internal interface ICohortLife
{
    /// <summary>Content hash of a state, to which its draws belong.</summary>
    ulong KeyOf(uint state);

    /// <summary>The bound of a person's hazard on a day, for a state whose wait must be searched for.</summary>
    double Bound(uint state, int day);

    /// <summary>The first day from which the running sum of a person's bounds reaches a number, for the same.</summary>
    int Wait(uint state, int from, double exponential);

    /// <summary>Draws a day of a cohort that has no table of outcomes, and notes who moves by <see cref="CohortLoop{TLife}.Add"/>.</summary>
    /// <param name="state">The state.</param>
    /// <param name="number">Persons in it at the start of the day.</param>
    /// <param name="anyone">Whether it is known that at least one of them has a candidate event today.</param>
    /// <param name="howMany">A uniform number for how many it are.</param>
    /// <param name="day">Today.</param>
    void Leave(uint state, long number, bool anyone, double howMany, int day);
}

/// <summary>
/// The cohorts of one thread: numbers of persons by state. A cohort is touched only on days on which one of its members has a candidate event, so that a small
/// one costs what its persons' events cost and a large one costs one draw a day.
/// </summary>
/// <remarks>
/// (1) A cohort of n, changed or drawn on day d, is parked: the first day after d on which any of its members has a candidate event is the day on which the
/// running sum of n times the bound of the hazard reaches a standard exponential number, since the first of n independent waits fails to come with the
/// product of n equal probabilities. Where one can be expected on most days, the cohort is due on the next day without a draw.
/// (2) On the day it is due, the number of candidates is binomial in n and 1 - e^-bound, given one at least if the day was drawn; else those who leave
/// are drawn directly from the actual hazard.
/// (3) Candidates leave with probability (1 - e^-actual) / (1 - e^-bound) each, the actual hazard being that of today's fields: so each member leaves
/// with probability 1 - e^-actual, independently, whatever was before.
/// (4) Those who leave are dealt to exits by hazards, and each exit's to what it leads to.
/// (5) When all cohorts due are drawn, the moves are applied, and whatever was touched is parked anew. Members whose candidate has not come wait as if
/// from the start, for waits of constant or known hazard have no memory: a day that was drawn and is not yet reached may be drawn again after others have
/// joined, because nothing but its not having come has been used.
/// Draws belong to the state's content, the day and the purpose: neither numbers of states nor their order ever show.
/// </remarks>
internal sealed unsafe class CohortLoop<TLife>
    where TLife : struct, ICohortLife
{
    // From this many expected candidates a day on, drawing every day is cheaper than drawing the day.
    private const double Often = 0.5;

    // Fewer are looked up one by one; more are dealt by binomials.
    private const long Few = 64;

    // Below it a mean wait is endless: see the table of states.
    private const double Endless = -1e200;

    // Blocks of words of a day, beyond those that a draw of a number can take.
    private const uint FirstOfWords = 1 << 20;

    private const double PerWord = 1.0 / 4294967296.0;
    private const int Width = 128;
    private const int None = -1;

    private readonly StateTable states;
    private readonly int days;
    private readonly int[] heads;
    private readonly Pinned<ulong> buffer = new(Width * 5);
    private readonly ulong* keys;
    private readonly double* logUniform;
    private readonly uint* tags;
    private readonly uint* accept;
    private readonly uint* pick;
    private readonly uint[] parked = new uint[Width];
    private Slot[] slots = new Slot[64];
    private uint[] touched = new uint[64];
    private int touchedCount;
    private uint used;
    private StreamKey luck;
    private TLife life;

    /// <summary>Makes a loop.</summary>
    /// <param name="states">What is known of each state; it may grow.</param>
    /// <param name="days">Days of the run.</param>
    /// <param name="life">What the cohorts are.</param>
    public CohortLoop(StateTable states, int days, TLife life)
    {
        this.states = states;
        this.days = days;
        this.life = life;
        heads = new int[days];
        keys = buffer.Pointer;
        logUniform = (double*)(keys + Width);
        tags = (uint*)(logUniform + Width);
        accept = tags + Width;
        pick = accept + Width;
    }

    /// <summary>Persons who left a state so far in this replicate.</summary>
    public long Events { get; private set; }

    /// <summary>Cohorts drawn so far in this replicate, once for each day.</summary>
    public long Draws { get; private set; }

    /// <summary>Bytes that hold the cohorts.</summary>
    public long Bytes => (slots.Length * (long)sizeof(Slot)) + (touched.Length * 4L) + (heads.Length * 4L);

    /// <summary>Starts a replicate: nobody is anywhere.</summary>
    public void Begin(in StreamKey newLuck)
    {
        luck = newLuck;
        Events = 0;
        Draws = 0;
        touchedCount = 0;
        Array.Fill(heads, None);
        slots.AsSpan(0, (int)used).Clear();
        used = 0;
    }

    /// <summary>Draws a day. Numbers stay as they are.</summary>
    public void Day(int day)
    {
        for (int at = heads[day]; at != None;)
        {
            uint state = (uint)at;
            Slot slot = slots[state];
            at = slot.Next;
            Draws++;
            Touch(state);
            if (states.Rows[state].Groups > 0)
            {
                LeaveByTable(state, slot, day);
            }
            else
            {
                life.Leave(state, slot.Number, slot.Drawn, slot.HowMany * PerWord, day);
            }
        }

        heads[day] = None;
    }

    /// <summary>Notes that units join a cohort, or leave it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(uint state, long number)
    {
        Touch(state);
        slots[state].Pending += number;
        Events -= Math.Min(0, number);
    }

    /// <summary>Applies what was noted, and parks what was touched: its next event can be on the day after.</summary>
    public void Apply(int day, Span<double> cells)
    {
        int waiting = 0;
        for (int i = 0; i < touchedCount; i++)
        {
            uint state = touched[i];
            ref Slot slot = ref slots[state];
            slot.Touched = false;
            if (slot.Due > day)
            {
                Unlink(ref slot);
            }

            slot.Due = None;
            if (slot.Pending != 0)
            {
                slot.Number += slot.Pending;
                states.Count(state, slot.Pending, cells);
                slot.Pending = 0;
            }

            if (slot.Number > 0 && states.MinusMeanWait[state] > Endless)
            {
                parked[waiting] = state;
                keys[waiting] = life.KeyOf(state);
                tags[waiting++] = (uint)day;
                if (waiting == Width)
                {
                    Park(waiting, day + 1);
                    waiting = 0;
                }
            }
        }

        Park(waiting, day + 1);
        touchedCount = 0;
    }

    private void Park(int number, int from)
    {
        EventDraws.Fill(luck, keys, tags, number, logUniform, accept, pick);
        for (int i = 0; i < number && from < days; i++)
        {
            uint state = parked[i];
            ref Slot slot = ref slots[state];
            double mean = states.MinusMeanWait[state];
            double perDay = slot.Number * (mean != 0 ? -1 / mean : life.Bound(state, from));
            bool drawn = perDay < Often;
            int due = !drawn ? from
                : mean == 0 ? life.Wait(state, from, -logUniform[i] / slot.Number)
                : from + (int)Math.Min(-logUniform[i] / perDay, days);
            if (due < days)
            {
                slot.Due = due;
                slot.Drawn = drawn;
                slot.HowMany = accept[i];
                slot.Pick = pick[i];
                slot.Previous = None;
                slot.Next = heads[due];
                if (slot.Next != None)
                {
                    slots[slot.Next].Previous = (int)state;
                }

                heads[due] = (int)state;
            }
        }
    }

    private void Unlink(ref Slot slot)
    {
        if (slot.Previous == None)
        {
            heads[slot.Due] = slot.Next;
        }
        else
        {
            slots[slot.Previous].Next = slot.Next;
        }

        if (slot.Next != None)
        {
            slots[slot.Next].Previous = slot.Previous;
        }
    }

    // The first two draws of a day came with the wait, as they do for individuals; more are taken where they are needed.
    private void LeaveByTable(uint state, in Slot slot, int day)
    {
        double hazard = -1 / states.MinusMeanWait[state];
        LuckStream stream = new(luck, life.KeyOf(state), (uint)day, Purpose.Exit);
        double odds = slot.Odds;
        if (odds == 0)
        {
            slots[state].Odds = odds = BinomialByHazard.Odds(hazard);
        }

        long leaving = BinomialByHazard.Draw(slot.Number, hazard, odds, slot.Drawn, slot.HowMany * PerWord, ref stream);
        if (leaving == 0)
        {
            return;
        }

        Add(state, -leaving);
        OutcomeRow row = states.Rows[state];
        if (leaving > Few)
        {
            DealByTable(state, row, leaving, ref stream);
            return;
        }

        // The first word came with the wait; the others by four from blocks of their own.
        Deal(row, slot.Pick);
        ulong key = life.KeyOf(state);
        RandomBlock words = default;
        for (uint i = 0; i < leaving - 1; i++)
        {
            words = (i & 3) == 0
                ? luck.Draw(key, (uint)day, Purpose.Exit, FirstOfWords + (i >> 2))
                : new RandomBlock(words.W1, words.W2, words.W3, 0);
            Deal(row, words.W0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Deal(OutcomeRow row, uint word)
    {
        uint to = states.Outcomes[row.First + OutcomeSearch.Find(states.Thresholds + row.First, states.UpperHalves + row.First, row.Groups, word)].State;
        Touch(to);
        slots[to].Pending++;
    }

    private void DealByTable(uint state, OutcomeRow row, long leaving, ref LuckStream stream)
    {
        ReadOnlySpan<Chance> chances = states.ChancesOf(state);
        Span<long> numbers = stackalloc long[chances.Length + 1];
        numbers[^1] = Multinomial.Deal(leaving, chances, numbers, ref stream);
        for (int i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] > 0)
            {
                Add(states.Outcomes[row.First + i].State, numbers[i]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Touch(uint state)
    {
        if (state >= used)
        {
            Reserve(state);
        }

        ref Slot slot = ref slots[state];
        if (!slot.Touched)
        {
            slot.Touched = true;
            touched[touchedCount++] = state;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Reserve(uint state)
    {
        used = Math.Max(used, state + 1);
        if (used > slots.Length)
        {
            Array.Resize(ref slots, (int)Math.Max(used, 2 * slots.Length));
            Array.Resize(ref touched, slots.Length);
        }
    }

    // Due is 0 or None where the cohort waits for nothing: the first day on which it could is day 1.
    private struct Slot
    {
        public long Number;
        public long Pending;
        public double Odds;
        public int Due;
        public int Next;
        public int Previous;
        public uint HowMany;
        public uint Pick;
        public bool Drawn;
        public bool Touched;
    }
}
