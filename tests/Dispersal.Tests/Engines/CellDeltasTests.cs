using Dispersal.Engines;
using Dispersal.Tests.Hostile;

namespace Dispersal.Tests.Engines;

/// <summary>Changes of counts reach the counts once, however many there are in a day.</summary>
public sealed unsafe class CellDeltasTests
{
    private const int Cells = 1_003;

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.25)]
    public void What_was_noted_is_added_once_and_forgotten(double weight)
    {
        Luck luck = new(4);
        CellDeltas deltas = new(Cells);
        double[] counts = new double[Cells];
        double[] expected = new double[Cells];
        foreach (int changes in (int[])[1, 0, 500, 4_095, 4_096, 4_097, 3, 20_000, 7])
        {
            CellDeltas.Writer writer = deltas.Write();
            for (int i = 0; i < changes; i++)
            {
                int cell = luck.Below(Cells);
                int amount = luck.Below(7) - 3;
                writer.Add(cell, amount);
                expected[cell] += amount * weight;
            }

            Assert.Equal(changes == 0, expected.SequenceEqual(counts));
            deltas.MoveTo(counts, weight);
            Assert.Equal(expected, counts);
            deltas.MoveTo(counts, weight);
            Assert.Equal(expected, counts);
        }
    }

    [Fact]
    public void Persons_who_move_between_states_leave_one_count_for_another_before_and_after_single_changes()
    {
        const int people = 64;
        Luck luck = new(5);
        CellDeltas deltas = new(Cells);
        double[] counts = new double[Cells];
        double[] expected = new double[Cells];
        Pinned<int> cellOf = new(Cells);
        Pinned<uint> from = new(people);
        Pinned<uint> to = new(people);
        for (int state = 0; state < Cells; state++)
        {
            cellOf.Pointer[state] = Cells - 1 - state;
        }

        for (int day = 0; day < 20; day++)
        {
            int single = luck.Below(Cells);
            deltas.Write().Add(single, 1);
            expected[single]++;
            for (int i = 0; day % 2 == 0 && i < people; i++)
            {
                from.Pointer[i] = (uint)luck.Below(Cells);
                to.Pointer[i] = (uint)luck.Below(Cells);
                expected[Cells - 1 - (int)from.Pointer[i]]--;
                expected[Cells - 1 - (int)to.Pointer[i]]++;
            }

            if (day % 2 == 0)
            {
                deltas.Move(cellOf.Pointer, from.Pointer, to.Pointer, people);
            }

            deltas.Write().Add(single, 2);
            expected[single] += 2;
            deltas.MoveTo(counts);
            Assert.Equal(expected, counts);
        }

        GC.KeepAlive(cellOf);
        GC.KeepAlive(from);
        GC.KeepAlive(to);
    }
}
