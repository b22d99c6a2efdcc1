using Dispersal.Randomness;

namespace Dispersal.Tests.Randomness;

/// <summary>The generator against the known answers published with it, and the uniform numbers made from it.</summary>
public sealed class PhiloxTests
{
    // Known answers of philox4x32-10 from the authors' Random123 library (kat_vectors).
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Blocks_equal_the_published_answers(
        uint c0, uint c1, uint c2, uint c3, uint key0, uint key1, uint w0, uint w1, uint w2, uint w3) =>
        Assert.Equal(new RandomBlock(w0, w1, w2, w3), Philox.Block(key0, key1, c0, c1, c2, c3));

    [Fact]
    public void Uniform_numbers_lie_in_their_interval_at_both_ends()
    {
        Assert.Equal(0, new RandomBlock(0, 0, 0, 0).First);
        Assert.InRange(-new RandomBlock(0, 0, 0, 0).LogFirst, double.Epsilon, 1e-15);    // never zero: no event without a hazard
        RandomBlock last = new(uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue);
        Assert.True(last.First < 1 && last.Second < 1);
        Assert.True(double.IsFinite(last.LogFirst) && last.LogFirst < -36);
    }

    [Fact]
    public void Draws_of_other_purposes_persons_events_and_replicates_differ()
    {
        StreamKey luck = new(7, 0);
        RandomBlock first = luck.Draw(5, 1, Purpose.Event);
        Assert.Equal(first, new StreamKey(7, 0).Draw(5, 1, Purpose.Event));
        Assert.NotEqual(first, luck.Draw(5, 1, Purpose.Stop));
        Assert.NotEqual(first, luck.Draw(6, 1, Purpose.Event));
        Assert.NotEqual(first, luck.Draw(5, 2, Purpose.Event));
        Assert.NotEqual(first, luck.Draw(5, 1, Purpose.Event, candidate: 1));
        Assert.NotEqual(first, new StreamKey(7, 1).Draw(5, 1, Purpose.Event));
        Assert.NotEqual(first, new StreamKey(8, 0).Draw(5, 1, Purpose.Event));
    }

    [Fact]
    public void Exponential_numbers_have_mean_and_variance_one()
    {
        // 200,000 draws; two-sided z tests on mean and variance at level 0.001 each, fixed seed.
        const int Draws = 200_000;
        StreamKey luck = new(20171017, 3);
        double sum = 0;
        double squares = 0;
        for (ulong person = 0; person < Draws; person++)
        {
            double e = -luck.Draw(person, 1, Purpose.Event).LogFirst;
            sum += e;
            squares += e * e;
        }

        double mean = sum / Draws;
        Assert.InRange((mean - 1) * Math.Sqrt(Draws), -3.29, 3.29);

        // E^2 has mean 2 and variance 24 - 4 = 20.
        Assert.InRange(((squares / Draws) - 2) * Math.Sqrt(Draws / 20.0), -3.29, 3.29);
    }
}
