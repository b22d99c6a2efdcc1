using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dispersal.Engines;

/// <summary>
/// Changes of counts that one thread has drawn today. They reach the stocks when the day's draws are done: nobody sees another's step of the same
/// day, and whole numbers sum to the same whichever thread drew them.
/// </summary>
internal sealed unsafe class CellDeltas
{
    // Counts are taken to the stocks by blocks of 256, those only that a step touched: finer, and marking them costs more than it spares.
    private const int BlockShift = 8;

    private readonly int blocks;
    private readonly Pinned<int> buffer;
    private readonly Pinned<byte> marks;
    private readonly int* values;
    private readonly byte* touched;

    public CellDeltas(int cells)
    {
        blocks = (cells + (1 << BlockShift) - 1) >> BlockShift;
        buffer = new Pinned<int>(blocks << BlockShift);
        marks = new Pinned<byte>(blocks);
        values = buffer.Pointer;
        touched = marks.Pointer;
    }

    /// <summary>What a loop adds to counts with.</summary>
    public Writer Write() => new(values, touched);

    /// <summary>Takes persons out of counts and puts them into others. Marks every count as changed: cheaper than marking one by one where many move among few counts.</summary>
    /// <param name="cells">The count of each state.</param>
    /// <param name="from">States that they leave.</param>
    /// <param name="to">States that they come to.</param>
    /// <param name="number">Number of persons.</param>
    public void Move(int* cells, uint* from, uint* to, int number)
    {
        Move(values, cells, from, to, number);
        new Span<byte>(touched, blocks).Fill(1);
    }

    /// <summary>Counts persons who enter states.</summary>
    /// <param name="rows">Where the counts of each state stand.</param>
    /// <param name="cells">The counts.</param>
    /// <param name="states">States of the persons.</param>
    /// <param name="number">Number of persons.</param>
    public void Enter(CellRow* rows, int* cells, uint* states, int number)
    {
        Enter(values, rows, cells, states, number);
        new Span<byte>(touched, blocks).Fill(1);
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
    public void MoveTo(Span<double> cells)
    {
        for (int block = 0; block < blocks; block++)
        {
            if (touched[block] != 0)
            {
                touched[block] = 0;
                MoveBlock(cells, block << BlockShift);
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

    private void MoveBlock(Span<double> cells, int first)
    {
        int number = Math.Min(1 << BlockShift, cells.Length - first);
        fixed (double* block = cells.Slice(first, number))
        {
            int* drawn = values + first;
            int i = 0;
            for (; Avx512F.IsSupported && i + 8 <= number; i += 8)
            {
                (Vector512.Load(block + i) + Avx512F.ConvertToVector512Double(Vector256.Load(drawn + i))).Store(block + i);
                Vector256<int>.Zero.Store(drawn + i);
            }

            for (; i < number; i++)
            {
                block[i] += drawn[i];
                drawn[i] = 0;
            }
        }
    }

    /// <summary>Adds to counts.</summary>
    public readonly ref struct Writer(int* values, byte* touched)
    {
        private readonly int* values = values;
        private readonly byte* touched = touched;

        /// <summary>Adds to a count.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(int cell, int number)
        {
            values[cell] += number;
            touched[cell >> BlockShift] = 1;
        }

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
}
