using Dispersal.Engines;
using Dispersal.Model;
using Dispersal.Tests.Hostile;
using Dispersal.Tests.Reference;
using Dispersal.Tests.Shipped;

namespace Dispersal.Tests.Engines;

/// <summary>Lists of exits that are worked out once for all who are alike are those that each would have worked out himself.</summary>
public sealed class PersonalExitsTests
{
    [Theory]
    [InlineData("raqqa-2017", 400_000)]
    [InlineData("whole-model", 50_000)]
    public unsafe void Whoever_is_alike_in_what_matters_has_the_exits_he_would_have_worked_out_himself(string name, int people)
    {
        CompiledModel model = new(name == "raqqa-2017" ? ShippedScenarios.Load(name) : SmallScenarios.Load(name));
        PersonalExits exits = new(model);
        Luck luck = new(7);
        StateTerm[] work = new StateTerm[model.OpenExits.Most];
        int personal = 0;
        for (int i = 0; i < people; i++)
        {
            PersonState state = AnyState.Of(model, luck);
            ReadOnlySpan<StateTerm> own = model.OpenExits.Of(state, work, out double constant, out bool varies);
            ExitList list = exits[exits.NumberOf(state)];
            ReadOnlySpan<ChangingHazard> changing = exits.ChangingOf(list);
            bool scaled = false;
            int at = 0;
            foreach (StateTerm term in own)
            {
                scaled |= term.Field != FieldFactor.None || term.Lever >= 0;
                if (term.Series >= 0)
                {
                    Assert.True(changing[at].Factor == term.Factor && changing[at].Sums == model.Hazards.Sums(term.Series), "A changing hazard is another.");
                    at++;
                }
            }

            Assert.True(
                exits.TermsOf(list).SequenceEqual(own) && list.Constant == constant && list.IsScaled == scaled && list.NumberChanging == at,
                $"Person {i}, {state.Stage}: the exits are another's.");
            Assert.Equal(varies, double.IsNaN(list.MeanWait));
            personal += model.OpenExits.DecidedBy(model.OpenExits.RowOf(state)) == DecidedBy.Nothing ? 0 : 1;
        }

        // The comparison is about something, and lists are shared.
        Assert.InRange(personal, people / 10, people);
        Assert.InRange(exits.Count, 30, people / 20);
    }

    [Fact]
    public void What_is_told_apart_in_a_person_has_a_bit_of_its_own()
    {
        PersonState nobody = default;
        nobody.Phase = 1;
        Assert.Equal(0, OpenExits.TraitsOf(nobody));
        Assert.Equal((int)DecidedBy.Veteran, OpenExits.TraitsOf(nobody with { Traits = Traits.Veteran }));
        Assert.Equal((int)DecidedBy.Evidence, OpenExits.TraitsOf(nobody with { Traits = Traits.Evidence }));
        Assert.Equal((int)DecidedBy.Completed, OpenExits.TraitsOf(nobody with { Traits = Traits.Completed }));
        Assert.Equal((int)DecidedBy.Directed, OpenExits.TraitsOf(nobody with { Traits = Traits.Directed }));
        Assert.Equal((int)DecidedBy.Fresh, OpenExits.TraitsOf(nobody with { Phase = 0 }));
        Assert.Equal((int)DecidedBy.MiddleCommitment, OpenExits.TraitsOf(nobody with { Commitment = 1 }));
        Assert.Equal((int)DecidedBy.HighCommitment, OpenExits.TraitsOf(nobody with { Commitment = 2 }));
        const Traits others = ~(Traits.Veteran | Traits.Evidence | Traits.Completed | Traits.Directed);
        Assert.Equal(0, OpenExits.TraitsOf(nobody with { Traits = others }));
    }
}
