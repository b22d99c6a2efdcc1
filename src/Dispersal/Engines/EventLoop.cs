using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Dispersal.Randomness;

namespace Dispersal.Engines;

/// <summary>What the persons of an event loop are, and what becomes of them where no table says so.</summary>
internal unsafe interface ILife
{
    /// <summary>Writes the keys to which the draws of persons belong.</summary>
    void Keys(ulong* records, int number, ulong* keys);

    /// <summary>Candidate events of persons in states without a table of outcomes. Notes the changes of counts itself.</summary>
    /// <param name="which">Which of the persons below.</param>
    /// <param name="number">How many of them.</param>
    /// <param name="records">Persons and their states.</param>
    /// <param name="states">Receives the states afterwards.</param>
    /// <param name="tags">Event ordinals and candidate numbers; receive those of the next candidates.</param>
    /// <param name="day">Today.</param>
    /// <param name="accept">The words that accept.</param>
    /// <param name="pick">The words that choose.</param>
    void Meet(uint* which, int number, ulong* records, uint* states, uint* tags, int day, uint* accept, uint* pick);

    /// <summary>The days of the next candidate events of persons whose waits must be searched for.</summary>
    /// <param name="which">Which of the persons below, ascending.</param>
    /// <param name="number">How many of them.</param>
    /// <param name="records">Persons, in the upper halves.</param>
    /// <param name="states">Their states.</param>
    /// <param name="from">First day on which it can be.</param>
    /// <param name="logUniform">Minus a standard exponential number of each, below zero.</param>
    /// <param name="when">Receives the days.</param>
    void Wait(uint* which, int number, ulong* records, uint* states, int from, double* logUniform, uint* when);
}

