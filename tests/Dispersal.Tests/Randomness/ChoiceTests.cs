using Dispersal.Randomness;

namespace Dispersal.Tests.Randomness;

/// <summary>Choices among alternatives, against the same written plainly.</summary>
public sealed class ChoiceTests
{
    [Fact]
    public void The_alternative_that_rises_above_a_number_is_found_whatever_their_number()
    {
        Assert.Equal(-1, Choice.Rising([], 0.5));
        Assert.Equal(-1, Choice.Rising(new float[20], 0.5));
        for (int size = 1; size < 40; size++)
        {
            // Some do not rise; the last share is one, or what rounding has made of it.
            float[] shares = new float[size];
            for (int i = 0; i < size; i++)
            {
                shares[i] = (float)((i % 3 == 1 ? i : i + 1) / (size + 0.25));
            }

            foreach (float share in shares)
            {
                foreach (double uniform in new[] { 0, share, Math.BitDecrement((double)share), Math.BitIncrement((double)share), share / 2, 0.999999999 })
                {
                    Assert.Equal(Plainly(shares, uniform), Choice.Rising(shares, uniform));
                }
            }
        }
    }

    private static int Plainly(float[] shares, double uniform)
    {
        int last = -1;
        for (int i = 0; i < shares.Length; i++)
        {
            if (shares[i] > (i == 0 ? 0 : shares[i - 1]))
            {
                last = i;
                if (uniform < shares[i])
                {
                    break;
                }
            }
        }

        return last;
    }
}
