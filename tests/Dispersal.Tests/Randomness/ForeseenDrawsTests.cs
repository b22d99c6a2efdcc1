using System.Runtime.Intrinsics.X86;
using Dispersal.Randomness;

namespace Dispersal.Tests.Randomness;

/// <summary>Draws that were foreseen are those that would have been taken.</summary>
public sealed class ForeseenDrawsTests
{
    private static readonly StreamKey Luck = new(20171017, 3);

    private static readonly Purpose[] Purposes = [Purpose.Crossing, Purpose.Route, Purpose.Goal, Purpose.Arrival, Purpose.Order];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_draw_is_the_block_of_its_person_event_and_purpose_in_vectors_or_not(bool inVectors)
    {
        if (inVectors && !Avx512DQ.IsSupported)
        {
            return;    // this processor has no such vectors; the run as a whole is compared in VectorWidthTests
        }

        ForeseenDraws draws = new(203);
        for (int number = 203; number >= 0; number -= 29)
        {
            draws.Clear();
            for (int i = 0; i < number; i++)
            {
                draws.Add(Person(i), (uint)(i * 7), Purposes[i % Purposes.Length]);
            }

            draws.Draw(inVectors, Luck);
            Assert.Equal(number, draws.Count);
            for (int i = 0; i < number; i++)
            {
                RandomBlock block = Luck.Draw(Person(i), (uint)(i * 7), Purposes[i % Purposes.Length]);
                Assert.Equal(Purposes[i % Purposes.Length], draws.PurposeOf(i));
                Assert.Equal((block.First, block.Second), draws[i]);
            }
        }
    }

    [Fact]
    public void Who_decides_takes_his_own_foreseen_draws_and_any_other_by_itself()
    {
        ForeseenDraws draws = new(8);
        for (int person = 0; person < 4; person++)
        {
            draws.Add(Person(person), 5, Purpose.Goal);
            draws.Add(Person(person), 5, Purpose.Route);
        }

        draws.Draw(Luck);
        PersonChooser foreseeing = new(Luck, draws);
        for (int person = 0; person < 4; person++)
        {
            PersonLuck luck = new(Luck, Person(person), 5);
            PersonChooser plain = new(luck);
            foreseeing.Turn(Person(person), 5, 2 * person, 2 * (person + 1));
            Assert.Equal(luck, foreseeing.Luck);
            foreach (Purpose purpose in (Purpose[])[Purpose.Goal, Purpose.Stop, Purpose.Route, Purpose.Goal])
            {
                foreach (Uniform uniform in (Uniform[])[Uniform.First, Uniform.Second, Uniform.First])
                {
                    double number = uniform == Uniform.First ? luck.For(purpose).First : luck.For(purpose).Second;
                    Assert.True(plain.Happens(purpose, uniform, Math.BitIncrement(number)) && !plain.Happens(purpose, uniform, number));
                    Assert.True(foreseeing.Happens(purpose, uniform, Math.BitIncrement(number)) && !foreseeing.Happens(purpose, uniform, number));
                }
            }
        }
    }

    private static ulong Person(int i) => ContentHash.Mix((ulong)i + 1);
}