/// <summary>
/// The event loop of one thread: persons wait in a calendar for their next candidate event; a day's candidates are drawn together, in vectors. Cost
/// follows events, not person-days.
/// </summary>
/// <remarks>
/// A day, in chunks of the calendar: (1) the draws that belong to person, event ordinal and candidate; (2) what happens: by the state's table, or by
/// the person's life; (3) the day of the next candidate; (4) back into the calendar. Changes of counts are kept apart until the day is over.
/// </remarks>
internal sealed unsafe class EventLoop<TLife>
    where TLife : struct, ILife
{
    /// <summary>So many are drawn together: enough that what a group costs is shared by many, few enough that its buffers stay in the nearest cache.</summary>
    public const int Width = 128;

    private readonly StateTable states;
    private readonly CellDeltas deltas;
    private readonly EventCalendar calendar;
    private readonly Pinned<ulong> buffer;
    private readonly ulong* record;
    private readonly ulong* key;
    private readonly double* logUniform;
    private readonly uint* tag;
    private readonly uint* accept;
    private readonly uint* pick;
    private readonly uint* state;
    private readonly uint* when;
    private readonly uint* others;
    private TLife life;

    public EventLoop(StateTable states, CellDeltas deltas, int days, TLife life)
    {
        this.states = states;
        this.deltas = deltas;
        this.life = life;
        calendar = new EventCalendar(days);
        buffer = new Pinned<ulong>(Width * 6);
        record = buffer.Pointer;
        key = record + Width;
        logUniform = (double*)(key + Width);
        tag = (uint*)(logUniform + Width);
        accept = tag + Width;
        pick = accept + Width;
        state = pick + Width;
        when = state + Width;
        others = when + Width;
    }

    /// <summary>Candidate events drawn so far in this replicate.</summary>
    public long Candidates { get; private set; }

    /// <summary>The calendar.</summary>
    public EventCalendar Calendar => calendar;

    /// <summary>The luck of the replicate.</summary>
    public StreamKey Luck { get; private set; }

    /// <summary>Starts a replicate: nobody waits for anything.</summary>
    public void Begin(in StreamKey luck, int persons)
    {
        Luck = luck;
        Candidates = 0;
        calendar.Clear(persons);
    }

    /// <summary>Draws a day.</summary>
    public void Day(int day)
    {
        DayReading reading = calendar.Read(day);
        for (int chunk = 0; chunk < Width / EventCalendar.Chunk; chunk++)
        {
            calendar.Expect(ref reading);
        }

        // As many chunks are asked for between the steps as are taken together.
        for (int number = Take(ref reading); number > 0; number = Take(ref reading))
        {
            life.Keys(record, number, key);
            calendar.Expect(ref reading);
            EventDraws.Fill(Luck, key, tag, number, logUniform, accept, pick);    // (1)
            calendar.Expect(ref reading);
            Happen(number, day);                                                  // (2)
            calendar.Expect(ref reading);
            Wait(number, day + 1);                                                // (3)
            calendar.Expect(ref reading);
            calendar.Put(when, record, tag, number);                              // (4)
            Candidates += number;
        }
    }

    /// <summary>Puts persons who are in their states from the start into the calendar: their first candidate can be on a day.</summary>
    public void Place(ReadOnlySpan<uint> persons, ReadOnlySpan<uint> inStates, int from)
    {
        for (int done = 0; done < persons.Length; done += Width)
        {
            int number = Math.Min(Width, persons.Length - done);
            inStates.Slice(done, number).CopyTo(new Span<uint>(state, number));
            for (int i = 0; i < number; i++)
            {
                record[i] = EventCalendar.Record(persons[done + i], state[i]);
            }

            new Span<uint>(tag, number).Clear();
            deltas.Enter(states.CellRows, states.Cells, state, number);
            life.Keys(record, number, key);
            EventDraws.Fill(Luck, key, tag, number, logUniform, accept, pick);
            Wait(number, from);
            new Span<uint>(tag, number).Fill(EventTag.Next(0));
            calendar.Put(when, record, tag, number);
        }
    }

    private int Take(ref DayReading reading)
    {
        int number = 0;
        while (number <= Width - EventCalendar.Chunk && reading.Chunk != 0)
        {
            number += calendar.Take(ref reading, record + number, tag + number);
        }

        return number;
    }

    private void Happen(int number, int day)
    {
        int rest = states.HasOutcomes ? LookUp(number) : All(number);
        if (rest == 0)
        {
            return;
        }

        life.Meet(others, rest, record, state, tag, day, accept, pick);
        for (int r = 0; r < rest; r++)
        {
            uint i = others[r];
            record[i] = EventCalendar.Record((uint)(record[i] >> 32), state[i]);
        }
    }

    private int All(int number)
    {
        for (int i = 0; i < number; i++)
        {
            others[i] = (uint)i;
        }

        return number;
    }

    // Those whose states have a table; the others are listed.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int LookUp(int number)
    {
        uint* before = (uint*)key;    // the keys have done their work
        int listed = OutcomeGuide.Read(Avx512F.IsSupported, states.Guide, record, pick, number, before, state, (ulong*)when, others);
        deltas.Move(states.OnlyCells, before, state, number);
        int rest = Search(listed);
        if (rest == 0)
        {
            EventTag.Next(tag, number);
        }
        else
        {
            for (int i = 0, r = 0; i < number; i++)
            {
                bool other = r < rest && others[r] == i;
                r += other ? 1 : 0;
                tag[i] = other ? tag[i] : EventTag.Next(tag[i]);
            }
        }

        return rest;
    }

    // Those of whom the guide says nothing; who has no table either is listed.
    private int Search(int number)
    {
        OutcomeRow* rows = states.Rows;
        Outcome* outcomes = states.Outcomes;
        uint* thresholds = states.Thresholds;
        ushort* upperHalves = states.UpperHalves;
        CellDeltas.Writer counts = deltas.Write();
        int rest = 0;
        for (int k = 0; k < number; k++)
        {
            uint i = others[k];
            uint from = (uint)record[i];
            OutcomeRow row = rows[from];
            if (row.Groups == 0)
            {
                others[rest++] = i;
                continue;
            }

            Outcome outcome = outcomes[row.First + OutcomeSearch.Find(thresholds + row.First, upperHalves + row.First, row.Groups, pick[i])];
            if ((row.OnlyCell | outcome.OnlyCell) >= 0)
            {
                counts.AddUnlisted(row.OnlyCell, -1);
                counts.AddUnlisted(outcome.OnlyCell, 1);
            }
            else
            {
                Count(from, -1);
                Count(outcome.State, 1);
            }

            state[i] = outcome.State;
            record[i] = EventCalendar.Record((uint)(record[i] >> 32), outcome.State);
        }

        return rest;
    }

    private void Count(uint of, int number)
    {
        deltas.Write().Add(states.CellRows[of], states.Cells, number);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Wait(int number, int from)
    {
        if (WaitingDays.Fill(states.MinusMeanWait, state, logUniform, number, (uint)from, when))
        {
            double* minusMeanWait = states.MinusMeanWait;
            int search = 0;
            for (int i = 0; i < number; i++)
            {
                others[search] = (uint)i;
                search += minusMeanWait[state[i]] == 0 ? 1 : 0;
            }

            life.Wait(others, search, record, state, from, logUniform, when);
        }
    }
}
