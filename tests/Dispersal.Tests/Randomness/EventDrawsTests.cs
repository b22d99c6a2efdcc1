using Dispersal.Randomness;

namespace Dispersal.Tests.Randomness;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

public sealed unsafe class EventDrawsTests
{
    private const int Number = 203;    // no multiple of any width

    [Theory]
    [InlineData(512)]
    [InlineData(256)]
    public void Vectors_of_any_width_give_the_bits_of_plain_code(int width)
    {
        if (width > EventDraws.Width)
        {
            return;    // this processor has no vectors of that width; the run as a whole is compared in VectorWidthTests
        }

        (double[] logs, uint[] accepts, uint[] picks) = Drawn(0);
        (double[] wideLogs, uint[] wideAccepts, uint[] widePicks) = Drawn(width);
        Assert.Equal(logs.Select(BitConverter.DoubleToUInt64Bits), wideLogs.Select(BitConverter.DoubleToUInt64Bits));
        Assert.Equal(accepts, wideAccepts);
        Assert.Equal(picks, widePicks);
    }

    [Fact]
    public void A_draw_is_the_block_of_its_person_and_event()
    {
        (double[] logs, uint[] accepts, uint[] picks) = Drawn(EventDraws.Width);
        for (int i = 0; i < Number; i++)
        {
            RandomBlock block = Luck.Draw(Key(i), Tag(i), Purpose.Event);
            Assert.Equal((block.LogFirst, block.W2, block.W3), (logs[i], accepts[i], picks[i]));
        }
    }

    [Fact]
    public void The_logarithm_agrees_with_the_platforms_to_eleven_digits_and_never_reaches_zero()
    {
        for (int i = 0; i < 20_000; i++)
        {
            RandomBlock block = Luck.Draw(Key(i), 0, Purpose.Event);
            double uniform = ((((ulong)block.W0 << 32 | block.W1) >> 12) + 0.5) / Math.Pow(2, 52);
            double expected = Math.Log(1 - uniform);
            Assert.InRange(block.LogFirst / expected, 1 - 1e-11, 1 + 1e-11);
        }

        Assert.InRange(EventDraws.LogUniform(0, 0), -1.2e-16, -1.1e-16);
        Assert.InRange(EventDraws.LogUniform(uint.MaxValue, uint.MaxValue), -37, -36);
    }

    private static StreamKey Luck { get; } = new(20171017, 3);

    private static ulong Key(int i) => ContentHash.Mix((ulong)i + 1);

    private static uint Tag(int i) => (uint)((i << 16) | (i % 5));

    private static (double[] Logs, uint[] Accepts, uint[] Picks) Drawn(int width)
    {
        int size = ((Number / EventDraws.Group) + 1) * EventDraws.Group;
        ulong[] keys = [.. Enumerable.Range(0, size).Select(Key)];
        uint[] tags = [.. Enumerable.Range(0, size).Select(Tag)];
        double[] logs = new double[size];
        uint[] accepts = new uint[size];
        uint[] picks = new uint[size];
        fixed (ulong* key = keys)
        fixed (uint* tag = tags, accept = accepts, pick = picks)
        fixed (double* log = logs)
        {
            EventDraws.Fill(width, Luck, key, tag, Number, log, accept, pick);
        }

        return (logs[..Number], accepts[..Number], picks[..Number]);
    }
}
