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

    /// <summary>Marks every count as changed: cheaper than marking one by one where persons are many and counts are few.</summary>
    public void TouchAll() => new Span<byte>(touched, blocks).Fill(1);

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

        /// <summary>Adds to a count without marking it; see <see cref="TouchAll"/>.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void AddUnmarked(int cell, int number) => values[cell] += number;

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
