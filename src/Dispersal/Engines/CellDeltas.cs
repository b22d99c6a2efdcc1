using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dispersal.Engines;

/// <summary>
/// Changes of counts that one thread has drawn today. They reach the stocks when the day's draws are done: nobody sees another's step of the same
/// day, and whole numbers sum to the same whichever thread drew them.
/// </summary>
/// <remarks>
/// Single changes are listed and brought to the stocks one by one at the end of the day: who notes one waits for no count. Those of groups, and of days with more
/// than the list holds, are summed up count by count, and all counts are looked at.
/// </remarks>
internal sealed unsafe class CellDeltas
{
    private const int MostListed = 4096;

    private readonly int cells;
    private readonly Pinned<int> buffer;
    private readonly Pinned<Change> list;
    private readonly int* values;
    private readonly Change* listed;

    // Before the list: in place of a count how many changes follow, in place of an amount whether anything was summed up.
    private readonly Change* header;

    public CellDeltas(int cells)
    {
        this.cells = cells;
        buffer = new Pinned<int>(cells);
        list = new Pinned<Change>(MostListed + 1);
        values = buffer.Pointer;
        header = list.Pointer;
        listed = header + 1;
    }

    /// <summary>What a loop adds to counts with.</summary>
    public Writer Write() => new(values, header);

    /// <summary>Takes persons out of counts and puts them into others. They are not listed: many move among few counts.</summary>
    /// <param name="cells">The count of each state.</param>
    /// <param name="from">States that they leave.</param>
    /// <param name="to">States that they come to.</param>
    /// <param name="number">Number of persons.</param>
    public void Move(int* cells, uint* from, uint* to, int number)
    {
        Move(values, cells, from, to, number);
        header->Amount = 1;
    }

    /// <summary>Counts persons who enter states.</summary>
    /// <param name="rows">Where the counts of each state stand.</param>
    /// <param name="cells">The counts.</param>
    /// <param name="states">States of the persons.</param>
    /// <param name="number">Number of persons.</param>
    public void Enter(CellRow* rows, int* cells, uint* states, int number)
    {
        Enter(values, rows, cells, states, number);
        header->Amount = 1;
    }

    /// <summary>Adds a list of changes.</summary>
    public void Add(in CellChanges changes)
    {
        Writer counts = Write();
        for (int i = 0; i < changes.Length; i++)
        {
            counts.Add(changes.Cells[i], changes.Amounts[i]);
        }
    }

    /// <summary>Adds what was noted to the counts, and forgets it.</summary>
    /// <param name="counts">The counts.</param>
    /// <param name="weight">Persons that each noted stands for.</param>
    public void MoveTo(Span<double> counts, double weight = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(counts.Length, cells);
        int number = header->Cell;
        bool summed = header->Amount != 0;
        *header = default;
        fixed (double* stocks = counts)
        {
            for (int i = 0; i < number; i++)
            {
                stocks[listed[i].Cell] += listed[i].Amount * weight;
            }

            if (summed)
            {
                MoveAll(stocks, weight);
            }
        }
    }

    // Without calls, so that everything stays in registers; so is the next.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Enter(int* values, CellRow* rows, int* cells, uint* states, int number)
    {
        for (int i = 0; i < number; i++)
        {
            CellRow row = rows[states[i]];
            for (int c = row.First; c < row.First + row.Number; c++)
            {
                values[cells[c]]++;
            }
        }
    }

    // Known beforehand, so that the processor need not wait for one step to count the next.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Move(int* values, int* cells, uint* from, uint* to, int number)
    {
        for (int i = 0; i < number; i++)
        {
            values[cells[from[i]]]--;
            values[cells[to[i]]]++;
        }
    }

    private void MoveAll(double* stocks, double weight)
    {
        int i = 0;
        for (; Avx512F.IsSupported && i + 8 <= cells; i += 8)
        {
            (Vector512.Load(stocks + i) + (Avx512F.ConvertToVector512Double(Vector256.Load(values + i)) * weight)).Store(stocks + i);
            Vector256<int>.Zero.Store(values + i);
        }

        for (; i < cells; i++)
        {
            stocks[i] += values[i] * weight;
            values[i] = 0;
        }
    }

    // A full list is summed up, and begun anew.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SumUp(int* values, Change* header)
    {
        for (int i = 1; i <= header->Cell; i++)
        {
            values[header[i].Cell] += header[i].Amount;
        }

        *header = new Change { Amount = 1 };
    }

    /// <summary>Adds to counts.</summary>
    public readonly ref struct Writer(int* values, Change* header)
    {
        private readonly int* values = values;
        private readonly Change* header = header;

        /// <summary>Adds to a count.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(int cell, int number)
        {
            if (header->Cell == MostListed)
            {
                SumUp(values, header);
            }

            int last = ++header->Cell;
            header[last].Cell = cell;
            header[last].Amount = number;
        }

        /// <summary>Adds to a count on a day on which persons were moved in groups, when all counts are looked at.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void AddUnlisted(int cell, int number) => values[cell] += number;

        /// <summary>Adds to the counts of a state.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(CellRow row, int* cells, int number)
        {
            for (int c = row.First; c < row.First + row.Number; c++)
            {
                Add(cells[c], number);
            }
        }
    }

    /// <summary>A count and by how much it changes.</summary>
    internal struct Change
    {
        public int Cell;
        public int Amount;
    }
}
