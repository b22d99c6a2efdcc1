using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Engines;

/// <summary>
/// The states that cohorts and expectations have met, by number, with what the engines need to know of each: made once, when the first person enters it. The
/// numbers never show in a result.
/// </summary>
internal sealed class PersonStates
{
    private readonly CompiledModel model;
    private readonly StateCells cellsOf;
    private PersonState[] states = new PersonState[1024];
    private TermRow[] termRows = new TermRow[1024];
    private StateTerm[] terms = new StateTerm[8192];
    private int termCount;
    private int[] slots = new int[4096];

    public PersonStates(CompiledModel model)
    {
        this.model = model;
        cellsOf = new StateCells(model, model.Layout);
    }

    /// <summary>What the event loop reads.</summary>
    public StateTable Table { get; } = new();

    /// <summary>A state by its number.</summary>
    public ref readonly PersonState this[uint number] => ref states[number];

    /// <summary>The exits of a state that are open to it.</summary>
    public ReadOnlySpan<StateTerm> TermsOf(uint number)
    {
        TermRow row = termRows[number];
        return terms.AsSpan(row.First, row.Number);
    }

    /// <summary>The number of a state.</summary>
    public uint NumberOf(in PersonState state)
    {
        if (2 * (Table.Count + 1) > slots.Length)
        {
            Rehash();
        }

        (ulong a, ulong b) = Packed(state);
        int mask = slots.Length - 1;
        int slot = SlotOf(a, b) & mask;
        while (slots[slot] != 0)
        {
            if (Packed(states[slots[slot]]) == (a, b))
            {
                return (uint)slots[slot];
            }

            slot = (slot + 1) & mask;
        }

        uint number = Add(state);
        slots[slot] = (int)number;
        return number;
    }

    private static int SlotOf(ulong a, ulong b) => (int)ContentHash.Mix(a ^ (b * 0x9E3779B97F4A7C15));

    private static (ulong A, ulong B) Packed(in PersonState state) => (
        state.Group | ((ulong)state.Place << 16) | ((ulong)state.Goal << 32) | ((ulong)state.Route << 48),
        (ulong)state.Stage | ((ulong)state.Traits << 8) | ((ulong)state.Commitment << 24) | ((ulong)state.Phase << 32) | ((ulong)state.Age << 40));

    private uint Add(in PersonState state)
    {
        // (1) The exits open to the state.
        int most = model.OpenExits.Most;
        if (termCount + most > terms.Length)
        {
            Array.Resize(ref terms, 2 * (termCount + most));
        }

        int first = termCount;
        ReadOnlySpan<StateTerm> open = model.OpenExits.Of(state, stackalloc StateTerm[most], out double constant, out bool varies);
        open.CopyTo(terms.AsSpan(first));
        termCount += open.Length;

        // (2) The counts it belongs to, and the wait.
        Span<int> cells = stackalloc int[StateCells.Most];
        cells = cells[..cellsOf.Of(state, cells)];
        uint number = Table.Add(varies ? double.NaN : 1 / constant, cells);
        if (number == states.Length)
        {
            Array.Resize(ref states, 2 * states.Length);
            Array.Resize(ref termRows, 2 * termRows.Length);
        }

        states[number] = state;
        termRows[number] = new TermRow(first, termCount - first);
        return number;
    }

    private void Rehash()
    {
        int[] larger = new int[2 * slots.Length];
        int mask = larger.Length - 1;
        for (int number = (int)StateTable.Nowhere + 1; number < Table.Count; number++)
        {
            (ulong a, ulong b) = Packed(states[number]);
            int slot = SlotOf(a, b) & mask;
            while (larger[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            larger[slot] = number;
        }

        slots = larger;
    }

    private readonly record struct TermRow(int First, int Number);
}
