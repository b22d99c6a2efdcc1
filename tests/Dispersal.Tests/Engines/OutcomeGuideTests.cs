using System.Runtime.Intrinsics.X86;
using Dispersal.Engines;
using Dispersal.Tests.Hostile;

namespace Dispersal.Tests.Engines;

/// <summary>The guide to tables of outcomes says what the search says, or nothing.</summary>
public sealed unsafe class OutcomeGuideTests
{
    private const int Number = 120;

    [Fact]
    public void What_the_guide_says_is_what_the_search_finds_and_it_says_most()
    {
        Luck luck = new(20171017);
        long asked = 0;
        long searched = 0;
        for (int tables = 0; tables < 60; tables++)
        {
            StateTable table = Table(luck, out uint[] states);
            for (int group = 0; group < 20; group++)
            {
                ulong[] records = [.. Enumerable.Range(0, Number).Select(i => EventCalendar.Record((uint)(1_000_000 + i), luck.Of(states)))];
                uint[] words = [.. records.Select(record => Word(luck, table, (uint)record))];
                uint[] after = Read(Avx512F.IsSupported, table, records, words, out uint[] left);
                Assert.Equal(after, Read(false, table, records, words, out uint[] leftOneByOne));
                Assert.Equal(leftOneByOne, left);
                for (uint i = 0; i < Number; i++)
                {
                    Assert.Equal(left.Contains(i) ? (uint)records[i] : Found(table, (uint)records[i], words[i]), after[i]);
                }

                asked += Number;
                searched += left.Length;
            }
        }

        // Half of the words were chosen beside the ends of outcomes, where parts are that say nothing.
        Assert.InRange((double)searched / asked, 0.05, 0.5);
    }

    [Fact]
    public void Nothing_is_said_where_a_state_has_no_table_or_does_not_belong_to_one_count()
    {
        Luck luck = new(7);
        StateTable table = Table(luck, out uint[] plain);
        uint without = table.Add(3, [1]);
        uint ofTwo = table.Add(3, [1, 2]);
        table.SetOutcomes(ofTwo, [1, 1], [plain[0], plain[1]]);
        uint toTwo = table.Add(3, [1]);
        table.SetOutcomes(toTwo, [1, 1], [ofTwo, plain[1]]);
        uint toLater = table.Add(3, [1]);
        table.SetOutcomes(toLater, [1], [toLater + 1]);
        table.Add(3, [1]);
        foreach (uint state in (uint[])[StateTable.Nowhere, without, ofTwo, toLater])
        {
            Read(Avx512F.IsSupported, table, [.. Enumerable.Repeat(EventCalendar.Record(5, state), Number)], [.. Enumerable.Range(0, Number).Select(_ => (uint)luck.Next())], out uint[] left);
            Assert.Equal(Number, left.Length);
        }

        // Of two halves one is said.
        Read(Avx512F.IsSupported, table, [EventCalendar.Record(5, toTwo), EventCalendar.Record(6, toTwo)], [1u << 30, 3u << 30], out uint[] half);
        Assert.Equal([0u], half);
    }

    // States with one count each, most with tables of up to forty outcomes: some without a share, some with hardly any.
    private static StateTable Table(Luck luck, out uint[] states)
    {
        StateTable table = new();
        uint[] plain = [.. Enumerable.Range(0, 100).Select(i => table.Add(1 + i, [i]))];
        states = plain;
        foreach (uint state in plain.Where(state => state % 7 != 0))
        {
            uint[] to = [.. Enumerable.Range(0, 1 + luck.Below(39)).Select(_ => luck.Of(plain))];
            double[] shares = [.. to.Select(_ => luck.Below(4) switch { 0 => 0, 1 => 1e-9, _ => luck.Below(1_000_000) / 1e6 })];
            shares[luck.Below(shares.Length)] = 1;
            table.SetOutcomes(state, shares, to);
        }

        return table;
    }

    private static uint Word(Luck luck, StateTable table, uint state)
    {
        OutcomeRow row = table.Rows[state];
        return row.Groups == 0 || luck.Is(50)
            ? (uint)luck.Next()
            : unchecked(table.Thresholds[row.First + luck.Below(row.Groups * OutcomeSearch.Group)] + (uint)(luck.Below(5) - 2));
    }

    private static uint Found(StateTable table, uint state, uint word)
    {
        OutcomeRow row = table.Rows[state];
        return table.Outcomes[row.First + OutcomeSearch.Find(table.Thresholds + row.First, table.UpperHalves + row.First, row.Groups, word)].State;
    }

    private static uint[] Read(bool inVectors, StateTable table, ulong[] records, uint[] words, out uint[] searched)
    {
        Pinned<ulong> record = new(Number + 8);
        Pinned<uint> work = new(4 * (Number + 16));
        uint* word = work.Pointer;
        uint* before = word + Number + 8;
        uint* after = before + Number + 8;
        uint* list = after + Number + 8;
        Pinned<ulong> eight = new(8);
        records.CopyTo(new Span<ulong>(record.Pointer, records.Length));
        words.CopyTo(new Span<uint>(word, words.Length));
        int left = OutcomeGuide.Read(inVectors, table.Guide, record.Pointer, word, records.Length, before, after, eight.Pointer, list);
        for (int i = 0; i < records.Length; i++)
        {
            Assert.Equal((uint)records[i], before[i]);
            Assert.Equal((records[i] & 0xFFFFFFFF00000000) | after[i], record.Pointer[i]);
        }

        searched = new Span<uint>(list, left).ToArray();
        uint[] said = new Span<uint>(after, records.Length).ToArray();
        GC.KeepAlive(record);
        GC.KeepAlive(work);
        GC.KeepAlive(eight);
        return said;
    }
}
