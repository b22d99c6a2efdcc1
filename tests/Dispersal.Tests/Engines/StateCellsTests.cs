using Dispersal.Engines;
using Dispersal.Model;
using Dispersal.Tests.Hostile;
using Dispersal.Tests.Reference;

namespace Dispersal.Tests.Engines;

/// <summary>What may be counted without looking at all counts of two states.</summary>
public sealed class StateCellsTests
{
    [Fact]
    public void States_that_are_said_to_be_alike_belong_to_the_same_counts()
    {
        CompiledModel model = new(SmallScenarios.Load("whole-model"));
        StateCells cells = new(model, model.Layout);
        Luck luck = new(8);
        int alike = 0;
        for (int i = 0; i < 200_000; i++)
        {
            PersonState from = AnyState.Of(model, luck);
            PersonState to = Changed(from, luck);
            if (StateCells.AreAlike(from, to))
            {
                alike++;
                Assert.Equal(Counts(cells, from), Counts(cells, to));
            }
        }

        Assert.InRange(alike, 20_000, 180_000);
    }

    [Fact]
    public void Experience_matters_to_counts_at_liberty_only()
    {
        Assert.True(AreAlikeAfter(Stage.Embedded, Traits.Veteran));
        Assert.False(AreAlikeAfter(Stage.Known, Traits.Veteran));
        Assert.True(AreAlikeAfter(Stage.Known, Traits.Evidence));
        Assert.False(AreAlikeAfter(Stage.Embedded, Traits.Departed));

        static bool AreAlikeAfter(Stage stage, Traits gained)
        {
            PersonState from = default;
            from.MoveTo(stage, 0);
            PersonState to = from;
            to.Traits |= gained;
            return StateCells.AreAlike(from, to);
        }
    }

    // As steps change persons: mostly one thing at a time.
    private static PersonState Changed(PersonState state, Luck luck)
    {
        switch (luck.Below(6))
        {
            case 0:
                state.Traits ^= (Traits)(1 << luck.Below(15));
                break;
            case 1:
                state.Phase = (byte)luck.Below(3);
                break;
            case 2:
                state.Commitment = (byte)luck.Below(3);
                state.Age = (Age)luck.Below(3);
                break;
            case 3:
                state.Goal = PersonState.None;
                break;
            case 4 when state.Stage != Stage.InTransit:
                state.Stage = luck.Is(50) ? Stage.AtLarge : Stage.Known;
                break;
        }

        return state;
    }

    private static int[] Counts(StateCells cells, in PersonState state)
    {
        int[] counts = new int[StateCells.Most];
        return [.. counts.AsSpan(0, cells.OfWhereabouts(state, counts)).ToArray().Order()];
    }
}
