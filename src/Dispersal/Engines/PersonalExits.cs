using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>
/// The lists of exits that the persons of one thread meet: what a row of <see cref="OpenExits"/> leaves to the person is multiplied in once for all who are alike
/// in it, when the first of them comes. Afterwards a list is found by number, with nothing left to work out.
/// </summary>
/// <remarks>Lists are numbered as they are met and kept once each, so that what a day reads lies close together; numbers never show in a result.</remarks>
internal sealed unsafe class PersonalExits
{
    private readonly OpenExits exits;
    private readonly DailyHazards hazards;
    private readonly Population population;
    private readonly Pinned<Alike> alike;

    // One more than the list's number, zero where nobody has come yet: of a row's lists, and by position where the list is the same for all.
    private readonly Pinned<int> numbers;
    private readonly Pinned<int> ofAll;
    private readonly StateTerm[] work;
    private readonly Dictionary<ulong, List<int>> byContent = [];
    private Pinned<StateTerm> terms = new(256);
    private Pinned<ChangingHazard> changing = new(256);
    private Pinned<ExitList> lists = new(64);
    private int termCount;
    private int changingCount;

    public PersonalExits(CompiledModel model)
    {
        exits = model.OpenExits;
        hazards = model.Hazards;
        population = model.Population;
        work = new StateTerm[exits.Most];
        alike = new Pinned<Alike>(exits.Rows);
        int size = 0;
        for (int row = 0; row < exits.Rows; row++)
        {
            DecidedBy decidedBy = exits.DecidedBy(row);
            int mask = (int)(decidedBy & DecidedBy.Traits);
            bool byOrigin = decidedBy.HasFlag(DecidedBy.Origin);
            alike.Pointer[row] = new Alike(size, (byte)mask, byOrigin);
            size += (mask + 1) * (byOrigin ? population.Origins.Length : 1);
        }

        numbers = new Pinned<int>(size);
        ofAll = new Pinned<int>(exits.Positions);
    }

    /// <summary>Number of lists met so far.</summary>
    public int Count { get; private set; }

    /// <summary>The number of the list of a state; the next number where it is met for the first time.</summary>
    public int NumberOf(in PersonState state)
    {
        int position = exits.PositionOf(state);
        int known = ofAll.Pointer[position];
        return known > 0 ? known - 1 : NumberOfPersonal(state, position);
    }

    private int NumberOfPersonal(in PersonState state, int position)
    {
        Alike row = alike.Pointer[exits.RowAt(position)];
        int entry = row.First + (OpenExits.TraitsOf(state) & row.Mask);
        if (row.ByOrigin)
        {
            entry += population.OriginOf[state.Group] * (row.Mask + 1);
        }

        int number = numbers.Pointer[entry] > 0 ? numbers.Pointer[entry] - 1 : Meet(state, entry);
        if (row is { Mask: 0, ByOrigin: false })
        {
            ofAll.Pointer[position] = number + 1;
        }

        return number;
    }

    /// <summary>A list by number.</summary>
    public ref readonly ExitList this[int number] => ref lists.Pointer[number];

    /// <summary>The exits of a list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<StateTerm> TermsOf(in ExitList list) => new(terms.Pointer + list.First, list.Number);

    /// <summary>Those of its hazards that change from day to day.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<ChangingHazard> ChangingOf(in ExitList list) => new(changing.Pointer + list.FirstChanging, list.NumberChanging);

    /// <summary>Asks for the exits of a list before they are needed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Expect(int number)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(terms.Pointer + lists.Pointer[number].First);
        }
    }

    private int Meet(in PersonState state, int entry)
    {
        ReadOnlySpan<StateTerm> open = exits.Of(state, work, out double constant, out _);
        ref List<int>? same = ref CollectionsMarshal.GetValueRefOrAddDefault(byContent, StateTerm.ContentOf(open), out _);
        same ??= [];
        foreach (int met in same)
        {
            if (TermsOf(this[met]).SequenceEqual(open))
            {
                numbers.Pointer[entry] = met + 1;
                return met;
            }
        }

        same.Add(Count);
        Add(open, constant);
        return (numbers.Pointer[entry] = Count) - 1;
    }

    private void Add(ReadOnlySpan<StateTerm> open, double constant)
    {
        if (termCount + open.Length > terms.Length)
        {
            terms = terms.Grown(2 * (terms.Length + open.Length));
            changing = changing.Grown(terms.Length);
        }

        if (Count == lists.Length)
        {
            lists = lists.Grown(2L * Count);
        }

        open.CopyTo(new Span<StateTerm>(terms.Pointer + termCount, open.Length));
        int firstChanging = changingCount;
        bool isScaled = false;
        foreach (ref readonly StateTerm term in open)
        {
            isScaled |= term.Field != FieldFactor.None || term.Lever >= 0;
            if (term.Series >= 0)
            {
                changing.Pointer[changingCount++] = new ChangingHazard(hazards.Sums(term.Series), term.Factor);
            }
        }

        lists.Pointer[Count++] = new ExitList(
            constant, termCount, firstChanging, checked((ushort)open.Length), checked((ushort)(changingCount - firstChanging)), isScaled);
        termCount += open.Length;
    }

    /// <summary>Where the numbers of a row's lists stand: one for all that the row distinguishes of a person.</summary>
    /// <param name="First">The first.</param>
    /// <param name="Mask">What of <see cref="OpenExits.TraitsOf"/> it distinguishes.</param>
    /// <param name="ByOrigin">Whether it distinguishes origins.</param>
    private readonly record struct Alike(int First, byte Mask, bool ByOrigin);
}

/// <summary>A list of exits with nothing left to the person.</summary>
/// <param name="Constant">Sum of the hazards that never change.</param>
/// <param name="First">Its first exit.</param>
/// <param name="FirstChanging">The first of its hazards that change.</param>
/// <param name="Number">Number of exits.</param>
/// <param name="NumberChanging">Number of hazards that change.</param>
/// <param name="IsScaled">Whether a field of the day or a rule scales any of them down.</param>
internal readonly record struct ExitList(double Constant, int First, int FirstChanging, ushort Number, ushort NumberChanging, bool IsScaled)
{
    /// <summary>Mean wait in days; infinite where there is no exit, NaN where hazards change.</summary>
    public double MeanWait => NumberChanging > 0 ? double.NaN : 1 / Constant;
}
