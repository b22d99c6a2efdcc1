using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dispersal.Engines;

/// <summary>
/// A guide to tables of outcomes (the guide table of Chen and Asau 1974): the words are cut into 32 parts, and where no more than one outcome ends inside a part, the
/// part says where it ends and which outcomes lie on either side: one number is read for a person. The outcome is that of <see cref="OutcomeSearch"/>, which
/// serves the other parts: put rare outcomes side by side, so that they share few.
/// </summary>
/// <remarks>Of the 64 bits of a part the upper 28 say how many of its words belong to the first outcome, then 18 for the state of the second and 18 for the state of the first.</remarks>
internal static unsafe class OutcomeGuide
{
    /// <summary>Parts of a state.</summary>
    public const int Parts = 1 << PartBits;

    /// <summary>A part that says nothing.</summary>
    public const ulong Search = ulong.MaxValue;

    private const int PartBits = 5;
    private const int WordBits = 32 - PartBits;
    private const int StateBits = 18;
    private const int EndShift = 2 * StateBits;
    private const uint InPart = (1u << WordBits) - 1;
    private const uint StateMask = (1u << StateBits) - 1;

    /// <summary>Fills in the parts of a state.</summary>
    /// <param name="parts">Receives them.</param>
    /// <param name="cell">The count of the state where it belongs to one only; else -1, and nothing is said.</param>
    /// <param name="highest">Highest words of the outcomes, ascending; that of the last is 2^32 - 1.</param>
    /// <param name="outcomes">What they lead to.</param>
    public static void Fill(ulong* parts, int cell, ReadOnlySpan<uint> highest, ReadOnlySpan<Outcome> outcomes)
    {
        int first = 0;
        for (uint part = 0; part < Parts; part++)
        {
            uint least = part << WordBits;
            uint most = least | InPart;
            while (highest[first] < least)
            {
                first++;
            }

            int second = first;
            while (highest[second] < most)
            {
                second++;
            }

            Outcome one = outcomes[first];
            Outcome other = outcomes[second];

            // Outcomes between the two that have no words count for nothing.
            bool plain = second == first || highest[second - 1] == highest[first];
            bool isSaid = plain && cell >= 0 && one.OnlyCell >= 0 && other.OnlyCell >= 0 && one.State <= StateMask && other.State <= StateMask;
            ulong ofFirst = Math.Min(highest[first], most) - least + 1UL;
            parts[part] = isSaid ? (ofFirst << EndShift) | ((ulong)other.State << StateBits) | one.State : Search;
        }
    }

    /// <summary>What becomes of persons whose parts say it; the others stay as they are and are listed.</summary>
    /// <param name="inVectors">Whether to read for eight at once; never shows in a result.</param>
    /// <param name="guide">Parts of all states.</param>
    /// <param name="records">Records of the persons, whose lower halves are their states: they receive the new ones. The buffers hold the next multiple of eight.</param>
    /// <param name="words">Their words.</param>
    /// <param name="number">Number of persons.</param>
    /// <param name="before">Receives the states before.</param>
    /// <param name="after">Receives the states afterwards.</param>
    /// <param name="work">Room for eight numbers.</param>
    /// <param name="searched">Receives those of whom it is not said, in order.</param>
    /// <returns>How many of them there are.</returns>
    public static int Read(bool inVectors, ulong* guide, ulong* records, uint* words, int number, uint* before, uint* after, ulong* work, uint* searched) =>
        inVectors ? ReadEight(guide, records, words, number, before, after, work, searched) : ReadOneByOne(guide, records, words, number, before, after, searched);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ReadOneByOne(ulong* guide, ulong* records, uint* words, int number, uint* before, uint* after, uint* searched)
    {
        int listed = 0;
        for (int i = 0; i < number; i++)
        {
            uint state = (uint)records[i];
            ulong part = guide[((ulong)state << PartBits) | (words[i] >> WordBits)];
            bool isSaid = part != Search;
            before[i] = state;
            after[i] = isSaid ? (uint)((words[i] & InPart) >= part >> EndShift ? part >> StateBits : part) & StateMask : state;
            records[i] = EventCalendar.Record((uint)(records[i] >> 32), after[i]);
            searched[listed] = (uint)i;
            listed += isSaid ? 0 : 1;
        }

        return listed;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ReadEight(ulong* guide, ulong* records, uint* words, int number, uint* before, uint* after, ulong* work, uint* searched)
    {
        for (int i = number; (i & 7) != 0; i++)
        {
            records[i] = StateTable.Nowhere;    // what is left over in the buffer must be a state
        }

        int listed = 0;
        Vector512<ulong> lower = Vector512.Create((ulong)uint.MaxValue);
        for (int i = 0; i < number; i += Vector512<ulong>.Count)
        {
            Vector512<ulong> record = Vector512.Load(records + i);
            Vector512<ulong> state = record & lower;
            Vector512<ulong> word = Avx512F.ConvertToVector512UInt64(Vector256.Load(words + i));

            // Eight loads are quicker than the instructions made for this.
            ((state << PartBits) | (word >>> WordBits)).Store(work);
            Vector512<ulong> part = Vector512.Create(
                guide[work[0]], guide[work[1]], guide[work[2]], guide[work[3]], guide[work[4]], guide[work[5]], guide[work[6]], guide[work[7]]);
            Vector512<ulong> isSecond = Vector512.GreaterThanOrEqual(word & Vector512.Create((ulong)InPart), part >>> EndShift);
            Vector512<ulong> isSearched = Vector512.Equals(part, Vector512<ulong>.AllBitsSet);
            Vector512<ulong> said = Vector512.ConditionalSelect(isSecond, part >>> StateBits, part) & Vector512.Create((ulong)StateMask);
            Vector512<ulong> next = Vector512.ConditionalSelect(isSearched, state, said);
            Avx512F.ConvertToVector256UInt32(record).Store(before + i);
            Avx512F.ConvertToVector256UInt32(next).Store(after + i);
            Vector512.ConditionalSelect(lower, next, record).Store(records + i);
            for (ulong left = isSearched.ExtractMostSignificantBits(); left != 0; left &= left - 1)
            {
                searched[listed++] = (uint)(i + BitOperations.TrailingZeroCount(left));
            }
        }

        while (listed > 0 && searched[listed - 1] >= number)
        {
            listed--;
        }

        return listed;
    }
}
