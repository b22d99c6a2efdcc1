using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dispersal.Engines;

/// <summary>
/// A calendar of candidate events: for each day the persons who wait for it, with their states. Days are chains of small chunks that are handed on as
/// soon as they are read, so memory follows the number of persons.
/// </summary>
/// <remarks>A record is twelve bytes: person and state, then event ordinal and candidate number. The order within a day never shows in a result.</remarks>
internal sealed unsafe class EventCalendar
{
    /// <summary>Records in a chunk.</summary>
    public const int Chunk = 1 << ChunkShift;

    private const int ChunkShift = 5;
    private const uint InChunk = Chunk - 1;

    private readonly int days;
    private readonly Pinned<uint> ends;
    private readonly Pinned<uint> firsts;
    private readonly uint* end;
    private readonly uint* first;
    private Pinned<ulong> recordBuffer = new(0);
    private Pinned<uint> tagBuffer = new(0);
    private Pinned<uint> nextBuffer = new(0);
    private Pinned<uint> freeBuffer = new(0);
    private ulong* records;
    private uint* tags;
    private uint* next;
    private uint* free;
    private uint freeCount;
    private uint used;
    private uint chunks;

    public EventCalendar(int days)
    {
        this.days = days;
        ends = new Pinned<uint>(days);
        firsts = new Pinned<uint>(days);
        end = ends.Pointer;
        first = firsts.Pointer;
        used = 1;
    }

    /// <summary>Bytes that it holds.</summary>
    public long Bytes => (chunks * ((Chunk * 12L) + 8)) + (days * 8L);

    /// <summary>A record of a person in a state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Record(uint person, uint state) => ((ulong)person << 32) | state;

    /// <summary>Forgets everybody, and makes room for a number of persons.</summary>
    public void Clear(int persons)
    {
        ends.Clear();
        freeCount = 0;
        used = 1;

        // Every day that is waited for has one chunk that is not full.
        long needed = (persons / Chunk) + Math.Min(days, persons) + 2;
        if (needed > chunks)
        {
            Grow(checked((uint)needed));
        }
    }

    /// <summary>Puts a person into a day; nowhere when the day is past the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(uint day, ulong record, uint tag)
    {
        if (day >= (uint)days)
        {
            return;
        }

        uint at = end[day];
        if ((at & InChunk) == 0)
        {
            at = NewChunk(day, at);
        }

        records[at] = record;
        tags[at] = tag;
        end[day] = at + 1;
    }

    /// <summary>Puts several persons into their days.</summary>
    public void Put(uint* when, ulong* record, uint* tag, int number)
    {
        for (int i = 0; i < number; i++)
        {
            i = PutWhereThereIsRoom(when, record, tag, i, number, (uint)days, end, records, tags);
            if (i < number)
            {
                Put(when[i], record[i], tag[i]);
            }
        }
    }

    // Without calls, so that everything stays in registers. Ends before the first whose day needs a new chunk.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int PutWhereThereIsRoom(uint* when, ulong* record, uint* tag, int from, int number, uint horizon, uint* end, ulong* records, uint* tags)
    {
        for (int i = from; i < number; i++)
        {
            uint day = when[i];
            if (day < horizon)
            {
                uint at = end[day];
                if ((at & InChunk) == 0)
                {
                    return i;
                }

                records[at] = record[i];
                tags[at] = tag[i];
                end[day] = at + 1;
            }
        }

        return number;
    }

    /// <summary>Starts reading a day.</summary>
    public DayReading Read(int day)
    {
        uint last = end[day];
        return last == 0 ? default : new DayReading(first[day], (last - 1) >> ChunkShift, (int)((last - 1) & InChunk) + 1, first[day]);
    }

    /// <summary>Who waits for a day, with their tags; the day stays as it is.</summary>
    public IReadOnlyList<(ulong Record, uint Tag)> Waiting(int day)
    {
        List<(ulong, uint)> waiting = [];
        for (DayReading reading = Read(day); reading.Chunk != 0;)
        {
            uint chunk = reading.Chunk;
            int number = chunk == reading.Last ? reading.InLast : Chunk;
            reading = chunk == reading.Last ? default : reading with { Chunk = next[chunk] };
            for (int i = 0; i < number; i++)
            {
                waiting.Add((records[((nuint)chunk << ChunkShift) + (nuint)i], tags[((nuint)chunk << ChunkShift) + (nuint)i]));
            }
        }

        return waiting;
    }

    /// <summary>Copies the next chunk of a day that is being read, and hands it on.</summary>
    /// <returns>The number of records; none when the day is read.</returns>
    public int Take(ref DayReading reading, ulong* record, uint* tag)
    {
        uint chunk = reading.Chunk;
        if (chunk == 0)
        {
            return 0;
        }

        int number = chunk == reading.Last ? reading.InLast : Chunk;
        uint following = next[chunk];
        reading = chunk == reading.Last ? default : reading with { Chunk = following, Asked = reading.Asked == chunk ? following : reading.Asked };
        Copy((byte*)(records + ((nuint)chunk << ChunkShift)), (byte*)record, Chunk * sizeof(ulong));
        Copy((byte*)(tags + ((nuint)chunk << ChunkShift)), (byte*)tag, Chunk * sizeof(uint));
        free[freeCount++] = chunk;
        return number;
    }

    /// <summary>
    /// Asks for one more chunk of a day that is being read: chunks lie anywhere, and asked for early they are there when they are taken. To know where one lies is to
    /// have read of the one before, so that they are asked for one by one, with something else done in between.
    /// </summary>
    /// <param name="reading">How far the day has been read.</param>
    public void Expect(ref DayReading reading)
    {
        if (Sse.IsSupported && reading.Asked != reading.Last)
        {
            uint chunk = next[reading.Asked];
            Expect((byte*)(records + ((nuint)chunk << ChunkShift)), Chunk * sizeof(ulong));
            Expect((byte*)(tags + ((nuint)chunk << ChunkShift)), Chunk * sizeof(uint));
            Sse.Prefetch0(next + chunk);
            reading = reading with { Asked = chunk };
        }
    }

    private static void Expect(byte* start, int bytes)
    {
        for (int line = 0; line < bytes; line += Vector512<byte>.Count)
        {
            Sse.Prefetch0(start + line);
        }
    }

    // A few lines of the cache: what the runtime offers asks first how many they are.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(byte* source, byte* target, int bytes)
    {
        for (int line = 0; line < bytes; line += Vector512<byte>.Count)
        {
            Vector512.Load(source + line).Store(target + line);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private uint NewChunk(uint day, uint at)
    {
        uint chunk;
        if (freeCount > 0)
        {
            chunk = free[--freeCount];
        }
        else
        {
            chunk = used++;
            if (chunk >= chunks)
            {
                Grow(chunks + (chunks / 8) + 64);
            }
        }

        if (at == 0)
        {
            first[day] = chunk;
        }
        else
        {
            next[(at - 1) >> ChunkShift] = chunk;
        }

        return chunk << ChunkShift;
    }

    private void Grow(uint to)
    {
        recordBuffer = recordBuffer.Grown((long)to * Chunk);
        tagBuffer = tagBuffer.Grown((long)to * Chunk);
        nextBuffer = nextBuffer.Grown(to);
        freeBuffer = freeBuffer.Grown(to);
        records = recordBuffer.Pointer;
        tags = tagBuffer.Pointer;
        next = nextBuffer.Pointer;
        free = freeBuffer.Pointer;
        chunks = to;
    }
}

/// <summary>How far a day of a calendar has been read.</summary>
/// <param name="Chunk">The next chunk; zero when the day is read.</param>
/// <param name="Last">The last chunk.</param>
/// <param name="InLast">Records in the last chunk.</param>
/// <param name="Asked">The last chunk that has been asked for.</param>
internal readonly record struct DayReading(uint Chunk, uint Last, int InLast, uint Asked);
